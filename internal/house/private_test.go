package house_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/go-quicktest/qt"
)

// The folder may have been made by somebody who let everybody in.
func TestNobodyElseOnTheComputerReadsTheFiles(t *testing.T) {
	t.Parallel()
	s := open(t, "")
	s.founded()
	files, err := filepath.Glob(filepath.Join(s.h.Data, "*.sqlite*"))
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsTrue(len(files) >= 2), qt.Commentf("%v", files))
	for _, f := range files {
		is, err := os.Stat(f)
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(is.Mode().Perm(), 0o600), qt.Commentf("%s", filepath.Base(f)))
	}
}
