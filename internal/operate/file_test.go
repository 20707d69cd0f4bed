package operate_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"testing"

	"github.com/go-quicktest/qt"
)

func unpacked(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(name)
	qt.Assert(t, qt.IsNil(err))
	return unzip(t, b)
}

func unzip(t testing.TB, b []byte) string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(b))
	qt.Assert(t, qt.IsNil(err))
	text, err := io.ReadAll(z)
	qt.Assert(t, qt.IsNil(err))
	return string(text)
}

func zip(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, err := io.WriteString(z, text)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNil(z.Close()))
	return b.Bytes()
}

func files(t *testing.T, folder string) []os.DirEntry {
	t.Helper()
	list, err := os.ReadDir(folder)
	qt.Assert(t, qt.IsNil(err))
	return list
}
