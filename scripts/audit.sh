#!/usr/bin/env bash
# Known faults, licences and sources of every package that builds, tests or is handed out:
# make audit. The lists of known faults are fetched anew, so it needs a network that lets
# them through; where it does not, the last line names what was not checked and it ends
# with 3.
set -uo pipefail
cd "$(dirname "$0")/.."
version=0.20.2
tools=build/tools
say() { printf 'audit: %s\n' "$*"; }

if [ "$("$tools/bin/cargo-deny" --version 2>/dev/null)" != "cargo-deny $version" ]; then
  say "cargo-deny $version (some minutes, once)"
  cargo install cargo-deny --version "$version" --locked --quiet --root "$tools" --target-dir "$tools/target" ||
    { say "cargo-deny could not be built"; exit 2; }
  rm -rf "$tools/target"
fi

failed=0
unchecked=""
node scripts/supply.mjs build/supply || failed=1
"$tools/bin/cargo-deny" --locked check --hide-inclusion-graph bans licenses sources || failed=1

"$tools/bin/cargo-deny" fetch db >build/audit.log 2>&1
if [ $? = 0 ]; then
  "$tools/bin/cargo-deny" --locked check --hide-inclusion-graph advisories || failed=1
else
  unchecked="known faults of crates"
fi

# npm answers with JSON also where it could not ask.
npm audit --json >build/npm_audit.json 2>build/audit.log
if node -e 'process.exit(JSON.parse(require("fs").readFileSync("build/npm_audit.json")).metadata ? 0 : 1)' 2>/dev/null; then
  node -e '
    const { metadata } = JSON.parse(require("fs").readFileSync("build/npm_audit.json"));
    const { total, ...kinds } = metadata.vulnerabilities;
    console.log(`npm: ${total} known faults`, kinds);
    process.exit(total === 0 ? 0 : 1)' || failed=1
else
  unchecked="${unchecked:+$unchecked, }known faults of npm packages"
fi

[ $failed = 0 ] || { say "something is not as it should be"; exit 1; }
[ -z "$unchecked" ] || { say "not checked, no list could be fetched: $unchecked"; exit 3; }
say "all is as it should be"
