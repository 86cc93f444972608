#pragma once
#include <stddef.h>
#include <stdint.h>
#include "kernels_elementwise.h"

/// One block of Philox-4×32-10: four random words from a counter of four words and a key of two.
/// Source: Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".
void ck_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t words[4]);

/// y[i] = low + (high − low)·u, u uniform in [0, 1) on a grid of 2⁻²⁴ (float) or 2⁻⁵³ (double); never `high` itself.
/// Element i depends on (key, position, i) alone.
void ck_uniform(ck_type type, uint64_t key, uint64_t position, double low, double high, void *y, ptrdiff_t count);

/// y[i] = mean + deviation·z, z standard normal by Box and Muller from 32-bit (float; |z| ≤ 6.8) or 64-bit (double; |z| ≤ 9.5)
/// uniforms. Element i depends on (key, position, i) alone.
void ck_normal(ck_type type, uint64_t key, uint64_t position, double mean, double deviation, void *y, ptrdiff_t count);

/// y[i] = mean + deviation·z, z standard normal given low ≤ z ≤ high (either may be infinite), as the quantile of a share between
/// Φ(low) and Φ(high) from a 32-bit (float) or 52-bit (double) uniform. Element i depends on (key, position, i) alone.
/// Absolute errors of Φ are about 1e-16, so the bounds should hold a share of 1e-6 or more.
void ck_truncated_normal(ck_type type, uint64_t key, uint64_t position, double mean, double deviation, double low, double high,
                         void *y, ptrdiff_t count);

/// The standard normal's distribution function Φ, its density φ, and Φ's inverse on (0, 1).
double ck_normal_share(double x);
double ck_normal_density(double x);
double ck_normal_quantile(double share);
