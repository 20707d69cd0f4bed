package house_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/world"
)

// The app's types are generated from ui/openapi.json; this keeps that copy equal
// to what the server answers. SAMBANG_UPDATE=1 writes it anew; then run
// `npm run types` in ui.
func TestTheAppsCopyOfTheDocumentIsFresh(t *testing.T) {
	w := world.New(t, "", "2026-03-02 08:00")
	h, err := w.House.Handler(house.Doors{Guard: api.Guard{Log: w.House.Log}})
	qt.Assert(t, qt.IsNil(err))
	rec := httptest.NewRecorder()
	h.ServeHTTP(rec, httptest.NewRequest(http.MethodGet, "/api/openapi.json", nil))
	var doc bytes.Buffer
	qt.Assert(t, qt.IsNil(json.Indent(&doc, rec.Body.Bytes(), "", " ")))
	const file = "../../ui/openapi.json"
	if os.Getenv("SAMBANG_UPDATE") != "" {
		qt.Assert(t, qt.IsNil(os.WriteFile(file, doc.Bytes(), 0o644)))
	}
	have, err := os.ReadFile(file)
	qt.Assert(t, qt.IsNil(err))
	if !bytes.Equal(bytes.TrimSpace(have), bytes.TrimSpace(doc.Bytes())) {
		t.Fatal("ui/openapi.json is not what the server says: SAMBANG_UPDATE=1 go test ./internal/house -run Document, then npm run types in ui")
	}
}
