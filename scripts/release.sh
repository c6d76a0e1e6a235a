#!/usr/bin/env bash
# Builds what is handed out into build/release: pages, the zip for a stick, the folder for a
# server, the modules for portals, third-party notices, bill of materials, check sums.
#
# Only of a clean tree: what is handed out is a commit. SOURCE names it. Nothing is
# signed here; who hands it out signs SHA256SUMS with a key that no build machine holds.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh
out=build/release

[ -z "$(git status --porcelain)" ] || { echo "release: the tree has changes that are not committed" >&2; exit 1; }
scripts/build_wasm.sh
node www/bundle.mjs
CHROMIUM="$(find_chromium)" node scripts/stick.mjs

rm -rf "$out"
mkdir -p "$out"
node scripts/supply.mjs pkg
cp pkg/notices.html pkg/sbom.cdx.json pkg/safelight.html pkg/safelight-ocr.html pkg/verify.html \
  pkg/safelight-stick.zip "$out/"
cp -R pkg/hosted "$out/hosted"
npm pack --silent --pack-destination "$out" ./pkg >/dev/null
git rev-parse HEAD >"$out/SOURCE"
cd "$out"
find . -type f ! -name SHA256SUMS | sed 's|^\./||' | LC_ALL=C sort | while read -r file; do sha256sum "$file"; done >SHA256SUMS
cat SHA256SUMS
