#pragma once
#include "kernels_elementwise.h"

/// Copies a strided array together, row by row: y[i, j, …] = x[i·steps[0] + j·steps[1] + …]; rank 1…8, steps in elements.
void ck_copy_view(ck_type type, int32_t rank, const ptrdiff_t *extents, const ptrdiff_t *steps, const void *x, void *y);

/// What stands in a place that several threads may fill, and the filling of it: the first one's value stays and is returned.
void *ck_published(void *const *place);
void *ck_publish(void **place, void *value);
