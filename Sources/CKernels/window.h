// Where a window's element lies over the input and where over its padding.
#pragma once
#include "dispatch.h"
#include "kernels_convolution.h"

typedef struct { ptrdiff_t begin, end; } ck_range;

/// The places 0..<places at which place·stride + shift is one of 0..<extent.
CK_INLINE ck_range places_inside(ptrdiff_t places, ptrdiff_t stride, ptrdiff_t shift, ptrdiff_t extent) {
  ptrdiff_t begin = shift >= 0 ? 0 : (-shift + stride - 1) / stride;
  ptrdiff_t end = extent - shift <= 0 ? 0 : (extent - shift - 1) / stride + 1;
  if (end > places) end = places;
  if (begin > end) begin = end;
  return (ck_range){begin, end};
}

CK_INLINE ptrdiff_t clamped(ptrdiff_t value, ptrdiff_t low, ptrdiff_t high) {
  return value < low ? low : value > high ? high : value;
}
