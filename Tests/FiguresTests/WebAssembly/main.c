// The program around the drawing: prints it.
#include <stdint.h>
#include <stdio.h>

void draw(void);

void write_byte(uint8_t byte) { putchar(byte); }

int main(void) {
  draw();
  return 0;
}
