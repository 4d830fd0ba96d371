#!/bin/bash
# Archives the classes that startup and a first job need, in a form that the JVM can map, and prints the JVM option that
# uses the archive. On Java 25 and later, the archive is an ahead-of-time cache with linked classes and method profiles; on
# older versions, it is an application class data sharing (AppCDS) archive. The script starts the gateway with an embedded
# server, lets it process its sample picture, sends it requests and stops it. The archive is valid only for the same JVM, jar
# and class path; otherwise the JVM ignores it.
#
#   class-archive.sh JAR ARCHIVE [OPTION...]
#
# A start with --enable-native-access or another option about modules needs an archive that was written with the same OPTION.
# The class path of a start may continue behind the jar.
#
# JAVA_HOME selects the JVM; default: the first java on the PATH.
set -euo pipefail
jar=$1 archive=$2
shift 2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
rm -f "$archive"
if "$java" -XX:AOTCacheOutput="$work/none" -XX:AOTMode=off -version >/dev/null 2>&1; then
  write=(-XX:AOTCacheOutput="$archive" -Xlog:aot=off) use=-XX:AOTCache=$archive
else
  write=(-XX:ArchiveClassesAtExit="$archive" -Xlog:cds=off -Xlog:cds+dynamic=off) use=-XX:SharedArchiveFile=$archive
fi
env -u REDIS_URL IMG_GW_DATA_DIR="$work" IMG_GW_HOST=127.0.0.1 IMG_GW_PORT=0 IMG_GW_MANAGEMENT_PORT=0 \
  "$java" "${write[@]}" "$@" -jar "$jar" >"$work/log" 2>&1 &
pid=$!
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
for ((i = 0; i < 1200; i++)); do
  if ! kill -0 "$pid" 2>/dev/null || compgen -G "$work/processed/sample*" >/dev/null; then break; fi
  sleep 0.1
done
compgen -G "$work/processed/sample*" >/dev/null || { cat "$work/log" >&2; exit 1; }
# Classes that answer probes, scrapes and the page belong into the archive, too.
port=$(sed -n 's/.* started in .*: port \([0-9]*\),.*/\1/p' "$work/log")
for path in /health/ready /metrics /; do
  exec 3<>"/dev/tcp/127.0.0.1/$port"
  printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$path" >&3
  cat <&3 >/dev/null
  exec 3>&-
done
kill "$pid"
wait "$pid" || true
[[ -s $archive ]] || { echo "class-archive: the JVM wrote no archive" >&2; exit 1; }
echo "$use"
