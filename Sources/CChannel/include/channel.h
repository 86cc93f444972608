// The channel between a lesson's process and the tool.
#pragma once
