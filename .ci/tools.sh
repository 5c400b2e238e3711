#!/bin/sh
# Install the system tools of the checks and of packs on Debian or Ubuntu: Chromium (on Debian also the one that opens no window, in
# which tests take less time), Firefox, Java, npm, poppler, venv for Python, and fonts for Thai, Khmer, Vietnamese and Mongolian
# (Noto) and for Korean (Nanum, a fifth of the size of Noto CJK).
set -eu
need=""
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || need="$need chromium"
if grep -qi '^ID=debian' /etc/os-release 2>/dev/null; then
  command -v chromium-headless-shell >/dev/null 2>&1 || need="$need chromium-headless-shell"
fi
if ! command -v firefox >/dev/null 2>&1 && ! command -v firefox-esr >/dev/null 2>&1; then
  if grep -qi '^ID=ubuntu' /etc/os-release 2>/dev/null; then need="$need firefox"; else need="$need firefox-esr"; fi
fi
command -v java >/dev/null 2>&1 || need="$need default-jre-headless"
command -v npm >/dev/null 2>&1 || need="$need npm"
command -v pdftotext >/dev/null 2>&1 || need="$need poppler-utils"
command -v fc-list >/dev/null 2>&1 || need="$need fontconfig"
[ -n "$(fc-list :lang=km family 2>/dev/null)" ] || need="$need fonts-noto-core"
[ -n "$(fc-list :lang=ko family 2>/dev/null)" ] || need="$need fonts-nanum"
python3 -c 'import venv, ensurepip' 2>/dev/null || need="$need python3-venv"
if [ -z "$need" ]; then
  echo "All tools are there."
  exit 0
fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "Not a Debian or Ubuntu machine. Install by hand:$need" >&2
  exit 1
fi
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
$as_root apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $need
