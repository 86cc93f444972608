#!/usr/bin/env bash
# run.sh ENVIRONMENT DEMO SITE [pytest's arguments]: drives the pages of two sites with headless Chromium: DEMO, which SiteTests
# write with LITMUS_DEMO, and SITE, the course's own. ENVIRONMENT is the folder of Tests/Validators/install.sh.
# Two browsers share the work; LITMUS_BROWSERS says how many.
# Where a browser or the environment is missing, it says that the tests were not run.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
environment=$1 demo=$2 site=$3
shift 3

not_run() {
  echo "the browser tests were not run: $1" >&2
  exit 0
}

browser=${LITMUS_CHROMIUM:-}
for name in chromium chromium-browser google-chrome; do
  [ -n "$browser" ] || browser=$(command -v "$name" || true)
done
[ -n "$browser" ] || not_run "there is no Chromium (Debian's package is chromium; LITMUS_CHROMIUM names one elsewhere)"
[ -e "$environment/ready" ] || not_run "the Python packages of Tests/Validators could not be installed"
LITMUS_CHROMIUM=$browser LITMUS_DEMO=$demo LITMUS_SITE=$site PYTHONDONTWRITEBYTECODE=1 \
  "$environment/venv/bin/python" -m pytest -q -p no:cacheprovider -n "${LITMUS_BROWSERS:-2}" "$here" "$@"
