#pragma once
// Files for weights, without Foundation: a lesson's process need not load it for them. Absent in the browser.
#if !defined(__wasm__)
#include <stddef.h>
#include <stdint.h>

/// Opens a regular file. Returns its descriptor, or minus the error's number; `byte_count` gets its size.
int32_t ck_open_file(const char *path, int64_t *byte_count);

/// Reads `count` bytes from `offset` on. Returns 0, the error's number, or −1 where the file ends before.
int32_t ck_read_file(int32_t file, int64_t offset, void *bytes, int64_t count);

/// Creates a file that does not exist yet beside `path`, whose name goes to `temporary`. Returns its descriptor, or minus the
/// error's number.
int32_t ck_create_file_beside(const char *path, char *temporary, ptrdiff_t capacity);

/// Appends bytes. Returns 0 or the error's number.
int32_t ck_write_file(int32_t file, const void *bytes, int64_t count);

/// Brings the bytes to the disk, closes the file and renames it to `path`, which it replaces at once and whole. Returns 0 or the
/// error's number; on an error the temporary file is removed.
int32_t ck_finish_file(int32_t file, const char *temporary, const char *path);

void ck_close_file(int32_t file);
void ck_remove_file(const char *path);

/// The system's words for an error's number.
const char *ck_error_text(int32_t number);
#endif
