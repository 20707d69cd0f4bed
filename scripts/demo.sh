#!/bin/sh
# Starts the demo: invented data, simulated couriers, every page marked CONTOH.
# ADDR is where it listens, DATA where its files go.
set -eu
cd "$(dirname "$0")/.."
exec bin/sambang demo --listen "${ADDR:-127.0.0.1:8080}" --data "${DATA:-data/demo}"
