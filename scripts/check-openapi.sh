#!/usr/bin/env bash
# Checks the OpenAPI document that the gateway serves: Redocly's recommended rules, and clients in TypeScript and Java that
# a generator makes of it and that compile. Needs Node.js with npm, a JDK and Maven; writes to target/openapi.
#
#   scripts/check-openapi.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly document=src/main/resources/static/openapi.json out=target/openapi
readonly redocly=@redocly/cli@2.77.0 typescript=typescript@7.0.2 generator=7.14.0

for tool in npx java mvn; do
  command -v "$tool" >/dev/null || {
    echo "check-openapi: found no $tool, install Node.js with npm, a JDK and Maven first" >&2
    exit 1
  }
done

echo "check-openapi: $redocly"
npx --yes "$redocly" lint --extends recommended-strict "$document"

echo "check-openapi: openapi-generator $generator"
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact="org.openapitools:openapi-generator-cli:$generator" -DoutputDirectory="$out"
generate() { java -jar "$out/openapi-generator-cli-$generator.jar" "$@" >"$out/generator.log" 2>&1 || {
  tail -20 "$out/generator.log" >&2
  exit 1
}; }
rm -rf "$out/typescript" "$out/java"
generate generate -i "$document" -g typescript-fetch -o "$out/typescript"
generate generate -i "$document" -g java --library native -o "$out/java"

echo "check-openapi: compiling the generated clients"
npx --yes -p "$typescript" tsc --noEmit --strict --target es2022 --module es2022 --moduleResolution bundler \
  --lib es2022,dom,dom.iterable "$out/typescript/index.ts"
mvn -q -B -f "$out/java/pom.xml" -DskipTests compile
echo "check-openapi: passed"
