#!/usr/bin/env bash
# Finds or makes a Rust toolchain with the WebAssembly target, and prints its name for `cargo +NAME`; prints nothing when the
# usual one has it. Three ways, in order: it is there; rustup installs it; Debian's packages hold the parts.
set -euo pipefail
cd "$(dirname "$0")/../.."
T=wasm32-unknown-unknown
MADE=zaplint-wasm # the name of the toolchain made from Debian's packages

note() { printf '%s\n' "$*" >&2; }
has() { [[ -d "$(rustc ${1:++"$1"} --print sysroot 2>/dev/null)/lib/rustlib/$T/lib" ]]; }

has "" && exit
# Made before: the network was no help then.
has "$MADE" && { echo "$MADE"; exit; }
command -v rustup >/dev/null || { note "this Rust has no WebAssembly target and there is no rustup to install it: see https://rustup.rs"; exit 1; }
A=$(rustup show active-toolchain | cut -d' ' -f1)
note "Installing Rust's WebAssembly target"
# A network that swallows packets must not hold up the third way for ever.
timeout 120 rustup target add --toolchain "$A" "$T" >&2 && has "" && exit

command -v apt-get >/dev/null && [[ $(uname -m) = x86_64 ]] || { note "rustup could not install the WebAssembly target"; exit 1; }
note "rustup could not: making a toolchain from Debian's packages (a minute, 1.1 GB)"
D=${XDG_CACHE_HOME:-$HOME/.cache}/$MADE
R=$D/root/usr
L=$R/lib/rustlib
rm -rf "$D"
mkdir -p "$D/deb" "$D/std/src"
root() { if [[ $(id -u) = 0 ]]; then "$@"; else sudo "$@"; fi; }
command -v wasm-ld-22 >/dev/null || root apt-get install -y --no-install-recommends lld-22 >&2
V=$(apt-cache policy rustc-web | awk '/Candidate:/{print $2}')
[[ -n $V && $V != "(none)" ]] || { note "apt has no rustc-web either: install the target where there is a network"; exit 1; }
cd "$D/deb"
apt-get download "rustc-web=$V" "rust-web-src=$V" "libstd-rust-web-dev=$V" "libstd-rust-web-$(cut -d. -f1,2 <<<"$V")=$V" >&2
for package in *.deb; do dpkg -x "$package" "$D/root"; done
# rustup starts a toolchain with its lib/ on the library path, and takes cargo of another toolchain if it has none.
ln -sf x86_64-linux-gnu/"$(basename "$R"/lib/x86_64-linux-gnu/librustc_driver-*.so)" "$R/lib/"
ln -sf "$(rustup which --toolchain "$A" cargo)" "$R/bin/cargo"
mkdir -p "$L/x86_64-unknown-linux-gnu/bin" "$L/$T/lib"
ln -sf "$(readlink -f "$(command -v wasm-ld-22)")" "$L/x86_64-unknown-linux-gnu/bin/rust-lld"
rustup toolchain link "$MADE" "$R" >&2
# The standard library itself, built once from its packaged source.
printf '[package]\nname="stdonly"\nversion="0.0.0"\nedition="2024"\n[workspace]\n[profile.release]\npanic="abort"\n' > "$D/std/Cargo.toml"
: > "$D/std/src/lib.rs"
cd "$D/std"
# Bitcode, since the release build links across crates.
RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes CARGO_TARGET_DIR=target \
  cargo "+$MADE" build --release --target "$T" -Z build-std=std,panic_abort >&2
cp "target/$T/release/deps"/lib*.rlib "$L/$T/lib/"
rm "$L/$T/lib"/libstdonly-*
echo "$MADE"
