// The reductions for one scalar type. Includers define REAL and OF(name).

// One run of numbers: sixteen lanes, a tail that goes to the first of them, then the tree 16 → 8 → 4 → 2 → 1.
// `next` is the new value of lane a after the number v.
#define REDUCTION(name, start, next, join)                                                            \
  CK_CLONES static double OF(name##_run)(double centre, const REAL *x, ptrdiff_t count) {               \
    (void)centre;                                                                                     \
    double lanes[16];                                                                                 \
    for (int lane = 0; lane < 16; lane++) lanes[lane] = (start);                                      \
    ptrdiff_t i = 0;                                                                                    \
    for (; i + 16 <= count; i += 16)                                                                  \
      for (int lane = 0; lane < 16; lane++) { double a = lanes[lane], v = x[i + lane]; lanes[lane] = (next); } \
    for (int lane = 0; i + lane < count; lane++) { double a = lanes[lane], v = x[i + lane]; lanes[lane] = (next); } \
    for (int width = 8; width > 0; width /= 2)                                                        \
      for (int lane = 0; lane < width; lane++) { double a = lanes[lane], v = lanes[lane + width]; lanes[lane] = (join); } \
    return lanes[0];                                                                                  \
  }                                                                                                   \
  /* Columns begin..<end of [extent, inner], each summed from the top down. */                        \
  CK_CLONES static void OF(name##_columns)(const double *centres, const REAL *x, ptrdiff_t extent, ptrdiff_t inner, ptrdiff_t begin, \
                                           ptrdiff_t end, double *y) {                                  \
    for (ptrdiff_t column = begin; column < end; column++) y[column] = (start);                         \
    for (ptrdiff_t row = 0; row < extent; row++)                                                        \
      if (centres)                                                                                    \
        for (ptrdiff_t column = begin; column < end; column++) {                                        \
          double a = y[column], v = x[row * inner + column], centre = centres[column];                \
          (void)centre;                                                                               \
          y[column] = (next);                                                                         \
        }                                                                                             \
      else                                                                                            \
        for (ptrdiff_t column = begin; column < end; column++) {                                        \
          double a = y[column], v = x[row * inner + column];                                          \
          const double centre = 0;                                                                    \
          (void)centre;                                                                               \
          y[column] = (next);                                                                         \
        }                                                                                             \
  }

REDUCTION(sum, 0, a + v, a + v)
REDUCTION(sum_of_squared_deviations, 0, a + (v - centre) * (v - centre), a + v)
REDUCTION(sum_of_magnitudes, 0, a + __builtin_fabs(v), a + v)
REDUCTION(product, 1, a *v, a *v)
REDUCTION(least, __builtin_inf(), a != a ? a : v < a || v != v ? v : a, a != a ? a : v < a || v != v ? v : a)
REDUCTION(greatest, -__builtin_inf(), a != a ? a : a < v || v != v ? v : a, a != a ? a : a < v || v != v ? v : a)

typedef double (*OF(run))(double centre, const REAL *x, ptrdiff_t count);
static const OF(run) OF(runs)[ck_reduction_count] = {
  [ck_sum] = OF(sum_run),
  [ck_sum_of_squared_deviations] = OF(sum_of_squared_deviations_run),
  [ck_sum_of_magnitudes] = OF(sum_of_magnitudes_run),
  [ck_product] = OF(product_run),
  [ck_least] = OF(least_run),
  [ck_greatest] = OF(greatest_run),
};

typedef void (*OF(columns))(const double *, const REAL *, ptrdiff_t, ptrdiff_t, ptrdiff_t, ptrdiff_t, double *);
static const OF(columns) OF(column_runs)[ck_reduction_count] = {
  [ck_sum] = OF(sum_columns),
  [ck_sum_of_squared_deviations] = OF(sum_of_squared_deviations_columns),
  [ck_sum_of_magnitudes] = OF(sum_of_magnitudes_columns),
  [ck_product] = OF(product_columns),
  [ck_least] = OF(least_columns),
  [ck_greatest] = OF(greatest_columns),
};

#define CONDITION(name, expression)                                                                   \
  CK_CLONES static ptrdiff_t OF(count_##name)(REAL p, const REAL *x, ptrdiff_t count) {                   \
    (void)p;                                                                                          \
    ptrdiff_t total = 0;                                                                                \
    for (ptrdiff_t i = 0; i < count; i++) { REAL v = x[i]; total += (expression) ? 1 : 0; }             \
    return total;                                                                                     \
  }
CONDITION(is_above, v > p)
CONDITION(is_below, v < p)
CONDITION(is_equal, v == p)
CONDITION(magnitude_above, v > p || v < -p)
CONDITION(magnitude_below, v < p && v > -p)
CONDITION(is_not_a_number, v != v)
CONDITION(is_not_finite, v - v != 0)

typedef ptrdiff_t (*OF(counter))(REAL p, const REAL *x, ptrdiff_t count);
static const OF(counter) OF(counters)[ck_condition_count] = {
  [ck_is_above] = OF(count_is_above),
  [ck_is_below] = OF(count_is_below),
  [ck_is_equal] = OF(count_is_equal),
  [ck_magnitude_above] = OF(count_magnitude_above),
  [ck_magnitude_below] = OF(count_magnitude_below),
  [ck_is_not_a_number] = OF(count_is_not_a_number),
  [ck_is_not_finite] = OF(count_is_not_finite),
};

/// The bin of v is where its edges say, not where the division rounds to.
static void OF(histogram_run)(const REAL *x, ptrdiff_t count, double low, double high, ptrdiff_t bins, ptrdiff_t *counts) {
  const double scale = (double)bins / (high - low);
  for (ptrdiff_t i = 0; i < count; i++) {
    double v = x[i];
    if (v >= low && v <= high) {
      ptrdiff_t bin = (ptrdiff_t)((v - low) * scale);
      if (bin >= bins) bin = bins - 1;
      if (bin > 0 && v < ck_histogram_edge(low, high, bins, bin)) bin--;
      else if (bin < bins - 1 && v >= ck_histogram_edge(low, high, bins, bin + 1)) bin++;
      counts[bin]++;
    } else {
      counts[v < low ? bins : v > high ? bins + 1 : bins + 2]++;
    }
  }
}

CK_CLONES static void OF(softmax_row)(int logarithm, const REAL *x, REAL *y, ptrdiff_t count) {
  REAL most = x[0];
  for (ptrdiff_t i = 1; i < count; i++) most = x[i] > most || x[i] != x[i] ? x[i] : most;
  double total = 0;
  for (ptrdiff_t i = 0; i < count; i++) y[i] = OF(exp)(x[i] - most);
  total = OF(sum_run)(0, y, count);
  if (logarithm) {
    const REAL shift = most + (REAL)log_double(total);
    for (ptrdiff_t i = 0; i < count; i++) y[i] = x[i] - shift;
  } else {
    const REAL factor = (REAL)(1 / total);
    for (ptrdiff_t i = 0; i < count; i++) y[i] = y[i] * factor;
  }
}

#undef REDUCTION
#undef CONDITION
#undef REAL
#undef OF
