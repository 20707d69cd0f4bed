package storm

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/door/api"
)

// client is a browser or an app before a server.
type client struct {
	http *http.Client
	base string
}

func newClient(t testing.TB, base string, through http.RoundTripper) *client {
	jar, err := cookiejar.New(nil)
	qt.Assert(t, qt.IsNil(err))
	return &client{&http.Client{Jar: jar, Transport: through}, base}
}

// post gives the status, or an error when no whole answer came.
func (c *client) post(ctx context.Context, path string, body, into any) (int, error) {
	text, err := json.Marshal(body)
	if err != nil {
		return 0, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.base+path, bytes.NewReader(text))
	if err != nil {
		return 0, err
	}
	r.Header.Set("Content-Type", "application/json")
	res, err := c.http.Do(r)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		return 0, err
	}
	if res.StatusCode/100 != 2 {
		return res.StatusCode, nil
	}
	if into == nil {
		return res.StatusCode, nil
	}
	return res.StatusCode, json.Unmarshal(answer, into)
}

func (c *client) signIn(t testing.TB, p person) {
	t.Helper()
	status, err := c.post(t.Context(), "/api/v1/session", api.Credentials{Phone: p.phone, Password: password}, nil)
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(status, http.StatusOK), qt.Commentf("%s signs in", p.name))
}

func raw(t testing.TB, body any) json.RawMessage {
	text, err := json.Marshal(body)
	qt.Assert(t, qt.IsNil(err))
	return text
}

// same says whether two answers to one command are the same answer.
func same(a, b journal.Outcome) error {
	if a.ID != b.ID || a.Status != b.Status || a.Code != b.Code || a.Field != b.Field || a.Seq != b.Seq || !bytes.Equal(a.Result, b.Result) {
		return fmt.Errorf("%s was answered %s %s at %d, and now %s %s at %d", a.ID, a.Status, a.Code, a.Seq, b.Status, b.Code, b.Seq)
	}
	return nil
}
