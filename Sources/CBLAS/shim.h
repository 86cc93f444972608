// The BLAS that matrix products run on: OpenBLAS on Linux (its pthread build), Accelerate on macOS.
#pragma once
#if defined(__APPLE__)
#include <Accelerate/Accelerate.h>
#else
#include <cblas.h>
#endif
