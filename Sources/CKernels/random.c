// Random numbers as a function of key, position and index.
//
// The counter of a block is (index of the block, position of the draw), 64 bits each. Sixteen blocks are made at a time: block b's
// word w stands at index 16·w + b of a group of 64 words, so that a vector of sixteen lanes is stored as it is. A chunk always
// begins at a group; a last, partial group is made whole and cut.
#include "kernels_random.h"

#include <math.h>

#include "dispatch.h"
#include "kernels_workers.h"
#include "mathematics_double.h"
#include "mathematics_float.h"
#include "quantile.h"

enum { multiplier_0 = 0xD2511F53u, multiplier_1 = 0xCD9E8D57u, weyl_0 = 0x9E3779B9u, weyl_1 = 0xBB67AE85u };
static const int rounds = 10;

typedef uint64_t lanes8 __attribute__((vector_size(64)));

void ck_philox(const uint32_t counter[4], const uint32_t key[2], uint32_t words[4]) {
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3], k0 = key[0], k1 = key[1];
  for (int round = 0; round < rounds; round++, k0 += weyl_0, k1 += weyl_1) {
    uint64_t p0 = (uint64_t)multiplier_0 * c0, p1 = (uint64_t)multiplier_1 * c2;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
    c1 = (uint32_t)p1;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c3 = (uint32_t)p0;
  }
  words[0] = c0, words[1] = c1, words[2] = c2, words[3] = c3;
}

typedef struct { uint32_t words[64]; } group __attribute__((aligned(64)));

/// Blocks 16·index … 16·index + 15. Each 64-bit lane carries one word in its lower half (what the multiplication reads); the upper
/// half is left with what falls there. Even blocks are in one vector, odd ones in the other.
CK_INLINE void philox_group(uint64_t key, uint64_t position, uint64_t index, group *result) {
  const lanes8 low = (lanes8){} + 0xffffffffu, m0 = (lanes8){} + multiplier_0, m1 = (lanes8){} + multiplier_1;
  uint64_t base = 16 * index;
  lanes8 even = {base, base + 2, base + 4, base + 6, base + 8, base + 10, base + 12, base + 14}, odd = even + 1;
  lanes8 a0 = even, a1 = even >> 32, b0 = odd, b1 = odd >> 32;
  lanes8 a2 = (lanes8){} + position, a3 = (lanes8){} + (position >> 32), b2 = a2, b3 = a3;
  uint32_t k0 = (uint32_t)key, k1 = (uint32_t)(key >> 32);
  for (int round = 0; round < rounds; round++, k0 += weyl_0, k1 += weyl_1) {
    const lanes8 x0 = (lanes8){} + k0, x1 = (lanes8){} + k1;
    lanes8 p0 = (a0 & low) * m0, p1 = (a2 & low) * m1, q0 = (b0 & low) * m0, q1 = (b2 & low) * m1;
    a0 = (p1 >> 32) ^ a1 ^ x0, a1 = p1, a2 = (p0 >> 32) ^ a3 ^ x1, a3 = p0;
    b0 = (q1 >> 32) ^ b1 ^ x0, b1 = q1, b2 = (q0 >> 32) ^ b3 ^ x1, b3 = q0;
  }
  lanes8 *words = (lanes8 *)result->words;
  words[0] = (a0 & low) | (b0 << 32);
  words[1] = (a1 & low) | (b1 << 32);
  words[2] = (a2 & low) | (b2 << 32);
  words[3] = (a3 & low) | (b3 << 32);
}

/// 53 or more random bits of block b: words 0 and 1 (part 0) or 2 and 3 (part 1).
CK_INLINE uint64_t pair(const group *g, int part, int b) {
  return (uint64_t)g->words[32 * part + b] | (uint64_t)g->words[32 * part + 16 + b] << 32;
}

/// 64 standard normals: (words 0, 1) give a radius and an angle, so do (words 2, 3).
CK_INLINE void normal_group_float(const group *g, float mean, float deviation, float *y) {
  for (int half = 0; half < 2; half++)
    for (int b = 0; b < 16; b++) {
      float u = (float)g->words[32 * half + b] * 0x1p-32f + 0x1p-33f, sine, cosine;  // (0, 1]
      float radius = deviation * sqrtf(-2.0f * log_of_positive_float(u));
      sine_cosine_of_turn_float(g->words[32 * half + 16 + b], &sine, &cosine);
      y[32 * half + b] = mean + radius * cosine;
      y[32 * half + 16 + b] = mean + radius * sine;
    }
}

/// 32 standard normals.
CK_INLINE void normal_group_double(const group *g, double mean, double deviation, double *y) {
  for (int b = 0; b < 16; b++) {
    double u = (double)(pair(g, 0, b) >> 11) * 0x1p-53 + 0x1p-64, sine, cosine;  // (0, 1)
    double radius = deviation * sqrt(-2.0 * log_of_positive_double(u));
    sine_cosine_of_turn_double(pair(g, 1, b), &sine, &cosine);
    y[b] = mean + radius * cosine;
    y[16 + b] = mean + radius * sine;
  }
}

CK_INLINE void uniform_group_float(const group *g, float low, float width, float most, float *y) {
  for (int i = 0; i < 64; i++) {
    float v = low + width * ((float)(int32_t)(g->words[i] >> 8) * 0x1p-24f);
    y[i] = v > most ? most : v;
  }
}

CK_INLINE void uniform_group_double(const group *g, double low, double width, double most, double *y) {
  for (int part = 0; part < 2; part++)
    for (int b = 0; b < 16; b++) {
      double v = low + width * ((double)(int64_t)(pair(g, part, b) >> 11) * 0x1p-53);
      y[16 * part + b] = v > most ? most : v;
    }
}

typedef struct {
  uint64_t key, position;
  double first, second, third;
  void *y;
  double low, high, low_share, share;  // of the truncated normal: bounds, Φ(low), Φ(high) − Φ(low)
} draw_job;

/// The quantile of a share drawn uniformly between those of the bounds; u is from (0, 1).
CK_INLINE double truncated(const draw_job *job, double u) {
  double z = normal_quantile(job->low_share + job->share * u);
  z = z < job->low ? job->low : z > job->high ? job->high : z;  // rounding may step over a bound
  return job->first + job->second * z;
}

CK_INLINE void truncated_group_float(const group *g, const draw_job *job, float *y) {
  for (int i = 0; i < 64; i++) y[i] = (float)truncated(job, (double)g->words[i] * 0x1p-32 + 0x1p-33);
}

CK_INLINE void truncated_group_double(const group *g, const draw_job *job, double *y) {
  for (int part = 0; part < 2; part++)
    for (int b = 0; b < 16; b++) y[16 * part + b] = truncated(job, (double)(pair(g, part, b) >> 12) * 0x1p-52 + 0x1p-53);
}

#define DRAW(name, REAL, in_group)                                                                             \
  CK_CLONES static void name(const draw_job *job, ptrdiff_t begin, ptrdiff_t end) {                                \
    group words;                                                                                               \
    REAL last[in_group];                                                                                       \
    const REAL p = (REAL)job->first, q = (REAL)job->second, r = (REAL)job->third;                              \
    (void)p, (void)q, (void)r;                                                                                 \
    for (int64_t i = begin; i < end; i += in_group) {                                                          \
      philox_group(job->key, job->position, (uint64_t)(i / in_group), &words);                                 \
      REAL *target = i + in_group <= end ? (REAL *)job->y + i : last;                                          \
      MAKE_##name;                                                                                             \
      if (target == last) memcpy((REAL *)job->y + i, last, (size_t)(end - i) * sizeof(REAL));                  \
    }                                                                                                          \
  }

#define MAKE_draw_normal_float normal_group_float(&words, p, q, target)
#define MAKE_draw_normal_double normal_group_double(&words, p, q, target)
#define MAKE_draw_uniform_float uniform_group_float(&words, p, q, r, target)
#define MAKE_draw_uniform_double uniform_group_double(&words, p, q, r, target)
#define MAKE_draw_truncated_float truncated_group_float(&words, job, target)
#define MAKE_draw_truncated_double truncated_group_double(&words, job, target)
DRAW(draw_normal_float, float, 64)
DRAW(draw_normal_double, double, 32)
DRAW(draw_uniform_float, float, 64)
DRAW(draw_uniform_double, double, 32)
DRAW(draw_truncated_float, float, 64)
DRAW(draw_truncated_double, double, 32)

typedef struct {
  draw_job draw;
  void (*range)(const draw_job *, ptrdiff_t, ptrdiff_t);
} ranged_job;

static void draw_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const ranged_job *job = context;
  (void)chunk;
  job->range(&job->draw, begin, end);
}

void ck_normal(ck_type type, uint64_t key, uint64_t position, double mean, double deviation, void *y, ptrdiff_t count) {
  ranged_job job = {{key, position, mean, deviation, 0, y, 0, 0, 0, 0},
                    type == ck_float32 ? draw_normal_float : draw_normal_double};
  ck_parallel_for(count, chunk_elements, draw_chunk, &job);
}

void ck_uniform(ck_type type, uint64_t key, uint64_t position, double low, double high, void *y, ptrdiff_t count) {
  // The largest number below `high`: low + width·u may round up to `high` itself.
  double most = type == ck_float32 ? nextafterf((float)high, (float)low) : nextafter(high, low);
  double width = type == ck_float32 ? (float)high - (float)low : high - low;
  ranged_job job = {{key, position, low, width, most, y, 0, 0, 0, 0},
                    type == ck_float32 ? draw_uniform_float : draw_uniform_double};
  ck_parallel_for(count, chunk_elements, draw_chunk, &job);
}

double ck_normal_share(double x) { return 0.5 + 0.5 * erf_double(x * 0.70710678118654752440); }

double ck_normal_density(double x) { return 0.39894228040143267794 * exp_double(-0.5 * x * x); }

double ck_normal_quantile(double share) { return normal_quantile(share); }

void ck_truncated_normal(ck_type type, uint64_t key, uint64_t position, double mean, double deviation, double low, double high,
                         void *y, ptrdiff_t count) {
  double low_share = ck_normal_share(low), share = ck_normal_share(high) - low_share;
  ranged_job job = {{key, position, mean, deviation, 0, y, low, high, low_share, share},
                    type == ck_float32 ? draw_truncated_float : draw_truncated_double};
  ck_parallel_for(count, chunk_elements, draw_chunk, &job);
}
