#!/usr/bin/env bash
# Builds and tries Zaplint. Each step says what it does and does nothing twice.
set -euo pipefail
# A relative CARGO_TARGET_DIR means: relative to where the person stands.
[[ -z ${CARGO_TARGET_DIR:-} || $CARGO_TARGET_DIR = /* ]] || export CARGO_TARGET_DIR="$PWD/$CARGO_TARGET_DIR"
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'TEXT'
usage: ./build.sh [STEP]
  dist                        the extension, unpacked: dist/chrome and dist/firefox (without STEP: this)
  setup                       gets what building and testing need: WebAssembly target, browsers, drivers
  demo [--browser firefox]    shows the extension at work on a look-alike of Zapier's editor
       [--folder FOLDER]      where its pictures and the exported checklist go
  format                      puts the layout of the code in order
  test                        everything that is checked before a change goes in, in both browsers
  bench                       measures the speed
  package                     the archives for the browsers' stores: dist/zaplint-*.zip
TEXT
}

say() { printf '\n==> %s\n' "$*"; }
die() { printf 'build.sh: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# Where cargo puts what it builds.
target() {
  local found
  found=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/') && printf '%s\n' "$found"
}

need_rust() {
  # Rust links with the system's compiler.
  has cc || install "a C compiler" gcc libc6-dev
  has cargo || die "Rust is missing: install it from https://rustup.rs, then run this again"
  rustc --version >/dev/null 2>&1 && return
  has rustup || die "rustc does not start: install Rust from https://rustup.rs"
  say "Installing the Rust toolchain that rust-toolchain.toml names (half a minute)"
  rustup toolchain install || die "the toolchain could not be installed: is there a network?"
}

# Sets `wasm_cargo` to the cargo that can build WebAssembly.
need_wasm() {
  need_rust
  local toolchain
  toolchain=$(extension/pack/wasm-toolchain.sh) || die "Rust's WebAssembly target could not be installed: rustup target add wasm32-unknown-unknown"
  wasm_cargo=(cargo)
  [[ -z $toolchain ]] || wasm_cargo=(cargo "+$toolchain")
}

as_root() {
  if [[ $(id -u) = 0 ]]; then "$@"; elif has sudo; then sudo "$@"; else die "needs root for: $*"; fi
}

# The name of this Linux, such as debian or ubuntu; empty elsewhere.
system() {
  local file=${ZAPLINT_OS_RELEASE:-/etc/os-release}
  # shellcheck source=/dev/null
  [[ -r $file ]] && (. "$file" && printf '%s' "${ID:-}")
}

# install NAME PACKAGE...: by apt where there is one, else says what to do.
install() {
  local name=$1
  shift
  case $(system) in debian | ubuntu) ;; *) die "$name is missing: install it, and put it on the PATH" ;; esac
  say "Installing $name with apt"
  # The newest there is: lists that are old name packages that are gone, or too old.
  as_root apt-get update >&2 || die "apt-get update failed: is there a network?"
  as_root apt-get install -y --no-install-recommends "$@" >&2 || die "apt could not install $*"
}

# Ubuntu has Chromium and Firefox as snaps, which cannot be driven with an unpacked extension.
fetch_browser() {
  extension/pack/browsers.sh "$1" "$2" || die "$1 could not be set up, for the reason above"
}

need_chromium() {
  if [[ $(system) = ubuntu ]]; then
    local tools
    tools=$(target)/tools
    fetch_browser chromium "$tools"
    export ZAPLINT_CHROMIUM="$tools/chrome-linux64/chrome" PATH="$tools/chromedriver-linux64:$PATH"
    return
  fi
  local chromium=
  for name in chromium chromium-browser chrome google-chrome; do if has "$name"; then chromium=$name; fi; done
  [[ -n $chromium ]] || install Chromium chromium
  has chromedriver || install chromedriver chromium-driver
}

# Whether there is a Firefox that the extension is made for.
has_firefox() {
  local name
  for name in firefox firefox-esr; do
    if has "$name" && [[ $("$name" --version 2>/dev/null) =~ ([0-9]+)\. ]]; then ((BASH_REMATCH[1] >= 142)) && return; fi
  done
  return 1
}

need_firefox() {
  local tools
  tools=$(target)/tools
  if [[ $(system) = ubuntu ]]; then
    fetch_browser firefox "$tools"
    export ZAPLINT_FIREFOX="$tools/firefox/firefox"
  else
    has_firefox || install "Firefox ESR 142 or later" firefox-esr
    has_firefox || die "the Firefox here is too old: install Firefox ESR 142 or later, and put it on the PATH"
  fi
  export PATH="$PATH:$tools/bin"
  has geckodriver && return
  say "Building geckodriver, which drives Firefox (a minute, once)"
  # Unoptimised: it waits for Firefox most of the time.
  cargo install geckodriver --version 0.37.1 --locked --debug --config profile.dev.debug=false --root "$tools" ||
    die "geckodriver could not be built"
}

need_npm() {
  has npm || install "npm, which fetches the accessibility checker" npm
}

# Builds the packer.
packer=(cargo build --package pack)

dist() {
  need_wasm
  say "Building the core as WebAssembly, for each part of the extension (two minutes the first time)"
  "${wasm_cargo[@]}" build --profile wasm --target wasm32-unknown-unknown --package 'zaplint-*' ||
    die "the core does not build for WebAssembly"
  say "Putting the extension together"
  "${packer[@]}" || die "the packer does not build"
  local built
  built=$(target)
  "$built/debug/pack" "$built/wasm32-unknown-unknown/wasm" extension dist ||
    die "the extension could not be put together, for the reason above"
}

setup() {
  need_wasm
  need_chromium
  need_firefox
  need_npm
  say "Everything that Zaplint needs is here"
}

demo() {
  local browser=chromium arguments=("$@")
  while [[ $# -gt 0 ]]; do
    case $1 in
      --browser) browser=${2:-} ;;
      --folder) ;;
      *) die "demo knows --browser and --folder, not $1" ;;
    esac
    shift $(($# > 1 ? 2 : 1))
  done
  case $browser in
    chromium) need_chromium ;;
    firefox) need_firefox ;;
    *) die "there is no browser \"$browser\": chromium or firefox" ;;
  esac
  dist
  say "Showing it in $browser"
  cargo run --quiet --package browser-tests --bin demo -- "${arguments[@]}" || die "the demo did not get to its end"
}

# linting cargo ...: with Clippy as the compiler of our own crates, so that one pass both lints and builds them. Always for the whole
# workspace: a part of it would have its dependencies built with other features, once more.
linting() {
  # As `cargo clippy -- -D warnings` tells it.
  RUSTC_WORKSPACE_WRAPPER=clippy-driver CLIPPY_ARGS="-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__" "$@"
}

# tests_in FOLDER: sets `chosen` to the arguments by which cargo runs the tests in its files.
tests_in() {
  local file
  chosen=()
  for file in "$1"/*.rs; do chosen+=(--test "$(basename "$file" .rs)"); done
}

# Each file by its name: cargo finds none that a macro declares, as the list of rules does.
format() {
  find src extension tests -name '*.rs' -exec rustfmt "$@" {} +
}

run_tests() {
  local twice
  twice=$(basename -a tests/*.rs tests/browser/tests/*.rs | sort | uniq -d)
  [[ -z $twice ]] || die "two tests have the name $twice, and cargo chooses by names: rename one"
  need_wasm
  say "Layout of the code"
  format --check || die "./build.sh format puts the code in order"
  say "Lints, and building all tests"
  packer=(linting cargo build --workspace --all-targets)
  "${packer[@]}" || die "clippy has something to say, or the code does not build"
  "${wasm_cargo[@]}" clippy --target wasm32-unknown-unknown --package zaplint --package 'zaplint-*' --lib -- -D warnings ||
    die "clippy has something to say about the WebAssembly part"
  say "Tests without a browser"
  tests_in tests
  linting cargo test --workspace --lib --bins "${chosen[@]}" || die "a test failed"
  linting cargo test --workspace --doc || die "an example in the documentation failed"
  dist
  need_chromium
  need_firefox
  need_npm
  # Each once, so that all of it ends within half an hour on a cold machine; ZAPLINT_REPEAT=3 looks for what fails now and then.
  say "Tests in Chromium and Firefox (ten minutes)"
  tests_in tests/browser/tests
  linting cargo test --workspace "${chosen[@]}" || die "a test failed in a browser"
  say "All is well"
}

bench() {
  need_chromium
  dist
  say "Measuring natively (two minutes)"
  # The benches unwind; a core that aborts, built beside them, would overwrite theirs.
  CARGO_PROFILE_RELEASE_PANIC=unwind cargo bench --bench lint -- --noplot --warm-up-time 0.5 --measurement-time 1.5 || die "the measuring failed"
  say "Measuring in Chromium (two minutes)"
  local built
  built=$(target)
  cargo run --quiet --package browser-tests --bin bench -- "$built" || die "the measuring in the browser failed"
}

package() {
  dist
  say "Making the archives for the stores"
  "$(target)/debug/pack" archives dist || die "the archives could not be made"
}

step=${1:-dist}
[[ $# -eq 0 ]] || shift
case $step in
  dist | setup | format | bench | package) [[ $# -eq 0 ]] || die "$step takes no arguments"; "$step" ;;
  test) [[ $# -eq 0 ]] || die "test takes no arguments"; run_tests ;;
  demo) demo "$@" ;;
  -h | --help | help) usage ;;
  *) usage >&2; die "there is no step \"$step\"" ;;
esac
