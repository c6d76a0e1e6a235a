# Which way this machine builds for wasm32. Sourced by setup.sh and build_wasm.sh;
# runs nothing by itself.
#
#   target  the cargo in use already has the wasm32 standard library
#   debian  Debian's rustc-web and its sources; std is built with the crate
#   rustup  rustup can fetch the target
#   none    nothing of this

# The wasm-bindgen version that the crate is locked to.
wasm_bindgen_version() {
  sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;}' Cargo.lock
}

has_wasm_target() {
  local sysroot
  sysroot=$("${RUSTC:-rustc}" --print sysroot 2>/dev/null) || return 1
  [ -d "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" ]
}

# Is the compiler $1 as new as Cargo.toml asks?
is_new_enough() {
  local asked found
  asked=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
  found=$("$1" --version 2>/dev/null | cut -d' ' -f2) || return 1
  [ "$(printf '%s\n%s\n' "$asked" "$found" | sort -V | head -1)" = "$asked" ]
}

has_debian_toolchain() {
  [ -x /usr/bin/rustc ] && [ -x /usr/bin/cargo ] && is_new_enough /usr/bin/rustc &&
    [ -f /usr/lib/rustlib/src/rust/library/std/Cargo.toml ] &&
    debian_linker >/dev/null
}

# wasm-ld under the name that the newest installed lld brings.
debian_linker() {
  local name
  for name in wasm-ld-19 wasm-ld-20 wasm-ld-18 wasm-ld; do
    command -v "$name" && return 0
  done
  return 1
}

wasm_route() {
  if has_wasm_target; then echo target
  elif has_debian_toolchain; then echo debian
  elif command -v rustup >/dev/null; then echo rustup
  else echo none
  fi
}

# Where cargo puts what it builds: a user's own settings are followed.
target_folder() {
  cargo metadata --no-deps --format-version 1 --offline |
    sed 's/.*"target_directory":"\([^"]*\)".*/\1/'
}

# The command as built for release.
safelight_command() { echo "$(target_folder)/release/safelight"; }

# cargo for wasm32 by the route of this machine: wasm_cargo build --lib ...
# A target folder of its own: the two compilers do not undo each other's work. All
# engines take four numbers at a time, which every browser that the page is for can:
# one set of flags, so that the standard library is built once.
wasm_cargo() {
  local command=$1
  shift
  # The panic places of dependencies name no folder of the builder's home.
  local flags="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo -Ctarget-feature=+simd128"
  local CARGO_TARGET_DIR
  CARGO_TARGET_DIR=$(target_folder)/wasm
  export CARGO_TARGET_DIR
  if [ "$(wasm_route)" = debian ]; then
    RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER="$(debian_linker)" \
      CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-Clinker-flavor=wasm-ld $flags" \
      /usr/bin/cargo "$command" --target wasm32-unknown-unknown -Zbuild-std=std,panic_abort "$@"
  else
    CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$flags" \
      cargo "$command" --target wasm32-unknown-unknown "$@"
  fi
}

# Chromium and Firefox under the names that systems give them.
find_program() {
  local name
  for name in "$@"; do
    if command -v "$name" 2>/dev/null; then return 0; fi
  done
  return 1
}

find_chromium() {
  find_program "${CHROMIUM:-chromium}" chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
    "/Applications/Chromium.app/Contents/MacOS/Chromium"
}

find_firefox() {
  find_program "${FIREFOX:-firefox-esr}" firefox "/Applications/Firefox.app/Contents/MacOS/firefox"
}
