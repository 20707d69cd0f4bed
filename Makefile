# Two commands matter: `make demo` and `make test`. Everything else is below.

GO      ?= go
ADDR    ?= 127.0.0.1:8080
DATA    ?= data/demo
SEEDS   ?= 500
FUZZ    ?= 1m
GOBUILD  = CGO_ENABLED=0 $(GO) build -trimpath -buildvcs=false -ldflags "-s -w"

.PHONY: help ui build demo test soak bench release fmt clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

ui: ## the app, into ui/dist, from where the binary embeds it
	@scripts/build-ui.sh

build: ui ## bin/sambang with the app embedded
	$(GOBUILD) -o bin/sambang ./cmd/sambang

demo: build ## an invented puskesmas with moving couriers; ADDR= changes the address
	@ADDR="$(ADDR)" DATA="$(DATA)" scripts/demo.sh

test: ## everything, and the last line is "N passed, N failed"
	@$(GO) build -o bin/suite ./tools/suite
	@bin/suite

soak: ## properties a thousand times each, storms of SEEDS= seeds, the long walks over every verb, role and field, the planner against 2,000 exact plans, FUZZ= for each fuzz target: hours
	@$(GO) build -o bin/suite ./tools/suite
	@bin/suite -soak -seeds $(SEEDS) -fuzz $(FUZZ)

bench: build ## the figures we promise, measured on this machine
	@bin/sambang bench

release: ui ## out/: linux/amd64, linux/arm64, windows/amd64, and checksums
	@scripts/release.sh

fmt: ## formats Go and the app
	@gofmt -w $$(find cmd internal tools ui -name '*.go' -not -path '*/node_modules/*')
	@if [ -f ui/package.json ]; then scripts/npm-ci.sh && cd ui && npx --no-install prettier --write . --log-level warn; fi

clean: ## removes what was built, never data/
	rm -rf bin out ui/dist/assets
