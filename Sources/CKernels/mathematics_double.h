// The same functions for double.
//
// Coefficients: exp and tanh from Cephes (S. Moshier, public domain), log, sine and cosine from fdlibm (Sun Microsystems, freely
// granted). Errors measured by NNTests/MathematicsTests: at most 2 units in the last place; sigmoid and tanh at most 3.
#pragma once
#include "dispatch.h"
#include <stdint.h>
#include <string.h>

CK_INLINE double double_from_bits(uint64_t bits) { double x; memcpy(&x, &bits, 8); return x; }
CK_INLINE uint64_t bits_of_double(double x) { uint64_t bits; memcpy(&bits, &x, 8); return bits; }

CK_INLINE double exp_double(double x) {
  double c = x < -746.0 ? -746.0 : x > 710.0 ? 710.0 : x;
  const double magic = 6755399441055744.0;  // 1.5·2⁵²
  double shifted = c * 1.4426950408889634073599 + magic;
  double n = shifted - magic;
  double r = c - n * 6.93145751953125e-1;
  r = r - n * 1.42860682030941723212e-6;
  double z = r * r;
  double p = r * ((1.26177193074810590878e-4 * z + 3.02994407707441961300e-2) * z + 9.99999999999999999910e-1);
  double q = ((3.00198505138664455042e-6 * z + 2.52448340349684104192e-3) * z + 2.27265548208155028766e-1) * z + 2.0;
  double y = 1.0 + 2.0 * (p / (q - p));
  // The exponent lives in the low bits of `shifted`; 32-bit arithmetic suffices.
  int32_t k = (int32_t)(uint32_t)(bits_of_double(shifted) - bits_of_double(magic));
  int32_t half = k >> 1;
  double first = double_from_bits((uint64_t)(uint32_t)(half + 1023) << 52);
  double second = double_from_bits((uint64_t)(uint32_t)(k - half + 1023) << 52);
  return y * first * second;
}

/// For finite positive normal numbers alone.
CK_INLINE double log_of_positive_double(double x) {
  uint64_t bits = bits_of_double(x);
  uint32_t high = (uint32_t)(bits >> 32) - 0x3fe6a09eu;  // mantissa in [√½, √2)
  int32_t exponent = (int32_t)high >> 20;
  double f = double_from_bits(bits - ((uint64_t)(uint32_t)exponent << 52)) - 1.0;
  double k = (double)exponent, s = f / (2.0 + f), z = s * s;
  double r = 1.479819860511658591e-01;
  r = r * z + 1.531383769920937332e-01;
  r = r * z + 1.818357216161805012e-01;
  r = r * z + 2.222219843214978396e-01;
  r = r * z + 2.857142874366239149e-01;
  r = r * z + 3.999999999940941908e-01;
  r = r * z + 6.666666666666735130e-01;
  r = r * z;
  double half_square = 0.5 * f * f;
  return k * 6.93147180369123816490e-01 - ((half_square - (s * (half_square + r) + k * 1.90821492927058770002e-10)) - f);
}

CK_INLINE double log_double(double x) {
  double subnormal = x < 2.2250738585072014e-308 ? 1.0 : 0.0;
  double scaled = subnormal != 0.0 ? x * 18014398509481984.0 : x;  // 2⁵⁴
  double y = log_of_positive_double(scaled) - subnormal * 37.429947750237048;
  y = x > 1.7976931348623157e+308 ? x : y;
  y = x == 0.0 ? -__builtin_inf() : y;
  y = x < 0.0 ? __builtin_nan("") : y;
  return x != x ? x : y;
}

CK_INLINE double tanh_double(double x) {
  double a = __builtin_fabs(x), z = x * x;
  double p = (-9.64399179425052238628e-1 * z - 9.92877231001918586564e1) * z - 1.61468768441708447952e3;
  double q = ((z + 1.12811678491632931402e2) * z + 2.23548839060100448583e3) * z + 4.84406305325125486048e3;
  double near = a + a * (z * (p / q));
  double far = 1.0 - 2.0 / (exp_double(2.0 * a) + 1.0);
  return __builtin_copysign(a < 0.625 ? near : far, x);
}

CK_INLINE double sigmoid_double(double x) { return 1.0 / (1.0 + exp_double(-x)); }

/// eˣ − 1, without the cancellation near 0: tanh(x/2) · (eˣ + 1)
CK_INLINE double exp_minus_one_double(double x) { return tanh_double(x * 0.5) * (exp_double(x) + 1.0); }

/// The error function. Below 1, x times a polynomial of x²; above, 1 − e^(−x²) times one of 1/(x + 2). Both interpolate at Chebyshev's
/// points, computed with 40 digits (mpmath) for this file; from 6 on the result rounds to 1.
CK_INLINE double erf_double(double x) {
  double a = __builtin_fabs(x);
  a = a > 6.0 ? 6.0 : a;
  double u = 2.0 * a * a - 1.0;
  double near = 1.4543887079465115733e-14;
  near = near * u - 3.8078824063194955214e-13;
  near = near * u + 9.167619596865806325e-12;
  near = near * u - 2.0352284058157689785e-10;
  near = near * u + 4.1158005832081491142e-9;
  near = near * u - 7.5115692865917268259e-8;
  near = near * u + 1.2233827383598968634e-6;
  near = near * u - 0.00001753716944112486552;
  near = near * u + 0.00021751715604159931544;
  near = near * u - 0.002285485561144113203;
  near = near * u + 0.019852496688983707387;
  near = near * u - 0.14053608902271711934;
  near = near * u + 0.96546873866986730832;
  double v = (1.0 / (a + 2.0) - 11.0 / 48.0) * 9.6;
  double far = 1.4495643113419578905e-13;
  far = far * v - 9.3214242011698922456e-13;
  far = far * v - 1.391934782638739735e-13;
  far = far * v + 2.2116545307548470307e-11;
  far = far * v - 7.3606355048686633421e-11;
  far = far * v - 2.6866737279095448781e-10;
  far = far * v + 2.6240024103160864443e-9;
  far = far * v - 5.8863164388669864112e-10;
  far = far * v - 7.0053185467045072985e-8;
  far = far * v + 1.6349938614647467284e-7;
  far = far * v + 1.9795618158539773801e-6;
  far = far * v - 7.3405179414152282755e-6;
  far = far * v - 0.000080792204262436451296;
  far = far * v + 0.00019713917772834869457;
  far = far * v + 0.0055888162818395735842;
  far = far * v + 0.038560570425182406633;
  far = far * v + 0.16189356804102498281;
  far = far * v + 0.22142954022993180646;
  return __builtin_copysign(a < 1.0 ? near * a : 1.0 - exp_double(-a * a) * far, x);
}

/// ln(1 + eˣ) = max(x, 0) + ln(1 + u), u = e^(−|x|), the second by the series 2·artanh(s) = 2(s + s³/3 + s⁵/5 + …), s = u/(2 + u) ≤ ⅓.
CK_INLINE double softplus_double(double x) {
  double e = exp_double(-__builtin_fabs(x)), s = e / (2.0 + e), z = s * s;
  double p = 1.0 / 35.0;
  p = p * z + 1.0 / 33.0;
  p = p * z + 1.0 / 31.0;
  p = p * z + 1.0 / 29.0;
  p = p * z + 1.0 / 27.0;
  p = p * z + 1.0 / 25.0;
  p = p * z + 1.0 / 23.0;
  p = p * z + 1.0 / 21.0;
  p = p * z + 1.0 / 19.0;
  p = p * z + 1.0 / 17.0;
  p = p * z + 1.0 / 15.0;
  p = p * z + 1.0 / 13.0;
  p = p * z + 1.0 / 11.0;
  p = p * z + 1.0 / 9.0;
  p = p * z + 1.0 / 7.0;
  p = p * z + 1.0 / 5.0;
  p = p * z + 1.0 / 3.0;
  p = p * z + 1.0 / 1.0;
  return (x <= 0.0 ? 0.0 : x) + 2.0 * s * p;
}

/// Sine and cosine of 2π·t/2⁶⁴, t taken as a signed number.
CK_INLINE void sine_cosine_of_turn_double(uint64_t t, double *sine, double *cosine) {
  uint64_t quadrant = (t + 0x2000000000000000u) >> 62;
  double x = (double)(int64_t)(t - (quadrant << 62)) * (6.283185307179586476925 / 18446744073709551616.0);
  double z = x * x;
  double s = 1.58969099521155010221e-10;
  s = s * z - 2.50507602534068634195e-08;
  s = s * z + 2.75573137070700676789e-06;
  s = s * z - 1.98412698298579493134e-04;
  s = s * z + 8.33333333332248946124e-03;
  s = s * z - 1.66666666666666324348e-01;
  s = s * z * x + x;
  double c = -1.13596475577881948265e-11;
  c = c * z + 2.08757232129817482790e-09;
  c = c * z - 2.75573143513906633035e-07;
  c = c * z + 2.48015872894767294178e-05;
  c = c * z - 1.38888888888741095749e-03;
  c = c * z + 4.16666666666666019037e-02;
  c = c * z * z - 0.5 * z + 1.0;
  uint64_t odd = quadrant & 1u;
  double a = odd ? c : s, b = odd ? s : c;
  *sine = double_from_bits(bits_of_double(a) ^ ((quadrant & 2u) << 62));
  *cosine = double_from_bits(bits_of_double(b) ^ (((quadrant + 1u) & 2u) << 62));
}

/// Sine and cosine of x radians. x − n·π/2 in two numbers, π/2 in two pieces of 33 bits and a rest (118 bits together), so that
/// even next to a multiple of π all digits are right; n has to fit 20 bits for exact products, beyond that the result is NaN.
/// Reduction and polynomials from fdlibm.
CK_INLINE void sine_cosine_double(double x, double *sine, double *cosine) {
  const double magic = 6755399441055744.0;  // 1.5·2⁵²
  double shifted = x * 6.36619772367581382433e-01 + magic;
  double n = shifted - magic;
  double t = x - n * 1.57079632673412561417e+00;
  double w = n * 6.07710050630396597660e-11;
  double r = t - w;
  w = n * 2.02226624879595063154e-21 - ((t - r) - w);
  double a = r - w, tail = (r - a) - w;
  double z = a * a, v = z * a;
  double s = 1.58969099521155010221e-10;
  s = s * z - 2.50507602534068634195e-08;
  s = s * z + 2.75573137070700676789e-06;
  s = s * z - 1.98412698298579493134e-04;
  s = s * z + 8.33333333332248946124e-03;
  s = a - ((z * (0.5 * tail - v * s) - tail) - v * -1.66666666666666324348e-01);
  double c = -1.13596475577881948265e-11;
  c = c * z + 2.08757232129817482790e-09;
  c = c * z - 2.75573143513906633035e-07;
  c = c * z + 2.48015872894767294178e-05;
  c = c * z - 1.38888888888741095749e-03;
  c = c * z + 4.16666666666666019037e-02;
  double half = 0.5 * z, one = 1.0 - half;
  c = one + (((1.0 - one) - half) + (z * (z * c) - a * tail));
  uint64_t quadrant = bits_of_double(shifted) - bits_of_double(magic);
  int outside = !(__builtin_fabs(x) <= 1647099.0);
  double first = quadrant & 1u ? c : s, second = quadrant & 1u ? s : c;
  first = double_from_bits(bits_of_double(first) ^ ((quadrant & 2u) << 62));
  second = double_from_bits(bits_of_double(second) ^ (((quadrant + 1u) & 2u) << 62));
  *sine = outside ? __builtin_nan("") : first;
  *cosine = outside ? __builtin_nan("") : second;
}

CK_INLINE double sine_double(double x) { double s, c; sine_cosine_double(x, &s, &c); return s; }
CK_INLINE double cosine_double(double x) { double s, c; sine_cosine_double(x, &s, &c); return c; }

/// ln(1 + x) = ln u + (what 1 + x lost when it was rounded to u) / u
CK_INLINE double log_one_plus_double(double x) {
  double u = 1.0 + x;
  double y = log_double(u) + (x - (u - 1.0)) / u;
  y = x > 1.7976931348623157e+308 ? x : y;
  y = x == -1.0 ? -__builtin_inf() : y;
  return x == 0.0 ? x : y;
}
