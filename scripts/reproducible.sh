#!/usr/bin/env bash
# Builds the last commit twice, in two folders whose paths differ, and compares the pages:
# scripts/reproducible.sh. Ends with 1 where a byte differs. Two builds of all engines:
# some ten minutes or more.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
one=$work/a
two=$work/another/folder/with/a/longer/path

for folder in "$one" "$two"; do
  mkdir -p "$(dirname "$folder")"
  git clone --quiet . "$folder"
  (
    cd "$folder"
    scripts/setup.sh build
    scripts/build_wasm.sh
    node www/bundle.mjs
  ) >"$folder.log" 2>&1 || { tail -20 "$folder.log"; exit 1; }
  (cd "$folder/pkg" && find . -type f | LC_ALL=C sort | xargs sha256sum) >"$folder.sums"
done
cat "$one.sums"
if cmp -s "$one.sums" "$two.sums"; then echo "reproducible: the same bytes in both folders"; else
  diff "$one.sums" "$two.sums" || true
  echo "reproducible: the folders differ" >&2
  exit 1
fi
