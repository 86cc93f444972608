// What a lesson's process takes from itself before it loads anything of a lesson.
#pragma once
#include <stdint.h>
#include <sys/types.h>

/// Zero: as it was.
typedef struct {
  uint64_t memory;       // bytes of private writable memory of one process (RLIMIT_DATA)
  uint64_t file_size;    // bytes of the longest file
  uint64_t open_files;   // descriptors of one process
  uint64_t processes;    // processes and threads of the user
  uint64_t cpu_seconds;  // processor time of one process
  uint32_t user;         // becomes this user and group, for good
  int32_t filters_calls; // refuses the system calls that a lesson has no use for
} sandbox_limits;

/// Closes every descriptor above `socket`, then puts on what `limits` says. Nothing of it can be taken off again.
/// Returns 0, or an errno with the name of what failed.
int sandbox_enter(const sandbox_limits *limits, int socket, const char **failed);

/// Limits the private writable memory of another process of this user, and of what it starts. Linux only; elsewhere nothing happens.
void sandbox_limit_memory(pid_t process, uint64_t bytes);

/// Refuses calls with "Operation not permitted": sockets, tracing, mounts, namespaces, memory that no limit counts, the kernel's own
/// doors. Returns 0 or an errno. `filter.c` has the list and the reasons.
int sandbox_filter_calls(void);
