#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "kernels_convolution.h"

// An output is other memory than the inputs, even for a window of one.

/// y[plane, oy, ox] = the greatest number under the window, and in `places` where in its plane it stands. The first wins among
/// equal numbers; NaN wins over all numbers. Padding takes no part; each window has to touch the plane.
void ck_pool_greatest(ck_type type, const ck_window *window, ptrdiff_t planes, const void *x, void *y, int32_t *places);

/// x[plane, places[plane, p]] += g[plane, p], from zeros: planes of `input` and `output` numbers.
void ck_pool_scatter(ck_type type, ptrdiff_t planes, ptrdiff_t input, ptrdiff_t output, const void *g, const int32_t *places,
                     void *x);

/// y[plane, p] = x[plane, places[plane, p]]
void ck_pool_gather(ck_type type, ptrdiff_t planes, ptrdiff_t input, ptrdiff_t output, const void *x, const int32_t *places,
                    void *y);

/// y[plane, oy, ox] = the sum under the window, divided by the window's area, or by the part of it that is not padding.
void ck_pool_average(ck_type type, const ck_window *window, bool counts_padding, ptrdiff_t planes, const void *x, void *y);

/// The transpose of `ck_pool_average`.
void ck_pool_average_transposed(ck_type type, const ck_window *window, bool counts_padding, ptrdiff_t planes, const void *g,
                                void *x);
