#pragma once
#include <stdbool.h>
#include <stddef.h>
#include "kernels_elementwise.h"

/// c [rows, columns] = a [rows, inner] · b [inner, columns], all row by row with the given distances between rows.
///
/// Reads b once, without packing it: for few rows (a batch of 16 against 4096 × 4096 weights) twice as fast as a BLAS, which copies
/// b into panels first. Runs on the calling thread; c must not overlap a or b. Fused multiply-adds where the processor has them.
void ck_product_of_few_rows(ck_type type, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t inner, const void *a, ptrdiff_t a_step, const void *b,
                            ptrdiff_t b_step, void *c, ptrdiff_t c_step);

/// c [rows, columns] = a [rows, inner] · bᵀ, b [columns, inner]; `adding` adds it to c. For few rows and columns of long inner
/// axes, as a small convolution's weight gradient has them: nothing is copied. Otherwise as `ck_product_of_few_rows`.
void ck_product_by_transposed(ck_type type, bool adding, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t inner, const void *a,
                              ptrdiff_t a_step, const void *b, ptrdiff_t b_step, void *c, ptrdiff_t c_step);
