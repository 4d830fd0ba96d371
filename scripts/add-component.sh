#!/usr/bin/env bash
# Adds components of Apache Camel, and the libraries that they need, to the directory lib beside the jar.
#
#   add-component.sh [--jar FILE] [--lib DIR] [COMPONENT...]
#
# COMPONENT is a component such as camel-kafka, which gets the version of the Camel in the jar. Any other library, such as
# a JDBC driver, is group:artifact:version. What is in the jar already is not copied. DIR/components.txt lists what was
# added; all of it is resolved together each time, so that the versions fit. To remove a component, edit that file and run
# the script without a COMPONENT; after an update of the jar, run it without a COMPONENT too.
#
#   --jar FILE  the gateway; default: image-gateway.jar or target/image-gateway.jar, otherwise the pom.xml of a clone
#   --lib DIR   the directory; default: lib
#
# Requires a JDK of version 17 or later, and Maven: mvnw here, or mvn; MVN names another program. The jar contains a copy
# of this script: unzip -p image-gateway.jar META-INF/add-component.sh
set -euo pipefail

readonly plugin=org.apache.maven.plugins:maven-dependency-plugin:3.8.1
readonly camel=org.apache.camel

fail() {
  echo "add-component: $1" >&2
  exit 1
}

jar= lib=lib added=()
while (($#)); do
  case $1 in
    --jar | --lib)
      (($# > 1)) || fail "found $1 alone, expected a path behind it"
      [[ $1 == --jar ]] && jar=$2 || lib=$2
      shift
      ;;
    -h | --help)
      sed -n '2,/^set /{/^set /d;s/^#$//;s/^# //;p;}' "${BASH_SOURCE[0]}"
      exit
      ;;
    -*) fail "found $1, expected --jar, --lib or --help" ;;
    *) added+=("$1") ;;
  esac
  shift
done
for file in image-gateway.jar target/image-gateway.jar; do
  [[ -n $jar || ! -f $file ]] || jar=$file
done
[[ -z $jar || -f $jar ]] || fail "found no file $jar, expected the jar of the gateway"
[[ -n $jar || -f pom.xml ]] || fail "found no image-gateway.jar here, expected one, or its path behind --jar"

mvn=${MVN:-mvn}
[[ -n ${MVN:-} || ! -x mvnw ]] || mvn=$PWD/mvnw
command -v "$mvn" >/dev/null || fail "found no Maven, expected mvn in the PATH or its path in MVN"

readonly work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

maven() {
  "$mvn" -B -q "$@" >"$work/log" 2>&1 && return
  local missing=$(sed -nE 's/.*Could not find artifact ([^ ]+) .*/\1/p' "$work/log" | sed -n 1p)
  [[ -z $missing ]] || fail "Maven does not know $missing, expected a component that this version of Camel has, or a library"
  fail "Maven failed: $(sed -nE 's/^\[ERROR\] *(.+)/\1/p' "$work/log" | sed -n 1p | cut -c 1-400)"
}

from_jar() {
  if command -v unzip >/dev/null; then
    unzip -p "$jar" "$1"
  else
    local archive=$(cd "$(dirname "$jar")" && pwd)/$(basename "$jar")
    (cd "$work" && jar xf "$archive" "$1" && cat "$1")
  fi
}

# Lines "group:artifact version", from the lists and trees of Maven: group:artifact:type[:classifier]:version:scope.
libraries() {
  sed -nE 's/^[^A-Za-z0-9]*([A-Za-z0-9_.-]+:[A-Za-z0-9_.-]+):[a-z-]+:([^:]+:)?([^: ]+):(compile|runtime).*/\1 \3/p' "$1" | sort -u
}

if [[ -n $jar ]]; then
  from_jar META-INF/sbom/application.cdx.json 2>/dev/null | grep -oE '"pkg:maven/[^"]+"' \
    | sed -E 's|"pkg:maven/([^/]+)/([^@]+)@([^?"]+).*|\1:\2 \3|' | sort -u >"$work/in-jar" \
    || fail "found no list of libraries in $jar, expected the jar of this gateway, and unzip or a JDK"
else
  maven "$plugin:list" -DincludeScope=runtime -DoutputFile="$work/list"
  libraries "$work/list" >"$work/in-jar"
fi
readonly version=$(awk -v core="$camel:camel-api" '$1 == core { print $2 }' "$work/in-jar")
[[ -n $version ]] || fail "found no Camel in ${jar:-pom.xml}, expected the jar of the gateway"

touch "$work/components" "$work/roots" "$work/pins"
{
  [[ ! -f $lib/components.txt ]] || cat "$lib/components.txt"
  ((${#added[@]} == 0)) || printf '%s\n' "${added[@]}"
} | awk 'NF && !/^#/ && !seen[$1]++ { print $1 }' >"$work/wanted"
while read -r name; do
  case $name in
    *-starter) fail "found $name, expected ${name%-starter}: a starter takes effect only in a jar that is built with it" ;;
    camel-*) root="$camel:$name $version" ;;
    *:*:*:*) fail "found $name, expected group:artifact:version" ;;
    *:*:*) root="${name%:*} ${name##*:}" ;;
    *) fail "found $name, expected a component such as camel-kafka, or a library as group:artifact:version" ;;
  esac
  if grep -qF "${root% *} " "$work/in-jar"; then
    echo "add-component: $name is in the jar already"
  else
    echo "$name" >>"$work/components"
    echo "$root" >>"$work/roots"
  fi
done <"$work/wanted"

# A project with the components. "missing" leaves out what is in the jar, so that Maven does not download it.
project() {
  echo '<project><modelVersion>4.0.0</modelVersion><groupId>lib</groupId><artifactId>lib</artifactId><version>1</version>'
  echo '<packaging>pom</packaging><dependencyManagement><dependencies>'
  awk '{ sub(":", " "); printf "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>\n", $1, $2, $3 }' "$work/pins"
  echo "<dependency><groupId>$camel</groupId><artifactId>camel-bom</artifactId><version>$version</version><type>pom</type><scope>import</scope></dependency>"
  echo '</dependencies></dependencyManagement><dependencies>'
  [[ $1 == all ]] || awk '{ sub(":", " "); printf "<exclusion><groupId>%s</groupId><artifactId>%s</artifactId></exclusion>", $1, $2 }' \
    "$work/in-jar" >"$work/exclusions"
  [[ $1 != all ]] || : >"$work/exclusions"
  awk -v exclusions="$(cat "$work/exclusions")" '{ sub(":", " ")
    printf "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version><exclusions>%s</exclusions></dependency>\n", $1, $2, $3, exclusions }' "$work/roots"
  echo '</dependencies></project>'
}

# What the components ask for; Maven reads only descriptions for it, no libraries.
project all >"$work/pom.xml"
maven -f "$work/pom.xml" "$plugin:tree" -DoutputFile="$work/tree"
libraries "$work/tree" >"$work/asked"
# A family of libraries has one version: that of its members in the jar. Jackson's annotations have no patch releases.
awk 'function family(name) { sub(/:.*/, "", name); return name ~ /^com\.fasterxml\.jackson/ ? "jackson" : name }
  NR == FNR {
    has[$1]; f = family($1)
    if ($1 ~ /jackson-annotations$/) next
    if (f in version && version[f] != $2) version[f] = ""; else version[f] = $2
    next
  }
  !($1 in has) && version[family($1)] != "" { print $1, version[family($1)] }' "$work/in-jar" "$work/asked" >"$work/pins"
# Patch releases fit by definition.
others=$(awk 'function minor(version, part) { split(version, part, /[.-]/); return part[1] "." part[2] }
  NR == FNR { has[$1] = $2; next }
  $1 in has && minor(has[$1]) != minor($2) {
    name = $1; sub(/.*:/, "", name)
    printf "%s%s %s instead of %s", separator, name, has[$1], $2; separator = ", "
  }' "$work/in-jar" "$work/asked")

project missing >"$work/pom.xml"
mkdir -p "$work/new" "$lib"
maven -f "$work/pom.xml" "$plugin:copy-dependencies" -DincludeScope=runtime -DexcludeTypes=pom -DoutputDirectory="$work/new"

# Only what an earlier run has put here is replaced; other jars stay.
if [[ -f $lib/.resolved ]]; then
  while read -r file; do rm -f "$lib/$file"; done <"$lib/.resolved"
fi
ls "$work/new" >"$lib/.resolved"
find "$work/new" -type f -exec mv {} "$lib" \;
{
  echo "# What add-component.sh resolves into this directory; edit it and run the script again."
  cat "$work/components"
} >"$lib/components.txt"
[[ -z $others ]] || echo "add-component: the jar decides the version: $others"
readonly jars=$(wc -l <"$lib/.resolved" | tr -d ' ')
[[ $jars == 1 ]] && unit=jar || unit=jars
echo "add-component: $lib has $jars $unit for $(paste -sd ' ' "$work/components")"
