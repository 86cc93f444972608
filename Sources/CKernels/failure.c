#include "kernels_failure.h"

#include <string.h>

char ck_failure_message[2048];

void ck_set_failure_message(const char *text, ptrdiff_t length) {
  ptrdiff_t most = (ptrdiff_t)sizeof ck_failure_message - 1;
  if (length > most) {
    length = most;
    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) length--;  // inside a character
  }
  memcpy(ck_failure_message, text, (size_t)length);
  ck_failure_message[length] = 0;
}

const char *ck_failure_text(void) { return ck_failure_message; }
