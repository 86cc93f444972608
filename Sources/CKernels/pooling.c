// Pooling: one plane at a time, row by row of the result, all places of a row side by side.
#include "kernels_pooling.h"

#include "dispatch.h"
#include "kernels_workers.h"
#include "window.h"

typedef struct {
  ck_type type;
  const ck_window *window;
  bool counts_padding;
  ptrdiff_t input, output;
  const void *from;
  void *to;
  int32_t *places;
} pooling_job;

#define REAL float
#define OF(name) name##_float
#include "pooling_template.h"
#define REAL double
#define OF(name) name##_double
#include "pooling_template.h"

/// A chunk function that runs a template's function over planes begin..<end.
#define PLANES(name)                                                                       \
  static void name##_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) { \
    const pooling_job *job = context;                                                      \
    (void)chunk;                                                                           \
    if (job->type == ck_float32) name##_planes_float(job, begin, end); else name##_planes_double(job, begin, end); \
  }

PLANES(greatest)
PLANES(scatter)
PLANES(gather)
PLANES(average)
PLANES(spread)

/// So many planes that a chunk reads and writes about `chunk_elements` numbers.
static ptrdiff_t planes_of(ptrdiff_t numbers) {
  return numbers >= chunk_elements ? 1 : chunk_elements / (numbers > 0 ? numbers : 1);
}

static ptrdiff_t input_of(const ck_window *w) { return w->height * w->width; }

void ck_pool_greatest(ck_type type, const ck_window *window, ptrdiff_t planes, const void *x, void *y, int32_t *places) {
  pooling_job job = {.type = type, .window = window, .from = x, .to = y, .places = places};
  ck_parallel_for(planes, planes_of(input_of(window)), greatest_chunk, &job);
}

void ck_pool_scatter(ck_type type, ptrdiff_t planes, ptrdiff_t input, ptrdiff_t output, const void *g, const int32_t *places,
                     void *x) {
  pooling_job job = {.type = type, .input = input, .output = output, .from = g, .to = x, .places = (int32_t *)places};
  ck_parallel_for(planes, planes_of(input), scatter_chunk, &job);
}

void ck_pool_gather(ck_type type, ptrdiff_t planes, ptrdiff_t input, ptrdiff_t output, const void *x, const int32_t *places,
                    void *y) {
  pooling_job job = {.type = type, .input = input, .output = output, .from = x, .to = y, .places = (int32_t *)places};
  ck_parallel_for(planes, planes_of(input), gather_chunk, &job);
}

void ck_pool_average(ck_type type, const ck_window *window, bool counts_padding, ptrdiff_t planes, const void *x, void *y) {
  pooling_job job = {.type = type, .window = window, .counts_padding = counts_padding, .from = x, .to = y};
  ck_parallel_for(planes, planes_of(input_of(window)), average_chunk, &job);
}

void ck_pool_average_transposed(ck_type type, const ck_window *window, bool counts_padding, ptrdiff_t planes, const void *g,
                                void *x) {
  pooling_job job = {.type = type, .window = window, .counts_padding = counts_padding, .from = g, .to = x};
  ck_parallel_for(planes, planes_of(input_of(window)), spread_chunk, &job);
}
