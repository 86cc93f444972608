// exp, log, tanh, sigmoid, sine and cosine for float, without branches, so that the compiler makes vectors of them.
//
// Coefficients: Cephes (S. Moshier, public domain), expf, logf, tanhf, sincosf. Errors against the correctly rounded value,
// measured by NNTests/MathematicsTests: at most 2 units in the last place; sigmoid, tanh and erf below 3, softplus 4, elu 5.
#pragma once
#include "dispatch.h"
#include "mathematics_double.h"
#include <stdint.h>
#include <string.h>

CK_INLINE float float_from_bits(uint32_t bits) { float x; memcpy(&x, &bits, 4); return x; }
CK_INLINE uint32_t bits_of_float(float x) { uint32_t bits; memcpy(&bits, &x, 4); return bits; }

CK_INLINE float exp_float(float x) {
  float c = x < -104.0f ? -104.0f : x > 89.0f ? 89.0f : x;  // NaN passes through
  const float magic = 12582912.0f;                           // 1.5·2²³: adding it rounds to the nearest integer
  float shifted = c * 1.44269504088896341f + magic;
  float n = shifted - magic;
  float r = c - n * 0.693359375f;
  r = r - n * -2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  // 2ⁿ in two factors: n reaches from −150 (subnormal results) to 129 (infinity).
  int32_t k = (int32_t)(bits_of_float(shifted) - bits_of_float(magic));
  int32_t half = k >> 1;
  float first = float_from_bits((uint32_t)(half + 127) << 23);
  float second = float_from_bits((uint32_t)(k - half + 127) << 23);
  return p * first * second;
}

/// For finite positive normal numbers alone.
CK_INLINE float log_of_positive_float(float x) {
  uint32_t bits = bits_of_float(x);
  int32_t exponent = (int32_t)(bits - 0x3f3504f3u) >> 23;  // mantissa in [√½, √2)
  float f = float_from_bits(bits - ((uint32_t)exponent << 23)) - 1.0f;
  float e = (float)exponent, z = f * f;
  float p = 7.0376836292e-2f;
  p = p * f - 1.1514610310e-1f;
  p = p * f + 1.1676998740e-1f;
  p = p * f - 1.2420140846e-1f;
  p = p * f + 1.4249322787e-1f;
  p = p * f - 1.6668057665e-1f;
  p = p * f + 2.0000714765e-1f;
  p = p * f - 2.4999993993e-1f;
  p = p * f + 3.3333331174e-1f;
  float y = p * f * z + e * -2.12194440e-4f - 0.5f * z;
  return f + y + e * 0.693359375f;
}

CK_INLINE float log_float(float x) {
  float subnormal = x < 1.17549435e-38f ? 1.0f : 0.0f;
  float scaled = subnormal != 0.0f ? x * 33554432.0f : x;  // 2²⁵
  float y = log_of_positive_float(scaled) - subnormal * 17.3286795139986f;
  y = x > 3.40282347e+38f ? x : y;
  y = x == 0.0f ? -__builtin_inff() : y;
  y = x < 0.0f ? __builtin_nanf("") : y;
  return x != x ? x : y;
}

CK_INLINE float tanh_float(float x) {
  float a = __builtin_fabsf(x), z = x * x;
  float p = -5.70498872745e-3f;
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  float near = p * z * a + a;
  float far = 1.0f - 2.0f / (exp_float(2.0f * a) + 1.0f);
  return __builtin_copysignf(a < 0.625f ? near : far, x);
}

CK_INLINE float sigmoid_float(float x) { return 1.0f / (1.0f + exp_float(-x)); }

/// eˣ − 1, without the cancellation near 0: tanh(x/2) · (eˣ + 1)
CK_INLINE float exp_minus_one_float(float x) { return tanh_float(x * 0.5f) * (exp_float(x) + 1.0f); }

/// The error function. Below 1, x times a polynomial of x²; above, 1 − e^(−x²) times one of 1/(x + 2). Both interpolate at Chebyshev's
/// points, computed with 40 digits (mpmath) for this file; from 4 on the result rounds to 1.
CK_INLINE float erf_float(float x) {
  float a = __builtin_fabsf(x);
  a = a > 4.0f ? 4.0f : a;
  float u = 2.0f * a * a - 1.0f;
  float near = 1.2306054785e-6f;
  near = near * u - 1.7669068026e-5f;
  near = near * u + 0.00021751354166f;
  near = near * u - 0.0022854195449f;
  near = near * u + 0.019852497141f;
  near = near * u - 0.14053609728f;
  near = near * u + 0.96546873867f;
  float v = (1.0f / (a + 2.0f) - 0.25f) * 12.0f;
  float far = 4.3171451033e-7f;
  far = far * v - 1.1475856977e-6f;
  far = far * v - 2.8785413225e-5f;
  far = far * v + 4.6075819152e-5f;
  far = far * v + 0.0029251304916f;
  far = far * v + 0.026850912343f;
  far = far * v + 0.14239528254f;
  far = far * v + 0.25539567625f;
  return __builtin_copysignf(a < 1.0f ? near * a : 1.0f - exp_float(-a * a) * far, x);
}

/// ln(1 + eˣ) = max(x, 0) + ln(1 + u), u = e^(−|x|), the second by the series 2·artanh(s) = 2(s + s³/3 + s⁵/5 + …), s = u/(2 + u) ≤ ⅓.
CK_INLINE float softplus_float(float x) {
  float e = exp_float(-__builtin_fabsf(x)), s = e / (2.0f + e), z = s * s;
  float p = 1.0f / 17.0f;
  p = p * z + 1.0f / 15.0f;
  p = p * z + 1.0f / 13.0f;
  p = p * z + 1.0f / 11.0f;
  p = p * z + 1.0f / 9.0f;
  p = p * z + 1.0f / 7.0f;
  p = p * z + 1.0f / 5.0f;
  p = p * z + 1.0f / 3.0f;
  p = p * z + 1.0f / 1.0f;
  return (x <= 0.0f ? 0.0f : x) + 2.0f * s * p;
}

/// Sine and cosine of 2π·t/2³², t taken as a signed number.
CK_INLINE void sine_cosine_of_turn_float(uint32_t t, float *sine, float *cosine) {
  uint32_t quadrant = (t + 0x20000000u) >> 30;
  float x = (float)(int32_t)(t - (quadrant << 30)) * (float)(6.283185307179586476925 / 4294967296.0);  // x in [−π/4, π/4)
  float z = x * x;
  float s = ((-1.9515295891e-4f * z + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * x + x;
  float c = ((2.443315711809948e-5f * z - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z - 0.5f * z + 1.0f;
  uint32_t odd = quadrant & 1u;
  float a = odd ? c : s, b = odd ? s : c;
  *sine = float_from_bits(bits_of_float(a) ^ ((quadrant & 2u) << 30));
  *cosine = float_from_bits(bits_of_float(b) ^ (((quadrant + 1u) & 2u) << 30));
}

// In double, where the bits that a reduction by π or a sum with 1 would lose are there.
CK_INLINE float sine_float(float x) { return (float)sine_double(x); }
CK_INLINE float cosine_float(float x) { return (float)cosine_double(x); }
CK_INLINE float log_one_plus_float(float x) { return (float)log_one_plus_double(x); }
