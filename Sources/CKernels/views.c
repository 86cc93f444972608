#include "kernels_views.h"

#include "dispatch.h"
#include "kernels_workers.h"

#include <stdatomic.h>
#include <string.h>

enum { tile = 16 };

typedef struct {
  int32_t rank;
  const ptrdiff_t *extents, *steps;
  const void *x;
  void *y;
  ptrdiff_t rows, columns, row_step, column_step;  // the last two axes
} view_job;

// Eight vectors become those of the transposed square: pairs, then fours, then eights change places. Strips of a transposed
// matrix [rows, columns], whose rows are `step` apart at the source's columns, go square by square.
#define PAIRS(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13), __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15)
#define FOURS(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13), __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#define LOWER(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11)
#define UPPER(a, b) __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15)
#define TRANSPOSE(name, type)                                                                                         \
  CK_CLONES static void name(const type *x, ptrdiff_t step, type *y, ptrdiff_t first, ptrdiff_t last, ptrdiff_t columns) { \
    typedef type eight __attribute__((vector_size(8 * sizeof(type))));                                                \
    ptrdiff_t c0 = 0;                                                                                                 \
    for (; c0 + 8 <= columns; c0 += 8) {                                                                              \
      ptrdiff_t r0 = first;                                                                                           \
      for (; r0 + 8 <= last; r0 += 8) {                                                                               \
        eight v[8];                                                                                                   \
        for (int i = 0; i < 8; i++) memcpy(&v[i], x + (c0 + i) * step + r0, sizeof(eight));                           \
        const eight p[8] = {PAIRS(v[0], v[1]), PAIRS(v[2], v[3]), PAIRS(v[4], v[5]), PAIRS(v[6], v[7])};              \
        const eight f[8] = {FOURS(p[0], p[2]), FOURS(p[1], p[3]), FOURS(p[4], p[6]), FOURS(p[5], p[7])};              \
        for (int i = 0; i < 4; i++) {                                                                                 \
          const eight lower = LOWER(f[i], f[i + 4]), upper = UPPER(f[i], f[i + 4]);                                   \
          memcpy(y + (r0 + i) * columns + c0, &lower, sizeof lower);                                                  \
          memcpy(y + (r0 + i + 4) * columns + c0, &upper, sizeof upper);                                              \
        }                                                                                                             \
      }                                                                                                               \
      for (; r0 < last; r0++)                                                                                         \
        for (ptrdiff_t c = c0; c < c0 + 8; c++) y[r0 * columns + c] = x[c * step + r0];                               \
    }                                                                                                                 \
    for (ptrdiff_t r = first; r < last; r++)                                                                          \
      for (ptrdiff_t c = c0; c < columns; c++) y[r * columns + c] = x[c * step + r];                                  \
  }
TRANSPOSE(transpose_strip_float, float)
TRANSPOSE(transpose_strip_double, double)

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
      if (job->row_step == 1 && job->column_step > 1) {                                                               \
        transpose_strip_##type(x, job->column_step, y, first, last, job->columns);                                    \
        continue;                                                                                                     \
      }                                                                                                               \
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
