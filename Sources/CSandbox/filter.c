// The filter of system calls: a program for the kernel's packet filter that looks at every call of a lesson's processes.
//
// It lists what is refused and lets the rest pass. A list of what is allowed would be shorter to trust, and would break with every
// new C library, Swift runtime or BLAS, whose calls nobody lists; what keeps a lesson in is the namespaces, the user without rights
// and the read-only files. The filter takes away what they leave: network families, doors into the kernel with a history of faults,
// and kinds of memory that no limit counts.
//
// Everything is refused with EPERM, so that a lesson can print why. Only clone3 says ENOSYS: its flags lie in memory, where a
// filter can not look, and C libraries fall back to clone.
#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#else
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifndef SECCOMP_FILTER_FLAG_SPEC_ALLOW
#define SECCOMP_FILTER_FLAG_SPEC_ALLOW (1UL << 2)
#endif

// Numbers above 423 are the same on every architecture; older headers lack them.
enum {
  call_io_uring_setup = 425, call_io_uring_enter, call_io_uring_register,
  call_open_tree, call_move_mount, call_fsopen, call_fsconfig, call_fsmount, call_fspick,
  call_clone3 = 435, call_pidfd_getfd = 438, call_mount_setattr = 442, call_quotactl_fd = 443, call_memfd_secret = 447,
};

static const int refused[] = {
    // Network. AF_UNIX pairs pass, see below.
    SYS_socket, SYS_bind, SYS_listen, SYS_connect,
    // Other processes' memory and descriptors.
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, call_pidfd_getfd,
    // Files beyond the ones that were bound: mounts, roots, handles.
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_name_to_handle_at, SYS_open_by_handle_at, SYS_fanotify_init,
    call_open_tree, call_move_mount, call_fsopen, call_fsconfig, call_fsmount, call_fspick, call_mount_setattr,
    // Namespaces.
    SYS_unshare, SYS_setns,
    // Doors into the kernel.
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, call_io_uring_setup, call_io_uring_enter, call_io_uring_register,
    SYS_keyctl, SYS_add_key, SYS_request_key, SYS_kexec_load, SYS_init_module, SYS_finit_module, SYS_delete_module,
    SYS_reboot, SYS_swapon, SYS_swapoff, SYS_acct, SYS_quotactl, call_quotactl_fd, SYS_syslog, SYS_personality,
    SYS_sethostname, SYS_setdomainname, SYS_settimeofday, SYS_clock_settime, SYS_adjtimex, SYS_clock_adjtime, SYS_vhangup,
#if defined(SYS_kexec_file_load)
    SYS_kexec_file_load,
#endif
#if defined(__x86_64__)
    SYS_iopl, SYS_ioperm, SYS_modify_ldt, SYS_uselib, SYS_ustat, SYS_sysfs,
#endif
    // Memory that RLIMIT_DATA does not count.
    SYS_memfd_create, call_memfd_secret, SYS_shmget, SYS_shmat, SYS_msgget, SYS_semget, SYS_mq_open,
};

enum { count = sizeof refused / sizeof *refused, longest = 2 * count + 64 };

static struct sock_filter program[longest];
static unsigned short length;

static void add(unsigned short code, uint32_t k, uint8_t yes, uint8_t no) {
  program[length++] = (struct sock_filter){code, yes, no, k};
}
static void load(size_t offset) { add(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offset, 0, 0); }
static void answer(uint32_t with) { add(BPF_RET | BPF_K, with, 0, 0); }
static void refuse(int error) { answer(SECCOMP_RET_ERRNO | (uint32_t)error); }
static void allow(void) { answer(SECCOMP_RET_ALLOW); }
/// The next `lines` are for this value only.
static void when(uint32_t value, uint8_t lines) { add(BPF_JMP | BPF_JEQ | BPF_K, value, 0, lines); }
static void when_any(uint32_t bits, uint8_t lines) { add(BPF_JMP | BPF_JSET | BPF_K, bits, 0, lines); }
// The low half of an argument; both architectures are little-endian.
static size_t argument(int index) { return offsetof(struct seccomp_data, args) + 8 * (size_t)index; }

static void write_program(void) {
  length = 0;
  // Another architecture's calls have other numbers, and 32-bit programs are none of a lesson's.
  load(offsetof(struct seccomp_data, arch));
  add(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
  answer(SECCOMP_RET_KILL_PROCESS);
  load(offsetof(struct seccomp_data, nr));
#if defined(__x86_64__)
  add(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1);  // x32
  refuse(EPERM);
#endif
  for (int i = 0; i < count; i++) {
    when((uint32_t)refused[i], 1);
    refuse(EPERM);
  }
  when(call_clone3, 1);
  refuse(ENOSYS);
  when(SYS_clone, 4);
  load(argument(0));
  when_any(CLONE_NEWNS | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP, 1);
  refuse(EPERM);
  allow();
  when(SYS_socketpair, 4);
  load(argument(0));
  when(AF_UNIX, 1);
  allow();
  refuse(EPERM);
  // Shared mappings and growing stacks are not counted as data: only private mappings pass.
  when(SYS_mmap, 8);
  load(argument(3));
  when_any(MAP_GROWSDOWN, 1);
  refuse(EPERM);
  add(BPF_ALU | BPF_AND | BPF_K, MAP_TYPE, 0, 0);
  when(MAP_PRIVATE, 1);
  allow();
  refuse(EPERM);
  allow();
  // Typing into a terminal, for programs that start a lesson on one.
  when(SYS_ioctl, 5);
  load(argument(1));
  when(TIOCSTI, 1);
  refuse(EPERM);
  when(TIOCLINUX, 1);
  refuse(EPERM);
  allow();
}

int sandbox_filter_calls(void) {
  write_program();
  struct sock_fprog whole = {length, program};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  // Without the flag, older kernels slow every load of the process down, as if it ran code of others in itself.
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_SPEC_ALLOW, &whole) == 0) return 0;
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &whole) == 0 ? 0 : errno;
}

#else

int sandbox_filter_calls(void) { return ENOSYS; }

#endif
