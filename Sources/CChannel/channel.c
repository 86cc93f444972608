#define _GNU_SOURCE
#include "channel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

int channel_pair(int sockets[2]) {
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0) return errno;
  for (int i = 0; i < 2; i++) fcntl(sockets[i], F_SETFD, FD_CLOEXEC);
  return 0;
}

void channel_name_senders(int socket) {
#if defined(__linux__)
  int on = 1;
  setsockopt(socket, SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
#else
  (void)socket;
#endif
}

void channel_after_fork(void);

static int write_all(int socket, const uint8_t *bytes, size_t length) {
  while (length > 0) {
    ssize_t written = send(socket, bytes, length, MSG_NOSIGNAL);
    if (written < 0) {
      if (errno == EINTR) continue;
      return errno;
    }
    bytes += written;
    length -= (size_t)written;
  }
  return 0;
}

int channel_pipe(int ends[2]) {
#if defined(__linux__)
  return pipe2(ends, O_CLOEXEC) == 0 ? 0 : errno;
#else
  if (pipe(ends) != 0) return errno;
  for (int i = 0; i < 2; i++) fcntl(ends[i], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

static pthread_mutex_t sending = PTHREAD_MUTEX_INITIALIZER;

// A thread that was sending does not exist in the child, and its lock would never open.
void channel_after_fork(void) { pthread_mutex_init(&sending, NULL); }

// The lock is held to the end, so that no other thread leaves half a frame behind.
int channel_leave_threads(void) {
  pthread_mutex_lock(&sending);
  pid_t child = fork();
  if (child > 0) _exit(0);
  if (child < 0) pthread_mutex_unlock(&sending);
  return child < 0 ? -1 : 0;
}

int channel_send(int socket, uint8_t kind, const void *payload, size_t length, const int *descriptors, int count) {
  uint8_t header[5];
  uint32_t size = (uint32_t)(length + 1);
  memcpy(header, &size, 4);
  header[4] = kind;
  struct iovec part = {.iov_base = header, .iov_len = sizeof header};
  union {
    char bytes[CMSG_SPACE(2 * sizeof(int))];
    struct cmsghdr align;
  } control;
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (count > 0) {
    memset(&control, 0, sizeof control);
    message.msg_control = control.bytes;
    message.msg_controllen = CMSG_SPACE((size_t)count * sizeof(int));
    struct cmsghdr *beside = CMSG_FIRSTHDR(&message);
    beside->cmsg_level = SOL_SOCKET;
    beside->cmsg_type = SCM_RIGHTS;
    beside->cmsg_len = CMSG_LEN((size_t)count * sizeof(int));
    memcpy(CMSG_DATA(beside), descriptors, (size_t)count * sizeof(int));
  }
  pthread_mutex_lock(&sending);
  int result = 0;
  ssize_t sent;
  do sent = sendmsg(socket, &message, MSG_NOSIGNAL);
  while (sent < 0 && errno == EINTR);
  if (sent < 0) result = errno;
  else if ((size_t)sent < sizeof header) result = write_all(socket, header + sent, sizeof header - (size_t)sent);
  if (result == 0) result = write_all(socket, payload, length);
  pthread_mutex_unlock(&sending);
  return result;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

/// Waits for something to read, until a time of `now`.
static int await(int socket, double until) {
  for (;;) {
    double left = until - now();
    struct pollfd watched = {.fd = socket, .events = POLLIN};
    int ready = poll(&watched, 1, left <= 0 ? 0 : left > 1000 ? 1000000 : (int)(left * 1000) + 1);
    if (ready > 0) return 0;
    if (ready < 0 && errno != EINTR) return CHANNEL_FAILED;
    if (left <= 0) return CHANNEL_TIMED_OUT;
  }
}

static int read_all(int socket, uint8_t *bytes, size_t length, double until) {
  while (length > 0) {
    ssize_t got = recv(socket, bytes, length, until == 0 ? 0 : MSG_DONTWAIT);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      int waited = await(socket, until);
      if (waited != 0) return waited;
      continue;
    }
    if (got <= 0) return CHANNEL_ENDED;
    bytes += got;
    length -= (size_t)got;
  }
  return 0;
}

#if defined(__linux__)
enum { SENDER_SPACE = CMSG_SPACE(sizeof(struct ucred)) };
#else
enum { SENDER_SPACE = 0 };
#endif

ssize_t channel_receive(
    int socket, size_t limit, double seconds, uint8_t *kind, void **payload, int descriptors[2], pid_t *sender) {
  double until = seconds < 0 ? 0 : now() + seconds;
  *payload = NULL;
  if (sender) *sender = 0;
  descriptors[0] = descriptors[1] = -1;
  uint8_t header[5];
  struct iovec part = {.iov_base = header, .iov_len = sizeof header};
  union {
    char bytes[CMSG_SPACE(2 * sizeof(int)) + SENDER_SPACE];
    struct cmsghdr align;
  } control;
  struct msghdr message = {
      .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  int failed = 0;
  ssize_t got;
  for (;;) {
    got = recvmsg(socket, &message, until == 0 ? 0 : MSG_DONTWAIT);
    if (got >= 0 || (errno != EINTR && errno != EAGAIN && errno != EWOULDBLOCK)) break;
    if (errno != EINTR && (failed = await(socket, until)) != 0) return failed;
  }
  if (got == 0) return CHANNEL_ENDED;
  if (got < 0) return errno == ECONNRESET ? CHANNEL_ENDED : CHANNEL_FAILED;
  for (struct cmsghdr *beside = CMSG_FIRSTHDR(&message); beside; beside = CMSG_NXTHDR(&message, beside)) {
#if defined(__linux__)
    if (sender && beside->cmsg_level == SOL_SOCKET && beside->cmsg_type == SCM_CREDENTIALS) {
      struct ucred credentials;
      memcpy(&credentials, CMSG_DATA(beside), sizeof credentials);
      *sender = credentials.pid;
    }
#endif
    if (beside->cmsg_level != SOL_SOCKET || beside->cmsg_type != SCM_RIGHTS) continue;
    size_t count = (beside->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    memcpy(descriptors, CMSG_DATA(beside), (count > 2 ? 2 : count) * sizeof(int));
  }
  if ((size_t)got < sizeof header && (failed = read_all(socket, header + got, sizeof header - (size_t)got, until)) != 0) return failed;
  uint32_t size;
  memcpy(&size, header, 4);
  if (size == 0) return CHANNEL_FAILED;
  if (size - 1 > limit) return CHANNEL_TOO_LONG;
  *kind = header[4];
  *payload = malloc(size);
  if (*payload == NULL) return CHANNEL_FAILED;
  if ((failed = read_all(socket, *payload, size - 1, until)) != 0) {
    free(*payload);
    *payload = NULL;
    return failed;
  }
  return (ssize_t)(size - 1);
}

static void nothing(int signal) { (void)signal; }

void channel_block_child_signal(int block) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  if (block) {
    struct sigaction action = {.sa_handler = nothing};
    sigaction(SIGCHLD, &action, NULL);
  }
  sigprocmask(block ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

int channel_wait(int socket) {
  fd_set readable;
  FD_ZERO(&readable);
  FD_SET(socket, &readable);
  sigset_t open;
  sigprocmask(SIG_SETMASK, NULL, &open);
  sigdelset(&open, SIGCHLD);
  int ready = pselect(socket + 1, &readable, NULL, NULL, NULL, &open);
  if (ready > 0) return 1;
  return ready < 0 && errno == EINTR ? 0 : -1;
}
