// Columns of windows for one scalar type. Includers define REAL and OF(name).

#define EACH _Pragma("clang loop vectorize(assume_safety) interleave(enable)")

CK_INLINE void OF(clear)(REAL *x, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) x[i] = 0;
}

/// Steps of one over images as wide as the result: a row of `columns` is the plane itself, moved by `shift`.
CK_INLINE bool OF(moves_whole_planes)(const ck_window *w) {
  return w->stride_y == 1 && w->stride_x == 1 && w->out_width == w->width;
}

/// Zeroes the places of a moved plane whose column lies outside the input, in rows that lie inside.
CK_INLINE void OF(clear_edges)(ck_range inside, ptrdiff_t width, ptrdiff_t begin, ptrdiff_t end, ptrdiff_t first, REAL *row) {
  if (inside.begin == 0 && inside.end == width) return;
  for (ptrdiff_t line = begin / width * width; line < end; line += width) {
    for (ptrdiff_t p = line; p < line + inside.begin; p++) if (p >= begin && p < end) row[p - first] = 0;
    for (ptrdiff_t p = line + inside.end; p < line + width; p++) if (p >= begin && p < end) row[p - first] = 0;
  }
}

CK_CLONES static void OF(unfold)(const ck_window *w, ptrdiff_t channels, const REAL *x, ptrdiff_t first, ptrdiff_t last,
                                 REAL *columns) {
  const ptrdiff_t plane = w->height * w->width;
  REAL *row = columns;
  for (ptrdiff_t c = 0; c < channels; c++, x += plane)
    for (ptrdiff_t ky = 0; ky < w->kernel_height; ky++) {
      const ptrdiff_t shift_y = ky * w->dilation_y - w->padding_y;
      const ck_range rows = places_inside(w->out_height, w->stride_y, shift_y, w->height);
      const ptrdiff_t begin = clamped(rows.begin * w->out_width, first, last), end = clamped(rows.end * w->out_width, begin, last);
      for (ptrdiff_t kx = 0; kx < w->kernel_width; kx++, row += last - first) {
        const ptrdiff_t shift_x = kx * w->dilation_x - w->padding_x;
        const ck_range inside = places_inside(w->out_width, w->stride_x, shift_x, w->width);
        OF(clear)(row, begin - first);
        OF(clear)(row + end - first, last - end);
        if (OF(moves_whole_planes)(w)) {
          const ptrdiff_t shift = shift_y * w->width + shift_x;
          // What the clamps leave out are edges.
          const ptrdiff_t from = clamped(-shift, begin, end), to = clamped(plane - shift, from, end);
          memcpy(row + from - first, x + from + shift, (size_t)(to - from) * sizeof(REAL));
          OF(clear_edges)(inside, w->width, begin, end, first, row);
          continue;
        }
        for (ptrdiff_t p = begin; p < end;) {
          const ptrdiff_t oy = p / w->out_width, line = oy * w->out_width;
          const ptrdiff_t stop = line + w->out_width < end ? line + w->out_width : end;
          const ptrdiff_t from = clamped(line + inside.begin, p, stop), to = clamped(line + inside.end, from, stop);
          const REAL *source = x + (oy * w->stride_y + shift_y) * w->width + shift_x;
          OF(clear)(row + p - first, from - p);
          if (w->stride_x == 1)
            for (ptrdiff_t i = from; i < to; i++) row[i - first] = source[i - line];
          else
            for (ptrdiff_t i = from; i < to; i++) row[i - first] = source[(i - line) * w->stride_x];
          OF(clear)(row + to - first, stop - to);
          p = stop;
        }
      }
    }
}

CK_CLONES static void OF(fold)(const ck_window *w, ptrdiff_t channels, REAL *columns, ptrdiff_t first, ptrdiff_t last, REAL *x) {
  const ptrdiff_t plane = w->height * w->width;
  REAL *row = columns;
  for (ptrdiff_t c = 0; c < channels; c++, x += plane)
    for (ptrdiff_t ky = 0; ky < w->kernel_height; ky++) {
      const ptrdiff_t shift_y = ky * w->dilation_y - w->padding_y;
      const ck_range rows = places_inside(w->out_height, w->stride_y, shift_y, w->height);
      const ptrdiff_t begin = clamped(rows.begin * w->out_width, first, last), end = clamped(rows.end * w->out_width, begin, last);
      for (ptrdiff_t kx = 0; kx < w->kernel_width; kx++, row += last - first) {
        const ptrdiff_t shift_x = kx * w->dilation_x - w->padding_x;
        const ck_range inside = places_inside(w->out_width, w->stride_x, shift_x, w->width);
        if (OF(moves_whole_planes)(w)) {
          const ptrdiff_t shift = shift_y * w->width + shift_x;
          const ptrdiff_t from = clamped(-shift, begin, end), to = clamped(plane - shift, from, end);
          OF(clear_edges)(inside, w->width, begin, end, first, row);
          REAL *target = x + shift;
          const REAL *source = row - first;
          EACH
          for (ptrdiff_t p = from; p < to; p++) target[p] += source[p];
          continue;
        }
        for (ptrdiff_t p = begin; p < end;) {
          const ptrdiff_t oy = p / w->out_width, line = oy * w->out_width;
          const ptrdiff_t stop = line + w->out_width < end ? line + w->out_width : end;
          const ptrdiff_t from = clamped(line + inside.begin, p, stop), to = clamped(line + inside.end, from, stop);
          REAL *target = x + (oy * w->stride_y + shift_y) * w->width + shift_x;
          const REAL *source = row - first;
          if (w->stride_x == 1) {
            EACH
            for (ptrdiff_t i = from; i < to; i++) target[i - line] += source[i];
          } else {
            for (ptrdiff_t i = from; i < to; i++) target[(i - line) * w->stride_x] += source[i];
          }
          p = stop;
        }
      }
    }
}

CK_CLONES static void OF(sum_slices)(const REAL *x, ptrdiff_t slices, ptrdiff_t count, ptrdiff_t begin, ptrdiff_t end, REAL *y) {
  enum { block = 256 };
  double sums[block];
  for (ptrdiff_t start = begin; start < end; start += block) {
    const ptrdiff_t width = end - start < block ? end - start : block;
    for (ptrdiff_t i = 0; i < width; i++) sums[i] = 0;
    for (ptrdiff_t slice = 0; slice < slices; slice++) {
      const REAL *source = x + slice * count + start;
      for (ptrdiff_t i = 0; i < width; i++) sums[i] += source[i];
    }
    for (ptrdiff_t i = 0; i < width; i++) y[start + i] = (REAL)sums[i];
  }
}

#undef EACH
#undef REAL
#undef OF
