#include "fork.h"
#if !defined(__wasm__)
#include <pthread.h>

static void before(void) { ck_workers_before_fork(); ck_buffers_before_fork(); }
static void in_parent(void) { ck_buffers_after_fork_in_parent(); ck_workers_after_fork_in_parent(); }
static void in_child(void) { ck_buffers_after_fork_in_child(); ck_workers_after_fork_in_child(); }

__attribute__((constructor)) static void register_handlers(void) { pthread_atfork(before, in_parent, in_child); }
#endif
