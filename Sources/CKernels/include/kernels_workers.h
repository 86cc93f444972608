#pragma once
#include <stddef.h>

/// One chunk of a job: elements `begin` up to but not including `end`; `chunk` counts from 0.
typedef void (*ck_chunk_function)(void *context, ptrdiff_t chunk, ptrdiff_t begin, ptrdiff_t end);

/// Calls `function` for the chunks [0, size), [size, 2 size), … of `count` elements, on the calling thread and the workers.
/// Which thread runs a chunk is left open; the chunks are not, so a function that writes its own chunk alone gives the same bits
/// for any number of threads. Returns when all are done. Called from inside a chunk, it runs serially.
void ck_parallel_for(ptrdiff_t count, ptrdiff_t size, ck_chunk_function function, void *context);

/// How many threads work on a job, the caller included; at least 1.
/// Default: LITMUS_THREADS if set, else the number of processors online.
int ck_thread_count(void);

/// Sets the number of threads from the next job on; 0 or less goes back to the default.
void ck_set_thread_count(int count);
