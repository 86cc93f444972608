// exp, log, tanh, sigmoid, sine and cosine for float, without branches, so that the compiler makes vectors of them.
//
// Coefficients: Cephes (S. Moshier, public domain), expf, logf, tanhf, sincosf. Errors against the correctly rounded value,
// measured by NNTests/MathematicsTests: at most 2 units in the last place; sigmoid and tanh at most 3.
#pragma once
#include "dispatch.h"
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
