#!/usr/bin/env bash
# Coverage-guided fuzzing of every door that takes bytes from outside: make fuzz
#
#   scripts/fuzz.sh [SECONDS A TARGET] [TARGET...]
#
# Seeds are written by fuzz/seeds.py to build/fuzz/seeds; fuzz/found holds one small file
# for each finding there ever was, run again first. What a target learns stays in
# build/fuzz/learned, so that the next run goes on. A finding is printed with the file that
# makes it again: FUZZ_TARGET=NAME build/fuzz/fuzz FILE. Ends with 1 on any.
set -uo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || targets=(dicom pixels pdf docx rtf hl7 fhir txt text zip package decisions messages)

# libFuzzer counts the edges that a run takes; the compiler's own pass marks them.
marks="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4"
marks+=" -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table"
marks+=" -Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0"
host=$(rustc -vV | sed -n 's/^host: //p')
built=$(target_folder)/fuzz
RUSTFLAGS="$marks" CARGO_TARGET_DIR=$built \
  cargo build --quiet --release --manifest-path fuzz/Cargo.toml --target "$host" || exit 2
mkdir -p build/fuzz/finds
cp "$built/$host/release/fuzz" build/fuzz/fuzz
native=$(target_folder)/debug/safelight
[ -x "$native" ] || cargo build --quiet --bin safelight || exit 2
SAFELIGHT=$native build/venv/bin/python fuzz/seeds.py build/fuzz/seeds || exit 2

failed=0
total=0
for target in "${targets[@]}"; do
  if [ "$target" = messages ]; then
    node fuzz/messages.mjs "$seconds" | tee "build/fuzz/$target.log" || failed=1
    total=$((total + $(sed -n 's/.* \([0-9]*\) runs.*/\1/p' "build/fuzz/$target.log" | head -1)))
    continue
  fi
  mkdir -p "build/fuzz/learned/$target" "fuzz/found/$target"
  log=build/fuzz/$target.log
  # The search for the planted name must find it in what was not cleaned.
  if [[ " dicom pdf docx rtf hl7 fhir txt " == *" $target "* ]] &&
    FUZZ_CANARY=1 FUZZ_TARGET=$target build/fuzz/fuzz -artifact_prefix=build/fuzz/canary- build/fuzz/seeds/"$target"/* >"$log" 2>&1; then
    echo "$target: the canary was not found, so nothing would be"
    failed=1
    continue
  fi
  # 10 s is a hang, 1 GB is too much, 64 KB is what a small input can be.
  FUZZ_TARGET=$target build/fuzz/fuzz -timeout=10 -rss_limit_mb=1024 -max_len=65536 -max_total_time="$seconds" \
    -print_final_stats=1 -use_value_profile=1 -artifact_prefix="build/fuzz/finds/$target-" \
    "build/fuzz/learned/$target" "build/fuzz/seeds/$target" "fuzz/found/$target" >"$log" 2>&1
  status=$?
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  speed=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
  memory=$(sed -n 's/^stat::peak_rss_mb: *//p' "$log")
  total=$((total + ${runs:-0}))
  printf '%-10s %10s runs %8s a second %6s MB   %s\n' "$target" "${runs:-?}" "${speed:-?}" "${memory:-?}" \
    "$([ $status = 0 ] && echo clean || echo "FOUND: $(grep -m1 -E 'panicked at|ERROR:|Test unit written' "$log")")"
  [ $status = 0 ] || { failed=1; grep -A1 -E 'panicked at' "$log" | head -4; grep 'Test unit written' "$log"; }
done
find fuzz/found -type d -empty -delete
echo "$total runs"
exit $failed
