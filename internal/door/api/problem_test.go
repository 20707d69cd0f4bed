package api_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/door/api"
)

// A phone that closes the page while the server reads is no fault for the operator
// to look into; the same error with the asker still there is one.
func TestAReadWhoseAskerHasLeftIsNoFault(t *testing.T) {
	gone, leave := context.WithCancel(t.Context())
	leave()
	for want, ctx := range map[int]context.Context{499: gone, http.StatusInternalServerError: t.Context()} {
		w := httptest.NewRecorder()
		api.Refuse(w, httptest.NewRequestWithContext(ctx, http.MethodGet, "/api/v1/rows", nil), errors.New("context canceled"))
		qt.Check(t, qt.Equals(w.Code, want))
	}
}
