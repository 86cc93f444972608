// JavaScriptCore's C interface: WebKitGTK's library on Linux, the system framework on macOS.
#pragma once
#include <JavaScriptCore/JavaScript.h>
