#!/bin/sh
# Builds the app into ui/dist, which the binary embeds. The .keep file stays in
# the repository so that Go builds and vets before the app has ever been built.
set -eu
cd "$(dirname "$0")/.."
if [ ! -f ui/package.json ]; then
	echo "ui/package.json is missing: the binary is built without the app" >&2
	mkdir -p ui/dist
	touch ui/dist/.keep
	exit 0
fi
scripts/npm-ci.sh
cd ui
# Vite empties the folder first, so .keep must come back however the build ends.
trap 'mkdir -p dist && touch dist/.keep' EXIT
npm run --silent build
