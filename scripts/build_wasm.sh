#!/usr/bin/env bash
# Builds the engine for the page: build/wasm/safelight.js, .d.ts, _bg.wasm.
#
# Classic script glue (`no-modules`): a worker made of a Blob on file:// loads
# no modules. The route is the machine's, see toolchain.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh

out=build/wasm
built=$(target_folder)/wasm/wasm32-unknown-unknown/release/safelight.wasm

wasm_cargo build --lib --release --quiet

stamp=$(cksum <"$built")
if [ -f "$out/stamp" ] && [ "$(cat "$out/stamp")" = "$stamp" ]; then
  echo "wasm: unchanged ($(wc -c <"$out/safelight_bg.wasm" | tr -d ' ') bytes)"
  exit 0
fi
rm -rf "$out"
mkdir -p "$out"
build/tools/bin/wasm-bindgen "$built" --target no-modules --out-dir "$out" --out-name safelight
bound=$(wc -c <"$out/safelight_bg.wasm" | tr -d ' ')
# The npm binaryen, not the system's: an old wasm-opt silently breaks the tables.
node node_modules/binaryen/bin/wasm-opt -O2 --enable-bulk-memory --enable-nontrapping-float-to-int \
  --enable-sign-ext --enable-mutable-globals --enable-reference-types --enable-multivalue \
  "$out/safelight_bg.wasm" -o "$out/smaller.wasm"
mv "$out/smaller.wasm" "$out/safelight_bg.wasm"
echo "$stamp" >"$out/stamp"
echo "wasm: $bound bytes bound, $(wc -c <"$out/safelight_bg.wasm" | tr -d ' ') bytes optimised"
