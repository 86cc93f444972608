#!/usr/bin/env bash
# Compiles the records and the figures' renderer as Embedded Swift, with a program that draws a figure, into WebAssembly.
# Usage: build.sh OUTPUT.wasm, from the top of the tree. Needs the Swift toolchain and wasi-libc (Debian's package).
set -euo pipefail
output=$1
work=$(dirname "$output")/figures
libraries=/usr/lib/wasm32-wasi
bin=$(dirname "$(readlink -f "$(command -v "${SWIFTC:-swiftc}")")")
rm -rf "$work"
mkdir -p "$work"

embedded=(-target wasm32-unknown-none-wasm -enable-experimental-feature Embedded -enable-experimental-feature Extern -wmo -Osize
  -parse-as-library -swift-version 6 -package-name litmus -disable-stack-protector -I "$work")
for module in Records Figures; do
  find "Sources/$module" -name '*.swift' | LC_ALL=C sort >"$work/sources"
  "$bin/swiftc" "${embedded[@]}" -module-name $module -emit-module -emit-module-path "$work/$module.swiftmodule" \
    -c @"$work/sources" -o "$work/$module.o"
done
"$bin/swiftc" "${embedded[@]}" -module-name Program -c Tests/FiguresTests/WebAssembly/DrawnFigure.swift -o "$work/Program.o"
"$bin/clang" --target=wasm32-unknown-wasi -O2 -isystem /usr/include/wasm32-wasi -c Tests/FiguresTests/WebAssembly/main.c -o "$work/main.c.o"
"$bin/wasm-ld" "$libraries/crt1.o" --gc-sections -s "$work"/*.o -L"$libraries" -lc -lm \
  "$bin/../lib/swift/embedded/wasm32-unknown-none-wasm/libswiftUnicodeDataTables.a" -o "$output"
