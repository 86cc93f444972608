#include "kernels_indexing.h"

#include <stdatomic.h>
#include <string.h>

#include "dispatch.h"
#include "kernels_buffers.h"
#include "kernels_workers.h"

typedef struct {
  ck_type type;
  int flag;
  double first, distance, divisor;
  const void *x, *z, *mask;
  void *y;
  ptrdiff_t outer, extent, inner, count;
  const ptrdiff_t *indices;
  ptrdiff_t *places;
  _Atomic int failed;
} indexing_job;

/// Columns of [outer, extent, inner] that a chunk works on.
enum { column_block = 256 };

#define REAL float
#define OF(name) name##_float
#include "indexing_template.h"
#define REAL double
#define OF(name) name##_double
#include "indexing_template.h"

// What ck_parallel_for calls, from the two typed ones.
#define CHUNK(name)                                                                                \
  static void name##_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {          \
    const indexing_job *job = context;                                                             \
    (void)chunk;                                                                                   \
    if (job->type == ck_float32) name##_float(job, begin, end); else name##_double(job, begin, end); \
  }
CHUNK(gather)
CHUNK(scatter_add)
CHUNK(select)
CHUNK(ramp)
CHUNK(cumulative_sum)
CHUNK(product_of_others)
CHUNK(extreme_index)

/// So many items of a size that a chunk has about `chunk_elements` numbers.
static ptrdiff_t items_of(ptrdiff_t size) { return size >= chunk_elements ? 1 : chunk_elements / (size > 0 ? size : 1); }

/// Blocks of columns for all slabs, as items of a parallel loop.
static void for_columns(indexing_job *job, ptrdiff_t length, ck_chunk_function function) {
  const ptrdiff_t blocks = (job->inner + column_block - 1) / column_block;
  ck_parallel_for(job->outer * blocks, items_of(length * (job->inner < column_block ? job->inner : column_block)), function, job);
}

void ck_gather(ck_type type, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, const ptrdiff_t *indices,
               ptrdiff_t count, void *y) {
  indexing_job job = {.type = type, .x = x, .y = y, .extent = extent, .inner = inner, .indices = indices, .count = count};
  ck_parallel_for(outer * count, items_of(inner), gather_chunk, &job);
}

void ck_scatter_add(ck_type type, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, const ptrdiff_t *indices,
                    ptrdiff_t count, void *y) {
  indexing_job job = {
    .type = type, .x = x, .y = y, .outer = outer, .extent = extent, .inner = inner, .indices = indices, .count = count,
  };
  for_columns(&job, count, scatter_add_chunk);
}

void ck_place(ck_type type, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, void *y, ptrdiff_t y_extent,
              ptrdiff_t first) {
  const ptrdiff_t size = type == ck_float32 ? 4 : 8, slab = extent * inner * size, y_slab = y_extent * inner * size;
  if (slab == 0) return;
  for (ptrdiff_t o = 0; o < outer; o++)
    memcpy((char *)y + o * y_slab + first * inner * size, (const char *)x + o * slab, (size_t)slab);
}

void ck_select(ck_type type, const void *mask, const void *x, const void *y, void *z, ptrdiff_t count) {
  indexing_job job = {.type = type, .mask = mask, .x = x, .z = y, .y = z};
  ck_parallel_for(count, chunk_elements, select_chunk, &job);
}

void ck_ramp(ck_type type, double first, double distance, double divisor, void *y, ptrdiff_t count) {
  indexing_job job = {.type = type, .first = first, .distance = distance, .divisor = divisor, .y = y};
  ck_parallel_for(count, chunk_elements, ramp_chunk, &job);
}

void ck_cumulative_sum(ck_type type, int reversed, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, void *y) {
  indexing_job job = {.type = type, .flag = reversed, .x = x, .y = y, .outer = outer, .extent = extent, .inner = inner};
  for_columns(&job, extent, cumulative_sum_chunk);
}

void ck_product_of_others(ck_type type, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, void *y) {
  indexing_job job = {.type = type, .x = x, .y = y, .outer = outer, .extent = extent, .inner = inner};
  for_columns(&job, extent, product_of_others_chunk);
}

void ck_extreme_index(ck_type type, int least, const void *x, ptrdiff_t outer, ptrdiff_t extent, ptrdiff_t inner, ptrdiff_t *y) {
  indexing_job job = {.type = type, .flag = least, .x = x, .places = y, .outer = outer, .extent = extent, .inner = inner};
  for_columns(&job, extent, extreme_index_chunk);
}

static void sort_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  indexing_job *job = context;
  (void)chunk;
  ptrdiff_t *spare = ck_allocate(job->extent * (ptrdiff_t)sizeof *spare);
  if (!spare) { atomic_store(&job->failed, 1); return; }
  for (ptrdiff_t row = begin; row < end; row++) {
    ptrdiff_t *places = job->places + row * job->extent;
    if (job->type == ck_float32) sort_row_float((const float *)job->x + row * job->extent, job->extent, job->flag, places, spare);
    else sort_row_double((const double *)job->x + row * job->extent, job->extent, job->flag, places, spare);
  }
  ck_release(spare, job->extent * (ptrdiff_t)sizeof *spare);
}

int ck_sorted_indices(ck_type type, int descending, const void *x, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t *y) {
  indexing_job job = {.type = type, .flag = descending, .x = x, .extent = columns, .places = y};
  if (columns > 0) ck_parallel_for(rows, items_of(8 * columns), sort_chunk, &job);
  return !atomic_load(&job.failed);
}
