#if !defined(__wasm__)
#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "kernels_files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/// Linux moves at most 2 GiB a call.
enum { most_at_once = 1 << 30 };

int32_t ck_open_file(const char *path, int64_t *byte_count) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -errno;
  struct stat status;
  int error = fstat(file, &status) != 0 ? errno : S_ISDIR(status.st_mode) ? EISDIR : S_ISREG(status.st_mode) ? 0 : ESPIPE;
  if (error) {
    close(file);
    return -error;
  }
  *byte_count = status.st_size;
  return file;
}

int32_t ck_read_file(int32_t file, int64_t offset, void *bytes, int64_t count) {
  for (int64_t done = 0; done < count;) {
    int64_t rest = count - done;
    ssize_t got = pread(file, (char *)bytes + done, (size_t)(rest < most_at_once ? rest : most_at_once), offset + done);
    if (got == 0) return -1;
    if (got > 0) done += got;
    else if (errno != EINTR) return errno;
  }
  return 0;
}

int32_t ck_create_file_beside(const char *path, char *temporary, ptrdiff_t capacity) {
  for (int attempt = 0; attempt < 1000; attempt++) {
    if (snprintf(temporary, (size_t)capacity, "%s.%d-%d.partial", path, (int)getpid(), attempt) >= capacity) return -ENAMETOOLONG;
    int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file >= 0) return file;
    if (errno != EEXIST) return -errno;
  }
  return -EEXIST;
}

int32_t ck_write_file(int32_t file, const void *bytes, int64_t count) {
  for (int64_t done = 0; done < count;) {
    int64_t rest = count - done;
    ssize_t put = write(file, (const char *)bytes + done, (size_t)(rest < most_at_once ? rest : most_at_once));
    if (put >= 0) done += put;
    else if (errno != EINTR) return errno;
  }
  return 0;
}

int32_t ck_finish_file(int32_t file, const char *temporary, const char *path) {
  int error = fsync(file) != 0 ? errno : 0;
  if (close(file) != 0 && !error) error = errno;
  if (!error && rename(temporary, path) != 0) error = errno;
  if (error) unlink(temporary);
  return error;
}

void ck_close_file(int32_t file) { close(file); }
void ck_remove_file(const char *path) { unlink(path); }
const char *ck_error_text(int32_t number) { return strerror(number); }
#endif
