// The numeric kernels of the engine.
#pragma once
