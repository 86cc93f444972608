#!/usr/bin/env bash
# Compiles the engine's core as Embedded Swift, its kernels as C, and a training loop on both, into one WebAssembly program.
# Without vector instructions, which the toolchain's wasmkit does not know; the bits are the same.
# Usage: build.sh OUTPUT.wasm, from the top of the tree. Needs the Swift toolchain and wasi-libc (Debian's package).
set -euo pipefail
output=$1
work=$(dirname "$output")
headers=/usr/include/wasm32-wasi
libraries=/usr/lib/wasm32-wasi
bin=$(dirname "$(readlink -f "$(command -v "${SWIFTC:-swiftc}")")")
mkdir -p "$work"

printf 'module CKernels { umbrella "%s/Sources/CKernels/include" export * }\n' "$PWD" >"$work/module.modulemap"
embedded=(-target wasm32-unknown-none-wasm -enable-experimental-feature Embedded -enable-experimental-feature Extern -wmo -Osize
  -parse-as-library -swift-version 6 -Xcc -fmodule-map-file="$work/module.modulemap" -Xcc -isystem -Xcc "$headers" -I "$work")

for source in Sources/CKernels/*.c Tests/NNTests/WebAssembly/main.c; do
  "$bin/clang" --target=wasm32-unknown-wasi -O3 -ffp-contract=off -fno-math-errno -isystem "$headers" \
    -I Sources/CKernels/include -c "$source" -o "$work/$(basename "$source" .c).c.o" &
done
find Sources/NN -name '*.swift' | LC_ALL=C sort >"$work/sources"
"$bin/swiftc" "${embedded[@]}" -module-name NN -emit-module -emit-module-path "$work/NN.swiftmodule" \
  -c @"$work/sources" -o "$work/NN.o"
"$bin/swiftc" "${embedded[@]}" -module-name Training -c Tests/NNTests/WebAssembly/TrainingLoop.swift -o "$work/Training.o"
wait
"$bin/wasm-ld" "$libraries/crt1.o" --gc-sections -s "$work"/*.o -L"$libraries" -lc -lm \
  "$bin/../lib/swift/embedded/wasm32-unknown-none-wasm/libswiftUnicodeDataTables.a" -o "$output"
