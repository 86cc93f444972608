#pragma once
#include <stddef.h>
#include <stdint.h>

/// The scalars that the engine computes with.
typedef enum { ck_float32 = 0, ck_float64 = 1 } ck_type;

/// y = f(x); p is the parameter.
typedef enum {
  ck_copy = 0,
  ck_negate,
  ck_add_parameter,           // x + p
  ck_multiply_parameter,      // x · p
  ck_divide_parameter,        // x / p
  ck_subtract_from_parameter, // p − x
  ck_parameter_divided_by,    // p / x
  ck_square,
  ck_square_root,
  ck_absolute,
  ck_exp,
  ck_log,                     // natural; log 0 = −∞, log of a negative is NaN
  ck_tanh,
  ck_sigmoid,                 // 1 / (1 + e^−x)
  ck_relu,                    // x > 0 ? x : 0; NaN stays NaN
  ck_leaky_relu,              // x > 0 ? x : p·x
  ck_clamp_below,             // max(x, p)
  ck_step,                    // x > 0 ? 1 : 0
  ck_sign,                    // −1, 0 or 1
  ck_erf,                     // the error function
  ck_softplus,                // ln(1 + e^x), finite for every finite x
  ck_elu,                     // x > 0 ? x : p·(e^x − 1)
  ck_sine,                    // of radians, |x| up to 1.6e6; NaN beyond
  ck_cosine,
  ck_log_one_plus,            // ln(1 + x)
  ck_exp_minus_one,           // e^x − 1
  ck_reciprocal_root,         // 1 / √x
  ck_power,                   // x^p
  ck_clamp_above,             // min(x, p)
  ck_at_least,                // x ≥ p ? 1 : 0
  ck_at_most,                 // x ≤ p ? 1 : 0
  ck_swish,                   // x · sigmoid(p·x), 0 where the sigmoid is
  ck_gelu,                    // x · Φ(x), 0 where Φ is
  ck_unary_count
} ck_unary_operation;

/// z = f(x, y); p is the parameter. The gradients take the layer's input or output first and the incoming gradient g second.
typedef enum {
  ck_add = 0,
  ck_subtract,
  ck_multiply,
  ck_divide,
  ck_maximum,                 // NaN if either is
  ck_minimum,
  ck_tanh_gradient,           // (1 − y²) · g, y = tanh x
  ck_sigmoid_gradient,        // y · (1 − y) · g, y = sigmoid x
  ck_relu_gradient,           // x > 0 ? g : 0
  ck_leaky_relu_gradient,     // x > 0 ? g : p·g
  ck_add_scaled,              // x + p·y
  ck_elu_gradient,            // y > 0 ? g : (y + p)·g, y = elu x
  ck_is_greater,              // x > y ? 1 : 0
  ck_is_at_least,             // x ≥ y ? 1 : 0
  ck_is_same,                 // x = y ? 1 : 0
  ck_share_of_greater,        // 1 where x > y or either is NaN, ½ where equal, 0 elsewhere
  ck_swish_gradient,          // (s + p·x·s·(1 − s)) · g, s = sigmoid(p·x)
  ck_gelu_gradient,           // (Φ(x) + x·φ(x)) · g
  ck_binary_count
} ck_binary_operation;

/// How two operands are read when their shapes differ: `rank` loops, the last one innermost, each with its extent and the steps
/// (in elements; 0 repeats) of the left and the right operand. The result is contiguous.
typedef struct {
  int32_t rank;               // 1…8
  ptrdiff_t extents[8];
  ptrdiff_t left_steps[8];
  ptrdiff_t right_steps[8];
} ck_walk;

/// y[i] = f(x[i]) for i in 0..<count
void ck_unary(ck_type type, ck_unary_operation operation, double parameter, const void *x, void *y, ptrdiff_t count);

/// z[i] = f(x[i], y[i]) for i in 0..<count
void ck_binary(ck_type type, ck_binary_operation operation, double parameter, const void *x, const void *y, void *z, ptrdiff_t count);

/// z = f(x, y) with the operands read along `walk`.
void ck_binary_walk(ck_type type, ck_binary_operation operation, double parameter, const ck_walk *walk, const void *x, const void *y,
                    void *z);

/// y[i] = value
void ck_fill(ck_type type, double value, void *y, ptrdiff_t count);

/// y[c, r] = x[r, c]
void ck_transpose(ck_type type, const void *x, void *y, ptrdiff_t rows, ptrdiff_t columns);

/// Converts between the two types.
void ck_convert(ck_type from, ck_type to, const void *x, void *y, ptrdiff_t count);

/// Writes `value` with up to `digits` significant digits, as C's %g does. Returns the length.
int32_t ck_format(double value, int32_t digits, char *text, int32_t capacity);
