// What a convolution needs around its matrix product: the windows' contents laid out as columns, and the way back.
#include "kernels_convolution.h"

#include <string.h>

#include "dispatch.h"
#include "kernels_buffers.h"
#include "kernels_workers.h"
#include "window.h"

#define REAL float
#define OF(name) name##_float
#include "convolution_template.h"
#define REAL double
#define OF(name) name##_double
#include "convolution_template.h"

void ck_unfold(ck_type type, const ck_window *window, ptrdiff_t channels, const void *x, ptrdiff_t first, ptrdiff_t last,
               void *columns) {
  if (type == ck_float32) unfold_float(window, channels, x, first, last, columns);
  else unfold_double(window, channels, x, first, last, columns);
}

void ck_fold(ck_type type, const ck_window *window, ptrdiff_t channels, void *columns, ptrdiff_t first, ptrdiff_t last, void *x) {
  if (type == ck_float32) fold_float(window, channels, columns, first, last, x);
  else fold_double(window, channels, columns, first, last, x);
}

typedef struct {
  ck_type type;
  const void *x;
  void *y;
  ptrdiff_t slices, count;
} slices_job;

static void slices_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const slices_job *job = context;
  (void)chunk;
  if (job->type == ck_float32) sum_slices_float(job->x, job->slices, job->count, begin, end, job->y);
  else sum_slices_double(job->x, job->slices, job->count, begin, end, job->y);
}

void ck_sum_slices(ck_type type, const void *x, ptrdiff_t slices, ptrdiff_t count, void *y) {
  slices_job job = {type, x, y, slices, count};
  ptrdiff_t size = slices > 0 ? chunk_elements / slices : chunk_elements;
  ck_parallel_for(count, size < 1024 ? 1024 : size, slices_chunk, &job);
}

typedef struct {
  ck_scratch_function function;
  void *context;
  char *scratch;
  ptrdiff_t bytes, count, size, next;
} scratch_job;

/// One thread's share: chunks as long as there are any. The chunks' borders are those of `ck_parallel_for`.
static void take_chunks_with_scratch(void *context, ptrdiff_t lane, ptrdiff_t begin, ptrdiff_t end) {
  scratch_job *job = context;
  (void)begin, (void)end;
  for (;;) {
    ptrdiff_t start = __atomic_fetch_add(&job->next, job->size, __ATOMIC_RELAXED);
    if (start >= job->count) return;
    ptrdiff_t stop = start + job->size < job->count ? start + job->size : job->count;
    job->function(job->context, job->scratch + lane * job->bytes, start, stop);
  }
}

bool ck_parallel_with_scratch(ptrdiff_t count, ptrdiff_t size, ptrdiff_t scratch_bytes, ck_scratch_function function,
                              void *context) {
  if (count <= 0) return true;
  ptrdiff_t chunks = (count + size - 1) / size, lanes = ck_thread_count() < chunks ? ck_thread_count() : chunks;
  scratch_job job = {.function = function, .context = context, .bytes = (scratch_bytes + 63) / 64 * 64, .count = count,
                     .size = size};
  if (scratch_bytes > 0 && !(job.scratch = ck_allocate(lanes * job.bytes))) return false;
  ck_parallel_for(lanes, 1, take_chunks_with_scratch, &job);
  if (scratch_bytes > 0) ck_release(job.scratch, lanes * job.bytes);
  return true;
}
