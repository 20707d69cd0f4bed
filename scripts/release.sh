#!/bin/sh
# Builds the binaries that are handed out, into out/, with their checksums.
# CGO is off: one static file per system. -trimpath and an empty build id leave
# nothing of the building machine in it, so that two builds are the same bytes.
set -eu
cd "$(dirname "$0")/.."
mkdir -p out
rm -f out/sambang-* out/SHA256SUMS
for target in linux/amd64 linux/arm64 windows/amd64; do
	os=${target%/*}
	arch=${target#*/}
	name=sambang-$os-$arch
	[ "$os" = windows ] && name=$name.exe
	CGO_ENABLED=0 GOOS=$os GOARCH=$arch go build -trimpath -buildvcs=false \
		-ldflags "-s -w -buildid=" -o "out/$name" ./cmd/sambang
	ls -l "out/$name" | awk '{printf "%s  %.1f MB\n", $NF, $5 / 1e6}'
done
cd out
sha256sum sambang-* >SHA256SUMS
