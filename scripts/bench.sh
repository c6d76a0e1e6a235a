#!/usr/bin/env bash
# Rates beside other tools on the same made-up data, in one run, and what grows with the
# size: bench.sh native [SLICES [NESTED [FRAMES]]] | page [SLICES [NESTED [FRAMES]]] | memory | all
# The tables go into benches/RESULTS.md.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh

what=${1:-native}
shift || true

# The Python with the other tools; made anew when what is asked for changed.
venv=build/venv-bench
if ! cmp -s benches/requirements.txt "$venv/requirements.txt"; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r benches/requirements.txt
  cp benches/requirements.txt "$venv/requirements.txt"
fi

native() {
  command -v gdcmanon >/dev/null || {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libgdcm-tools >/dev/null
  } || echo "bench: no gdcmanon here, its row is left out"
  cargo build --release --quiet --bin safelight
  cargo build --release --quiet --example limit
  SAFELIGHT=$(safelight_command) LIMIT=$(target_folder)/release/examples/limit \
    "$venv/bin/python" benches/rates.py "$@"
  "$venv/bin/python" benches/results.py
}

# A library of the same kind in the same browser; without it its row is left out.
page() {
  [ -d build/bench-node/node_modules/dcmjs ] ||
    npm install --prefix build/bench-node --no-save --ignore-scripts --no-audit --no-fund --silent dcmjs@0.52.2 ||
    echo "bench: no dcmjs here, its row is left out"

  data=$(mktemp -d)
  trap 'rm -rf "$data"' EXIT
  "$venv/bin/python" - "$data" "$@" <<'MADE'
import pathlib
import sys

sys.path.insert(0, "benches")
import made_data

asked = [int(word) for word in sys.argv[2:]]
counts = (asked + [1000, 5000, 2048][len(asked):])[:3]
for name, make, count in zip(("ct", "small", "frames"), (made_data.slices, made_data.nested, made_data.frames), counts):
    folder = pathlib.Path(sys.argv[1]) / name
    folder.mkdir()
    make(folder, count)
MADE
  CHROMIUM="$(find_chromium)" node benches/browser.mjs "$data/ct" "$data/small" "$data/frames"
  "$venv/bin/python" benches/results.py
}

memory() {
  CHROMIUM="$(find_chromium)" node benches/memory.mjs "$@"
  "$venv/bin/python" benches/results.py
}

case $what in
native) native "$@" ;;
page) page "$@" ; exit ;;
memory) memory "$@" ; exit ;;
all) native; page; memory; exit ;;
*) echo "bench: native, page, memory or all" >&2; exit 2 ;;
esac

echo
cargo bench --quiet --bench text_rate

# The same in a browser: start-up of the lists, a report of two pages.
echo
WASM_BINDGEN_USE_BROWSER=1 CHROMEDRIVER="$(command -v chromedriver)" \
  WASM_BINDGEN_TEST_TIMEOUT=300 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=60 \
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$PWD/build/tools/bin/wasm-bindgen-test-runner" \
  wasm_cargo test -p safelight --release --quiet --no-default-features --features page --test wasm_rate 2>&1 | grep -E "first text|test result"
