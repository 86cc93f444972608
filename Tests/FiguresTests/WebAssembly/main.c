// The program around the drawing: prints it.
#include <stdint.h>
#include <stdio.h>

void draw(void);

void write_byte(uint8_t byte) { putchar(byte); }

// Products of 128 bits, which compilers expect of their own library and Debian's wasi-libc does not have.
__int128 __multi3(__int128 a, __int128 b) {
  uint64_t low_a = (uint64_t)a, low_b = (uint64_t)b;
  uint64_t a0 = (uint32_t)low_a, a1 = low_a >> 32, b0 = (uint32_t)low_b, b1 = low_b >> 32;
  uint64_t p00 = a0 * b0, p01 = a0 * b1, p10 = a1 * b0, p11 = a1 * b1;
  uint64_t middle = (p00 >> 32) + (uint32_t)p01 + (uint32_t)p10;
  uint64_t low = (middle << 32) | (uint32_t)p00;
  uint64_t high = p11 + (p01 >> 32) + (p10 >> 32) + (middle >> 32);
  high += (uint64_t)((unsigned __int128)a >> 64) * low_b + low_a * (uint64_t)((unsigned __int128)b >> 64);
  return (__int128)(((unsigned __int128)high << 64) | low);
}

int main(void) {
  draw();
  return 0;
}
