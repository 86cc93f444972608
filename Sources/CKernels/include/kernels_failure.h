#pragma once
#include <stddef.h>

/// The message of the engine's last stop, UTF-8, zero-terminated; empty while nothing has failed.
/// The signal handler of a lesson's process reads it to report the failure at the lesson's line.
extern char ck_failure_message[2048];

/// Copies the message there, cut at a whole character where it is too long.
void ck_set_failure_message(const char *text, ptrdiff_t length);

/// The same message, for callers to whom an array is a tuple.
const char *ck_failure_text(void);
