#pragma once
#include <stddef.h>
#include "kernels_elementwise.h"

/// A contiguous tensor seen as [outer, middle, inner]. Statistics are over outer and inner, one for each of `middle`: an image's
/// channels are [batch, channels, height · width], the features of a matrix [rows, features, 1], its rows [1, rows, features].
typedef struct { ptrdiff_t outer, middle, inner; } ck_axes;

/// y = (x − mean)·reciprocal, reciprocal = 1/√(variance + epsilon), the variance biased; then ·gamma + beta unless they are NULL,
/// which hold one number for each of `period` neighbours in the middle. The statistics hold `middle` numbers each.
/// Sums run in double, the variance's from the mean in a second pass; NaN without numbers.
void ck_standardize(ck_type type, ck_axes axes, double epsilon, const void *x, const void *gamma, const void *beta,
                    ptrdiff_t period, void *y, void *mean, void *variance, void *reciprocal);

/// The gradient g of y back at x: dx = gamma·reciprocal·(g − mean of g − s·mean of g·s), s = (x − mean)·reciprocal; and
/// g_s = Σ g·s, g_sum = Σ g, `middle` numbers each. A NULL mean says that x is s already. gamma as above.
void ck_standardize_gradient(ck_type type, ck_axes axes, const void *g, const void *x, const void *mean, const void *reciprocal,
                             const void *gamma, ptrdiff_t period, void *dx, void *g_s, void *g_sum);

/// y = x·gamma + beta, one of both for each of the middle.
void ck_scale_and_shift(ck_type type, ck_axes axes, const void *x, const void *gamma, const void *beta, void *y);
