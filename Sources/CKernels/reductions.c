#include "kernels_reductions.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "dispatch.h"
#include "kernels_buffers.h"
#include "kernels_workers.h"
#include "mathematics_double.h"
#include "mathematics_float.h"

double ck_histogram_edge(double low, double high, ptrdiff_t bins, ptrdiff_t bin) {
  return (low * (double)(bins - bin) + high * (double)bin) / (double)bins;
}

/// Rows of up to sixteen numbers that are reduced together.
enum { rows_block = 64 };

#define REAL float
#define WORD int32_t
#define OF(name) name##_float
#include "reductions_template.h"
#define REAL double
#define WORD int64_t
#define OF(name) name##_double
#include "reductions_template.h"

typedef struct {
  ck_type type;
  int operation;  // a ck_reduction, ck_condition or flag
  double parameter, high;
  const double *centres;
  const void *x;
  void *y;
  ptrdiff_t outer, extent, inner;
  const double *edges;
  ptrdiff_t *counts;
  _Atomic ptrdiff_t total;
} reduction_job;

static void reduce_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const reduction_job *job = context;
  ((double *)job->y)[chunk] = job->type == ck_float32
    ? runs_float[job->operation](job->parameter, (const float *)job->x + begin, end - begin)
    : runs_double[job->operation](job->parameter, (const double *)job->x + begin, end - begin);
}

double ck_reduce(ck_type type, ck_reduction operation, double centre, const void *x, ptrdiff_t count) {
  ptrdiff_t chunks = (count + chunk_elements - 1) / chunk_elements;
  double few[64];
  double *partial = chunks <= 64 ? few : ck_allocate(chunks * 8);
  if (!partial) return __builtin_nan("");
  reduction_job job = {.type = type, .operation = operation, .parameter = centre, .x = x, .y = partial};
  ck_parallel_for(count, chunk_elements, reduce_chunk, &job);
  ck_reduction joined = operation == ck_least || operation == ck_greatest || operation == ck_product ? operation : ck_sum;
  double result = chunks == 1 ? partial[0] : runs_double[joined](0, partial, chunks);
  if (partial != few) ck_release(partial, chunks * 8);
  return result;
}

/// Chunks are rows of the result where the axis is the last one.
static void rows_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const reduction_job *job = context;
  (void)chunk;
  if (job->extent >= 1 && job->extent <= 16) {
    if (job->type == ck_float32) row_runs_float[job->operation](job->centres, job->x, job->extent, begin, end, job->y);
    else row_runs_double[job->operation](job->centres, job->x, job->extent, begin, end, job->y);
    return;
  }
  for (ptrdiff_t row = begin; row < end; row++) {
    double centre = job->centres ? job->centres[row] : 0;
    ((double *)job->y)[row] = job->type == ck_float32
      ? runs_float[job->operation](centre, (const float *)job->x + row * job->extent, job->extent)
      : runs_double[job->operation](centre, (const double *)job->x + row * job->extent, job->extent);
  }
}

enum { column_block = 256 };

/// Chunks are blocks of columns where it is not.
static void columns_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const reduction_job *job = context;
  (void)chunk;
  ptrdiff_t blocks = (job->inner + column_block - 1) / column_block;
  for (ptrdiff_t item = begin; item < end; item++) {
    ptrdiff_t slab = item / blocks, first = item % blocks * column_block;
    ptrdiff_t last = first + column_block < job->inner ? first + column_block : job->inner;
    const double *centres = job->centres ? job->centres + slab * job->inner : NULL;
    double *y = (double *)job->y + slab * job->inner;
    ptrdiff_t start = slab * job->extent * job->inner;
    if (job->type == ck_float32)
      column_runs_float[job->operation](centres, (const float *)job->x + start, job->extent, job->inner, first, last, y);
    else
      column_runs_double[job->operation](centres, (const double *)job->x + start, job->extent, job->inner, first, last, y);
  }
}

/// So many items that a chunk has about `chunk_elements` numbers.
static ptrdiff_t items_of(ptrdiff_t size) { return size >= chunk_elements ? 1 : chunk_elements / (size > 0 ? size : 1); }

void ck_reduce_axis(ck_type type, ck_reduction operation, const double *centres, const void *x, ptrdiff_t outer, ptrdiff_t extent,
                    ptrdiff_t inner, double *y) {
  reduction_job job = {.type = type, .operation = operation, .centres = centres, .x = x, .y = y, .extent = extent, .inner = inner};
  if (inner == 1) {
    ck_parallel_for(outer, items_of(extent), rows_chunk, &job);
  } else if (inner > 1) {
    ptrdiff_t blocks = (inner + column_block - 1) / column_block, width = inner < column_block ? inner : column_block;
    ck_parallel_for(outer * blocks, items_of(extent * width), columns_chunk, &job);
  }
}

static void count_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  reduction_job *job = context;
  (void)chunk;
  atomic_fetch_add(&job->total, job->type == ck_float32
    ? counters_float[job->operation]((float)job->parameter, (const float *)job->x + begin, end - begin)
    : counters_double[job->operation](job->parameter, (const double *)job->x + begin, end - begin));
}

ptrdiff_t ck_count(ck_type type, ck_condition condition, double parameter, const void *x, ptrdiff_t count) {
  reduction_job job = {.type = type, .operation = condition, .parameter = parameter, .x = x};
  ck_parallel_for(count, chunk_elements, count_chunk, &job);
  return atomic_load(&job.total);
}

static void histogram_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  reduction_job *job = context;
  (void)chunk;
  ptrdiff_t *own = calloc((size_t)job->extent + 3, sizeof *own);
  if (!own) return;
  if (job->type == ck_float32)
    histogram_run_float((const float *)job->x + begin, end - begin, job->parameter, job->high, job->extent, job->edges, own);
  else
    histogram_run_double((const double *)job->x + begin, end - begin, job->parameter, job->high, job->extent, job->edges, own);
  for (ptrdiff_t bin = 0; bin < job->extent + 3; bin++)
    if (own[bin]) __atomic_fetch_add(&job->counts[bin], own[bin], __ATOMIC_RELAXED);
  free(own);
}

void ck_histogram(ck_type type, const void *x, ptrdiff_t count, double low, double high, ptrdiff_t bins, ptrdiff_t *counts) {
  // A table of the edges saves their divisions, where bins are few.
  double *edges = bins <= count ? ck_allocate((bins + 1) * 8) : NULL;
  if (edges)
    for (ptrdiff_t bin = 0; bin <= bins; bin++) edges[bin] = ck_histogram_edge(low, high, bins, bin);
  reduction_job job = {.type = type, .parameter = low, .high = high, .x = x, .extent = bins, .edges = edges, .counts = counts};
  ck_parallel_for(count, chunk_elements, histogram_chunk, &job);
  ck_release(edges, (bins + 1) * 8);
}

static void softmax_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const reduction_job *job = context;
  (void)chunk;
  for (ptrdiff_t row = begin; row < end; row++) {
    ptrdiff_t start = row * job->extent;
    if (job->type == ck_float32) softmax_row_float(job->operation, (const float *)job->x + start, (float *)job->y + start, job->extent);
    else softmax_row_double(job->operation, (const double *)job->x + start, (double *)job->y + start, job->extent);
  }
}

void ck_softmax(ck_type type, int logarithm, const void *x, void *y, ptrdiff_t rows, ptrdiff_t columns) {
  if (columns == 0) return;
  reduction_job job = {.type = type, .operation = logarithm, .x = x, .y = y, .extent = columns};
  ck_parallel_for(rows, items_of(columns), softmax_chunk, &job);
}

typedef struct {
  ck_type type;
  const void *x, *targets;
  const int32_t *labels;
  double scale;
  double *losses;
  void *y;
  ptrdiff_t columns;
} cross_entropy_job;

#define ROW(type, name) ((type *)(job->name) + row * job->columns)
#define TARGETS(type) (job->targets ? ROW(const type, targets) : NULL)
#define LABEL (job->labels ? job->labels[row] : 0)

static void cross_entropy_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const cross_entropy_job *job = context;
  (void)chunk;
  for (ptrdiff_t row = begin; row < end; row++)
    job->losses[row] = job->type == ck_float32
      ? cross_entropy_row_float(ROW(const float, x), TARGETS(float), LABEL, ROW(float, y), job->columns)
      : cross_entropy_row_double(ROW(const double, x), TARGETS(double), LABEL, ROW(double, y), job->columns);
}

double ck_softmax_cross_entropy(ck_type type, const void *x, const int32_t *labels, const void *targets, void *p, ptrdiff_t rows,
                                ptrdiff_t columns) {
  double *losses = ck_allocate(rows * 8);
  if (!losses) return __builtin_nan("");
  cross_entropy_job job = {.type = type, .x = x, .targets = targets, .labels = labels, .losses = losses, .y = p, .columns = columns};
  ck_parallel_for(rows, items_of(columns), cross_entropy_chunk, &job);
  const double total = ck_reduce(ck_float64, ck_sum, 0, losses, rows);
  ck_release(losses, rows * 8);
  return total;
}

static void cross_entropy_gradient_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  const cross_entropy_job *job = context;
  (void)chunk;
  for (ptrdiff_t row = begin; row < end; row++)
    if (job->type == ck_float32)
      cross_entropy_gradient_row_float(ROW(const float, x), TARGETS(float), LABEL, (float)job->scale, ROW(float, y), job->columns);
    else
      cross_entropy_gradient_row_double(ROW(const double, x), TARGETS(double), LABEL, job->scale, ROW(double, y), job->columns);
}

void ck_softmax_cross_entropy_gradient(ck_type type, const void *p, const int32_t *labels, const void *targets, double scale, void *y,
                                       ptrdiff_t rows, ptrdiff_t columns) {
  cross_entropy_job job = {.type = type, .x = p, .targets = targets, .labels = labels, .scale = scale, .y = y, .columns = columns};
  ck_parallel_for(rows, items_of(columns), cross_entropy_gradient_chunk, &job);
}
