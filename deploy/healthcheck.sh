#!/bin/bash
# Succeeds when the gateway in this container answers 200. Bash alone, because the image has no HTTP client for certain.
#
#   healthcheck.sh PATH
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${IMG_GW_PORT:-8090}"
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
read -r _ status _ <&3
[[ $status == 200 ]]
