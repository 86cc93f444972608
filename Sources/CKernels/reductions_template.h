// The reductions for one scalar type. Includers define REAL and OF(name).

// One run of numbers: sixteen lanes, a tail that goes to the first of them, then the tree 16 → 8 → 4 → 2 → 1.
// `next` is the new value of lane a after the number v. Rows of up to sixteen numbers have one in each lane, so that many rows go
// through the lanes together, in the same order.
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
  FOLDS(name, start, next, join)

#define FOLDS(name, start, next, join)                                                                \
  /* Rows begin..<end of [rows, extent], 1 ≤ extent ≤ 16. */                                          \
  CK_CLONES static void OF(name##_rows)(const double *centres, const REAL *x, ptrdiff_t extent, ptrdiff_t begin, ptrdiff_t end, \
                                        double *y) {                                                  \
    double lanes[16][rows_block];                                                                     \
    for (ptrdiff_t first = begin; first < end; first += rows_block) {                                 \
      const ptrdiff_t rows = end - first < rows_block ? end - first : rows_block;                     \
      for (ptrdiff_t lane = 0; lane < extent; lane++)                                                 \
        for (ptrdiff_t row = 0; row < rows; row++) {                                                  \
          double a = (start), v = x[(first + row) * extent + lane], centre = centres ? centres[first + row] : 0; \
          (void)a, (void)centre;                                                                      \
          lanes[lane][row] = (next);                                                                  \
        }                                                                                             \
      for (ptrdiff_t width = 8; width > 0; width /= 2)                                                \
        for (ptrdiff_t lane = 0; lane < width && lane + width < extent; lane++)                       \
          for (ptrdiff_t row = 0; row < rows; row++) {                                                \
            double a = lanes[lane][row], v = lanes[lane + width][row];                                \
            lanes[lane][row] = (join);                                                                \
          }                                                                                           \
      for (ptrdiff_t row = 0; row < rows; row++) y[first + row] = lanes[0][row];                      \
    }                                                                                                 \
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

// The extremes need no double: lanes of the numbers' own type, and whether any is NaN in lanes beside them.
#define EXTREME(name, start, isBetter)                                                                \
  CK_CLONES static double OF(name##_run)(double centre, const REAL *x, ptrdiff_t count) {             \
    (void)centre;                                                                                     \
    enum { width = 32 };                                                                              \
    REAL lanes[width];                                                                                \
    WORD unknown[width];                                                                              \
    for (int lane = 0; lane < width; lane++) { lanes[lane] = (REAL)(start); unknown[lane] = 0; }      \
    ptrdiff_t i = 0;                                                                                  \
    for (; i + width <= count; i += width)                                                            \
      for (int lane = 0; lane < width; lane++) {                                                      \
        REAL a = lanes[lane], v = x[i + lane];                                                        \
        lanes[lane] = (isBetter) ? v : a;                                                             \
        unknown[lane] |= v != v;                                                                      \
      }                                                                                               \
    REAL a = lanes[0];                                                                                \
    WORD any = unknown[0];                                                                            \
    for (int lane = 1; lane < width; lane++) { REAL v = lanes[lane]; a = (isBetter) ? v : a; any |= unknown[lane]; } \
    for (; i < count; i++) { REAL v = x[i]; a = (isBetter) ? v : a; any |= v != v; }                  \
    return any ? __builtin_nan("") : a;                                                               \
  }                                                                                                   \
  FOLDS(name, start, a != a ? a : (isBetter) || v != v ? v : a, a != a ? a : (isBetter) || v != v ? v : a)
EXTREME(least, __builtin_inf(), v < a)
EXTREME(greatest, -__builtin_inf(), v > a)

typedef double (*OF(run))(double centre, const REAL *x, ptrdiff_t count);
static const OF(run) OF(runs)[ck_reduction_count] = {
  [ck_sum] = OF(sum_run),
  [ck_sum_of_squared_deviations] = OF(sum_of_squared_deviations_run),
  [ck_sum_of_magnitudes] = OF(sum_of_magnitudes_run),
  [ck_product] = OF(product_run),
  [ck_least] = OF(least_run),
  [ck_greatest] = OF(greatest_run),
};

typedef void (*OF(rows))(const double *, const REAL *, ptrdiff_t, ptrdiff_t, ptrdiff_t, double *);
static const OF(rows) OF(row_runs)[ck_reduction_count] = {
  [ck_sum] = OF(sum_rows),
  [ck_sum_of_squared_deviations] = OF(sum_of_squared_deviations_rows),
  [ck_sum_of_magnitudes] = OF(sum_of_magnitudes_rows),
  [ck_product] = OF(product_rows),
  [ck_least] = OF(least_rows),
  [ck_greatest] = OF(greatest_rows),
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

/// The bin of v is where its edges say, not where the division rounds to. `edges` may be NULL: they are computed then.
static void OF(histogram_run)(const REAL *x, ptrdiff_t count, double low, double high, ptrdiff_t bins, const double *edges,
                              ptrdiff_t *counts) {
  const double scale = (double)bins / (high - low);
  for (ptrdiff_t i = 0; i < count; i++) {
    double v = x[i];
    if (v >= low && v <= high) {
      ptrdiff_t bin = (ptrdiff_t)((v - low) * scale);
      if (bin >= bins) bin = bins - 1;
      const double left = edges ? edges[bin] : ck_histogram_edge(low, high, bins, bin);
      const double right = edges ? edges[bin + 1] : ck_histogram_edge(low, high, bins, bin + 1);
      bin += bin > 0 && v < left ? -1 : bin < bins - 1 && v >= right ? 1 : 0;
      counts[bin]++;
    } else {
      counts[v < low ? bins : v > high ? bins + 1 : bins + 2]++;
    }
  }
}

CK_CLONES static void OF(softmax_row)(int logarithm, const REAL *x, REAL *y, ptrdiff_t count) {
  const REAL most = (REAL)OF(greatest_run)(0, x, count);
  for (ptrdiff_t i = 0; i < count; i++) y[i] = OF(exp)(x[i] - most);
  const double total = OF(sum_run)(0, y, count);
  if (logarithm) {
    const REAL shift = most + (REAL)log_double(total);
    for (ptrdiff_t i = 0; i < count; i++) y[i] = x[i] - shift;
  } else {
    const REAL factor = (REAL)(1 / total);
    for (ptrdiff_t i = 0; i < count; i++) y[i] = y[i] * factor;
  }
}

/// Σ t·(ln total + most − x), in sixteen lanes as all sums of rows.
CK_CLONES static double OF(cross_entropy_run)(const REAL *x, const REAL *t, double most, double logarithm, ptrdiff_t count) {
  double lanes[16] = {0};
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16)
    for (int lane = 0; lane < 16; lane++) lanes[lane] += (double)t[i + lane] * (most - (double)x[i + lane] + logarithm);
  for (int lane = 0; i + lane < count; lane++) lanes[lane] += (double)t[i + lane] * (most - (double)x[i + lane] + logarithm);
  for (int width = 8; width > 0; width /= 2)
    for (int lane = 0; lane < width; lane++) lanes[lane] += lanes[lane + width];
  return lanes[0];
}

/// The probabilities of one row into p. Returns its cross-entropy with the targets, or with the label where there are none.
CK_CLONES static double OF(cross_entropy_row)(const REAL *x, const REAL *targets, int32_t label, REAL *p, ptrdiff_t count) {
  const REAL most = (REAL)OF(greatest_run)(0, x, count);
  for (ptrdiff_t i = 0; i < count; i++) p[i] = OF(exp)(x[i] - most);
  const double total = OF(sum_run)(0, p, count), logarithm = log_double(total);
  const REAL factor = (REAL)(1 / total);
  for (ptrdiff_t i = 0; i < count; i++) p[i] = p[i] * factor;
  return targets ? OF(cross_entropy_run)(x, targets, most, logarithm, count) : (double)most - (double)x[label] + logarithm;
}

/// (p·Σt − t)·scale
CK_CLONES static void OF(cross_entropy_gradient_row)(const REAL *p, const REAL *targets, int32_t label, REAL scale, REAL *y,
                                                     ptrdiff_t count) {
  if (targets) {
    const REAL sum = (REAL)OF(sum_run)(0, targets, count);
    for (ptrdiff_t i = 0; i < count; i++) y[i] = (p[i] * sum - targets[i]) * scale;
  } else {
    for (ptrdiff_t i = 0; i < count; i++) y[i] = p[i] * scale;
    y[label] = (p[label] - 1) * scale;
  }
}

#undef REDUCTION
#undef FOLDS
#undef EXTREME
#undef WORD
#undef CONDITION
#undef REAL
#undef OF
