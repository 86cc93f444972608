#include "kernels_products.h"

#include "dispatch.h"

/// Rows of b that are read side by side; sixteen rows of a against them fit the first-level cache.
enum { block_depth = 64 };

#define REAL float
#define LANES 16
#define OF(name) name##_float
#include "products_template.h"
#define REAL double
#define LANES 8
#define OF(name) name##_double
#include "products_template.h"

void ck_product_of_few_rows(ck_type type, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t inner, const void *a, ptrdiff_t a_step, const void *b,
                            ptrdiff_t b_step, void *c, ptrdiff_t c_step) {
  if (type == ck_float32) product_float(rows, columns, inner, a, a_step, b, b_step, c, c_step);
  else product_double(rows, columns, inner, a, a_step, b, b_step, c, c_step);
}

void ck_product_by_transposed(ck_type type, bool adding, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t inner, const void *a,
                              ptrdiff_t a_step, const void *b, ptrdiff_t b_step, void *c, ptrdiff_t c_step) {
  if (type == ck_float32) product_by_transposed_float(adding, rows, columns, inner, a, a_step, b, b_step, c, c_step);
  else product_by_transposed_double(adding, rows, columns, inner, a, a_step, b, b_step, c, c_step);
}
