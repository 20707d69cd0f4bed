package api

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"sambang/internal/core/fault"
)

// App serves the built app from memory, each file packed once, when it is first
// asked for: packing all of them takes longer than everything else of a start.
type App struct{ files map[string]file }

type file struct {
	kind, tag string
	plain     []byte
	small     func() []byte // packed; nil: it does not get smaller
}

// NewApp reads the app's files. An app that was never built is an App that says so.
func NewApp(from fs.FS) (*App, error) {
	a := &App{files: map[string]file{}}
	err := fs.WalkDir(from, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		b, err := fs.ReadFile(from, name)
		a.files[name] = newFile(name, b)
		return err
	})
	return a, err
}

func newFile(name string, b []byte) file {
	sum := sha256.Sum256(b)
	f := file{kind: kindOf(name), tag: `"` + hex.EncodeToString(sum[:8]) + `"`, plain: b}
	f.small = sync.OnceValue(func() []byte { return pack(f.kind, b) })
	return f
}

// pack gives nil for what is packed by its own kind or does not get smaller.
func pack(kind string, b []byte) []byte {
	if strings.HasPrefix(kind, "image/png") || strings.HasPrefix(kind, "font/") {
		return nil
	}
	var buf bytes.Buffer
	z, _ := gzip.NewWriterLevel(&buf, gzip.BestCompression) // the level is valid
	_, _ = z.Write(b)
	_ = z.Close()
	if buf.Len() >= len(b) {
		return nil
	}
	return buf.Bytes()
}

// kindOf does not ask the system's table of types: it differs by machine.
func kindOf(name string) string {
	switch path.Ext(name) {
	case ".html":
		return "text/html; charset=utf-8"
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".png":
		return "image/png"
	case ".woff2":
		return "font/woff2"
	case ".webmanifest":
		return "application/manifest+json"
	case ".json":
		return "application/json"
	}
	if k := mime.TypeByExtension(path.Ext(name)); k != "" {
		return k
	}
	return "application/octet-stream"
}

// ServeHTTP gives a file of the app. Places inside the app are behind the # of
// its one page, so an unknown path is unknown.
func (a *App) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		Refuse(w, r, fault.Absent())
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	if name == "" {
		name = "index.html"
	}
	f, ok := a.files[name]
	if !ok {
		Refuse(w, r, fault.Absent())
		return
	}
	f.serve(w, r, strings.HasPrefix(name, "assets/"))
}

func (f file) serve(w http.ResponseWriter, r *http.Request, forever bool) {
	h := w.Header()
	h.Set("Content-Type", f.kind)
	h.Set("ETag", f.tag)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Cache-Control", "no-cache")
	if forever { // their names change with their content
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	if r.Header.Get("If-None-Match") == f.tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	b := f.plain
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		if small := f.small(); small != nil {
			h.Set("Content-Encoding", "gzip")
			b = small
		}
	}
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(b)
}
