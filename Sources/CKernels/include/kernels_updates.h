#pragma once
#include <stddef.h>
#include <stdint.h>
#include "kernels_elementwise.h"

/// What a step does with the gradient; d is the gradient plus `l2` times the weight.
typedef enum {
  ck_gradient_descent = 0, // w ← w − η·d
  ck_momentum,             // v ← μ·v + d, w ← w − η·v
  ck_nesterov,             // v ← μ·v + d, w ← w − η·(d + μ·v)
  ck_adagrad,              // s ← s + d², w ← w − η·d/(√s + ε)
  ck_rmsprop,              // s ← ρ·s + (1 − ρ)·d², w ← w − η·d/(√s + ε)
  ck_adam,                 // m ← β₁·m + (1 − β₁)·d, s ← ρ·s + (1 − ρ)·d², w ← w − η/c₁·m/(√s/√c₂ + ε)
  ck_method_count
} ck_method;

/// The numbers of a step. `keep` multiplies the old weight (decoupled decay; 1 for none); after the step the weight moves by up to
/// `threshold` towards 0 (soft thresholding; 0 for none).
typedef struct {
  double rate;             // η
  double l2;
  double keep;
  double threshold;
  double momentum;         // μ, β₁
  double smoothing;        // ρ, β₂
  double epsilon;
  double first_correction; // c₁ = 1 − β₁^t
  double second_correction;// c₂ = 1 − β₂^t
} ck_update;

/// One step of the weights w along the gradient g, in place. `first` is v or m, or s where there is only that; `second` is Adam's
/// s. What a method does not need may be NULL.
void ck_update_weights(ck_type type, ck_method method, const ck_update *settings, void *w, const void *g, void *first, void *second,
                       ptrdiff_t count);

/// x ← x − min(max(x, −threshold), threshold): shrinks magnitudes by the threshold, and to 0 what lies below it. NaN stays.
void ck_soft_threshold(ck_type type, double threshold, void *x, ptrdiff_t count);

/// x ← min(max(x, −bound), bound). NaN stays.
void ck_clip(ck_type type, double bound, void *x, ptrdiff_t count);

/// x [outer, extent, inner]: for each index of the middle axis, numbers whose norm √Σx² is above `limit` are scaled down to it.
/// Sums run in double, in an order that the sizes alone decide.
void ck_limit_norms(ck_type type, double limit, void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner);

/// (1 + cos(π·part)) / 2, for a part from 0 to 1: the same bits on every processor.
double ck_half_cosine(double part);
