#!/bin/bash
# Writes down the classes that a start and a first job need, in the form in which the JVM maps them, and prints the option
# that a start takes to use them. Java 25 and later keep them linked and with the profiles of hot methods (ahead-of-time
# cache), older ones as they were read (application class data sharing). The gateway is started with a server of its own,
# works on its sample picture and is stopped. The archive fits only the same JVM and the same jar on the same class path;
# with any other the JVM starts as without it.
#
#   class-archive.sh JAR ARCHIVE
#
# JAVA_HOME chooses the JVM, else it is the first java on the path.
set -euo pipefail
jar=$1 archive=$2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
work=$(mktemp -d)
rm -f "$archive"
if "$java" -XX:AOTCacheOutput="$work/none" -XX:AOTMode=off -version >/dev/null 2>&1; then
  write=(-XX:AOTCacheOutput="$archive" -Xlog:aot=off) use=-XX:AOTCache=$archive
else
  write=(-XX:ArchiveClassesAtExit="$archive" -Xlog:cds=off -Xlog:cds+dynamic=off) use=-XX:SharedArchiveFile=$archive
fi
env -u REDIS_URL IMG_GW_DATA_DIR="$work" IMG_GW_PORT=0 IMG_GW_MANAGEMENT_PORT=0 \
  "$java" "${write[@]}" -jar "$jar" >"$work/log" 2>&1 &
pid=$!
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
for ((i = 0; i < 1200; i++)); do
  if ! kill -0 "$pid" 2>/dev/null || compgen -G "$work/processed/sample*" >/dev/null; then break; fi
  sleep 0.1
done
compgen -G "$work/processed/sample*" >/dev/null || { cat "$work/log" >&2; exit 1; }
kill "$pid"
wait "$pid" || true
[[ -s $archive ]] || { echo "class-archive: the JVM wrote no archive" >&2; exit 1; }
echo "$use"
