// Standardization for one scalar type. Includers define REAL and OF(name).

// Sixteen lanes in double, as the other sums have; spelled as vectors, which every instruction set adds up in the same order.
typedef double OF(lanes) __attribute__((vector_size(64)));
typedef REAL OF(eight) __attribute__((vector_size(8 * sizeof(REAL)), aligned(sizeof(REAL))));
#define LOAD(x) __builtin_convertvector(*(const OF(eight) *)(x), OF(lanes))

CK_INLINE double OF(total)(const OF(lanes) *sums) {
  double lanes[8];
  for (int lane = 0; lane < 8; lane++) lanes[lane] = sums[0][lane] + sums[1][lane];
  for (int width = 4; width > 0; width /= 2)
    for (int lane = 0; lane < width; lane++) lanes[lane] += lanes[lane + width];
  return lanes[0];
}

/// Adds Σ x to the lanes.
CK_INLINE void OF(add_run)(OF(lanes) *sums, const REAL *x, ptrdiff_t count) {
  OF(lanes) a = sums[0], b = sums[1];
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    a += LOAD(x + i);
    b += LOAD(x + i + 8);
  }
  for (int lane = 0; i + lane < count; lane++)
    if (lane < 8) a[lane] += (double)x[i + lane]; else b[lane - 8] += (double)x[i + lane];
  sums[0] = a;
  sums[1] = b;
}

/// Adds Σ (x − centre)² to the lanes.
CK_INLINE void OF(add_deviations_of_run)(OF(lanes) *sums, double centre, const REAL *x, ptrdiff_t count) {
  OF(lanes) a = sums[0], b = sums[1];
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    const OF(lanes) c = LOAD(x + i) - centre, d = LOAD(x + i + 8) - centre;
    a += c * c;
    b += d * d;
  }
  for (int lane = 0; i + lane < count; lane++) {
    const double c = (double)x[i + lane] - centre;
    if (lane < 8) a[lane] += c * c; else b[lane - 8] += c * c;
  }
  sums[0] = a;
  sums[1] = b;
}

/// Adds Σ g to one pair of lanes and Σ g·(x − centre)·scale to the other.
CK_INLINE void OF(add_products_of_run)(OF(lanes) *sums, OF(lanes) *products, double centre, double scale, const REAL *g,
                                       const REAL *x, ptrdiff_t count) {
  OF(lanes) a = sums[0], b = sums[1], c = products[0], d = products[1];
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    const OF(lanes) p = LOAD(g + i), q = LOAD(g + i + 8);
    a += p;
    b += q;
    c += p * ((LOAD(x + i) - centre) * scale);
    d += q * ((LOAD(x + i + 8) - centre) * scale);
  }
  for (int lane = 0; i + lane < count; lane++) {
    const double p = (double)g[i + lane], q = p * (((double)x[i + lane] - centre) * scale);
    if (lane < 8) { a[lane] += p; c[lane] += q; } else { b[lane - 8] += p; d[lane - 8] += q; }
  }
  sums[0] = a;
  sums[1] = b;
  products[0] = c;
  products[1] = d;
}

/// What turns a number into its standardized one. The mean has a second part, so that float numbers lose nothing to its rounding.
typedef struct { REAL mean, rest, reciprocal, gamma, beta; } OF(statistics);

/// Writes the statistics of middle m and returns them.
CK_INLINE OF(statistics) OF(finish)(const standardization_job *job, ptrdiff_t m, double mean, double variance) {
  const double reciprocal = 1 / sqrt(variance + job->epsilon);
  ((REAL *)job->mean)[m] = (REAL)mean;
  ((REAL *)job->variance)[m] = (REAL)variance;
  ((REAL *)job->reciprocal)[m] = (REAL)reciprocal;
  const REAL gamma = job->gamma ? ((const REAL *)job->gamma)[m % job->period] : 1;
  const REAL beta = job->beta ? ((const REAL *)job->beta)[m % job->period] : 0;
  return (OF(statistics)){(REAL)mean, (REAL)(mean - (double)(REAL)mean), (REAL)reciprocal, gamma, beta};
}

CK_CLONES static void OF(standardize_runs)(const standardization_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ptrdiff_t outer = job->axes.outer, inner = job->axes.inner, step = job->axes.middle * inner;
  const double count = (double)(outer * inner);
  for (ptrdiff_t m = begin; m < end; m++) {
    const REAL *x = (const REAL *)job->x + m * inner;
    REAL *y = (REAL *)job->y + m * inner;
    OF(lanes) sums[2] = {};
    for (ptrdiff_t o = 0; o < outer; o++) OF(add_run)(sums, x + o * step, inner);
    const double mean = OF(total)(sums) / count;
    OF(lanes) squares[2] = {};
    for (ptrdiff_t o = 0; o < outer; o++) OF(add_deviations_of_run)(squares, mean, x + o * step, inner);
    const OF(statistics) s = OF(finish)(job, m, mean, OF(total)(squares) / count);
    for (ptrdiff_t o = 0; o < outer; o++) {
      const REAL *from = x + o * step;
      REAL *to = y + o * step;
      for (ptrdiff_t i = 0; i < inner; i++) to[i] = ((from[i] - s.mean) - s.rest) * s.reciprocal * s.gamma + s.beta;
    }
  }
}

CK_CLONES static void OF(standardize_columns)(const standardization_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ptrdiff_t outer = job->axes.outer, middle = job->axes.middle, inner = job->axes.inner, step = middle * inner;
  const double count = (double)(outer * inner);
  for (ptrdiff_t item = begin; item < end; item++) {
    const ptrdiff_t first = item * job->middles, middles = first + job->middles < middle ? job->middles : middle - first;
    const ptrdiff_t columns = middles * inner;
    const REAL *x = (const REAL *)job->x + first * inner;
    REAL *y = (REAL *)job->y + first * inner;
    double sums[most_columns] = {0}, means[most_columns], squares[most_columns] = {0};
    for (ptrdiff_t o = 0; o < outer; o++)
      for (ptrdiff_t j = 0; j < columns; j++) sums[j] += (double)x[o * step + j];
    for (ptrdiff_t m = 0; m < middles; m++) {
      double total = 0;
      for (ptrdiff_t i = 0; i < inner; i++) total += sums[m * inner + i];
      sums[m] = total / count;  // each is read before it is written over
    }
    for (ptrdiff_t j = 0; j < columns; j++) means[j] = sums[j / inner];
    for (ptrdiff_t o = 0; o < outer; o++)
      for (ptrdiff_t j = 0; j < columns; j++) {
        const double deviation = (double)x[o * step + j] - means[j];
        squares[j] += deviation * deviation;
      }
    REAL mean[most_columns], rest[most_columns], reciprocal[most_columns], gamma[most_columns], beta[most_columns];
    for (ptrdiff_t m = 0; m < middles; m++) {
      double total = 0;
      for (ptrdiff_t i = 0; i < inner; i++) total += squares[m * inner + i];
      const OF(statistics) s = OF(finish)(job, first + m, sums[m], total / count);
      for (ptrdiff_t j = m * inner; j < (m + 1) * inner; j++) {
        mean[j] = s.mean;
        rest[j] = s.rest;
        reciprocal[j] = s.reciprocal;
        gamma[j] = s.gamma;
        beta[j] = s.beta;
      }
    }
    for (ptrdiff_t o = 0; o < outer; o++)
      for (ptrdiff_t j = 0; j < columns; j++)
        y[o * step + j] = ((x[o * step + j] - mean[j]) - rest[j]) * reciprocal[j] * gamma[j] + beta[j];
  }
}

/// What turns a gradient of the standardized numbers into one of the numbers.
typedef struct { REAL mean, reciprocal, factor, mean_g, mean_g_s; } OF(slopes);

/// Writes the sums of middle m and returns its slopes. `mean` and `reciprocal` are 0 and 1 where x is standardized already.
CK_INLINE OF(slopes) OF(finish_gradient)(const standardization_job *job, ptrdiff_t m, REAL mean, REAL reciprocal, double g,
                                         double g_s) {
  const double count = (double)(job->axes.outer * job->axes.inner);
  ((REAL *)job->g_sum)[m] = (REAL)g;
  ((REAL *)job->g_s)[m] = (REAL)g_s;
  if (!job->y) return (OF(slopes)){0};
  const REAL gamma = job->gamma ? ((const REAL *)job->gamma)[m % job->period] : 1;
  const REAL factor = gamma * ((const REAL *)job->known_reciprocal)[m];
  return (OF(slopes)){mean, reciprocal, factor, (REAL)(g / count), (REAL)(g_s / count)};
}

CK_INLINE REAL OF(mean_of)(const standardization_job *job, ptrdiff_t m) {
  return job->known_mean ? ((const REAL *)job->known_mean)[m] : 0;
}
CK_INLINE REAL OF(scale_of)(const standardization_job *job, ptrdiff_t m) {
  return job->known_mean ? ((const REAL *)job->known_reciprocal)[m] : 1;
}

CK_CLONES static void OF(gradient_of_runs)(const standardization_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ptrdiff_t outer = job->axes.outer, inner = job->axes.inner, step = job->axes.middle * inner;
  for (ptrdiff_t m = begin; m < end; m++) {
    const REAL *x = (const REAL *)job->x + m * inner, *g = (const REAL *)job->g + m * inner;
    const REAL mean = OF(mean_of)(job, m), scale = OF(scale_of)(job, m);
    OF(lanes) sums[2] = {}, products[2] = {};
    for (ptrdiff_t o = 0; o < outer; o++) OF(add_products_of_run)(sums, products, mean, scale, g + o * step, x + o * step, inner);
    const OF(slopes) s = OF(finish_gradient)(job, m, mean, scale, OF(total)(sums), OF(total)(products));
    if (!job->y) continue;
    REAL *dx = (REAL *)job->y + m * inner;
    for (ptrdiff_t o = 0; o < outer; o++) {
      const REAL *from = x + o * step, *slope = g + o * step;
      REAL *to = dx + o * step;
      for (ptrdiff_t i = 0; i < inner; i++)
        to[i] = s.factor * ((slope[i] - s.mean_g) - (from[i] - s.mean) * s.reciprocal * s.mean_g_s);
    }
  }
}

CK_CLONES static void OF(gradient_of_columns)(const standardization_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ptrdiff_t outer = job->axes.outer, middle = job->axes.middle, inner = job->axes.inner, step = middle * inner;
  for (ptrdiff_t item = begin; item < end; item++) {
    const ptrdiff_t first = item * job->middles, middles = first + job->middles < middle ? job->middles : middle - first;
    const ptrdiff_t columns = middles * inner;
    const REAL *x = (const REAL *)job->x + first * inner, *g = (const REAL *)job->g + first * inner;
    double sums[most_columns] = {0}, products[most_columns] = {0};
    REAL mean[most_columns], scale[most_columns], factor[most_columns], mean_g[most_columns], mean_g_s[most_columns];
    for (ptrdiff_t j = 0; j < columns; j++) {
      mean[j] = OF(mean_of)(job, first + j / inner);
      scale[j] = OF(scale_of)(job, first + j / inner);
    }
    for (ptrdiff_t o = 0; o < outer; o++)
      for (ptrdiff_t j = 0; j < columns; j++) {
        const double slope = (double)g[o * step + j];
        sums[j] += slope;
        products[j] += slope * (((double)x[o * step + j] - (double)mean[j]) * (double)scale[j]);
      }
    for (ptrdiff_t m = 0; m < middles; m++) {
      double total = 0, product = 0;
      for (ptrdiff_t j = m * inner; j < (m + 1) * inner; j++) {
        total += sums[j];
        product += products[j];
      }
      const OF(slopes) s =
        OF(finish_gradient)(job, first + m, OF(mean_of)(job, first + m), OF(scale_of)(job, first + m), total, product);
      for (ptrdiff_t j = m * inner; j < (m + 1) * inner; j++) {
        factor[j] = s.factor;
        mean_g[j] = s.mean_g;
        mean_g_s[j] = s.mean_g_s;
      }
    }
    if (!job->y) continue;
    REAL *dx = (REAL *)job->y + first * inner;
    for (ptrdiff_t o = 0; o < outer; o++)
      for (ptrdiff_t j = 0; j < columns; j++) {
        const ptrdiff_t i = o * step + j;
        dx[i] = factor[j] * ((g[i] - mean_g[j]) - (x[i] - mean[j]) * scale[j] * mean_g_s[j]);
      }
  }
}

CK_CLONES static void OF(scale_and_shift)(const standardization_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ptrdiff_t middle = job->axes.middle, inner = job->axes.inner;
  const REAL *gamma = job->gamma, *beta = job->beta;
  for (ptrdiff_t o = begin; o < end; o++) {
    const REAL *x = (const REAL *)job->x + o * middle * inner;
    REAL *y = (REAL *)job->y + o * middle * inner;
    if (inner == 1 && beta) {
      for (ptrdiff_t m = 0; m < middle; m++) y[m] = x[m] * gamma[m] + beta[m];
    } else if (inner == 1) {
      for (ptrdiff_t m = 0; m < middle; m++) y[m] = x[m] * gamma[m];
    } else {
      for (ptrdiff_t m = 0; m < middle; m++) {
        const REAL scale = gamma[m], shift = beta ? beta[m] : 0;
        for (ptrdiff_t i = m * inner; i < (m + 1) * inner; i++) y[i] = x[i] * scale + shift;
      }
    }
  }
}

#undef LOAD
#undef REAL
#undef OF
