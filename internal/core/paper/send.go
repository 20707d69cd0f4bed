package paper

import (
	"net/http"
	"strconv"
)

// Send gives a paper to a browser to be shown there and printed. The name is
// that of the file without ".pdf": no names of people, it stays in lists of
// downloads. Nothing between us and the browser may keep it.
func Send(w http.ResponseWriter, name string, made []byte) {
	h := w.Header()
	h.Set("Content-Type", "application/pdf")
	h.Set("Content-Length", strconv.Itoa(len(made)))
	h.Set("Content-Disposition", `inline; filename="`+name+`.pdf"`)
	h.Set("Cache-Control", "private, no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(made) // a client that has gone cannot be told
}
