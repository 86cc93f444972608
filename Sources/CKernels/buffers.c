// A pool of buffers: small ones by size class, large ones from an arena (`arena.h`).
//
// Classes: four to an octave (64, 80, 96, 112, 128, 160, …), so that a buffer is at most a quarter larger than asked.
// Before a fork the pages of kept large buffers go back: the child would otherwise copy stale ones when it writes to them, and the
// fork itself is the faster for it.
#include "kernels_buffers.h"

#include "arena.h"
#include "fork.h"

#include <stdlib.h>

#if defined(__wasm__)

void *ck_allocate(ptrdiff_t bytes) { return aligned_alloc(64, ((size_t)bytes + 64) / 64 * 64); }
void ck_release(void *buffer, ptrdiff_t bytes) { (void)bytes; free(buffer); }
ptrdiff_t ck_kept_bytes(void) { return 0; }
ptrdiff_t ck_fresh_allocations(void) { return 0; }
void ck_set_kept_bytes(ptrdiff_t most) { (void)most; }
ptrdiff_t ck_peak_asked_bytes(void) { return 0; }
ptrdiff_t ck_peak_held_bytes(void) { return 0; }
void ck_watch_peak(void) {}

#else

#include <stdatomic.h>

enum { smallest_exponent = 6, classes = 4 * 11 + 1, large_buffer = 64 << 10 };  // the last class holds just less than a large one

typedef struct kept { struct kept *next; } kept;

static kept *free_lists[classes];
static ptrdiff_t small_kept, fresh_total, kept_most = (ptrdiff_t)256 << 20;
static ptrdiff_t asked, small_used, asked_peak, held_peak;  // bytes asked for and not given back, and those of their classes
static arena_account large;
static atomic_flag busy = ATOMIC_FLAG_INIT;

static inline void enter(void) { while (atomic_flag_test_and_set_explicit(&busy, memory_order_acquire)) {} }
static inline void leave(void) { atomic_flag_clear_explicit(&busy, memory_order_release); }

/// The smallest class that holds `bytes`, and its size.
static inline int class_of(ptrdiff_t bytes, ptrdiff_t *size) {
  if (bytes <= 1 << smallest_exponent) { *size = 1 << smallest_exponent; return 0; }
  int exponent = 63 - __builtin_clzll((uint64_t)(bytes - 1));  // 2^exponent < bytes ≤ 2^(exponent+1)
  ptrdiff_t quarter = (ptrdiff_t)1 << (exponent - 2);
  ptrdiff_t step = (bytes - ((ptrdiff_t)1 << exponent) + quarter - 1) / quarter;  // 1…4
  *size = ((ptrdiff_t)1 << exponent) + step * quarter;
  return 4 * (exponent - smallest_exponent) + (int)step;
}

static void release_small(ptrdiff_t until) {
  for (int index = classes - 1; index >= 0 && small_kept > until; index--) {
    ptrdiff_t size = (ptrdiff_t)(4 + index % 4) << (smallest_exponent - 2 + index / 4);
    while (free_lists[index] && small_kept > until) {
      kept *buffer = free_lists[index];
      free_lists[index] = buffer->next;
      small_kept -= size;
      free(buffer);
    }
  }
}

void ck_buffers_before_fork(void) { enter(); arena_trim(&large, 0); }
void ck_buffers_after_fork_in_parent(void) { leave(); }
void ck_buffers_after_fork_in_child(void) { fresh_total = 0; leave(); }

static inline ptrdiff_t kept_total(void) { return small_kept + large.kept; }

static inline void note_peaks(void) {
  if (asked > asked_peak) asked_peak = asked;
  ptrdiff_t held = small_used + large.in_use + kept_total();
  if (held > held_peak) held_peak = held;
}

void *ck_allocate(ptrdiff_t bytes) {
  if (bytes > PTRDIFF_MAX / 2) return NULL;
  if (bytes >= large_buffer) {
    int fresh = 0;
    enter();
    void *buffer = arena_take(&large, bytes, &fresh);
    if (buffer) {
      fresh_total += fresh;
      asked += bytes;
      note_peaks();
    }
    leave();
    return buffer;
  }
  ptrdiff_t size;
  int index = class_of(bytes, &size);
  enter();
  void *buffer = free_lists[index];
  if (buffer) {
    free_lists[index] = free_lists[index]->next;
    small_kept -= size;
  } else {
    fresh_total++;
  }
  asked += bytes;
  small_used += size;
  note_peaks();
  leave();
  if (!buffer && posix_memalign(&buffer, 64, (size_t)size) != 0) return NULL;
  return buffer;
}

void ck_release(void *buffer, ptrdiff_t bytes) {
  if (!buffer) return;
  if (bytes >= large_buffer) {
    enter();
    asked -= bytes;
    arena_give_back(&large, buffer, bytes, kept_most - small_kept);
    leave();
    return;
  }
  ptrdiff_t size;
  int index = class_of(bytes, &size);
  enter();
  asked -= bytes;
  small_used -= size;
  int keep = kept_total() + size <= kept_most;
  if (keep) {
    ((kept *)buffer)->next = free_lists[index];
    free_lists[index] = buffer;
    small_kept += size;
  }
  leave();
  if (!keep) free(buffer);
}

ptrdiff_t ck_kept_bytes(void) { enter(); ptrdiff_t total = kept_total(); leave(); return total; }
ptrdiff_t ck_fresh_allocations(void) { enter(); ptrdiff_t total = fresh_total; leave(); return total; }
ptrdiff_t ck_peak_asked_bytes(void) { enter(); ptrdiff_t most = asked_peak; leave(); return most; }
ptrdiff_t ck_peak_held_bytes(void) { enter(); ptrdiff_t most = held_peak; leave(); return most; }
void ck_watch_peak(void) { enter(); asked_peak = asked; held_peak = small_used + large.in_use + kept_total(); leave(); }
void ck_set_kept_bytes(ptrdiff_t most) {
  enter();
  kept_most = most;
  arena_trim(&large, most);
  release_small(most - large.kept > 0 ? most - large.kept : 0);
  leave();
}

#endif
