// What compiled code calls on WebAssembly and no library there brings.
#if defined(__wasm__)
#include <stdint.h>

/// 64 × 64 → 128 bits, the compiler's own multiplication of wide integers.
typedef struct { uint64_t low, high; } wide;

void __multi3(wide *result, uint64_t a, uint64_t a_high, uint64_t b, uint64_t b_high) {
  const uint64_t mask = 0xffffffff;
  uint64_t a0 = a & mask, a1 = a >> 32, b0 = b & mask, b1 = b >> 32;
  uint64_t low = a0 * b0, middle = a1 * b0 + (low >> 32), other = a0 * b1 + (middle & mask);
  result->low = other << 32 | (low & mask);
  result->high = a1 * b1 + (middle >> 32) + (other >> 32) + a * b_high + a_high * b;
}

uintptr_t __stack_chk_guard = 0x5bd1e995;

_Noreturn void __stack_chk_fail(void) { __builtin_trap(); }
#endif
