package storm

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// binary is the server that is killed.
var binary string

// TestMain builds the server once, where nobody has built it already.
func TestMain(m *testing.M) {
	os.Exit(withBinary(m))
}

func withBinary(m *testing.M) int {
	if binary = os.Getenv("SAMBANG_BIN"); binary != "" {
		return m.Run()
	}
	dir, err := os.MkdirTemp("", "sambang-storm-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	binary = filepath.Join(dir, "sambang")
	build := exec.Command("go", "build", "-o", binary, "sambang/cmd/sambang")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "building the server:", err)
		return 1
	}
	return m.Run()
}

// seeds is how many seeds a storm tries: usual, or what a soak asks for.
func seeds(usual int) int {
	if n, err := strconv.Atoi(os.Getenv("SAMBANG_SEEDS")); err == nil && n > 0 {
		return n
	}
	return usual
}
