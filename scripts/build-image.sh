#!/bin/bash
# Builds the container image, with labels that say what it was built from.
#
#   scripts/build-image.sh [OPTION...]
#
# The options are those of docker build; default: --tag image-gateway:local. Version, commit, time of the commit, source and
# digest of the base image come from pom.xml, Git and Dockerfile, so that two builds of one commit have the same labels.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=$(sed -n '/<parent>/,/<\/parent>/d; s|^  <version>\(.*\)</version>$|\1|p' pom.xml | head -n 1)
base=$(sed -n 's/^FROM eclipse-temurin:[^@]*@//p' Dockerfile)
if [[ -z $version || -z $base ]]; then
  echo "found version '$version' and base image digest '$base', expected both in pom.xml and Dockerfile" >&2
  exit 1
fi
label=org.opencontainers.image
arguments=(--build-arg "VERSION=$version" --label "$label.base.digest=$base")
if revision=$(git rev-parse HEAD 2>/dev/null); then
  created=$(TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd)
  # A URL may hold a token.
  source=$(git remote get-url origin 2>/dev/null | sed 's|//[^/@]*@|//|' || true)
  arguments+=(--build-arg "REVISION=$revision" --label "$label.created=$created" --label "$label.source=$source")
fi
(($#)) || set -- --tag image-gateway:local
exec docker build "${arguments[@]}" "$@" .
