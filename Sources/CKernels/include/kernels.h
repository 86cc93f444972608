// The numeric kernels of the engine: C where the compiler's vectors and the processor's dispatch matter, and nothing else.
//
// Contract of every kernel:
// - The result is the same bits for any number of threads: work is cut into chunks whose borders depend on sizes alone.
// - Elementwise kernels, reductions and random numbers are the same bits on every x86-64: no contraction to fused
//   multiply-adds, our own polynomials, a fixed order of summation. Products of matrices agree to rounding only.
// - Pointers are to contiguous memory. An output may be one of the inputs where both have the same shape.
#pragma once
#include "kernels_buffers.h"
#include "kernels_convolution.h"
#include "kernels_decompositions.h"
#include "kernels_elementwise.h"
#include "kernels_failure.h"
#include "kernels_files.h"
#include "kernels_indexing.h"
#include "kernels_normalization.h"
#include "kernels_pooling.h"
#include "kernels_products.h"
#include "kernels_random.h"
#include "kernels_reductions.h"
#include "kernels_updates.h"
#include "kernels_views.h"
#include "kernels_workers.h"
