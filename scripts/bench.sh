#!/usr/bin/env bash
# Rates beside other tools on the same made-up data, then of the text room alone: make bench [FILES=1000 [NESTED=5000]]
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh

venv=build/venv-bench
if [ ! -x "$venv/bin/dicom-anonymizer" ]; then
  python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r benches/requirements.txt
fi
command -v gdcmanon >/dev/null || {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libgdcm-tools >/dev/null
} || echo "bench: no gdcmanon here, its row is left out"

cargo build --release --quiet --bin safelight
SAFELIGHT=$(safelight_command) "$venv/bin/python" benches/rates.py "${FILES:-1000}" "${NESTED:-5000}"

echo
cargo bench --quiet --bench text_rate

# The same in a browser: start-up of the lists, a report of two pages.
echo
WASM_BINDGEN_USE_BROWSER=1 CHROMEDRIVER="$(command -v chromedriver)" \
  WASM_BINDGEN_TEST_TIMEOUT=300 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=60 \
  CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$PWD/build/tools/bin/wasm-bindgen-test-runner" \
  wasm_cargo test -p safelight --release --quiet --no-default-features --features page --test wasm_rate 2>&1 | grep -E "first text|test result"
