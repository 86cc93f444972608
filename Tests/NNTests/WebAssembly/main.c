// The program around the training loop: prints what it reports, all digits of it.
#include <stdint.h>
#include <stdio.h>

void train(int32_t steps);

void report(int32_t kind, double value) { printf("%d %.17g\n", kind, value); }

int main(void) {
  train(200);
  return 0;
}
