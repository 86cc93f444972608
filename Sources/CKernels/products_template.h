// The product for one scalar type. Includers define REAL, LANES (a 64-byte vector's) and OF(name).

typedef REAL OF(vector) __attribute__((vector_size(64), aligned(sizeof(REAL))));

/// c [rows, LANES] (+)= a · b over `depth` steps: `rows` accumulators stay in registers. `a` is packed [depth, 16].
CK_INLINE void OF(tile)(int rows, int first, const REAL *a, ptrdiff_t depth, const REAL *b, ptrdiff_t b_step, REAL *c, ptrdiff_t c_step) {
#pragma STDC FP_CONTRACT ON
  OF(vector) sums[16];
  for (int i = 0; i < rows; i++) sums[i] = first ? (OF(vector)){} : *(const OF(vector) *)(c + i * c_step);
  for (ptrdiff_t k = 0; k < depth; k++) {
    OF(vector) row = *(const OF(vector) *)(b + k * b_step);
    __builtin_prefetch(b + k * b_step + 2 * LANES, 0, 2);
    for (int i = 0; i < rows; i++) sums[i] = sums[i] + a[16 * k + i] * row;
  }
  for (int i = 0; i < rows; i++) *(OF(vector) *)(c + i * c_step) = sums[i];
}

/// One group of rows against one block of b; the last columns, fewer than a vector, are copied into whole ones.
CK_INLINE void OF(group)(int rows, int first, const REAL *a, ptrdiff_t depth, const REAL *b, ptrdiff_t b_step, REAL *c, ptrdiff_t c_step,
                         ptrdiff_t columns) {
  ptrdiff_t j = 0;
  for (; j + LANES <= columns; j += LANES) OF(tile)(rows, first, a, depth, b + j, b_step, c + j, c_step);
  if (j == columns) return;
  REAL narrow_b[block_depth * LANES] = {0}, narrow_c[16 * LANES] = {0};
  for (ptrdiff_t k = 0; k < depth; k++)
    for (ptrdiff_t l = 0; l < columns - j; l++) narrow_b[k * LANES + l] = b[k * b_step + j + l];
  if (!first)
    for (int i = 0; i < rows; i++)
      for (ptrdiff_t l = 0; l < columns - j; l++) narrow_c[i * LANES + l] = c[i * c_step + j + l];
  OF(tile)(rows, first, a, depth, narrow_b, LANES, narrow_c, LANES);
  for (int i = 0; i < rows; i++)
    for (ptrdiff_t l = 0; l < columns - j; l++) c[i * c_step + j + l] = narrow_c[i * LANES + l];
}

CK_CLONES static void OF(product)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t inner, const REAL *a, ptrdiff_t a_step, const REAL *b,
                                  ptrdiff_t b_step, REAL *c, ptrdiff_t c_step) {
  REAL packed[block_depth * 16];
  for (ptrdiff_t k0 = 0; k0 < inner; k0 += block_depth) {
    ptrdiff_t depth = inner - k0 < block_depth ? inner - k0 : block_depth;
    const REAL *block = b + k0 * b_step;
    int first = k0 == 0;
    for (ptrdiff_t i0 = 0; i0 < rows;) {
      ptrdiff_t left = rows - i0, count = left >= 16 ? 16 : left >= 8 ? 8 : left >= 4 ? 4 : left >= 2 ? 2 : 1;
      for (ptrdiff_t i = 0; i < count; i++)
        for (ptrdiff_t k = 0; k < depth; k++) packed[16 * k + i] = a[(i0 + i) * a_step + k0 + k];
      REAL *target = c + i0 * c_step;
      switch (count) {
        case 16: OF(group)(16, first, packed, depth, block, b_step, target, c_step, columns); break;
        case 8: OF(group)(8, first, packed, depth, block, b_step, target, c_step, columns); break;
        case 4: OF(group)(4, first, packed, depth, block, b_step, target, c_step, columns); break;
        case 2: OF(group)(2, first, packed, depth, block, b_step, target, c_step, columns); break;
        default: OF(group)(1, first, packed, depth, block, b_step, target, c_step, columns); break;
      }
      i0 += count;
    }
  }
  if (inner == 0)
    for (ptrdiff_t i = 0; i < rows; i++)
      for (ptrdiff_t j = 0; j < columns; j++) c[i * c_step + j] = 0;
}

/// c [rows, columns] (+)= a · bᵀ for up to four of each: vectors along the inner axis, whose lanes are added up at the end.
CK_INLINE void OF(dots)(int rows, int columns, bool adding, ptrdiff_t inner, const REAL *a, ptrdiff_t a_step, const REAL *b,
                        ptrdiff_t b_step, REAL *c, ptrdiff_t c_step) {
#pragma STDC FP_CONTRACT ON
  OF(vector) sums[4][4] = {};
  ptrdiff_t k = 0;
  for (; k + LANES <= inner; k += LANES) {
    OF(vector) right[4];
    for (int j = 0; j < columns; j++) right[j] = *(const OF(vector) *)(b + j * b_step + k);
    for (int i = 0; i < rows; i++) {
      OF(vector) left = *(const OF(vector) *)(a + i * a_step + k);
      for (int j = 0; j < columns; j++) sums[i][j] = sums[i][j] + left * right[j];
    }
  }
  for (int i = 0; i < rows; i++)
    for (int j = 0; j < columns; j++) {
      REAL lanes[LANES];
      for (int lane = 0; lane < LANES; lane++) lanes[lane] = sums[i][j][lane];
      for (ptrdiff_t rest = k; rest < inner; rest++) lanes[rest - k] += a[i * a_step + rest] * b[j * b_step + rest];
      for (int width = LANES / 2; width > 0; width /= 2)
        for (int lane = 0; lane < width; lane++) lanes[lane] += lanes[lane + width];
      c[i * c_step + j] = (adding ? c[i * c_step + j] : 0) + lanes[0];
    }
}

CK_CLONES static void OF(product_by_transposed)(bool adding, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t inner, const REAL *a,
                                                ptrdiff_t a_step, const REAL *b, ptrdiff_t b_step, REAL *c, ptrdiff_t c_step) {
  for (ptrdiff_t i = 0; i < rows;) {
    const ptrdiff_t height = rows - i >= 4 ? 4 : 1;
    const REAL *left = a + i * a_step;
    for (ptrdiff_t j = 0; j < columns;) {
      const ptrdiff_t width = columns - j >= 4 ? 4 : columns - j;
      const REAL *right = b + j * b_step;
      REAL *target = c + i * c_step + j;
      switch (10 * height + width) {
        case 44: OF(dots)(4, 4, adding, inner, left, a_step, right, b_step, target, c_step); break;
        case 43: OF(dots)(4, 3, adding, inner, left, a_step, right, b_step, target, c_step); break;
        case 42: OF(dots)(4, 2, adding, inner, left, a_step, right, b_step, target, c_step); break;
        case 41: OF(dots)(4, 1, adding, inner, left, a_step, right, b_step, target, c_step); break;
        case 14: OF(dots)(1, 4, adding, inner, left, a_step, right, b_step, target, c_step); break;
        case 13: OF(dots)(1, 3, adding, inner, left, a_step, right, b_step, target, c_step); break;
        case 12: OF(dots)(1, 2, adding, inner, left, a_step, right, b_step, target, c_step); break;
        default: OF(dots)(1, 1, adding, inner, left, a_step, right, b_step, target, c_step); break;
      }
      j += width;
    }
    i += height;
  }
}

#undef REAL
#undef LANES
#undef OF
