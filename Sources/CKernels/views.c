#include "kernels_views.h"

#include "dispatch.h"
#include "kernels_workers.h"

#include <stdatomic.h>

enum { tile = 16 };

typedef struct {
  int32_t rank;
  const ptrdiff_t *extents, *steps;
  const void *x;
  void *y;
  ptrdiff_t rows, columns, row_step, column_step;  // the last two axes
} view_job;

// Tiles of the last two axes keep both sides in the cache when the one that runs fastest differs.
#define COPY(name, type)                                                                                              \
  static void name(const view_job *job, ptrdiff_t begin, ptrdiff_t end) {                                              \
    const ptrdiff_t strips = (job->rows + tile - 1) / tile;                                                           \
    for (ptrdiff_t strip = begin; strip < end; strip++) {                                                             \
      ptrdiff_t matrix = strip / strips, first = strip % strips * tile, rest = matrix, from = 0;                      \
      for (int axis = job->rank - 3; axis >= 0; axis--) {                                                             \
        from += rest % job->extents[axis] * job->steps[axis];                                                         \
        rest /= job->extents[axis];                                                                                   \
      }                                                                                                               \
      const type *x = (const type *)job->x + from;                                                                    \
      type *y = (type *)job->y + matrix * job->rows * job->columns;                                                   \
      const ptrdiff_t last = first + tile < job->rows ? first + tile : job->rows;                                     \
      for (ptrdiff_t c0 = 0; c0 < job->columns; c0 += tile)                                                           \
        for (ptrdiff_t r = first; r < last; r++)                                                                      \
          for (ptrdiff_t c = c0; c < c0 + tile && c < job->columns; c++)                                              \
            y[r * job->columns + c] = x[r * job->row_step + c * job->column_step];                                    \
    }                                                                                                                 \
  }
COPY(copy_strips_float, float)
COPY(copy_strips_double, double)

static void copy_float(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  (void)chunk;
  copy_strips_float(context, begin, end);
}

static void copy_double(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  (void)chunk;
  copy_strips_double(context, begin, end);
}

void ck_copy_view(ck_type type, int32_t rank, const ptrdiff_t *extents, const ptrdiff_t *steps, const void *x, void *y) {
  view_job job = {
    .rank = rank, .extents = extents, .steps = steps, .x = x, .y = y,
    .rows = rank > 1 ? extents[rank - 2] : 1, .columns = extents[rank - 1],
    .row_step = rank > 1 ? steps[rank - 2] : 0, .column_step = steps[rank - 1],
  };
  if (job.rows == 0 || job.columns == 0) return;
  ptrdiff_t strips = (job.rows + tile - 1) / tile;
  for (int axis = 0; axis < rank - 2; axis++) strips *= extents[axis];
  ptrdiff_t chunk = chunk_elements / (tile * job.columns) + 1;
  ck_parallel_for(strips, chunk, type == ck_float32 ? copy_float : copy_double, &job);
}

void *ck_published(void *const *place) { return atomic_load((void *_Atomic const *)place); }

void *ck_publish(void **place, void *value) {
  void *expected = NULL;
  return atomic_compare_exchange_strong((void *_Atomic *)place, &expected, value) ? value : expected;
}
