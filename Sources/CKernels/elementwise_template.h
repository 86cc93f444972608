// The elementwise loops for one scalar type. Includers define REAL (the type) and OF(name), which appends the type's name.

// An output may be an input: element i is read before it is written and no other is touched, so the loops are free of conflicts.
#define EACH _Pragma("clang loop vectorize(assume_safety) interleave(enable)")

typedef void (*OF(unary_loop))(REAL p, const REAL *x, REAL *y, ptrdiff_t count);
/// Steps are 0 or 1 in every call but the walks over transposed views.
typedef void (*OF(binary_loop))(REAL p, const REAL *x, ptrdiff_t x_step, const REAL *y, ptrdiff_t y_step, REAL *z, ptrdiff_t count);

#define UNARY(name, expression)                                                                      \
  CK_CLONES static void OF(name##_loop)(REAL p, const REAL *x, REAL *y, ptrdiff_t count) {             \
    (void)p;                                                                                         \
    EACH                                                                                             \
    for (ptrdiff_t i = 0; i < count; i++) {                                                            \
      REAL v = x[i];                                                                                 \
      y[i] = (expression);                                                                           \
    }                                                                                                \
  }

UNARY(copy, v)
UNARY(negate, -v)
UNARY(add_parameter, v + p)
UNARY(multiply_parameter, v *p)
UNARY(divide_parameter, v / p)
UNARY(subtract_from_parameter, p - v)
UNARY(parameter_divided_by, p / v)
UNARY(square, v *v)
UNARY(square_root, OF(root)(v))
UNARY(absolute, OF(magnitude)(v))
UNARY(exp, OF(exp)(v))
UNARY(log, OF(log)(v))
UNARY(tanh, OF(tanh)(v))
UNARY(sigmoid, OF(sigmoid)(v))
UNARY(relu, v <= 0 ? 0 : v)
UNARY(leaky_relu, v <= 0 ? p * v : v)
UNARY(clamp_below, v < p ? p : v)
UNARY(step, v > 0 ? (REAL)1 : (REAL)0)
UNARY(sign, (REAL)((v > 0) - (v < 0)))
UNARY(erf, OF(erf)(v))
UNARY(softplus, OF(softplus)(v))
UNARY(elu, v <= 0 ? p * OF(exp_minus_one)(v) : v)
UNARY(sine, OF(sine)(v))
UNARY(cosine, OF(cosine)(v))
UNARY(log_one_plus, OF(log_one_plus)(v))
UNARY(exp_minus_one, OF(exp_minus_one)(v))
UNARY(reciprocal_root, 1 / OF(root)(v))
UNARY(clamp_above, v > p ? p : v)
UNARY(at_least, v >= p ? (REAL)1 : (REAL)0)
UNARY(at_most, v <= p ? (REAL)1 : (REAL)0)
// −∞ times a factor that is 0 would be NaN; the limit is 0.
CK_INLINE REAL OF(times_unless_zero)(REAL x, REAL factor) { return factor == 0 ? 0 : x * factor; }
UNARY(swish, OF(times_unless_zero)(v, OF(sigmoid)(p *v)))
#define NORMAL_DISTRIBUTION(v) ((REAL)0.5 * (1 + OF(erf)((v) * (REAL)0.70710678118654752440)))
#define NORMAL_DENSITY(v) ((REAL)0.39894228040143267794 * OF(exp)((v) * (v) * (REAL)-0.5))
UNARY(gelu, OF(times_unless_zero)(v, NORMAL_DISTRIBUTION(v)))

/// xᵖ: the whole part of p by squaring, which is exact in sign and nearly in value, the rest as e^(rest · ln x), in double for both
/// types.
CK_CLONES static void OF(power_loop)(REAL p, const REAL *x, REAL *y, ptrdiff_t count) {
  enum { block = 128 };
  double base[block], power[block];
  const double limit = 9007199254740992.0;  // 2⁵³: from there on all numbers are whole, and even
  const int64_t whole = p > limit ? (int64_t)limit : p < -limit ? (int64_t)-limit : (int64_t)p;
  const double rest = p > limit || p < -limit ? 0 : (double)p - (double)whole;
  for (ptrdiff_t start = 0; start < count; start += block) {
    const ptrdiff_t size = count - start < block ? count - start : block;
    for (ptrdiff_t i = 0; i < size; i++) { base[i] = x[start + i]; power[i] = 1; }
    for (int64_t bits = whole < 0 ? -whole : whole; bits > 0; bits >>= 1) {
      if (bits & 1) for (ptrdiff_t i = 0; i < size; i++) power[i] *= base[i];
      if (bits > 1) for (ptrdiff_t i = 0; i < size; i++) base[i] *= base[i];
    }
    if (whole < 0) for (ptrdiff_t i = 0; i < size; i++) power[i] = 1 / power[i];
    if (rest != 0) for (ptrdiff_t i = 0; i < size; i++) power[i] *= exp_double(rest * log_double(x[start + i]));
    for (ptrdiff_t i = 0; i < size; i++) y[start + i] = (REAL)power[i];
  }
}

static const OF(unary_loop) OF(unary_loops)[ck_unary_count] = {
  [ck_copy] = OF(copy_loop),
  [ck_negate] = OF(negate_loop),
  [ck_add_parameter] = OF(add_parameter_loop),
  [ck_multiply_parameter] = OF(multiply_parameter_loop),
  [ck_divide_parameter] = OF(divide_parameter_loop),
  [ck_subtract_from_parameter] = OF(subtract_from_parameter_loop),
  [ck_parameter_divided_by] = OF(parameter_divided_by_loop),
  [ck_square] = OF(square_loop),
  [ck_square_root] = OF(square_root_loop),
  [ck_absolute] = OF(absolute_loop),
  [ck_exp] = OF(exp_loop),
  [ck_log] = OF(log_loop),
  [ck_tanh] = OF(tanh_loop),
  [ck_sigmoid] = OF(sigmoid_loop),
  [ck_relu] = OF(relu_loop),
  [ck_leaky_relu] = OF(leaky_relu_loop),
  [ck_clamp_below] = OF(clamp_below_loop),
  [ck_step] = OF(step_loop),
  [ck_sign] = OF(sign_loop),
  [ck_erf] = OF(erf_loop),
  [ck_softplus] = OF(softplus_loop),
  [ck_elu] = OF(elu_loop),
  [ck_sine] = OF(sine_loop),
  [ck_cosine] = OF(cosine_loop),
  [ck_log_one_plus] = OF(log_one_plus_loop),
  [ck_exp_minus_one] = OF(exp_minus_one_loop),
  [ck_reciprocal_root] = OF(reciprocal_root_loop),
  [ck_power] = OF(power_loop),
  [ck_clamp_above] = OF(clamp_above_loop),
  [ck_at_least] = OF(at_least_loop),
  [ck_at_most] = OF(at_most_loop),
  [ck_swish] = OF(swish_loop),
  [ck_gelu] = OF(gelu_loop),
};

// The three ways that matter are loops of their own, so that each becomes vectors.
#define BINARY(name, expression)                                                                     \
  CK_CLONES static void OF(name##_loop)(REAL p, const REAL *x, ptrdiff_t x_step, const REAL *y,        \
                                        ptrdiff_t y_step, REAL *z, ptrdiff_t count) {                    \
    (void)p;                                                                                         \
    if (x_step == 1 && y_step == 1) {                                                                \
      EACH                                                                                           \
      for (ptrdiff_t i = 0; i < count; i++) { REAL a = x[i], b = y[i]; z[i] = (expression); }          \
    } else if (x_step == 1 && y_step == 0) {                                                         \
      const REAL b = *y;                                                                             \
      EACH                                                                                           \
      for (ptrdiff_t i = 0; i < count; i++) { REAL a = x[i]; z[i] = (expression); }                    \
    } else if (x_step == 0 && y_step == 1) {                                                         \
      const REAL a = *x;                                                                             \
      EACH                                                                                           \
      for (ptrdiff_t i = 0; i < count; i++) { REAL b = y[i]; z[i] = (expression); }                    \
    } else if (x_step == 0 && y_step == 0) {                                                         \
      const REAL a = *x, b = *y, value = (expression);                                               \
      EACH                                                                                           \
      for (ptrdiff_t i = 0; i < count; i++) z[i] = value;                                            \
    } else {                                                                                         \
      EACH                                                                                           \
      for (ptrdiff_t i = 0; i < count; i++) {                                                          \
        REAL a = x[i * x_step], b = y[i * y_step];                                                   \
        z[i] = (expression);                                                                         \
      }                                                                                              \
    }                                                                                                \
  }

BINARY(add, a + b)
BINARY(subtract, a - b)
BINARY(multiply, a *b)
BINARY(divide, a / b)
BINARY(maximum, a != a ? a : a < b || b != b ? b : a)
BINARY(minimum, a != a ? a : b < a || b != b ? b : a)
BINARY(tanh_gradient, (1 - a * a) * b)
BINARY(sigmoid_gradient, a * (1 - a) * b)
BINARY(relu_gradient, a > 0 ? b : 0)
BINARY(leaky_relu_gradient, a > 0 ? b : p * b)
BINARY(add_scaled, a + p * b)
BINARY(elu_gradient, a > 0 ? b : (a + p) * b)
BINARY(is_greater, a > b ? (REAL)1 : (REAL)0)
BINARY(is_at_least, a >= b ? (REAL)1 : (REAL)0)
BINARY(is_same, a == b ? (REAL)1 : (REAL)0)
BINARY(share_of_greater, a == b ? (REAL)0.5 : a < b ? (REAL)0 : (REAL)1)
CK_INLINE REAL OF(swish_slope)(REAL z) {
  const REAL s = OF(sigmoid)(z);
  return s + OF(times_unless_zero)(z, s * (1 - s));
}
BINARY(swish_gradient, OF(swish_slope)(p *a) * b)
BINARY(gelu_gradient, (NORMAL_DISTRIBUTION(a) + OF(times_unless_zero)(a, NORMAL_DENSITY(a))) * b)

static const OF(binary_loop) OF(binary_loops)[ck_binary_count] = {
  [ck_add] = OF(add_loop),
  [ck_subtract] = OF(subtract_loop),
  [ck_multiply] = OF(multiply_loop),
  [ck_divide] = OF(divide_loop),
  [ck_maximum] = OF(maximum_loop),
  [ck_minimum] = OF(minimum_loop),
  [ck_tanh_gradient] = OF(tanh_gradient_loop),
  [ck_sigmoid_gradient] = OF(sigmoid_gradient_loop),
  [ck_relu_gradient] = OF(relu_gradient_loop),
  [ck_leaky_relu_gradient] = OF(leaky_relu_gradient_loop),
  [ck_add_scaled] = OF(add_scaled_loop),
  [ck_elu_gradient] = OF(elu_gradient_loop),
  [ck_is_greater] = OF(is_greater_loop),
  [ck_is_at_least] = OF(is_at_least_loop),
  [ck_is_same] = OF(is_same_loop),
  [ck_share_of_greater] = OF(share_of_greater_loop),
  [ck_swish_gradient] = OF(swish_gradient_loop),
  [ck_gelu_gradient] = OF(gelu_gradient_loop),
};

/// Past the cache, so that the memory's old contents are not read first. Both sides lie on multiples of 64 bytes.
CK_CLONES static void OF(stream)(const REAL *x, REAL *y, ptrdiff_t count) {
  typedef REAL line __attribute__((vector_size(64)));
  const ptrdiff_t lines = count * (ptrdiff_t)sizeof(REAL) / 64, rest = lines * 64 / (ptrdiff_t)sizeof(REAL);
  for (ptrdiff_t i = 0; i < lines; i++) __builtin_nontemporal_store(((const line *)x)[i], (line *)y + i);
  for (ptrdiff_t i = rest; i < count; i++) y[i] = x[i];
}

/// Numbers computed at a time before they are streamed: they stay in the innermost cache.
enum { OF(streamed) = 1024 };

static void OF(unary_range)(const unary_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const OF(unary_loop) loop = OF(unary_loops)[job->operation];
  const REAL p = (REAL)job->parameter, *x = job->x;
  REAL *y = job->y;
  if (!job->streams) return loop(p, x + begin, y + begin, end - begin);
  _Alignas(64) REAL block[OF(streamed)];
  for (ptrdiff_t i = begin; i < end; i += OF(streamed)) {
    const ptrdiff_t size = end - i < OF(streamed) ? end - i : OF(streamed);
    loop(p, x + i, block, size);
    OF(stream)(block, y + i, size);
  }
  finish_streaming();
}

static void OF(binary_range)(const binary_job *job, ptrdiff_t begin, ptrdiff_t end) {
  if (job->streams) {
    const OF(binary_loop) loop = OF(binary_loops)[job->operation];
    const REAL p = (REAL)job->parameter, *x = job->x, *y = job->y;
    REAL *z = job->z;
    _Alignas(64) REAL block[OF(streamed)];
    for (ptrdiff_t i = begin; i < end; i += OF(streamed)) {
      const ptrdiff_t size = end - i < OF(streamed) ? end - i : OF(streamed);
      loop(p, x + i, 1, y + i, 1, block, size);
      OF(stream)(block, z + i, size);
    }
    return finish_streaming();
  }
  OF(binary_loops)[job->operation]((REAL)job->parameter, (const REAL *)job->x + begin, 1, (const REAL *)job->y + begin, 1,
                                   (REAL *)job->z + begin, end - begin);
}

/// Elements `begin..<end` of the result, which may start and end inside a run of the innermost loop.
static void OF(walk_range)(const binary_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ck_walk *walk = job->walk;
  int last = walk->rank - 1;
  ptrdiff_t run = walk->extents[last], index[8];
  ptrdiff_t rest = begin / run;
  ptrdiff_t within = begin % run;
  for (int axis = last - 1; axis >= 0; axis--) {
    index[axis] = rest % walk->extents[axis];
    rest /= walk->extents[axis];
  }
  OF(binary_loop) loop = OF(binary_loops)[job->operation];
  while (begin < end) {
    ptrdiff_t x = within * walk->left_steps[last], y = within * walk->right_steps[last];
    for (int axis = 0; axis < last; axis++) {
      x += index[axis] * walk->left_steps[axis];
      y += index[axis] * walk->right_steps[axis];
    }
    ptrdiff_t count = run - within < end - begin ? run - within : end - begin;
    loop((REAL)job->parameter, (const REAL *)job->x + x, walk->left_steps[last], (const REAL *)job->y + y, walk->right_steps[last],
         (REAL *)job->z + begin, count);
    begin += count;
    within = 0;
    for (int axis = last - 1; axis >= 0 && ++index[axis] == walk->extents[axis]; axis--) index[axis] = 0;
  }
}

CK_CLONES static void OF(fill_range)(REAL value, REAL *y, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) y[i] = value;
}

#undef EACH
#undef NORMAL_DISTRIBUTION
#undef NORMAL_DENSITY
#undef UNARY
#undef BINARY
#undef REAL
#undef OF
