#pragma once
#include <stddef.h>
#include "kernels_elementwise.h"

typedef enum {
  ck_sum = 0,
  ck_sum_of_squared_deviations, // Σ (x − c)²
  ck_sum_of_magnitudes,         // Σ |x|
  ck_product,                   // Π x
  ck_least,                     // NaN if any is
  ck_greatest,
  ck_reduction_count
} ck_reduction;

/// Reduces `count` numbers to one. Sums run in double over sixteen lanes, in chunks, in an order that the count alone decides.
/// An empty sum is 0, an empty product 1; the least of nothing is +∞, the greatest −∞.
double ck_reduce(ck_type type, ck_reduction operation, double centre, const void *x, ptrdiff_t count);

/// Reduces the middle axis of x [outer, extent, inner] to y [outer, inner], which is double for either type.
/// `centres` holds one number for each result, or is NULL for 0.
void ck_reduce_axis(ck_type type, ck_reduction operation, const double *centres, const void *x, ptrdiff_t outer, ptrdiff_t extent,
                    ptrdiff_t inner, double *y);

typedef enum {
  ck_is_above = 0,      // x > p
  ck_is_below,          // x < p
  ck_is_equal,          // x = p
  ck_magnitude_above,   // |x| > p
  ck_magnitude_below,   // |x| < p
  ck_is_not_a_number,
  ck_is_not_finite,
  ck_condition_count
} ck_condition;

/// How many of the numbers meet the condition.
ptrdiff_t ck_count(ck_type type, ck_condition condition, double parameter, const void *x, ptrdiff_t count);

/// The lower edge of bin `bin` of `bins` equal ones over [low, high]: (low·(bins − bin) + high·bin) / bins, so that −1…1 in five bins
/// has its edges at −0.6, −0.2, 0.2, 0.6 as they are written.
double ck_histogram_edge(double low, double high, ptrdiff_t bins, ptrdiff_t bin);

/// Adds to counts[0..<bins] how many numbers fall into each of `bins` equal bins of [low, high] (the last one closed), to
/// counts[bins] those below, counts[bins + 1] those above, counts[bins + 2] those that are not numbers.
void ck_histogram(ck_type type, const void *x, ptrdiff_t count, double low, double high, ptrdiff_t bins, ptrdiff_t *counts);

/// Over each row of x [rows, columns]: y = e^(x − max) / Σ e^(x − max), or its logarithm x − max − ln Σ e^(x − max).
void ck_softmax(ck_type type, int logarithm, const void *x, void *y, ptrdiff_t rows, ptrdiff_t columns);

/// Σ over the rows of −Σ_c t_c ln p_c, p = softmax(x), whose rows go into p [rows, columns]. Either targets t [rows, columns] or
/// one label a row, from 0 to columns − 1, the place of a 1 among zeros; the other is NULL. Columns are one or more.
double ck_softmax_cross_entropy(ck_type type, const void *x, const int32_t *labels, const void *targets, void *p, ptrdiff_t rows,
                                ptrdiff_t columns);

/// Its gradient: y = (p·Σ_c t_c − t)·scale
void ck_softmax_cross_entropy_gradient(ck_type type, const void *p, const int32_t *labels, const void *targets, double scale, void *y,
                                       ptrdiff_t rows, ptrdiff_t columns);
