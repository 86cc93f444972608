// One pass over memory for a step: the gradient is read once, weights and state are written in place.
#include "kernels_updates.h"

#include <math.h>

#include "dispatch.h"
#include "kernels_workers.h"
#include "mathematics_double.h"

/// How many indices of an axis a thread takes at a time when it limits their norms.
enum { norm_block = 64 };

typedef struct {
  ck_type type;
  ck_method method;
  const ck_update *settings;
  void *w;
  const void *g;
  void *first, *second;
} update_job;

typedef struct {
  ck_type type;
  double limit;
  void *x;
  ptrdiff_t outer, extent, inner;
} limit_job;

CK_INLINE float root_of_float(float x) { return sqrtf(x); }
CK_INLINE double root_of_double(double x) { return sqrt(x); }

#define REAL float
#define OF(name) name##_float
#include "updates_template.h"
#define REAL double
#define OF(name) name##_double
#include "updates_template.h"

static void update_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const update_job *job = context;
  (void)chunk;
  if (job->type == ck_float32) update_range_float(job, begin, end); else update_range_double(job, begin, end);
}

void ck_update_weights(ck_type type, ck_method method, const ck_update *settings, void *w, const void *g, void *first, void *second,
                       ptrdiff_t count) {
  update_job job = {type, method, settings, w, g, first, second};
  ck_parallel_for(count, chunk_elements, update_chunk, &job);
}

static void shrink_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const limit_job *job = context;
  (void)chunk;
  if (job->type == ck_float32) shrink_range_float((float)job->limit, (float *)job->x + begin, end - begin);
  else shrink_range_double(job->limit, (double *)job->x + begin, end - begin);
}

void ck_soft_threshold(ck_type type, double threshold, void *x, ptrdiff_t count) {
  limit_job job = {.type = type, .limit = threshold, .x = x};
  ck_parallel_for(count, chunk_elements, shrink_chunk, &job);
}

static void clip_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const limit_job *job = context;
  (void)chunk;
  if (job->type == ck_float32) clip_range_float((float)job->limit, (float *)job->x + begin, end - begin);
  else clip_range_double(job->limit, (double *)job->x + begin, end - begin);
}

void ck_clip(ck_type type, double bound, void *x, ptrdiff_t count) {
  limit_job job = {.type = type, .limit = bound, .x = x};
  ck_parallel_for(count, chunk_elements, clip_chunk, &job);
}

static void limit_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const limit_job *job = context;
  (void)chunk;
  if (job->type == ck_float32) limit_norms_float(job, begin, end); else limit_norms_double(job, begin, end);
}

void ck_limit_norms(ck_type type, double limit, void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner) {
  limit_job job = {type, limit, x, outer, extent, inner};
  if (outer > 0 && inner > 0) ck_parallel_for(extent, norm_block, limit_chunk, &job);
}

double ck_half_cosine(double part) {
  if (part <= 0) return 1;
  if (part >= 1) return 0;
  double sine, cosine;
  sine_cosine_of_turn_double((uint64_t)(part * 0x1p63), &sine, &cosine);  // half a turn is 2⁶³
  return (1 + cosine) / 2;
}
