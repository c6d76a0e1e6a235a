#!/usr/bin/env bash
# Builds the engine for the page, build/wasm/safelight.js, .d.ts, _bg.wasm, and
# the small one for verify.html, build/wasm-check/, and the one that reads letters in
# pictures, build/wasm-reader/.
#
# Classic script glue (`no-modules`): a worker made of a Blob on file:// loads
# no modules. The route is the machine's, see toolchain.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh

built=$(target_folder)/wasm

# One engine: folder, the name of its library and of its global in the page, then
# what cargo is told.
engine() {
  local out=$1 global=$3
  local library=$built/wasm32-unknown-unknown/release/$2.wasm
  shift 3
  wasm_cargo rustc --lib --release --quiet --crate-type cdylib "$@"
  local stamp
  stamp=$(cksum <"$library")
  if [ -f "$out/stamp" ] && [ "$(cat "$out/stamp")" = "$stamp" ]; then
    echo "$out: unchanged ($(wc -c <"$out/safelight_bg.wasm" | tr -d ' ') bytes)"
    return
  fi
  rm -rf "$out"
  mkdir -p "$out"
  # wasm-opt does not pay here: measured, 5 % less before gzip, nothing after it,
  # and minutes of work. The name section goes instead.
  build/tools/bin/wasm-bindgen "$library" --target no-modules --no-modules-global "$global" \
    --remove-name-section --remove-producers-section --out-dir "$out" --out-name safelight
  echo "$stamp" >"$out/stamp"
  echo "$out: built ($(wc -c <"$out/safelight_bg.wasm" | tr -d ' ') bytes)"
}

engine build/wasm-reader safelight_ocr reader_bindgen -p safelight-ocr --features networks
engine build/wasm-check safelight wasm_bindgen -p safelight --no-default-features
engine build/wasm safelight wasm_bindgen -p safelight --no-default-features --features page
