#!/bin/bash
# Succeeds if the gateway in this container answers 200. Uses only Bash, because the image may have no HTTP client.
#
#   healthcheck.sh PATH
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${IMG_GW_PORT:-8090}"
printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$1" >&3
read -r _ status _ <&3
[[ $status == 200 ]]
