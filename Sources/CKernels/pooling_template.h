// Pooling for one scalar type. Includers define REAL and OF(name).

// Places of one row of the result are different places of the input for each element of the window: the loops are free of
// conflicts. Rows are short, so vectors are narrow and one at a time.
#define EACH _Pragma("clang loop vectorize(assume_safety) vectorize_width(8) interleave(disable)")

/// Windows of 2 × 2 side by side, without padding: what most networks pool with, in one pass over the rows. They are short, so
/// vectors are narrower still.
CK_CLONES static void OF(greatest_planes_of_pairs)(const pooling_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ck_window *w = job->window;
  const ptrdiff_t width = w->width, out_width = w->out_width;
  for (ptrdiff_t row = begin * w->out_height; row < end * w->out_height; row++) {
    const ptrdiff_t plane = row / w->out_height, top = row % w->out_height * 2 * width;
    const REAL *upper = (const REAL *)job->from + plane * w->height * width + top, *lower = upper + width;
    REAL *best = (REAL *)job->to + row * out_width;
    int32_t *place = job->places + row * out_width;
    const int32_t at = (int32_t)top, below = (int32_t)(top + width);
    _Pragma("clang loop vectorize(assume_safety) vectorize_width(4) interleave(disable)")
    for (ptrdiff_t ox = 0; ox < out_width; ox++) {
      const int32_t left = (int32_t)(2 * ox);
      REAL most = upper[2 * ox], v = upper[2 * ox + 1];
      int32_t winner = at + left;
      bool wins = v > most || v != v;
      most = wins ? v : most;
      winner = wins ? at + left + 1 : winner;
      v = lower[2 * ox];
      wins = v > most || v != v;
      most = wins ? v : most;
      winner = wins ? below + left : winner;
      v = lower[2 * ox + 1];
      wins = v > most || v != v;
      most = wins ? v : most;
      winner = wins ? below + left + 1 : winner;
      best[ox] = most;
      place[ox] = winner;
    }
  }
}

static bool OF(is_of_pairs)(const ck_window *w) {
  return w->kernel_height == 2 && w->kernel_width == 2 && w->stride_y == 2 && w->stride_x == 2 && w->dilation_y == 1
    && w->dilation_x == 1 && w->padding_y == 0 && w->padding_x == 0 && 2 * w->out_height <= w->height
    && 2 * w->out_width <= w->width;
}

CK_CLONES static void OF(greatest_planes)(const pooling_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ck_window *w = job->window;
  if (OF(is_of_pairs)(w)) return OF(greatest_planes_of_pairs)(job, begin, end);
  const REAL *x = job->from;
  REAL *y = job->to;
  int32_t *places = job->places;
  const ptrdiff_t input = w->height * w->width, output = w->out_height * w->out_width, step = w->stride_x;
  for (ptrdiff_t plane = begin; plane < end; plane++)
    for (ptrdiff_t oy = 0; oy < w->out_height; oy++) {
      REAL *best = y + plane * output + oy * w->out_width;
      int32_t *place = places + plane * output + oy * w->out_width;
      // The first element over the plane starts each place; −∞ everywhere leaves it the winner.
      ptrdiff_t top = oy * w->stride_y - w->padding_y;
      while (top < 0) top += w->dilation_y;
      for (ptrdiff_t ox = 0; ox < w->out_width; ox++) {
        ptrdiff_t left = ox * step - w->padding_x;
        while (left < 0) left += w->dilation_x;
        best[ox] = -(REAL)__builtin_inf();
        place[ox] = (int32_t)(top * w->width + left);
      }
      for (ptrdiff_t ky = 0; ky < w->kernel_height; ky++) {
        const ptrdiff_t iy = oy * w->stride_y + ky * w->dilation_y - w->padding_y;
        if (iy < 0 || iy >= w->height) continue;
        for (ptrdiff_t kx = 0; kx < w->kernel_width; kx++) {
          const ptrdiff_t shift = kx * w->dilation_x - w->padding_x;
          const ck_range inside = places_inside(w->out_width, step, shift, w->width);
          const REAL *row = x + plane * input + iy * w->width + shift;
          const int32_t at = (int32_t)(iy * w->width + shift), step32 = (int32_t)step;
          EACH
          for (ptrdiff_t ox = inside.begin; ox < inside.end; ox++) {
            const REAL v = row[ox * step];
            const bool wins = v > best[ox] || v != v;
            best[ox] = wins ? v : best[ox];
            place[ox] = wins ? at + (int32_t)ox * step32 : place[ox];
          }
        }
      }
    }
}

CK_CLONES static void OF(scatter_planes)(const pooling_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ptrdiff_t input = job->input, output = job->output;
  const REAL *g = job->from;
  REAL *x = job->to;
  const int32_t *places = job->places;
  for (ptrdiff_t plane = begin; plane < end; plane++) {
    REAL *target = x + plane * input;
    for (ptrdiff_t i = 0; i < input; i++) target[i] = 0;
    for (ptrdiff_t p = plane * output; p < (plane + 1) * output; p++) target[places[p]] += g[p];
  }
}

CK_CLONES static void OF(gather_planes)(const pooling_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ptrdiff_t input = job->input, output = job->output;
  const REAL *x = job->from;
  REAL *y = job->to;
  const int32_t *places = job->places;
  for (ptrdiff_t plane = begin; plane < end; plane++) {
    const REAL *source = x + plane * input;
    for (ptrdiff_t p = plane * output; p < (plane + 1) * output; p++) y[p] = source[places[p]];
  }
}

/// How many numbers the window's mean at (oy, ox) is over.
CK_INLINE REAL OF(divisor)(const ck_window *w, bool counts_padding, ptrdiff_t rows, ptrdiff_t ox) {
  if (counts_padding) return (REAL)(w->kernel_height * w->kernel_width);
  const ck_range columns = places_inside(w->kernel_width, w->dilation_x, ox * w->stride_x - w->padding_x, w->width);
  return (REAL)(rows * (columns.end - columns.begin));
}

CK_CLONES static void OF(average_planes)(const pooling_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ck_window *w = job->window;
  const REAL *x = job->from;
  REAL *y = job->to;
  const ptrdiff_t input = w->height * w->width, output = w->out_height * w->out_width, step = w->stride_x;
  for (ptrdiff_t plane = begin; plane < end; plane++)
    for (ptrdiff_t oy = 0; oy < w->out_height; oy++) {
      REAL *sums = y + plane * output + oy * w->out_width;
      for (ptrdiff_t ox = 0; ox < w->out_width; ox++) sums[ox] = 0;
      const ck_range rows = places_inside(w->kernel_height, w->dilation_y, oy * w->stride_y - w->padding_y, w->height);
      for (ptrdiff_t ky = rows.begin; ky < rows.end; ky++) {
        const ptrdiff_t iy = oy * w->stride_y + ky * w->dilation_y - w->padding_y;
        for (ptrdiff_t kx = 0; kx < w->kernel_width; kx++) {
          const ptrdiff_t shift = kx * w->dilation_x - w->padding_x;
          const ck_range inside = places_inside(w->out_width, step, shift, w->width);
          const REAL *row = x + plane * input + iy * w->width + shift;
          EACH
          for (ptrdiff_t ox = inside.begin; ox < inside.end; ox++) sums[ox] += row[ox * step];
        }
      }
      for (ptrdiff_t ox = 0; ox < w->out_width; ox++) sums[ox] /= OF(divisor)(w, job->counts_padding, rows.end - rows.begin, ox);
    }
}

/// Places of a row that are spread at a time.
enum { OF(spread_block) = 256 };

CK_CLONES static void OF(spread_planes)(const pooling_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const ck_window *w = job->window;
  const REAL *g = job->from;
  REAL *x = job->to;
  const ptrdiff_t input = w->height * w->width, output = w->out_height * w->out_width, step = w->stride_x;
  REAL shares[OF(spread_block)];
  for (ptrdiff_t plane = begin; plane < end; plane++) {
    REAL *target = x + plane * input;
    for (ptrdiff_t i = 0; i < input; i++) target[i] = 0;
    for (ptrdiff_t oy = 0; oy < w->out_height; oy++) {
      const REAL *row = g + plane * output + oy * w->out_width;
      const ck_range rows = places_inside(w->kernel_height, w->dilation_y, oy * w->stride_y - w->padding_y, w->height);
      for (ptrdiff_t first = 0; first < w->out_width; first += OF(spread_block)) {
        const ptrdiff_t last = first + OF(spread_block) < w->out_width ? first + OF(spread_block) : w->out_width;
        for (ptrdiff_t ox = first; ox < last; ox++)
          shares[ox - first] = row[ox] / OF(divisor)(w, job->counts_padding, rows.end - rows.begin, ox);
        for (ptrdiff_t ky = rows.begin; ky < rows.end; ky++) {
          const ptrdiff_t iy = oy * w->stride_y + ky * w->dilation_y - w->padding_y;
          for (ptrdiff_t kx = 0; kx < w->kernel_width; kx++) {
            const ptrdiff_t shift = kx * w->dilation_x - w->padding_x;
            const ck_range inside = places_inside(w->out_width, step, shift, w->width);
            const ptrdiff_t from = clamped(inside.begin, first, last), to = clamped(inside.end, from, last);
            REAL *places = target + iy * w->width + shift;
            EACH
            for (ptrdiff_t ox = from; ox < to; ox++) places[ox * step] += shares[ox - first];
          }
        }
      }
    }
  }
}

#undef EACH
#undef REAL
#undef OF
