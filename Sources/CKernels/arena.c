#include "arena.h"

#if !defined(__wasm__)

#include <stdint.h>
#include <sys/mman.h>

enum { page = 4096 };
static const ptrdiff_t huge_page = 2 << 20, usable_step = 64 << 20;

/// A gap, written into its own first bytes. Of its pages, `kept` bytes are the process's; the others come anew when touched.
typedef struct gap {
  struct gap *next;
  ptrdiff_t size, kept;
} gap;

// Buffers and gaps fill base..<top of the range base..<end, of which base..<usable can be written to.
static char *base, *top, *usable, *end;
static gap *first;

static inline ptrdiff_t in_pages(ptrdiff_t size) { return (size + page - 1) / page * page; }

/// Reserves addresses, not memory: as many as a limit on addresses allows. They can not be written to yet, because a limit on data
/// (RLIMIT_DATA) counts whatever can be.
static int reserve(void) {
  for (ptrdiff_t size = (ptrdiff_t)1 << 40; size >= (ptrdiff_t)64 << 20; size /= 2) {
    char *range = mmap(NULL, (size_t)size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range == MAP_FAILED) continue;
    base = top = usable = range + (huge_page - (ptrdiff_t)((uintptr_t)range % (uintptr_t)huge_page)) % huge_page;
    end = range + size;
#if defined(MADV_HUGEPAGE)
    // A first touch then costs one fault for 2 MiB in place of 512.
    madvise(base, (size_t)(end - base), MADV_HUGEPAGE);
#endif
    return 1;
  }
  return 0;
}

/// Makes the range writable up to `until`, in steps, so that one call to the system serves many buffers.
static int open_up(char *until) {
  if (until <= usable) return 1;
  ptrdiff_t exact = until - usable, step = (exact + usable_step - 1) / usable_step * usable_step;
  if (step > end - usable) step = end - usable;
  if (mprotect(usable, (size_t)step, PROT_READ | PROT_WRITE) != 0) {
    step = exact;
    if (mprotect(usable, (size_t)step, PROT_READ | PROT_WRITE) != 0) return 0;
  }
  usable += step;
  return 1;
}

void *arena_take(arena_account *account, ptrdiff_t size, int *fresh) {
  if (!base && !reserve()) return NULL;
  size = in_pages(size);
  gap **best = NULL;
  for (gap **link = &first; *link; link = &(*link)->next)
    if ((*link)->size >= size && (!best || (*link)->size < (*best)->size)) best = link;
  account->in_use += size;
  if (best) {
    gap *taken = *best, rest = *taken;
    ptrdiff_t kept = taken->kept < size ? taken->kept : size;
    *fresh = kept < size;
    account->kept -= kept;
    *best = taken->next;
    if (rest.size > size) {
      gap *left = (gap *)((char *)taken + size);
      *left = (gap){rest.next, rest.size - size, rest.kept - kept};
      *best = left;
    }
    return taken;
  }
  // A gap at the top is the beginning of the new buffer.
  gap **last = &first;
  while (*last && (*last)->next) last = &(*last)->next;
  char *begin = top;
  *fresh = 1;
  if (*last && (char *)*last + (*last)->size == top) {
    if (top - (char *)*last + (end - top) < size) goto full;
    begin = (char *)*last;
    if (!open_up(begin + size)) goto full;
    account->kept -= (*last)->kept;
    *last = NULL;
  } else if (end - top < size || !open_up(begin + size)) {
    goto full;
  }
  top = begin + size;
  return begin;
full:
  account->in_use -= size;
  return NULL;
}

/// Gives the system the upper pages of a gap, so that at most `kept` bytes of it stay. The first page holds the gap's own lines.
static void clean(arena_account *account, gap *place, ptrdiff_t kept) {
  if (kept >= place->kept) return;
  ptrdiff_t from = in_pages(kept > page ? kept : page);
  if (place->size > from) madvise((char *)place + from, (size_t)(place->size - from), MADV_DONTNEED);
  account->kept -= place->kept - kept;
  place->kept = kept;
}

void arena_give_back(arena_account *account, void *buffer, ptrdiff_t size, ptrdiff_t most) {
  size = in_pages(size);
  account->in_use -= size;
  account->kept += size;
  gap *place = buffer, *before = NULL, *after = first;
  while (after && after < place) {
    before = after;
    after = after->next;
  }
  *place = (gap){after, size, size};
  if (account->kept > most) clean(account, place, account->kept - most < size ? size - (account->kept - most) : 0);
  if (after && (char *)place + place->size == (char *)after) *place = (gap){after->next, place->size + after->size, place->kept + after->kept};
  if (before && (char *)before + before->size == (char *)place) {
    *before = (gap){place->next, before->size + place->size, before->kept + place->kept};
  } else if (before) {
    before->next = place;
  } else {
    first = place;
  }
}

void arena_trim(arena_account *account, ptrdiff_t most) {
  for (gap *place = first; place && account->kept > most; place = place->next) {
    ptrdiff_t excess = account->kept - most;
    clean(account, place, place->kept > excess ? place->kept - excess : 0);
  }
}

#endif
