// Householder's reflections, and least squares by them.
#include "kernels_decompositions.h"
#include "kernels_workers.h"
#include "rows.h"

/// Reflections that are applied to a row while it is in the first-level cache.
enum { panel = 16 };

CK_CLONES bool ck_load_columns(ck_type type, ptrdiff_t rows, ptrdiff_t columns, const void *a, ptrdiff_t row_step,
                               ptrdiff_t column_step, double *result) {
  double zeros = 0;  // NaN from the first number on that is not finite
  for (ptrdiff_t j = 0; j < columns; j++)
    for (ptrdiff_t i = 0; i < rows; i++) {
      ptrdiff_t place = i * row_step + j * column_step;
      double x = type == ck_float32 ? ((const float *)a)[place] : ((const double *)a)[place];
      result[j * rows + i] = x;
      zeros += x * 0;
    }
  return zeros == 0;
}

/// Makes the vector of reflection k out of column k, v = x / ±‖x‖ + e₀; the sign adds, so that nothing cancels. Returns R's number.
CK_INLINE double make_reflection(ptrdiff_t count, double *v) {
  double norm = row_norm(count, v);
  if (norm == 0) return 0;
  double signed_norm = v[0] < 0 ? -norm : norm;
  if (norm > 1e-300) row_scale(count, 1 / signed_norm, v);
  else for (ptrdiff_t i = 0; i < count; i++) v[i] /= signed_norm;
  v[0] += 1;
  return -signed_norm;
}

CK_INLINE void reflect(ptrdiff_t count, const double *v, double *x) {
  if (v[0] != 0) row_add(count, -(row_dot(count, v, x) / v[0]), v, x);
}

typedef struct {
  ptrdiff_t rows, first, last;
  const double *a;
  double *x;
  bool is_backward, is_identity;
} reflection_job;

CK_CLONES static void reflect_rows(const reflection_job *job, ptrdiff_t begin, ptrdiff_t end) {
  ptrdiff_t rows = job->rows;
  if (!job->is_backward) {
    for (ptrdiff_t j = begin; j < end; j++)
      for (ptrdiff_t k = job->first; k < job->last; k++) reflect(rows - k, job->a + k * rows + k, job->x + j * rows + k);
    return;
  }
  for (ptrdiff_t last = job->last; last > 0; last -= panel)
    for (ptrdiff_t j = begin; j < end; j++) {
      // Reflection k leaves the unit vectors before it alone.
      ptrdiff_t start = job->is_identity && j + 1 < last ? j + 1 : last;
      for (ptrdiff_t k = start - 1; k >= 0 && k >= last - panel; k--) reflect(rows - k, job->a + k * rows + k, job->x + j * rows + k);
    }
}

static void reflect_chunk(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end) {
  (void)chunk;
  reflect_rows(context, begin, end);
}

static void reflect_all(const reflection_job *job, ptrdiff_t count) {
  ptrdiff_t size = chunk_elements / (job->rows + 1);
  ck_parallel_for(count, size < 4 ? 4 : size, reflect_chunk, (void *)job);
}

CK_CLONES static void make_panel(ptrdiff_t rows, ptrdiff_t first, ptrdiff_t last, double *a, double *diagonal) {
  for (ptrdiff_t k = first; k < last; k++) {
    double *v = a + k * rows + k;
    diagonal[k] = make_reflection(rows - k, v);
    for (ptrdiff_t j = k + 1; j < last; j++) reflect(rows - k, v, a + j * rows + k);
  }
}

static void exchange(ptrdiff_t rows, double *a, double *b) {
  for (ptrdiff_t i = 0; i < rows; i++) {
    double x = a[i];
    a[i] = b[i];
    b[i] = x;
  }
}

/// What is left of each column is kept as a norm that shrinks step by step (LAPACK working note 176); where rounding has eaten it, it
/// is taken anew.
CK_CLONES static void reflect_with_pivots(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t others, double *a, double *diagonal,
                                          ptrdiff_t *order, double *norms) {
  ptrdiff_t steps = rows < columns ? rows : columns;
  double *norms_at_first = norms + columns;
  for (ptrdiff_t j = 0; j < columns; j++) {
    order[j] = j;
    norms[j] = norms_at_first[j] = row_norm(rows, a + j * rows);
  }
  for (ptrdiff_t k = 0; k < steps; k++) {
    ptrdiff_t pivot = k;
    for (ptrdiff_t j = k + 1; j < columns; j++)
      if (norms[j] > norms[pivot]) pivot = j;
    if (pivot != k) {
      exchange(rows, a + pivot * rows, a + k * rows);
      norms[pivot] = norms[k];
      norms_at_first[pivot] = norms_at_first[k];
      ptrdiff_t column = order[pivot];
      order[pivot] = order[k];
      order[k] = column;
    }
    double *v = a + k * rows + k;
    diagonal[k] = make_reflection(rows - k, v);
    for (ptrdiff_t j = k + 1; j < columns + others; j++) {
      double *x = a + j * rows + k;
      reflect(rows - k, v, x);
      if (j >= columns || norms[j] == 0) continue;
      double share = fabs(x[0]) / norms[j], left = 1 - share * share, shrunk = norms[j] / norms_at_first[j];
      left = left > 0 ? left : 0;
      if (left * shrunk * shrunk <= 1.5e-8) norms[j] = norms_at_first[j] = row_norm(rows - k - 1, x + 1);
      else norms[j] *= sqrt(left);
    }
  }
}

void ck_householder(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t others, double *a, double *diagonal, ptrdiff_t *order, double *norms) {
  if (order != NULL) {
    reflect_with_pivots(rows, columns, others, a, diagonal, order, norms);
    return;
  }
  ptrdiff_t steps = rows < columns ? rows : columns;
  for (ptrdiff_t first = 0; first < steps; first += panel) {
    ptrdiff_t last = first + panel < steps ? first + panel : steps;
    make_panel(rows, first, last, a, diagonal);
    reflection_job job = {rows, first, last, a, a + last * rows, false, false};
    reflect_all(&job, columns + others - last);
  }
}

void ck_reflect_back(ptrdiff_t rows, ptrdiff_t columns, const double *a, bool is_identity, ptrdiff_t count, double *x) {
  reflection_job job = {rows, 0, rows < columns ? rows : columns, a, x, true, is_identity};
  reflect_all(&job, count);
}

CK_CLONES static void solve_upper(ptrdiff_t rows, ptrdiff_t columns, const double *a, const double *diagonal, double *x) {
  for (ptrdiff_t j = columns - 1; j >= 0; j--) {
    x[j] /= diagonal[j];
    row_add(j, -x[j], a + j * rows, x);
  }
}

bool ck_least_squares(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t others, double *a, double cutoff, double *scratch, ck_type type,
                      void *x) {
  double *diagonal = scratch, *norms = scratch + columns;
  ptrdiff_t *order = (ptrdiff_t *)(scratch + 3 * columns);
  reflect_with_pivots(rows, columns, others, a, diagonal, order, norms);
  for (ptrdiff_t k = 0; k < columns; k++)
    if (!(fabs(diagonal[k]) > cutoff * fabs(diagonal[0]))) return false;
  for (ptrdiff_t other = 0; other < others; other++) {
    double *b = a + (columns + other) * rows;
    solve_upper(rows, columns, a, diagonal, b);
    for (ptrdiff_t k = 0; k < columns; k++) {
      ptrdiff_t place = order[k] * others + other;
      if (type == ck_float32) ((float *)x)[place] = (float)b[k]; else ((double *)x)[place] = b[k];
    }
  }
  return true;
}
