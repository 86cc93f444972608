// Singular values, eigenvalues and triangular factors of matrices, in double precision.
#include "kernels_decompositions.h"

#include <float.h>

#include "rows.h"

CK_CLONES double ck_dot(ptrdiff_t count, const double *a, const double *b) { return row_dot(count, a, b); }

CK_CLONES void ck_add_row(ptrdiff_t count, double factor, const double *a, double *b) { row_add(count, factor, a, b); }

// MARK: Singular values

/// Rotates two rows and takes their new squared lengths on the way.
CK_INLINE void rotate_and_measure(ptrdiff_t count, double c, double s, double *a, double *b, double *square_a, double *square_b) {
  lanes sums_a = {0}, sums_b = {0};
  ptrdiff_t i = 0;
  for (; i + lane_count <= count; i += lane_count) {
    lanes x = LANES_OF(a + i), y = LANES_OF(b + i), u = c * x - s * y, v = s * x + c * y;
    LANES_AT(a + i) = u;
    LANES_AT(b + i) = v;
    sums_a += u * u;
    sums_b += v * v;
  }
  double total_a = sum_of_lanes(&sums_a), total_b = sum_of_lanes(&sums_b);
  for (; i < count; i++) {
    double x = a[i], y = b[i], u = c * x - s * y, v = s * x + c * y;
    a[i] = u;
    b[i] = v;
    total_a += u * u;
    total_b += v * v;
  }
  *square_a = total_a;
  *square_b = total_b;
}

CK_CLONES void ck_orthogonalize_rows(ptrdiff_t count, ptrdiff_t length, double *w, double *v, double *squares) {
  double total = 0;
  for (ptrdiff_t i = 0; i < count; i++) total += squares[i] = row_dot(length, w + i * length, w + i * length);
  // Rows that are rounding errors of a row that vanished have no direction to find.
  double negligible = DBL_EPSILON * DBL_EPSILON * total, root = sqrt((double)length), tolerance = DBL_EPSILON * (root < 2 ? 2 : root);
  bool is_rotating = true;
  for (int sweep = 0; is_rotating && sweep < 60; sweep++) {
    is_rotating = false;
    for (ptrdiff_t i = 0; i < count; i++)
      for (ptrdiff_t j = i + 1; j < count; j++) {
        double *x = w + i * length, *y = w + j * length, a = squares[i], b = squares[j];
        if (a <= negligible || b <= negligible) continue;
        double g = row_dot(length, x, y);
        if (fabs(g) <= tolerance * sqrt(a * b)) continue;
        is_rotating = true;
        double zeta = (b - a) / (2 * g), t = (zeta < 0 ? -1 : 1) / (fabs(zeta) + sqrt(1 + zeta * zeta)), c = 1 / sqrt(1 + t * t);
        rotate_and_measure(length, c, c * t, x, y, squares + i, squares + j);
        row_rotate(count, c, c * t, v + i * count, v + j * count);
      }
  }
}

// MARK: Eigenvalues

/// A symmetric matrix becomes the rotation Vᵀ for which V T Vᵀ is what it was; T's diagonal d, and e beside it from e[1] on.
CK_INLINE void reduce_to_tridiagonal(ptrdiff_t n, double *v, double *d, double *e) {
  for (ptrdiff_t j = 0; j < n; j++) {
    d[j] = v[j * n + n - 1];
    e[j] = 0;
  }
  for (ptrdiff_t i = n - 1; i > 0; i--) {
    double scale = 0, h = 0;
    for (ptrdiff_t k = 0; k < i; k++) scale += fabs(d[k]);
    if (scale == 0) {
      e[i] = d[i - 1];
      for (ptrdiff_t j = 0; j < i; j++) {
        d[j] = v[j * n + i - 1];
        v[j * n + i] = 0;
        v[i * n + j] = 0;
      }
      d[i] = 0;
      continue;
    }
    for (ptrdiff_t k = 0; k < i; k++) d[k] /= scale;
    h = row_dot(i, d, d);
    double last = d[i - 1], g = last > 0 ? -sqrt(h) : sqrt(h);
    e[i] = scale * g;
    h -= last * g;
    d[i - 1] = last - g;
    // One reflection, from both sides, of the leading i rows and columns.
    for (ptrdiff_t j = 0; j < i; j++) e[j] = 0;
    for (ptrdiff_t j = 0; j < i; j++) {
      double *row = v + j * n;
      v[i * n + j] = d[j];
      e[j] += row[j] * d[j] + row_dot(i - j - 1, row + j + 1, d + j + 1);
      row_add(i - j - 1, d[j], row + j + 1, e + j + 1);
    }
    for (ptrdiff_t j = 0; j < i; j++) e[j] /= h;
    double f = row_dot(i, e, d);
    row_add(i, -(f / (h + h)), d, e);
    for (ptrdiff_t j = 0; j < i; j++) {
      double *row = v + j * n, left = d[j], right = e[j];
      for (ptrdiff_t k = j; k < i; k++) row[k] -= left * e[k] + right * d[k];
      d[j] = row[i - 1];
      row[i] = 0;
    }
    d[i] = h;
  }
}

CK_INLINE void accumulate(ptrdiff_t n, double *v, double *d, double *e) {
  for (ptrdiff_t i = 0; i + 1 < n; i++) {
    double *next = v + (i + 1) * n, h = d[i + 1];
    v[i * n + n - 1] = v[i * n + i];
    v[i * n + i] = 1;
    if (h != 0)
      for (ptrdiff_t j = 0; j <= i; j++) row_add(i + 1, -(row_dot(i + 1, next, v + j * n) / h), next, v + j * n);
    for (ptrdiff_t k = 0; k <= i; k++) next[k] = 0;
  }
  for (ptrdiff_t j = 0; j < n; j++) {
    d[j] = v[j * n + n - 1];
    v[j * n + n - 1] = 0;
  }
  v[n * n - 1] = 1;
  e[0] = 0;
}

/// One implicit QL step between l and m, from the bottom up; the rows turn with it into eigenvectors.
CK_INLINE void chase(ptrdiff_t n, ptrdiff_t l, ptrdiff_t m, double next, double *v, double *d, double *e) {
  double p = d[m], c = 1, c2 = 1, c3 = 1, s = 0, s2 = 0, beside = e[l + 1];
  for (ptrdiff_t i = m - 1; i >= l; i--) {
    c3 = c2;
    c2 = c;
    s2 = s;
    double g = c * e[i], h = c * p, r = sqrt(p * p + e[i] * e[i]);
    e[i + 1] = s * r;
    s = e[i] / r;
    c = p / r;
    p = c * d[i] - s * g;
    d[i + 1] = h + s * (c * g + s * d[i]);
    row_rotate(n, c, s, v + i * n, v + (i + 1) * n);
  }
  p = -s * s2 * c3 * beside * e[l] / next;
  e[l] = s * p;
  d[l] = c * p;
}

CK_CLONES bool ck_symmetric_eigen(ptrdiff_t n, double *v, double *d, double *e) {
  if (n == 0) return true;
  reduce_to_tridiagonal(n, v, d, e);
  accumulate(n, v, d, e);
  for (ptrdiff_t i = 1; i < n; i++) e[i - 1] = e[i];
  e[n - 1] = 0;
  double shift = 0, size = 0;
  for (ptrdiff_t l = 0; l < n; l++) {
    double here = fabs(d[l]) + fabs(e[l]);
    size = here > size ? here : size;
    double negligible = DBL_EPSILON * size;
    ptrdiff_t m = l;
    while (m < n - 1 && fabs(e[m]) > negligible) m++;
    for (int step = 0; m > l && fabs(e[l]) > negligible; step++) {
      if (step == 100) return false;
      double g = d[l], p = (d[l + 1] - g) / (2 * e[l]), r = p < 0 ? -sqrt(p * p + 1) : sqrt(p * p + 1);
      d[l] = e[l] / (p + r);
      d[l + 1] = e[l] * (p + r);
      double next = d[l + 1], h = g - d[l];
      for (ptrdiff_t i = l + 2; i < n; i++) d[i] -= h;
      shift += h;
      chase(n, l, m, next, v, d, e);
    }
    d[l] += shift;
    e[l] = 0;
  }
  return true;
}

// MARK: Triangular factors

CK_CLONES double ck_lu(ptrdiff_t n, double *a, ptrdiff_t *order, double *sizes, ptrdiff_t *singular) {
  double sign = 1;
  *singular = -1;
  for (ptrdiff_t j = 0; j < n; j++) sizes[j] = 0;
  for (ptrdiff_t i = 0; i < n; i++) {
    order[i] = i;
    for (ptrdiff_t j = 0; j < n; j++) sizes[j] = fabs(a[i * n + j]) > sizes[j] ? fabs(a[i * n + j]) : sizes[j];
  }
  for (ptrdiff_t k = 0; k < n; k++) {
    ptrdiff_t pivot = k;
    for (ptrdiff_t i = k + 1; i < n; i++)
      if (fabs(a[i * n + k]) > fabs(a[pivot * n + k])) pivot = i;
    if (pivot != k) {
      for (ptrdiff_t j = 0; j < n; j++) {
        double x = a[k * n + j];
        a[k * n + j] = a[pivot * n + j];
        a[pivot * n + j] = x;
      }
      ptrdiff_t row = order[pivot];
      order[pivot] = order[k];
      order[k] = row;
      sign = -sign;
    }
    double head = a[k * n + k];
    if (fabs(head) <= (double)n * DBL_EPSILON * sizes[k] && *singular < 0) *singular = k;
    if (head == 0) continue;
    for (ptrdiff_t i = k + 1; i < n; i++) {
      double factor = a[i * n + k] / head;
      if (factor != 0) row_add(n - k - 1, -factor, a + k * n + k + 1, a + i * n + k + 1);
      a[i * n + k] = factor;
    }
  }
  return sign;
}

CK_CLONES void ck_lu_solve(ptrdiff_t n, const double *lu, ptrdiff_t count, double *x) {
  for (double *end = x + count * n; x < end; x += n) {
    for (ptrdiff_t i = 1; i < n; i++) x[i] -= row_dot(i, lu + i * n, x);
    for (ptrdiff_t i = n - 1; i >= 0; i--) x[i] = (x[i] - row_dot(n - i - 1, lu + i * n + i + 1, x + i + 1)) / lu[i * n + i];
  }
}

CK_CLONES ptrdiff_t ck_cholesky(ptrdiff_t n, double *a, double *pivot) {
  for (ptrdiff_t i = 0; i < n; i++) {
    double *row = a + i * n;
    for (ptrdiff_t j = 0; j < i; j++) row[j] = (row[j] - row_dot(j, row, a + j * n)) / a[j * n + j];
    *pivot = row[i] - row_dot(i, row, row);
    if (!(*pivot > 0)) return i;
    row[i] = sqrt(*pivot);
    for (ptrdiff_t j = i + 1; j < n; j++) row[j] = 0;
  }
  return -1;
}
