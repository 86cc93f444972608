#pragma once
#include <stddef.h>

/// Memory for `bytes` bytes, aligned to 64; its contents are undefined. NULL when the machine has no more.
/// Give it back with `ck_release` and the same number of bytes. Freed buffers are kept for the next request of their size class,
/// because fresh pages cost more than most kernels that fill them; up to `ck_set_kept_bytes` of them are kept.
void *ck_allocate(ptrdiff_t bytes);
void ck_release(void *buffer, ptrdiff_t bytes);

/// Bytes held for reuse, and requests that could not be served from them since the process began (or was forked).
ptrdiff_t ck_kept_bytes(void);
ptrdiff_t ck_fresh_allocations(void);

/// The most bytes that were asked for and not yet given back at one time, and the most that the pool then held for them: buffers in
/// use, whole classes, and those kept for reuse. Both since `ck_watch_peak`.
ptrdiff_t ck_peak_asked_bytes(void);
ptrdiff_t ck_peak_held_bytes(void);
void ck_watch_peak(void);

/// Caps the bytes held for reuse (default 256 MiB); what exceeds the cap goes back to the system at once.
void ck_set_kept_bytes(ptrdiff_t most);
