#!/bin/sh
# Make the virtual environment $1 with the newest Python from 3.11 to 3.13 that is there and works.
set -eu
for name in ${PYTHON:-} python3.13 python3.12 python3.11 python3; do
  if "$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
    echo "Making $1 with $("$name" --version)"
    exec "$name" -m venv "$1"
  fi
done
echo "Python 3.11, 3.12 or 3.13 with venv is needed. On Debian or Ubuntu: apt-get install python3-venv" >&2
exit 1
