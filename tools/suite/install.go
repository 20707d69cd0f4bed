package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"
)

// prepare installs what the tests need and says how long that took, apart from
// the suite's own time. Its error is one line that a person can act on.
func (s *suite) prepare(ctx context.Context, soak bool) error {
	began := time.Now()
	if _, err := exec.LookPath("go"); err != nil {
		return errors.New("go is not on the PATH: install Go 1.26 (https://go.dev/dl)")
	}
	if _, err := exec.LookPath("npm"); err != nil && !soak {
		return errors.New("npm is not on the PATH: install Node 20 (apt-get install nodejs npm)")
	}
	if err := s.packages(ctx, missingPackages(present, soak)); err != nil {
		return err
	}
	if err := s.modules(ctx, !soak); err != nil {
		return err
	}
	fmt.Fprintf(s.out, "install: %.0f s\n", time.Since(began).Seconds())
	s.began = time.Now()
	return nil
}

// need is a thing a test uses and the Debian package that brings it.
type need struct {
	pkg, look string
	browser   bool
}

// needs are the tools beside Go and Node. The race detector links with C.
// Chromium draws no letters without a font, and a screenshot without letters
// proves nothing.
func needs() []need {
	return []need{
		{pkg: "gcc", look: "gcc"},
		{pkg: "libc6-dev", look: "/usr/include/stdio.h"},
		{pkg: "postgresql-15", look: "postgres"},
		{pkg: "chromium", look: "/usr/bin/chromium", browser: true},
		{pkg: "fonts-liberation", look: "/usr/share/fonts/truetype/liberation", browser: true},
	}
}

// missingPackages lists the Debian packages whose tool is not here.
func missingPackages(here func(look string) bool, soak bool) []string {
	var missing []string
	for _, n := range needs() {
		if soak && n.browser {
			continue
		}
		if !here(n.look) {
			missing = append(missing, n.pkg)
		}
	}
	return missing
}

func present(look string) bool {
	switch {
	case look == "postgres":
		_, err := postgresBin()
		return err == nil
	case !strings.HasPrefix(look, "/"):
		_, err := exec.LookPath(look)
		return err == nil
	case look == "/usr/bin/chromium" && os.Getenv("CHROMIUM") != "":
		look = os.Getenv("CHROMIUM")
	}
	_, err := os.Stat(look)
	return err == nil
}

// packages installs Debian packages when the user may, else says what to type.
func (s *suite) packages(ctx context.Context, missing []string) error {
	if len(missing) == 0 {
		return nil
	}
	words := strings.Join(missing, " ")
	ask := fmt.Errorf("missing for the tests: install them first: sudo apt-get install -y --no-install-recommends %s", words)
	if _, err := exec.LookPath("apt-get"); err != nil {
		return ask
	}
	prefix := []string{}
	if os.Geteuid() != 0 {
		if exec.CommandContext(ctx, "sudo", "-n", "true").Run() != nil {
			return ask
		}
		prefix = []string{"sudo", "-n"}
	}
	prefix = append(prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq")
	for _, step := range [][]string{{"update"}, append([]string{"install", "-y", "--no-install-recommends"}, missing...)} {
		line := append(append([]string{}, prefix...), step...)
		if said, err := s.output(ctx, ".", line[0], line[1:]...); err != nil {
			return fmt.Errorf("%s\n%w (apt-get: %w)", said, ask, err)
		}
	}
	return nil
}

// modules downloads the Go modules and the npm packages side by side: both
// mostly wait for the network.
func (s *suite) modules(ctx context.Context, withUI bool) error {
	var wg sync.WaitGroup
	var goErr, npmErr error
	wg.Go(func() {
		if said, err := s.output(ctx, ".", "go", "mod", "download"); err != nil {
			goErr = fmt.Errorf("go mod download: %w\n%s", err, said)
		}
	})
	if withUI && hasUI() {
		wg.Go(func() {
			if said, err := s.output(ctx, ".", "scripts/npm-ci.sh"); err != nil {
				npmErr = fmt.Errorf("npm ci in ui: %w\n%s", err, said)
			}
		})
	}
	wg.Wait()
	return errors.Join(goErr, npmErr)
}

// hasUI reports whether the app's sources are there.
func hasUI() bool {
	_, err := os.Stat("ui/package.json")
	return err == nil
}

// postgresBin is the folder of the newest PostgreSQL: Debian keeps initdb and
// postgres off the PATH.
func postgresBin() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	sort.Slice(found, func(i, j int) bool {
		return len(found[i]) < len(found[j]) || len(found[i]) == len(found[j]) && found[i] < found[j]
	})
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("postgres")
	if err != nil {
		return "", errors.New("no PostgreSQL server: apt-get install postgresql-15")
	}
	return filepath.Dir(path), nil
}
