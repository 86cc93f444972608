// A pool of buffers by size class.
//
// Classes: four to an octave (64, 80, 96, 112, 128, 160, …), so that a buffer is at most a quarter larger than asked. Large
// buffers stand on huge pages where the system grants them: a first touch then costs one fault for 2 MiB in place of 512.
// Before a fork all kept large buffers go back: the child would otherwise copy their stale pages when it writes to them, and
// the fork itself is the faster for it.
#include "kernels_buffers.h"

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
#include <stdbool.h>
#include <sys/mman.h>

enum { smallest_exponent = 6, classes = 4 * 42 };
static const ptrdiff_t huge_page = 2 << 20;
static const ptrdiff_t large_buffer = 1 << 20;

typedef struct kept { struct kept *next; } kept;

static kept *free_lists[classes];
static ptrdiff_t kept_total, fresh_total, kept_most = (ptrdiff_t)256 << 20;
static ptrdiff_t asked, used, asked_peak, held_peak;  // bytes asked for and not given back, and those of their classes
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

/// Large buffers are mapped by themselves: `free` might keep them inside the heap.
static void *fresh(ptrdiff_t size) {
  if (size < large_buffer) {
    void *buffer = NULL;
    return posix_memalign(&buffer, 64, (size_t)size) == 0 ? buffer : NULL;
  }
  ptrdiff_t slack = size >= huge_page ? huge_page : 0;
  char *mapped = mmap(NULL, (size_t)(size + slack), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mapped == MAP_FAILED) return NULL;
  if (slack == 0) return mapped;
  ptrdiff_t before = (huge_page - (ptrdiff_t)((uintptr_t)mapped % (uintptr_t)huge_page)) % huge_page;
  if (before > 0) munmap(mapped, (size_t)before);
  char *buffer = mapped + before;
  ptrdiff_t after = slack - before;
  if (after > 0) munmap(buffer + size, (size_t)after);  // classes from 1 MiB on are whole pages
#if defined(MADV_HUGEPAGE)
  madvise(buffer, (size_t)size, MADV_HUGEPAGE);
#endif
  return buffer;
}

static void give_back(void *buffer, ptrdiff_t size) {
  if (size < large_buffer) free(buffer); else munmap(buffer, (size_t)size);
}

static void release_kept(ptrdiff_t at_least, ptrdiff_t until) {
  for (int index = classes - 1; index >= 0 && kept_total > until; index--) {
    ptrdiff_t size = (ptrdiff_t)(4 + index % 4) << (smallest_exponent - 2 + index / 4);
    if (size < at_least) break;
    while (free_lists[index] && kept_total > until) {
      kept *buffer = free_lists[index];
      free_lists[index] = buffer->next;
      kept_total -= size;
      give_back(buffer, size);
    }
  }
}

void ck_buffers_before_fork(void) { enter(); release_kept(large_buffer, 0); }
void ck_buffers_after_fork_in_parent(void) { leave(); }
void ck_buffers_after_fork_in_child(void) { fresh_total = 0; leave(); }

void *ck_allocate(ptrdiff_t bytes) {
  ptrdiff_t size;
  int index = class_of(bytes, &size);
  if (index >= classes) return NULL;
  enter();
  kept *buffer = free_lists[index];
  if (buffer) {
    free_lists[index] = buffer->next;
    kept_total -= size;
  } else {
    fresh_total++;
  }
  asked += bytes;
  used += size;
  if (asked > asked_peak) asked_peak = asked;
  if (used + kept_total > held_peak) held_peak = used + kept_total;
  leave();
  return buffer ? (void *)buffer : fresh(size);
}

void ck_release(void *buffer, ptrdiff_t bytes) {
  if (!buffer) return;
  ptrdiff_t size;
  int index = class_of(bytes, &size);
  enter();
  asked -= bytes;
  used -= size;
  bool keep = kept_total + size <= kept_most;
  if (keep) {
    ((kept *)buffer)->next = free_lists[index];
    free_lists[index] = buffer;
    kept_total += size;
  }
  leave();
  if (!keep) give_back(buffer, size);
}

ptrdiff_t ck_kept_bytes(void) { enter(); ptrdiff_t total = kept_total; leave(); return total; }
ptrdiff_t ck_fresh_allocations(void) { enter(); ptrdiff_t total = fresh_total; leave(); return total; }
ptrdiff_t ck_peak_asked_bytes(void) { enter(); ptrdiff_t most = asked_peak; leave(); return most; }
ptrdiff_t ck_peak_held_bytes(void) { enter(); ptrdiff_t most = held_peak; leave(); return most; }
void ck_watch_peak(void) { enter(); asked_peak = asked; held_peak = used + kept_total; leave(); }
void ck_set_kept_bytes(ptrdiff_t most) { enter(); kept_most = most; release_kept(0, most); leave(); }

#endif
