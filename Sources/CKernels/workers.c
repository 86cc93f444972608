// A pool of worker threads that comes back after fork.
//
// One job at a time. Chunks are handed out by an atomic counter; a worker that wakes late finds the counter at its end and goes
// back to sleep, so the caller never waits for a thread that has nothing in hand. After a fork the child has no workers: its
// handler forgets them, and the first job starts new ones.
#define _GNU_SOURCE
#include "kernels_workers.h"

#include "fork.h"

static inline ptrdiff_t least(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

static void run_serially(ptrdiff_t count, ptrdiff_t size, ck_chunk_function function, void *context) {
  for (ptrdiff_t chunk = 0, begin = 0; begin < count; chunk++, begin += size)
    function(context, chunk, begin, least(begin + size, count));
}

#if defined(__wasm__)

void ck_parallel_for(ptrdiff_t count, ptrdiff_t size, ck_chunk_function function, void *context) {
  run_serially(count, size, function, context);
}
int ck_thread_count(void) { return 1; }
void ck_set_thread_count(int count) { (void)count; }

#else

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

enum { most_threads = 64, spins_before_sleep = 2000 };

static struct {
  pthread_mutex_t submit;  // held by the thread whose job runs
  pthread_mutex_t lock;    // guards `open`, `inside`, `generation`'s sleepers
  pthread_cond_t wake;
  int started;             // workers alive in this process
  bool open;               // a job may be entered
  _Atomic ptrdiff_t generation;
  _Atomic int inside;      // workers that have entered the job
  _Atomic ptrdiff_t next;
  ptrdiff_t count, size;
  ck_chunk_function function;
  void *context;
  int allowed;             // workers that may enter the job
} pool = {.submit = PTHREAD_MUTEX_INITIALIZER, .lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};

static _Atomic int chosen_threads;
static _Thread_local bool inside_chunk;

static inline void pause_briefly(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

static void take_chunks(void) {
  inside_chunk = true;
  for (;;) {
    ptrdiff_t chunk = atomic_fetch_add(&pool.next, 1);
    if (chunk >= (pool.count + pool.size - 1) / pool.size) break;
    pool.function(pool.context, chunk, chunk * pool.size, least((chunk + 1) * pool.size, pool.count));
  }
  inside_chunk = false;
}

static void *work(void *unused) {
  (void)unused;
#if defined(__linux__)
  pthread_setname_np(pthread_self(), "engine");  // tells it from threads that a lesson starts
#endif
  ptrdiff_t seen = 0;
  for (;;) {
    for (int spin = 0; spin < spins_before_sleep && atomic_load(&pool.generation) == seen; spin++) pause_briefly();
    pthread_mutex_lock(&pool.lock);
    while (atomic_load(&pool.generation) == seen) pthread_cond_wait(&pool.wake, &pool.lock);
    seen = atomic_load(&pool.generation);
    bool enter = pool.open && atomic_load(&pool.inside) < pool.allowed;
    if (enter) atomic_fetch_add(&pool.inside, 1);
    pthread_mutex_unlock(&pool.lock);
    if (enter) {
      take_chunks();
      atomic_fetch_sub(&pool.inside, 1);
    }
  }
  return NULL;
}

// A fork waits for the running job, so that the child inherits a pool at rest.
void ck_workers_before_fork(void) {
  if (inside_chunk) return;
  pthread_mutex_lock(&pool.submit);
  pthread_mutex_lock(&pool.lock);
}
void ck_workers_after_fork_in_parent(void) {
  if (inside_chunk) return;
  pthread_mutex_unlock(&pool.lock);
  pthread_mutex_unlock(&pool.submit);
}
void ck_workers_after_fork_in_child(void) {
  pthread_mutex_init(&pool.submit, NULL);
  pthread_mutex_init(&pool.lock, NULL);
  pthread_cond_init(&pool.wake, NULL);
  pool.started = 0;
  pool.open = false;
  atomic_store(&pool.generation, 0);
  atomic_store(&pool.inside, 0);
  inside_chunk = false;
}

int ck_thread_count(void) {
  int count = atomic_load(&chosen_threads);
  if (count > 0) return count;
  const char *wanted = getenv("LITMUS_THREADS");
  count = wanted ? atoi(wanted) : 0;
  if (count <= 0) count = (int)sysconf(_SC_NPROCESSORS_ONLN);
  if (count < 1) count = 1;
  if (count > most_threads) count = most_threads;
  atomic_store(&chosen_threads, count);
  return count;
}

void ck_set_thread_count(int count) {
  atomic_store(&chosen_threads, count <= 0 ? 0 : count > most_threads ? most_threads : count);
}

static void start_workers(int wanted) {
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_attr_setstacksize(&attributes, 1 << 20);
  while (pool.started < wanted) {
    pthread_t thread;
    if (pthread_create(&thread, &attributes, work, NULL) != 0) break;  // fewer threads, same bits
    pool.started++;
  }
  pthread_attr_destroy(&attributes);
}

void ck_parallel_for(ptrdiff_t count, ptrdiff_t size, ck_chunk_function function, void *context) {
  int threads = ck_thread_count();
  if (count <= size || threads == 1 || inside_chunk || pthread_mutex_trylock(&pool.submit) != 0) {
    run_serially(count, size, function, context);
    return;
  }
  ptrdiff_t chunks = (count + size - 1) / size;
  int helpers = (int)least(threads - 1, chunks - 1);
  start_workers(helpers);

  pthread_mutex_lock(&pool.lock);
  pool.count = count;
  pool.size = size;
  pool.function = function;
  pool.context = context;
  pool.allowed = helpers;
  atomic_store(&pool.next, 0);
  pool.open = true;
  atomic_fetch_add(&pool.generation, 1);
  pthread_cond_broadcast(&pool.wake);
  pthread_mutex_unlock(&pool.lock);

  take_chunks();

  pthread_mutex_lock(&pool.lock);
  pool.open = false;
  pthread_mutex_unlock(&pool.lock);
  for (int spin = 0; atomic_load(&pool.inside) > 0; spin++) {
    if (spin < spins_before_sleep) pause_briefly(); else sched_yield();
  }
  pthread_mutex_unlock(&pool.submit);
}

#endif
