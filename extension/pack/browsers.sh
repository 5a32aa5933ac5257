#!/usr/bin/env bash
# Fetches a browser that can be driven, from its maker, where the system's own is a snap:
#   browsers.sh chromium|firefox FOLDER
# leaves Chrome for Testing in FOLDER/chrome-linux64 with its driver in FOLDER/chromedriver-linux64, or Firefox ESR in
# FOLDER/firefox. What is there in the wanted version stays.
set -euo pipefail

# The one place for versions. Chrome's sums are those of its archives; Mozilla publishes its own beside the archive.
CHROME=148.0.7778.97
CHROME_SUM=${ZAPLINT_CHROME_SUM:-8a760543807c67d3836d530cc4bc2e39c93e217f1629ec6ea311415fdfa21a75}
CHROMEDRIVER_SUM=${ZAPLINT_CHROMEDRIVER_SUM:-ad324679086572b638a0388a96f21185615482c55aafc45f3f01adf134fafbf5}
FIREFOX=153.3.0esr
# Somewhere else only to try this script.
CHROME_FROM=${ZAPLINT_CHROME_FROM:-https://storage.googleapis.com/chrome-for-testing-public}
FIREFOX_FROM=${ZAPLINT_FIREFOX_FROM:-https://ftp.mozilla.org/pub/firefox/releases}

browser=${1:?chromium or firefox}
folder=${2:?a folder}

say() { printf '\n==> %s\n' "$*" >&2; }
die() { printf 'browsers.sh: %s\n' "$*" >&2; exit 1; }
as_root() {
  if [[ $(id -u) = 0 ]]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else die "needs root for: $*"; fi
}

# By apt, each package under the name that it has in this release: many got "t64" at the end in 2024.
apt_install() {
  as_root apt-get update >&2 || die "apt-get update failed: is there a network?"
  local packages=() name
  for name in "$@"; do
    if [[ $(apt-cache policy "${name}t64") =~ Candidate:\ [0-9] ]]; then name+=t64; fi
    packages+=("$name")
  done
  as_root apt-get install -y --no-install-recommends "${packages[@]}" >&2 || die "apt could not install ${packages[*]}"
}

# The libraries that a program misses.
missing() { { ldd "$1" 2>/dev/null || true; } | awk '/not found/ {print $1}' | sort -u | tr '\n' ' '; }

# need_libraries FILE PACKAGE...: installs the packages if the program misses a library.
need_libraries() {
  local file=$1
  shift
  [[ -n $(missing "$file") ]] || return 0
  say "Installing the libraries that $browser needs, with apt"
  apt_install "$@"
  [[ -z $(missing "$file") ]] || die "$browser still misses $(missing "$file"): install the packages that hold them"
}

# fetch ADDRESS FILE SUM
fetch() {
  curl --fail --silent --show-error --location --retry 3 --output "$2" "$1" || die "$1 could not be fetched: is there a network?"
  [[ $(sha256sum "$2" | cut -d' ' -f1) = "$3" ]] || die "$1 is not the file it should be (its SHA-256 is another): try again later"
}

[[ $(uname -m) = x86_64 ]] || die "there is no build of $browser for $(uname -m) that can be fetched: put a browser and its driver on the PATH"
for tool in curl unzip xz; do
  command -v "$tool" >/dev/null || { say "Installing curl, unzip and xz with apt"; apt_install ca-certificates curl unzip xz-utils; break; }
done
mkdir -p "$folder"
new=$(mktemp -d "$folder/new.XXXXXX")
trap 'rm -rf "$new"' EXIT

case $browser in
  chromium)
    if [[ $("$folder/chrome-linux64/chrome" --version 2>/dev/null) != *" $CHROME"* ]]; then
      say "Fetching Chrome for Testing $CHROME and its driver (200 MB, once)"
      fetch "$CHROME_FROM/$CHROME/linux64/chrome-linux64.zip" "$new/chrome.zip" "$CHROME_SUM"
      fetch "$CHROME_FROM/$CHROME/linux64/chromedriver-linux64.zip" "$new/driver.zip" "$CHROMEDRIVER_SUM"
      for archive in chrome driver; do
        unzip -q "$new/$archive.zip" -d "$new" || die "the archives of Chrome for Testing cannot be unpacked"
      done
      rm -rf "$folder/chrome-linux64" "$folder/chromedriver-linux64"
      mv "$new/chrome-linux64" "$new/chromedriver-linux64" "$folder/"
    fi
    need_libraries "$folder/chrome-linux64/chrome" fonts-liberation libasound2 libatk-bridge2.0-0 libatk1.0-0 libatspi2.0-0 libcairo2 \
      libcups2 libdbus-1-3 libgbm1 libglib2.0-0 libnss3 libpango-1.0-0 libxcomposite1 libxdamage1 libxfixes3 libxkbcommon0 libxrandr2
    ;;
  firefox)
    if [[ $("$folder/firefox/firefox" --version 2>/dev/null) != *" ${FIREFOX%esr}"* ]]; then
      say "Fetching Firefox $FIREFOX (80 MB, once)"
      archive=linux-x86_64/en-US/firefox-$FIREFOX.tar.xz
      curl --fail --silent --show-error --location --retry 3 --output "$new/sums" "$FIREFOX_FROM/$FIREFOX/SHA256SUMS" ||
        die "the checksums of Firefox $FIREFOX could not be fetched: is there a network?"
      fetch "$FIREFOX_FROM/$FIREFOX/$archive" "$new/firefox.tar.xz" "$(awk -v name="$archive" '$2 == name {print $1}' "$new/sums")"
      tar -xJf "$new/firefox.tar.xz" -C "$new" || die "the archive of Firefox cannot be unpacked"
      rm -rf "$folder/firefox"
      mv "$new/firefox" "$folder/"
    fi
    need_libraries "$folder/firefox/libxul.so" libasound2 libdbus-1-3 libgtk-3-0 libx11-xcb1 libxt6 libxtst6
    ;;
  *) die "there is no browser \"$browser\"" ;;
esac
