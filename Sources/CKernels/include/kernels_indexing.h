#pragma once
#include <stddef.h>
#include "kernels_elementwise.h"

// An array is seen as [outer, extent, inner] around the axis that is worked along. Indices are the caller's to check.

/// y[o, i, …] = x[o, indices[i], …]; y is [outer, count, inner].
void ck_gather(ck_type type, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, const ptrdiff_t *indices,
               ptrdiff_t count, void *y);

/// y[o, indices[i], …] += x[o, i, …], in the order of i whatever the threads; x is [outer, count, inner], y [outer, extent, inner].
void ck_scatter_add(ck_type type, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, const ptrdiff_t *indices,
                    ptrdiff_t count, void *y);

/// y[o, first + i, …] = x[o, i, …]; x is [outer, extent, inner], y [outer, y_extent, inner].
void ck_place(ck_type type, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, void *y, ptrdiff_t y_extent,
              ptrdiff_t first);

/// z[i] = mask[i] ≠ 0 ? x[i] : y[i]
void ck_select(ck_type type, const void *mask, const void *x, const void *y, void *z, ptrdiff_t count);

/// y[i] = first + distance · (i / divisor)
void ck_ramp(ck_type type, double first, double distance, double divisor, void *y, ptrdiff_t count);

/// y[o, i, …] = x[o, 0, …] + … + x[o, i, …], or, reversed, x[o, i, …] + … + x[o, extent − 1, …]; added up in double.
void ck_cumulative_sum(ck_type type, int reversed, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, void *y);

/// y[o, i, …] = Π x[o, j, …] over j ≠ i, without a division.
void ck_product_of_others(ck_type type, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, void *y);

/// y[o, …] = the first place of the greatest number along the axis, or of the least; the first NaN if there is one.
/// y is [outer, inner].
void ck_extreme_index(ck_type type, int least, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, ptrdiff_t *y);

/// y[r, …] = the places of row r's numbers from the least to the greatest, or the other way; equal ones stay in their order, NaN
/// counts as the greatest. 0 if there was no memory.
int ck_sorted_indices(ck_type type, int descending, const void *x, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t *y);
