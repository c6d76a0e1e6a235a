#!/usr/bin/env bash
# Runs suites and counts their tests: scripts/test.sh rust wasm web corpus pixels readers reports pdfs
#
# Every suite's words go to the screen and to build/tests/NAME.log. A suite that
# fails does not stop the others. The last line counts everything.
set -uo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh
export CARGO_TERM_COLOR=never

logs=build/tests
mkdir -p "$logs"
rm -f "$logs/sample.sha256"
total_passed=0
total_failed=0
table=""

# Adds up "test result: ok. 12 passed; 0 failed" (cargo and the wasm runner),
# "12 passed, 0 failed" (our scripts) and TAP's "# pass 12" (node).
count() {
  awk '
    match($0, /test result: [a-zA-Z]+\. [0-9]+ passed; [0-9]+ failed/) { split(substr($0, RSTART, RLENGTH), w, /[ ;]+/); passed += w[4]; failed += w[6]; next }
    /^([a-z-]+: )?[0-9]+ passed, [0-9]+ failed/ { line = $0; sub(/^[a-z-]+: /, "", line); split(line, w, /[ ,]+/); passed += w[1]; failed += w[3]; next }
    /^# pass [0-9]+$/ { passed += $3 }
    /^# fail [0-9]+$/ { failed += $3 }
    END { print passed + 0, failed + 0 }' "$1"
}

# The command as the tests of the engine are built: nothing is compiled twice, and
# every sum is checked for overflow. `make run` builds the one that is handed out.
native_command() {
  cargo build --quiet --bin safelight || return 1
  SAFELIGHT=$(target_folder)/debug/safelight
  export SAFELIGHT
}

native_release() {
  cargo build --release --quiet --bin safelight || return 1
  SAFELIGHT=$(safelight_command)
  export SAFELIGHT
}

digest=$PWD/build/tests/sample.sha256

# Where the set-up has run, missing models are a failure and no reason to skip.
suite_rust() {
  rm -f "$digest"
  SAFELIGHT_NEEDS_OCR=yes SAFELIGHT_DIGEST_FILE=$digest cargo test --no-fail-fast --quiet 2>&1
}

# The digest of the native run goes into the build of the browser test.
suite_wasm() {
  [ -s "$digest" ] || SAFELIGHT_DIGEST_FILE=$digest cargo test --quiet --test wasm || return 1
  SAFELIGHT_EXPECTED_SHA256=$(cat "$digest") \
    WASM_BINDGEN_USE_BROWSER=1 CHROMEDRIVER="$(command -v chromedriver)" \
    WASM_BINDGEN_TEST_TIMEOUT=300 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=60 \
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER="$PWD/build/tools/bin/wasm-bindgen-test-runner" \
    wasm_cargo test -p safelight --release --no-default-features --features page --test wasm 2>&1 | grep -vE "^ +(Compiling|Downloaded|Finished)"
}

suite_web() {
  native_command && scripts/build_wasm.sh && node www/bundle.mjs || return 1
  PYTHON="$PWD/build/venv/bin/python" CHROMIUM="$(find_chromium)" FIREFOX="$(find_firefox)" \
    node --test --test-concurrency=1 --test-reporter=tap tests/web/*.test.mjs 2>&1
}

suite_corpus() { native_command && build/venv/bin/python scripts/corpus.py 2>&1; }

# A debug build: as the tests, with every check on overflow. Of the made-up pictures with
# text those of one person; `make test-screening` takes all.
suite_pixels() {
  cargo build --quiet --example pixels || return 1
  build/venv/bin/python scripts/pixels.py --command "$(target_folder)/debug/examples/pixels" 2>&1
  local failed=$?
  native_command || return 1
  build/venv/bin/python scripts/boxes.py --command "$SAFELIGHT" 2>&1 || failed=1
  build/venv/bin/python scripts/screening.py --command "$SAFELIGHT" --people 1 --pictures 12 2>&1 || failed=1
  return $failed
}

suite_readers() {
  native_command && scripts/run_sample.sh build/sample build/sample-out.zip || return 1
  build/venv/bin/python scripts/readers.py build/sample build/sample-out.zip 2>&1
}

suite_reports() {
  native_command || return 1
  CHROMIUM="$(find_chromium)" build/venv/bin/python scripts/reports.py 2>&1
}

# Not among the suites of `make test`: it takes minutes.
suite_screening() {
  native_release || return 1
  build/venv/bin/python scripts/screening.py --command "$SAFELIGHT" ${READER:+--reader "$READER"} 2>&1
}

# Not among the suites of `make test`: it fetches 60 MB and takes minutes.
suite_pdfs() { native_release && build/venv/bin/python scripts/pdf_corpus.py 2>&1; }

for name in "$@"; do
  echo "== $name"
  started=$SECONDS
  "suite_$name" 2>&1 | tee "$logs/$name.log"
  status=${PIPESTATUS[0]}
  read -r passed failed <<<"$(count "$logs/$name.log")"
  # A suite that broke, or ran nothing, is a failure even if no test says so.
  if [ "$failed" = 0 ] && { [ "$status" != 0 ] || [ "$passed" = 0 ]; }; then failed=1; fi
  total_passed=$((total_passed + passed))
  total_failed=$((total_failed + failed))
  table+=$(printf '%-9s %5d passed %5d failed %6d s' "$name" "$passed" "$failed" $((SECONDS - started)))$'\n'
done

echo
echo "Tests by kind"
printf '%s' "$table"
echo
echo "$total_passed passed, $total_failed failed"
[ "$total_failed" = 0 ]
