// The loops of the optimizers for one scalar type. Includers define REAL (the type) and OF(name), which appends the type's name.

// Element i of every array is read before it is written and no other is touched.
#define EACH _Pragma("clang loop vectorize(assume_safety) interleave(enable)")

CK_INLINE REAL OF(clipped)(REAL x, REAL bound) { return x > bound ? bound : x < -bound ? -bound : x; }
CK_INLINE REAL OF(shrunk)(REAL x, REAL threshold) { return x - OF(clipped)(x, threshold); }

typedef void (*OF(update_loop))(const ck_update *u, REAL *w, const REAL *g, REAL *first, REAL *second, ptrdiff_t count);

// `averages` brings the state up to date with d, `direction` is what the rate multiplies.
#define UPDATE(name, averages, direction)                                                                        \
  CK_CLONES static void OF(name##_loop)(const ck_update *u, REAL *w, const REAL *g, REAL *first, REAL *second,     \
                                        ptrdiff_t count) {                                                        \
    const REAL rate = (REAL)(u->rate / u->first_correction), l2 = (REAL)u->l2, keep = (REAL)u->keep;             \
    const REAL threshold = (REAL)u->threshold, momentum = (REAL)u->momentum, smoothing = (REAL)u->smoothing;     \
    const REAL fresh = (REAL)(1 - u->momentum), fresh_square = (REAL)(1 - u->smoothing);                         \
    const REAL epsilon = (REAL)u->epsilon, root_of_correction = (REAL)sqrt(u->second_correction);                \
    (void)momentum, (void)smoothing, (void)fresh, (void)fresh_square, (void)epsilon, (void)root_of_correction;   \
    (void)first, (void)second;                                                                                   \
    EACH                                                                                                         \
    for (ptrdiff_t i = 0; i < count; i++) {                                                                        \
      const REAL d = g[i] + l2 * w[i];                                                                           \
      averages;                                                                                                  \
      w[i] = OF(shrunk)(keep * w[i] - rate * (direction), threshold);                                            \
    }                                                                                                            \
  }

UPDATE(gradient_descent, (void)d, d)
UPDATE(momentum, const REAL v = momentum * first[i] + d; first[i] = v, v)
UPDATE(nesterov, const REAL v = momentum * first[i] + d; first[i] = v, d + momentum * v)
UPDATE(adagrad, const REAL s = first[i] + d * d; first[i] = s, d / (OF(root_of)(s) + epsilon))
UPDATE(rmsprop, const REAL s = smoothing * first[i] + fresh_square * (d * d); first[i] = s, d / (OF(root_of)(s) + epsilon))
UPDATE(adam,
       const REAL m = momentum * first[i] + fresh * d; const REAL s = smoothing * second[i] + fresh_square * (d * d);
       first[i] = m; second[i] = s,
       m / (OF(root_of)(s) / root_of_correction + epsilon))

static const OF(update_loop) OF(update_loops)[ck_method_count] = {
  [ck_gradient_descent] = OF(gradient_descent_loop),
  [ck_momentum] = OF(momentum_loop),
  [ck_nesterov] = OF(nesterov_loop),
  [ck_adagrad] = OF(adagrad_loop),
  [ck_rmsprop] = OF(rmsprop_loop),
  [ck_adam] = OF(adam_loop),
};

static void OF(update_range)(const update_job *job, ptrdiff_t begin, ptrdiff_t end) {
  REAL *first = job->first, *second = job->second;
  OF(update_loops)[job->method](job->settings, (REAL *)job->w + begin, (const REAL *)job->g + begin, first ? first + begin : NULL,
                                second ? second + begin : NULL, end - begin);
}

CK_CLONES static void OF(shrink_range)(REAL threshold, REAL *x, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) x[i] = OF(shrunk)(x[i], threshold);
}

CK_CLONES static void OF(clip_range)(REAL bound, REAL *x, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) x[i] = OF(clipped)(x[i], bound);
}

/// Σx²: sixteen lanes, a tail that goes to the first of them, then the tree 16 → 8 → 4 → 2 → 1.
CK_CLONES static double OF(sum_of_squares)(const REAL *x, ptrdiff_t count) {
  double lanes[16] = {0};
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16)
    for (int lane = 0; lane < 16; lane++) { double v = x[i + lane]; lanes[lane] = lanes[lane] + v * v; }
  for (int lane = 0; i + lane < count; lane++) { double v = x[i + lane]; lanes[lane] = lanes[lane] + v * v; }
  for (int width = 8; width > 0; width /= 2)
    for (int lane = 0; lane < width; lane++) lanes[lane] = lanes[lane] + lanes[lane + width];
  return lanes[0];
}

/// Indices begin..<end of the middle axis, at most `norm_block` of them.
CK_CLONES static void OF(limit_norms)(const limit_job *job, ptrdiff_t begin, ptrdiff_t end) {
  double sums[norm_block] = {0};
  REAL factors[norm_block], *x = job->x;
  const ptrdiff_t inner = job->inner, units = end - begin;
  for (ptrdiff_t o = 0; o < job->outer; o++) {
    const REAL *runs = x + (o * job->extent + begin) * inner;
    if (inner == 1) for (ptrdiff_t k = 0; k < units; k++) { double v = runs[k]; sums[k] = sums[k] + v * v; }
    else for (ptrdiff_t k = 0; k < units; k++) sums[k] += OF(sum_of_squares)(runs + k * inner, inner);
  }
  int exceeds = 0;
  for (ptrdiff_t k = 0; k < units; k++) {
    double norm = sqrt(sums[k]);
    factors[k] = norm > job->limit ? (REAL)(job->limit / norm) : (REAL)1;
    exceeds |= norm > job->limit;
  }
  if (!exceeds) return;
  for (ptrdiff_t o = 0; o < job->outer; o++) {
    REAL *runs = x + (o * job->extent + begin) * inner;
    for (ptrdiff_t k = 0; k < units; k++)
      for (ptrdiff_t i = 0; i < inner; i++) runs[k * inner + i] *= factors[k];
  }
}

#undef EACH
#undef UPDATE
#undef REAL
#undef OF
