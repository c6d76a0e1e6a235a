#!/usr/bin/env bash
# The main job on the bundled sample, by the command: scripts/run_sample.sh FOLDER OUT.zip
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh
folder=$1
out=$2
safelight=${SAFELIGHT:-$(safelight_command)}

rm -rf "$folder" "$out"
"$safelight" sample "$folder"
# 1 is an answer: the ultrasound frame with a name in its picture is withheld.
status=0
"$safelight" deidentify "$folder" --out "$out" --json "${out%.zip}.json" || status=$?
[ "$status" -le 1 ] || exit "$status"
echo
echo "in:  $folder ($(find "$folder" -type f | wc -l | tr -d ' ') files, made by code, no real person)"
echo "out: $PWD/$out ($(wc -c <"$out" | tr -d ' ') bytes)"
"$safelight" verify "$out"
echo
echo "scanned pages of reports: scripts/setup.sh ocr, then safelight deidentify ... --ocr build/ocr"
