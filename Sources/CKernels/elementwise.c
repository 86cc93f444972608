#include "kernels_elementwise.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>

#include "dispatch.h"
#include "kernels_views.h"
#include "kernels_workers.h"
#include "mathematics_double.h"
#include "mathematics_float.h"

typedef struct {
  ck_type type;
  ck_unary_operation operation;
  double parameter;
  const void *x;
  void *y;
  bool streams;
} unary_job;

typedef struct {
  ck_type type;
  ck_binary_operation operation;
  double parameter;
  const ck_walk *walk;
  const void *x, *y;
  void *z;
  bool streams;
} binary_job;

/// Results of so many bytes are written past the cache, which would not hold them until they are read; it does hold 8 MB.
enum { streamed_bytes = 16 << 20 };

/// Results in place are in the cache already.
static bool is_streamed(ck_type type, const void *x, const void *y, const void *result, ptrdiff_t count) {
  return count * (type == ck_float32 ? 4 : 8) >= streamed_bytes && result != x && result != y && (uintptr_t)result % 64 == 0;
}

/// Streamed numbers are seen by other threads in no order before this.
static inline void finish_streaming(void) {
#if defined(__x86_64__)
  __builtin_ia32_sfence();
#else
  __atomic_thread_fence(__ATOMIC_SEQ_CST);
#endif
}

CK_INLINE float root_float(float x) { return sqrtf(x); }
CK_INLINE double root_double(double x) { return sqrt(x); }
CK_INLINE float magnitude_float(float x) { return fabsf(x); }
CK_INLINE double magnitude_double(double x) { return fabs(x); }

#define REAL float
#define OF(name) name##_float
#include "elementwise_template.h"
#define REAL double
#define OF(name) name##_double
#include "elementwise_template.h"

static void unary_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const unary_job *job = context;
  (void)chunk;
  if (job->type == ck_float32) unary_range_float(job, begin, end); else unary_range_double(job, begin, end);
}

void ck_unary(ck_type type, ck_unary_operation operation, double parameter, const void *x, void *y, ptrdiff_t count) {
  unary_job job = {type, operation, parameter, x, y, is_streamed(type, x, x, y, count)};
  ck_parallel_for(count, chunk_elements, unary_chunk, &job);
}

static void binary_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const binary_job *job = context;
  (void)chunk;
  if (job->walk) {
    if (job->type == ck_float32) walk_range_float(job, begin, end); else walk_range_double(job, begin, end);
  } else {
    if (job->type == ck_float32) binary_range_float(job, begin, end); else binary_range_double(job, begin, end);
  }
}

void ck_binary(ck_type type, ck_binary_operation operation, double parameter, const void *x, const void *y, void *z, ptrdiff_t count) {
  binary_job job = {type, operation, parameter, NULL, x, y, z, is_streamed(type, x, y, z, count)};
  ck_parallel_for(count, chunk_elements, binary_chunk, &job);
}

void ck_binary_walk(ck_type type, ck_binary_operation operation, double parameter, const ck_walk *walk, const void *x, const void *y,
                    void *z) {
  binary_job job = {type, operation, parameter, walk, x, y, z, false};
  ptrdiff_t count = 1;
  for (int axis = 0; axis < walk->rank; axis++) count *= walk->extents[axis];
  if (count > 0) ck_parallel_for(count, chunk_elements, binary_chunk, &job);
}

typedef struct {
  ck_type type;
  double value;
  void *y;
} fill_job;

static void fill_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const fill_job *job = context;
  (void)chunk;
  if (job->type == ck_float32) fill_range_float((float)job->value, (float *)job->y + begin, end - begin);
  else fill_range_double(job->value, (double *)job->y + begin, end - begin);
}

void ck_fill(ck_type type, double value, void *y, ptrdiff_t count) {
  fill_job job = {type, value, y};
  ck_parallel_for(count, chunk_elements, fill_chunk, &job);
}

void ck_transpose(ck_type type, const void *x, void *y, ptrdiff_t rows, ptrdiff_t columns) {
  const ptrdiff_t extents[] = {columns, rows}, steps[] = {1, columns};
  ck_copy_view(type, 2, extents, steps, x, y);
}

void ck_convert(ck_type from, ck_type to, const void *x, void *y, ptrdiff_t count) {
  if (from == to) memcpy(y, x, (size_t)count * (from == ck_float32 ? 4 : 8));
  else if (from == ck_float32) for (ptrdiff_t i = 0; i < count; i++) ((double *)y)[i] = ((const float *)x)[i];
  else for (ptrdiff_t i = 0; i < count; i++) ((float *)y)[i] = (float)((const double *)x)[i];
}

int32_t ck_format(double value, int32_t digits, char *text, int32_t capacity) {
  return snprintf(text, (size_t)capacity, "%.*g", digits, value);
}
