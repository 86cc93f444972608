// Gathering, scattering, masks, running sums and sorting for one scalar type. Includers define REAL and OF(name).

/// Rows of the result, [outer · count, inner].
static void OF(gather)(const indexing_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const REAL *x = job->x;
  REAL *y = job->y;
  const ptrdiff_t inner = job->inner;
  for (ptrdiff_t row = begin; row < end; row++) {
    const REAL *from = x + (row / job->count * job->extent + job->indices[row % job->count]) * inner;
    if (inner == 1) y[row] = *from; else memcpy(y + row * inner, from, (size_t)inner * sizeof(REAL));
  }
}

// The others work on blocks of columns: item i is block i % blocks of slab i / blocks.
#define FOR_BLOCKS                                                              \
  const ptrdiff_t inner = job->inner, extent = job->extent;                     \
  const ptrdiff_t blocks = (inner + column_block - 1) / column_block;           \
  for (ptrdiff_t item = begin; item < end; item++) {                            \
    const ptrdiff_t slab = item / blocks, first = item % blocks * column_block; \
    const ptrdiff_t last = first + column_block < inner ? first + column_block : inner;
#define END_BLOCKS }

CK_CLONES static void OF(scatter_add)(const indexing_job *job, ptrdiff_t begin, ptrdiff_t end) {
  FOR_BLOCKS
    const REAL *x = (const REAL *)job->x + slab * job->count * inner;
    REAL *y = (REAL *)job->y + slab * extent * inner;
    for (ptrdiff_t i = 0; i < job->count; i++) {
      REAL *to = y + job->indices[i] * inner;
      for (ptrdiff_t c = first; c < last; c++) to[c] += x[i * inner + c];
    }
  END_BLOCKS
}

CK_CLONES static void OF(select)(const indexing_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const REAL *mask = job->mask, *x = job->x, *z = job->z;
  REAL *y = job->y;
  for (ptrdiff_t i = begin; i < end; i++) { REAL a = x[i], b = z[i]; y[i] = mask[i] != 0 ? a : b; }
}

CK_CLONES static void OF(ramp)(const indexing_job *job, ptrdiff_t begin, ptrdiff_t end) {
  const REAL first = (REAL)job->first, distance = (REAL)job->distance, divisor = (REAL)job->divisor;
  REAL *y = job->y;
  for (ptrdiff_t i = begin; i < end; i++) y[i] = first + distance * ((REAL)i / divisor);
}

CK_CLONES static void OF(cumulative_sum)(const indexing_job *job, ptrdiff_t begin, ptrdiff_t end) {
  double sums[column_block];
  FOR_BLOCKS
    const REAL *x = (const REAL *)job->x + slab * extent * inner;
    REAL *y = (REAL *)job->y + slab * extent * inner;
    for (ptrdiff_t c = first; c < last; c++) sums[c - first] = 0;
    for (ptrdiff_t k = 0; k < extent; k++) {
      const ptrdiff_t row = (job->flag ? extent - 1 - k : k) * inner;
      for (ptrdiff_t c = first; c < last; c++) {
        sums[c - first] += x[row + c];
        y[row + c] = (REAL)sums[c - first];
      }
    }
  END_BLOCKS
}

/// The products of those before come first, from the front, then those behind are multiplied to them, from the back.
CK_CLONES static void OF(product_of_others)(const indexing_job *job, ptrdiff_t begin, ptrdiff_t end) {
  double products[column_block];
  FOR_BLOCKS
    const REAL *x = (const REAL *)job->x + slab * extent * inner;
    REAL *y = (REAL *)job->y + slab * extent * inner;
    for (ptrdiff_t c = first; c < last; c++) products[c - first] = 1;
    for (ptrdiff_t k = 0; k < extent; k++)
      for (ptrdiff_t c = first; c < last; c++) {
        y[k * inner + c] = (REAL)products[c - first];
        products[c - first] *= x[k * inner + c];
      }
    for (ptrdiff_t c = first; c < last; c++) products[c - first] = 1;
    for (ptrdiff_t k = extent - 1; k >= 0; k--)
      for (ptrdiff_t c = first; c < last; c++) {
        y[k * inner + c] = (REAL)(y[k * inner + c] * products[c - first]);
        products[c - first] *= x[k * inner + c];
      }
  END_BLOCKS
}

static void OF(extreme_index)(const indexing_job *job, ptrdiff_t begin, ptrdiff_t end) {
  FOR_BLOCKS
    const REAL *x = (const REAL *)job->x + slab * extent * inner;
    for (ptrdiff_t c = first; c < last; c++) {
      ptrdiff_t best = 0;
      for (ptrdiff_t k = 1; k < extent; k++) {
        const REAL v = x[k * inner + c], most = x[best * inner + c];
        if (most == most && (v != v || (job->flag ? v < most : v > most))) best = k;
      }
      job->places[slab * inner + c] = best;
    }
  END_BLOCKS
}

/// Whether a comes strictly before b.
CK_INLINE int OF(precedes)(REAL a, REAL b, int descending) {
  return descending ? a > b || (a != a && b == b) : a < b || (b != b && a == a);
}

/// Merges runs of 1, 2, 4, … places; of equal numbers the left run's goes first.
static void OF(sort_row)(const REAL *x, ptrdiff_t count, int descending, ptrdiff_t *places, ptrdiff_t *spare) {
  ptrdiff_t *from = places, *to = spare;
  for (ptrdiff_t i = 0; i < count; i++) places[i] = i;
  for (ptrdiff_t width = 1; width < count; width *= 2) {
    for (ptrdiff_t start = 0; start < count; start += 2 * width) {
      const ptrdiff_t middle = start + width < count ? start + width : count;
      const ptrdiff_t end = start + 2 * width < count ? start + 2 * width : count;
      ptrdiff_t left = start, right = middle;
      for (ptrdiff_t i = start; i < end; i++)
        if (left < middle && (right >= end || !OF(precedes)(x[from[right]], x[from[left]], descending))) to[i] = from[left++];
        else to[i] = from[right++];
    }
    ptrdiff_t *swap = from;
    from = to;
    to = swap;
  }
  if (from != places) memcpy(places, from, (size_t)count * sizeof *places);
}

#undef FOR_BLOCKS
#undef END_BLOCKS
#undef REAL
#undef OF
