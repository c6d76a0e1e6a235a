#!/usr/bin/env bash
# Builds the engine for the page, build/wasm/safelight.js, .d.ts, _bg.wasm, and
# the small one for verify.html, build/wasm-check/.
#
# Classic script glue (`no-modules`): a worker made of a Blob on file:// loads
# no modules. The route is the machine's, see toolchain.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh

built=$(target_folder)/wasm/wasm32-unknown-unknown/release/safelight.wasm

# One engine: folder, then what cargo is told.
engine() {
  local out=$1
  shift
  wasm_cargo rustc --lib --release --quiet --crate-type cdylib -p safelight "$@"
  local stamp
  stamp=$(cksum <"$built")
  if [ -f "$out/stamp" ] && [ "$(cat "$out/stamp")" = "$stamp" ]; then
    echo "$out: unchanged ($(wc -c <"$out/safelight_bg.wasm" | tr -d ' ') bytes)"
    return
  fi
  rm -rf "$out"
  mkdir -p "$out"
  # wasm-opt does not pay here: measured, 5 % less before gzip, nothing after it,
  # and minutes of work. The name section goes instead.
  build/tools/bin/wasm-bindgen "$built" --target no-modules --remove-name-section \
    --remove-producers-section --out-dir "$out" --out-name safelight
  echo "$stamp" >"$out/stamp"
  echo "$out: built ($(wc -c <"$out/safelight_bg.wasm" | tr -d ' ') bytes)"
}

engine build/wasm-check --no-default-features
engine build/wasm --no-default-features --features page
