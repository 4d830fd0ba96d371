#!/bin/bash
# Writes an archive of the classes that a start and a first job need, in the form in which the JVM maps them (application
# class data sharing). The gateway is started with a server of its own, works on its sample picture and is stopped. The
# archive fits only the same JVM and the same jar on the same class path; with any other the JVM starts as without it.
#
#   class-archive.sh JAR ARCHIVE
#   java -XX:SharedArchiveFile=ARCHIVE -jar JAR
#
# JAR is the one that "java -Djarmode=tools -jar image-gateway.jar extract" makes: classes inside a jar of jars cannot be
# archived.
set -euo pipefail
jar=$1 archive=$2
work=$(mktemp -d)
env -u REDIS_URL IMG_GW_DATA_DIR="$work" IMG_GW_PORT=0 IMG_GW_MANAGEMENT_PORT=0 \
  java -XX:ArchiveClassesAtExit="$archive" -Xlog:cds=off -Xlog:cds+dynamic=off -jar "$jar" >"$work/log" 2>&1 &
pid=$!
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT
for ((i = 0; i < 1200; i++)); do
  if ! kill -0 "$pid" 2>/dev/null || compgen -G "$work/processed/sample*" >/dev/null; then break; fi
  sleep 0.1
done
compgen -G "$work/processed/sample*" >/dev/null || { cat "$work/log"; exit 1; }
kill "$pid"
wait "$pid" || true
[[ -s $archive ]] || { echo "class-archive: the JVM wrote no archive" >&2; exit 1; }
