// Large buffers: one reserved range of addresses, filled from below.
//
// A request takes the smallest gap that holds it, at its lower end, and what is given back joins its neighbours. So a training step
// finds for one tensor the room that others left, whatever their sizes were, and the range is little longer than what is in use at
// one time. Gaps carry their own list, in the order of addresses. The caller holds a lock.
#pragma once
#include <stddef.h>

typedef struct {
  ptrdiff_t in_use;  // bytes of buffers, in whole pages
  ptrdiff_t kept;    // bytes of gaps that the system has given pages to
} arena_account;

/// A buffer of `size` bytes, aligned to a page; NULL when there is no more. `fresh` becomes 1 where pages come from the system.
void *arena_take(arena_account *account, ptrdiff_t size, int *fresh);

/// Gives a buffer back; its pages go to the system if more than `most` bytes would be kept.
void arena_give_back(arena_account *account, void *buffer, ptrdiff_t size, ptrdiff_t most);

/// Gives kept pages back to the system until at most `most` bytes are kept.
void arena_trim(arena_account *account, ptrdiff_t most);
