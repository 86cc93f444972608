#pragma once
#include <stdbool.h>
#include <stddef.h>
#include "kernels_elementwise.h"

/// A window that moves over planes [height, width] and meets them at [out_height, out_width] places. Element (ky, kx) of the window
/// at place (oy, ox) is over the input's row oy·stride_y + ky·dilation_y − padding_y, and its column likewise; what lies outside
/// is padding.
typedef struct {
  ptrdiff_t height, width, out_height, out_width;
  ptrdiff_t kernel_height, kernel_width, stride_y, stride_x, padding_y, padding_x, dilation_y, dilation_x;
} ck_window;

/// columns[(c·kernel_height + ky)·kernel_width + kx, p − first] = what element (ky, kx) sees in plane c at place p, 0 where it is
/// padding, for p = oy·out_width + ox in first..<last and `channels` planes of x. Runs on the calling thread.
void ck_unfold(ck_type type, const ck_window *window, ptrdiff_t channels, const void *x, ptrdiff_t first, ptrdiff_t last,
               void *columns);

/// The transpose of `ck_unfold`: adds each number of `columns` to the place of x that it would be read from. Numbers of `columns`
/// that stand for padding are overwritten. Runs on the calling thread.
void ck_fold(ck_type type, const ck_window *window, ptrdiff_t channels, void *columns, ptrdiff_t first, ptrdiff_t last, void *x);

/// y[i] = Σ x[slice, i], added in double from the first slice to the last.
void ck_sum_slices(ck_type type, const void *x, ptrdiff_t slices, ptrdiff_t count, void *y);

/// A chunk of a job that also gets memory which no other chunk uses at the same time.
typedef void (*ck_scratch_function)(void *context, void *scratch, ptrdiff_t begin, ptrdiff_t end);

/// As `ck_parallel_for`, with `scratch_bytes` of memory for each thread, all taken before the first chunk: a warm loop needs no
/// more, whichever thread is the faster. False if the machine has no memory.
bool ck_parallel_with_scratch(ptrdiff_t count, ptrdiff_t size, ptrdiff_t scratch_bytes, ck_scratch_function function,
                              void *context);
