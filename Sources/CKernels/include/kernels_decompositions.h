#pragma once
#include <stdbool.h>
#include <stddef.h>
#include "kernels_elementwise.h"

// Decompositions of matrices in double precision. "Row k" below is a row of memory; a matrix that is held by its columns has column k
// there. Sums run in an order that the sizes alone decide, without fused multiply-adds: the same bits on every x86-64.

/// columns [columns, rows] = aᵀ, in double. The distances between neighbours in a column and in a row of a count numbers.
/// Returns whether all of them are finite.
bool ck_load_columns(ck_type type, ptrdiff_t rows, ptrdiff_t columns, const void *a, ptrdiff_t row_step, ptrdiff_t column_step,
                     double *result);

/// Householder's reflections of a matrix of `rows` × `columns` that is held by its columns, in place. Afterwards row k holds R's
/// numbers above the diagonal and, from k on, the vector v of reflection k, H = 1 − v vᵀ / v[k]; `diagonal` has R's diagonal. A
/// column that was 0 has v = 0 and no reflection. The `others` rows behind the columns are reflected with them.
///
/// With `order` (and `norms`, room for 2 · columns), the longest column that is left comes next: order[k] says which one it was.
/// Without, the rows are worked on by all threads.
void ck_householder(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t others, double *a, double *diagonal, ptrdiff_t *order, double *norms);

/// H₀ H₁ … applied to `count` rows of x. Where x starts as the first rows of the identity, `is_identity` spares what does nothing.
void ck_reflect_back(ptrdiff_t rows, ptrdiff_t columns, const double *a, bool is_identity, ptrdiff_t count, double *x);

/// The x with the least ‖A x − b‖ for each of the `others` right sides, which lie behind A's columns, as ck_householder has them.
/// `scratch` has room for 4 · columns. Returns false, and nothing in x, where a pivot is at most `cutoff` of the first.
///
/// - x [columns, others]
bool ck_least_squares(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t others, double *a, double cutoff, double *scratch, ck_type type,
                      void *x);

/// Rotates pairs of the rows of w [count, length] until all are orthogonal up to rounding, and the rows of v [count, count] with them:
/// one-sided Jacobi. `squares` has room for `count`.
void ck_orthogonalize_rows(ptrdiff_t count, ptrdiff_t length, double *w, double *v, double *squares);

/// The eigenvalues of a symmetric matrix, in no order, and its eigenvectors as the rows of v, which held the matrix. `beside` has room
/// for n. Returns whether it converged.
bool ck_symmetric_eigen(ptrdiff_t n, double *v, double *values, double *beside);

/// P A = L U in place, L's diagonal of ones left out; order[i] says which row of A came to i, `sizes` has room for n. Returns the
/// sign of the permutation. `singular` becomes the first column whose pivot is at most n · 2⁻⁵² of its greatest number, or −1.
double ck_lu(ptrdiff_t n, double *a, ptrdiff_t *order, double *sizes, ptrdiff_t *singular);

/// L U x = y in place, for `count` rows x of n.
void ck_lu_solve(ptrdiff_t n, const double *lu, ptrdiff_t count, double *x);

/// The lower triangular L with L Lᵀ = A in place, zeros above. Returns −1, or the first pivot that is not positive, with its value.
ptrdiff_t ck_cholesky(ptrdiff_t n, double *a, double *pivot);

/// Σ a b, and b += factor · a.
double ck_dot(ptrdiff_t count, const double *a, const double *b);
void ck_add_row(ptrdiff_t count, double factor, const double *a, double *b);
