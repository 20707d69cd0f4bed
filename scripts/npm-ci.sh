#!/bin/sh
# Installs the app's npm packages exactly as locked, and only when the lock is
# newer than what is installed: npm ci always deletes and fetches everything.
# npm writes node_modules/.package-lock.json last, so a broken install is redone.
set -eu
cd "$(dirname "$0")/../ui"
if [ -f node_modules/.package-lock.json ] && [ ! package-lock.json -nt node_modules/.package-lock.json ]; then
	exit 0
fi
npm ci --no-audit --no-fund
touch node_modules/.package-lock.json
