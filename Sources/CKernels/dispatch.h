// One definition, compiled for several instruction sets; the loader picks the widest that the processor has.
#pragma once
#if defined(__linux__) && defined(__x86_64__)
#define CK_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CK_CLONES
#endif
#define CK_INLINE static inline __attribute__((always_inline))

// Elements of a chunk that one thread takes: a function of nothing, so that results do not depend on the number of threads.
enum { chunk_elements = 32768 };
