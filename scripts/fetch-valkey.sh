#!/usr/bin/env bash
# Unpacks a Valkey server from the distribution's own packages into a directory, without installing anything.
#
#   scripts/fetch-valkey.sh DEST [SUITE]
#
# DEST/bin then contains valkey-server, valkey-cli, valkey-sentinel and valkey-benchmark. DEST can be moved.
# SUITE is a Debian suite that contains Valkey. Default: the system's own suite, or its backports on Debian 12.
# Programs from a suite newer than the system (trixie on Debian 12) run with the C library of that suite.
# Requires Debian 12 or later, or Ubuntu 24.04 or later, on amd64 or arm64.
set -euo pipefail

readonly programs=(valkey-server valkey-cli valkey-sentinel valkey-benchmark)
readonly packages=(valkey-server valkey-tools valkey-sentinel)
# The libraries that Valkey links to, for a suite whose C library differs from the system's.
readonly foreign_libraries=(libc6 libssl3t64 libsystemd0 libatomic1 libzstd1 zlib1g libcap2 libgcc-s1 libstdc++6
  libjemalloc2 liblzf1)

fail() {
  echo "fetch-valkey: $1" >&2
  exit 1
}

version_in() {
  "$1/bin/valkey-server" --version 2>/dev/null | sed -n 's/.* v=\([0-9][0-9.]*\) .*/\1/p'
}

(($# == 1 || $# == 2)) || fail "expected: fetch-valkey.sh DEST [SUITE]"

mkdir -p "$(dirname "$1")"
readonly dest=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
if [[ -e $dest/bin/valkey-server ]]; then
  found=$(version_in "$dest" || true)
  if [[ -n $found ]]; then
    echo "fetch-valkey: Valkey $found is already in $1"
    exit 0
  fi
  fail "$1/bin/valkey-server does not run here; remove $1 and try again"
fi
[[ ! -e $dest || -z $(ls -A "$dest") ]] || fail "$1 holds other files; expected a new or an empty folder"

for tool in apt-get dpkg dpkg-deb; do
  command -v "$tool" >/dev/null || fail \
    "$tool not found; this works on Debian and Ubuntu, elsewhere install Valkey and set VALKEY_SERVER_BIN"
done
# shellcheck source=/dev/null
source /etc/os-release
readonly codename=${UBUNTU_CODENAME:-${VERSION_CODENAME:-}}
[[ -n $codename ]] || fail "/etc/os-release names no VERSION_CODENAME, so the suite to take Valkey from is unknown"
[[ $codename == bookworm ]] && default_suite=bookworm-backports || default_suite=$codename
readonly suite=${2:-$default_suite}

# Everything is created here and renamed to DEST at the end, so that DEST is complete or absent.
readonly work=$(mktemp -d "$dest.partial.XXXXXX")
trap 'rm -rf "$work"' EXIT
readonly apt=$work/apt unpacked=$work/unpacked
mkdir -p "$apt/lists/partial" "$apt/cache/archives/partial" "$apt/downloads" "$unpacked/root" "$unpacked/bin"

readonly uri=$(apt-get indextargets --no-release-info --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' \
  | awk -v release="$codename" '$1 == release && !found { print $2; found = 1 }')
[[ -n $uri ]] || fail "no package source for '$codename' is configured on this system"

keyring=/usr/share/keyrings/${ID}-archive-keyring.gpg
[[ -r $keyring ]] && trust="[signed-by=$keyring]" || trust=
suites=("$codename")
[[ ${ID} == ubuntu ]] && suites+=("$codename-updates")
[[ " ${suites[*]} " == *" $suite "* ]] || suites+=("$suite")
[[ ${ID} == ubuntu ]] && components="main universe" || components=main
for name in "${suites[@]}"; do
  echo "deb $trust $uri $name $components"
done >"$apt/sources.list"

readonly options=(-qq -o Dir::Etc::sourcelist="$apt/sources.list" -o Dir::Etc::sourceparts=- -o Dir::State::Lists="$apt/lists"
  -o Dir::Cache="$apt/cache" -o Acquire::Languages=none -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=1)

run_apt() {
  apt-get "${options[@]}" "$@" >"$apt/log" 2>&1 || fail \
    "apt-get $1 for suite '$suite' failed: $(grep -m1 '^E:' "$apt/log" || tail -n1 "$apt/log")"
}

run_apt update
case $suite in
  "$codename" | "$codename"-*)
    # apt's solver adds exactly the libraries that this system lacks.
    run_apt install --download-only --reinstall --no-install-recommends --yes -t "$suite" "${packages[@]}"
    mv "$apt"/cache/archives/*.deb "$apt/downloads"
    ;;
  *)
    (cd "$apt/downloads" && run_apt download "${packages[@]/%//$suite}" "${foreign_libraries[@]/%//$suite}")
    ;;
esac
for package in "$apt"/downloads/*.deb; do
  dpkg-deb -x "$package" "$unpacked/root"
done

cd "$unpacked/root"
library_folder=$(ls -d usr/lib/*-linux-gnu 2>/dev/null | head -n1 || true)
loader=$(ls usr/lib/*/ld-linux*.so.[0-9] 2>/dev/null | head -n1 || true)
for program in "${programs[@]}"; do
  {
    echo '#!/bin/sh'
    echo 'root=$(cd "$(dirname "$0")/../root" && pwd)'
    if [[ -n $loader ]]; then
      echo "exec \"\$root/$loader\" --argv0 $program --library-path \"\$root/$library_folder\"" \
        "\"\$root/usr/bin/$program\" \"\$@\""
    else
      [[ -z $library_folder ]] || echo "export LD_LIBRARY_PATH=\"\$root/$library_folder\""
      echo "exec \"\$root/usr/bin/$program\" \"\$@\""
    fi
  } >"$unpacked/bin/$program"
  chmod +x "$unpacked/bin/$program"
done
cd - >/dev/null

fetched=$(version_in "$unpacked" || true)
[[ -n $fetched ]] || fail "the unpacked valkey-server of suite '$suite' does not run on this system"
# A concurrent run may have been faster; its directory is equivalent.
if mv -T "$unpacked" "$dest" 2>/dev/null; then
  echo "fetch-valkey: Valkey $fetched ($suite) unpacked into $1"
elif [[ -n $(version_in "$dest" || true) ]]; then
  echo "fetch-valkey: Valkey $(version_in "$dest") is already in $1"
else
  fail "$1 could not be written"
fi
