#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

static int limit(int what, uint64_t most) {
  if (most == 0) return 0;
  struct rlimit was;
  if (getrlimit(what, &was) != 0) return errno;
  // Not above what the process was given: that would need rights that it has not.
  rlim_t bound = was.rlim_max != RLIM_INFINITY && most > was.rlim_max ? was.rlim_max : (rlim_t)most;
  struct rlimit now = {bound, bound};
  return setrlimit(what, &now) == 0 ? 0 : errno;
}

static void close_above(int socket) {
#if defined(SYS_close_range)
  if (syscall(SYS_close_range, (unsigned)socket + 1, ~0u, 0) == 0) return;
#endif
  for (int descriptor = socket + 1; descriptor < 1024; descriptor++) close(descriptor);
}

static int become(uint32_t user) {
  if (user == 0) return 0;
  if (setgroups(0, NULL) != 0 || setgid(user) != 0 || setuid(user) != 0) return errno;
  // Root's return would be the worst failure of all, so it is tried.
  return setuid(0) == 0 ? EPERM : 0;
}

/// When memory runs out, the system ends this process before any other.
static void volunteer(void) {
#if defined(__linux__)
  int file = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (file < 0) return;
  if (write(file, "1000", 4) != 4) { /* then it is a process like any other */ }
  close(file);
#endif
}

void sandbox_limit_memory(pid_t process, uint64_t bytes) {
#if defined(__linux__)
  struct rlimit limit = {bytes, bytes};
  prlimit(process, RLIMIT_DATA, &limit, NULL);
#else
  (void)process, (void)bytes;
#endif
}

int sandbox_enter(const sandbox_limits *limits, int socket, const char **failed) {
  int error;
#define STEP(name, call) \
  if ((error = (call)) != 0) { \
    *failed = name; \
    return error; \
  }
  close_above(socket > 2 ? socket : 2);
  volunteer();
  STEP("change of user", become(limits->user))
  struct rlimit none = {0, 0};
  STEP("limit on core files", setrlimit(RLIMIT_CORE, &none) == 0 ? 0 : errno)
#if defined(__linux__)
  STEP("limit on memory", limit(RLIMIT_DATA, limits->memory))
#endif
  STEP("limit on files' size", limit(RLIMIT_FSIZE, limits->file_size))
  STEP("limit on open files", limit(RLIMIT_NOFILE, limits->open_files))
  STEP("limit on processes", limit(RLIMIT_NPROC, limits->processes))
  STEP("limit on processor time", limit(RLIMIT_CPU, limits->cpu_seconds))
  if (limits->filters_calls) STEP("filter of system calls", sandbox_filter_calls())
  return 0;
}
