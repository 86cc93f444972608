// Standardization: all passes over one part of the middle axis follow each other while its numbers are in the cache.
//
// Long runs of inner numbers are read one by one. Short ones (a matrix's columns are runs of one) are read side by side: a block of
// middles times inner is a row of columns, summed from the top down. Either way one thread adds up a statistic by itself, in an
// order that the shape decides.
#include "kernels_normalization.h"

#include <math.h>
#include <stdbool.h>

#include "dispatch.h"
#include "kernels_workers.h"

enum {
  shortest_run = 32,  // of inner numbers that are read run by run
  most_columns = 64,  // of a block that is read side by side; above `shortest_run`
};

typedef struct {
  ck_type type;
  ck_axes axes;
  double epsilon;
  const void *x, *g, *gamma, *beta;
  ptrdiff_t period;
  const void *known_mean, *known_reciprocal;
  void *y, *mean, *variance, *reciprocal, *g_s, *g_sum;
  ptrdiff_t middles;  // of a block of columns
} standardization_job;

#define REAL float
#define OF(name) name##_float
#include "normalization_template.h"
#define REAL double
#define OF(name) name##_double
#include "normalization_template.h"

/// A chunk function that runs a template's function over items begin..<end.
#define ITEMS(name)                                                                          \
  static void name##_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) { \
    const standardization_job *job = context;                                                \
    (void)chunk;                                                                             \
    if (job->type == ck_float32) name##_float(job, begin, end); else name##_double(job, begin, end); \
  }

ITEMS(standardize_runs)
ITEMS(standardize_columns)
ITEMS(gradient_of_runs)
ITEMS(gradient_of_columns)
ITEMS(scale_and_shift)

/// Over the middle: by itself where runs are long, else in blocks of columns.
static void over_the_middle(standardization_job *job, ck_chunk_function runs, ck_chunk_function columns) {
  const ck_axes axes = job->axes;
  const bool has_runs = axes.inner >= shortest_run;
  job->middles = has_runs || axes.inner == 0 ? 1 : most_columns / axes.inner;
  const ptrdiff_t items = (axes.middle + job->middles - 1) / job->middles, numbers = axes.outer * axes.inner * job->middles;
  const ptrdiff_t size = numbers >= chunk_elements ? 1 : chunk_elements / (numbers > 0 ? numbers : 1);
  ck_parallel_for(items, size, has_runs ? runs : columns, job);
}

void ck_standardize(ck_type type, ck_axes axes, double epsilon, const void *x, const void *gamma, const void *beta,
                    ptrdiff_t period, void *y, void *mean, void *variance, void *reciprocal) {
  standardization_job job = {.type = type, .axes = axes, .epsilon = epsilon, .x = x, .gamma = gamma, .beta = beta, .period = period,
                             .y = y, .mean = mean, .variance = variance, .reciprocal = reciprocal};
  over_the_middle(&job, standardize_runs_chunk, standardize_columns_chunk);
}

void ck_standardize_gradient(ck_type type, ck_axes axes, const void *g, const void *x, const void *mean, const void *reciprocal,
                             const void *gamma, ptrdiff_t period, void *dx, void *g_s, void *g_sum) {
  standardization_job job = {.type = type, .axes = axes, .x = x, .g = g, .gamma = gamma, .period = period, .known_mean = mean,
                             .known_reciprocal = reciprocal, .y = dx, .g_s = g_s, .g_sum = g_sum};
  over_the_middle(&job, gradient_of_runs_chunk, gradient_of_columns_chunk);
}

void ck_scale_and_shift(ck_type type, ck_axes axes, const void *x, const void *gamma, const void *beta, void *y) {
  standardization_job job = {.type = type, .axes = axes, .x = x, .gamma = gamma, .beta = beta, .y = y};
  const ptrdiff_t numbers = axes.middle * axes.inner;
  const ptrdiff_t size = numbers >= chunk_elements ? 1 : chunk_elements / (numbers > 0 ? numbers : 1);
  ck_parallel_for(axes.outer, size, scale_and_shift_chunk, &job);
}
