// Loops along rows of doubles. Vectors are written out, so that the order of sums is the same whatever the processor has.
#pragma once
#include <math.h>

#include "dispatch.h"

typedef double lanes __attribute__((vector_size(64), aligned(8)));
enum { lane_count = 8 };

// Macros, as functions that take or return such vectors have no one calling convention.
#define LANES_AT(x) (*(lanes *)(x))
#define LANES_OF(x) (*(const lanes *)(x))

CK_INLINE double sum_of_lanes(const lanes *sums) {
  lanes s = *sums;
  return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

/// Σ a b
CK_INLINE double row_dot(ptrdiff_t count, const double *a, const double *b) {
  lanes sums = {0};
  ptrdiff_t i = 0;
  if (count >= 4 * lane_count) {
    lanes second = {0}, third = {0}, fourth = {0};
    for (; i + 4 * lane_count <= count; i += 4 * lane_count) {
      sums += LANES_OF(a + i) * LANES_OF(b + i);
      second += LANES_OF(a + i + lane_count) * LANES_OF(b + i + lane_count);
      third += LANES_OF(a + i + 2 * lane_count) * LANES_OF(b + i + 2 * lane_count);
      fourth += LANES_OF(a + i + 3 * lane_count) * LANES_OF(b + i + 3 * lane_count);
    }
    sums = (sums + second) + (third + fourth);
  }
  for (; i + lane_count <= count; i += lane_count) sums += LANES_OF(a + i) * LANES_OF(b + i);
  double total = sum_of_lanes(&sums);
  for (; i < count; i++) total += a[i] * b[i];
  return total;
}

/// b += factor · a
CK_INLINE void row_add(ptrdiff_t count, double factor, const double *a, double *b) {
  ptrdiff_t i = 0;
  for (; i + lane_count <= count; i += lane_count) LANES_AT(b + i) = LANES_OF(b + i) + factor * LANES_OF(a + i);
  for (; i < count; i++) b[i] += factor * a[i];
}

CK_INLINE void row_scale(ptrdiff_t count, double factor, double *a) {
  for (ptrdiff_t i = 0; i < count; i++) a[i] *= factor;
}

/// (a, b) become (c·a − s·b, s·a + c·b).
CK_INLINE void row_rotate(ptrdiff_t count, double c, double s, double *a, double *b) {
  ptrdiff_t i = 0;
  for (; i + lane_count <= count; i += lane_count) {
    lanes x = LANES_OF(a + i), y = LANES_OF(b + i);
    LANES_AT(a + i) = c * x - s * y;
    LANES_AT(b + i) = s * x + c * y;
  }
  for (; i < count; i++) {
    double x = a[i], y = b[i];
    a[i] = c * x - s * y;
    b[i] = s * x + c * y;
  }
}

/// √Σ a², without overflow or a loss of small numbers.
CK_INLINE double row_norm(ptrdiff_t count, const double *a) {
  double square = row_dot(count, a, a);
  if (square > 1e-260 && square < 1e300) return sqrt(square);
  double largest = 0;
  for (ptrdiff_t i = 0; i < count; i++) largest = fabs(a[i]) > largest ? fabs(a[i]) : largest;
  if (largest == 0) return 0;
  square = 0;
  for (ptrdiff_t i = 0; i < count; i++) square += (a[i] / largest) * (a[i] / largest);
  return largest * sqrt(square);
}
