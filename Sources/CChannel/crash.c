#define _GNU_SOURCE
#define _XOPEN_SOURCE 700
#include "channel.h"

#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>
#include <unistd.h>
#if defined(__linux__)
#include <sys/prctl.h>
#endif

enum { FRAMES = 96, REPORT = 32768, MESSAGE = 2048, PATH = 1024 };

void channel_after_fork(void);

static int report_socket = -1;
static const char *last_words;
static volatile sig_atomic_t exit_expected = 1;
static volatile sig_atomic_t reporting;
static uint8_t report[REPORT];
static uint8_t alternate_stack[256 * 1024];

int channel_interrupt_signal(void) { return SIGUSR2; }

static size_t put(size_t at, const void *bytes, size_t length) {
  if (at + length > REPORT) return at;
  memcpy(report + at, bytes, length);
  return at + length;
}

static size_t put32(size_t at, uint32_t value) { return put(at, &value, 4); }

// Async-signal-safe enough: backtrace() was called once before, so its library is loaded; everything else is memory and write().
// `fault` is the instruction that was interrupted; every other address is one that a call returns to.
static void write_report(int signal, void *fault) {
  size_t at = 5;
  int32_t number = signal;
  at = put(at, &number, 4);
  size_t words = last_words ? strnlen(last_words, MESSAGE) : 0;
  at = put32(at, (uint32_t)words);
  at = put(at, last_words, words);
  void *addresses[FRAMES];
  int count = backtrace(addresses, FRAMES);
  size_t frames_at = at;
  uint32_t frames = 0;
  at += 4;
  for (int i = 0; i < count; i++) {
    Dl_info info;
    if (!dladdr(addresses[i], &info) || info.dli_fname == NULL) continue;
    uint64_t offset = (uint64_t)((uintptr_t)addresses[i] - (uintptr_t)info.dli_fbase) + (addresses[i] == fault);
    size_t length = strnlen(info.dli_fname, PATH);
    if (at + 12 + length > REPORT) break;
    at = put(at, &offset, 8);
    at = put32(at, (uint32_t)length);
    at = put(at, info.dli_fname, length);
    frames++;
  }
  put32(frames_at, frames);
  put32(0, (uint32_t)(at - 4));
  report[4] = CHANNEL_FRAME_CRASH;
  for (size_t sent = 0; sent < at;) {
    ssize_t written = write(report_socket, report + sent, at - sent);
    if (written <= 0) break;
    sent += (size_t)written;
  }
}

static void *interrupted_instruction(void *context) {
#if defined(__linux__) && defined(__x86_64__)
  return (void *)((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
#elif defined(__linux__) && defined(__aarch64__)
  return (void *)((ucontext_t *)context)->uc_mcontext.pc;
#elif defined(__APPLE__) && defined(__aarch64__)
  return (void *)__darwin_arm_thread_state64_get_pc(((ucontext_t *)context)->uc_mcontext->__ss);
#else
  (void)context;
  return NULL;
#endif
}

static void on_signal(int signal, siginfo_t *info, void *context) {
  (void)info;
  if (reporting++ == 0) write_report(signal, interrupted_instruction(context));
  _exit(128 + signal);
}

static void on_exit_called(void) {
  if (!exit_expected && reporting++ == 0) write_report(CHANNEL_CRASH_EXIT, NULL);
}

void channel_expect_exit(int expected) { exit_expected = expected; }

void channel_report_crashes(int socket, const char *message) {
  static int registered;
  report_socket = socket;
  last_words = message;
  reporting = 0;
  void *warm[1];
  backtrace(warm, 1);
  stack_t stack = {.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
  sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_ONSTACK | SA_SIGINFO};
  sigfillset(&action.sa_mask);
  const int fatal[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS, SIGXCPU, SIGUSR2};
  for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
  if (!registered) {
    atexit(on_exit_called);
    pthread_atfork(NULL, NULL, channel_after_fork);
  }
  registered = 1;
}

void channel_die_with_parent(int dies) {
#if defined(__linux__)
  prctl(PR_SET_PDEATHSIG, dies ? SIGKILL : 0);
#else
  (void)dies;
#endif
}

void channel_adopt_orphans(void) {
#if defined(__linux__)
  prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
}
