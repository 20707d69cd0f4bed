package phone

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
)

// ErrSignedOut says that the session is over: sign in again.
var ErrSignedOut = errors.New("phone: signed out")

// StatusError is an answer that is neither success nor a known refusal.
type StatusError struct {
	Status int
	Code   string
}

func (e *StatusError) Error() string { return fmt.Sprintf("phone: answer %d %s", e.Status, e.Code) }

// Command is what a user does, before it gets its envelope.
type Command struct {
	ID   ident.ID
	Verb string
	Body any
	// At is when it happened; zero means now.
	At instant.Instant
	// Token is the last server time that the phone held when this was said (App.Token),
	// with a witness after it where there is one (App.Attest); empty means what the
	// phone holds now.
	Token string
}

// envelope is a command as it travels.
type envelope struct {
	ID         ident.ID        `json:"id"`
	Verb       string          `json:"verb"`
	V          int             `json:"v"`
	OccurredAt instant.Instant `json:"occurred_at,omitzero"`
	Device     string          `json:"device"`
	N          int64           `json:"n"`
	Token      string          `json:"token,omitempty"`
	Body       any             `json:"body"`
}

// Answer is what became of a command.
type Answer struct {
	ID     ident.ID        `json:"id"`
	Status string          `json:"status"`
	Code   string          `json:"code"`
	Seq    int64           `json:"seq"`
	Result json.RawMessage `json:"result"`
}

// Accepted reports whether the command stands.
func (a Answer) Accepted() bool { return a.Status == "accepted" }

// App is the field app of one person: it keeps rows and one cursor an audience.
type App struct {
	base, device string
	client       *http.Client
	clock        instant.Clock
	n            int64
	token        string
	book         book
}

// NewApp makes an app that has seen nothing. Base is the server's origin; client
// may be nil.
func NewApp(base, device string, clock instant.Clock, client *http.Client) *App {
	if client == nil {
		client = &http.Client{}
	}
	own := *client
	own.Jar, _ = cookiejar.New(nil) // without options it cannot fail
	return &App{base: base, device: device, client: &own, clock: clock, book: newBook()}
}

// SignIn begins a session with phone number and password.
func (a *App) SignIn(ctx context.Context, number, password string) error {
	return a.post(ctx, "/api/v1/session", map[string]string{"phone": number, "password": password}, nil)
}

// Do sends one command at once.
func (a *App) Do(ctx context.Context, c Command) (Answer, error) {
	var out struct {
		Answer
		Token string `json:"token"`
	}
	err := a.post(ctx, "/api/v1/do/"+c.Verb, a.wrap(c), &out)
	if err == nil {
		a.token = out.Token
	}
	return out.Answer, err
}

// Token is the last server time that this phone holds, for a command that is sent
// later.
func (a *App) Token() string { return a.token }

// Attest shows a command that the server cannot take now and gives the command with
// the server's witness. It must be sent as it was shown: with its id and its time.
func (a *App) Attest(ctx context.Context, facility ident.ID, c Command) (Command, error) {
	e := a.wrap(c)
	a.n-- // it has not been sent
	c.ID, c.At, c.Token = e.ID, e.OccurredAt, e.Token
	var seen struct {
		Witnesses []struct {
			Token string `json:"token"`
		} `json:"witnesses"`
	}
	err := a.post(ctx, "/api/v1/witness", map[string]any{"facility": facility, "device": a.device, "commands": []envelope{e}}, &seen)
	if err == nil && len(seen.Witnesses) == 1 {
		c.Token += "," + seen.Witnesses[0].Token
	}
	return c, err
}

// wrap gives a command its envelope; one without an id gets a new one.
func (a *App) wrap(c Command) envelope {
	a.n++
	if c.ID == "" {
		c.ID = ident.New(a.clock.Now().Time())
	}
	if c.At.IsZero() {
		c.At = a.clock.Now()
	}
	if c.Token == "" {
		c.Token = a.token
	}
	return envelope{c.ID, c.Verb, 1, c.At, a.device, a.n, c.Token, c.Body}
}

// Sync sends commands and reads what has changed until nothing more waits. The
// answers come in the order of the commands that were answered.
func (a *App) Sync(ctx context.Context, commands ...Command) ([]Answer, error) {
	wrapped := make([]envelope, len(commands))
	for i, c := range commands {
		wrapped[i] = a.wrap(c)
	}
	var all []Answer
	for {
		ask := map[string]any{"device": a.device, "app": "1", "head": a.book.head, "cursors": a.book.cursors, "commands": wrapped}
		var got syncAnswer
		if err := a.post(ctx, "/api/v1/sync", ask, &got); err != nil {
			return all, err
		}
		a.token = got.Token
		all = append(all, got.Answers...)
		again := a.book.take(got)
		wrapped = []envelope{}
		if !again {
			return all, nil
		}
	}
}

// Rows gives the rows of a table that this person may see, by id.
func (a *App) Rows(table string) map[ident.ID]json.RawMessage { return a.book.rows[table] }

// Row reads one row into a value; false when it is not there.
func (a *App) Row(table string, id ident.ID, into any) (bool, error) {
	raw, ok := a.book.rows[table][id]
	if !ok {
		return false, nil
	}
	return true, json.Unmarshal(raw, into)
}

// Head is the newest seq.hash8 this phone has seen.
func (a *App) Head() string { return a.book.head }

func (a *App) post(ctx context.Context, path string, body, into any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, a.base+path, bytes.NewReader(text))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	w, err := a.client.Do(r)
	if err != nil {
		return err
	}
	defer w.Body.Close()
	answer, err := io.ReadAll(w.Body)
	if err != nil {
		return err
	}
	if w.StatusCode >= http.StatusMultipleChoices {
		return refusal(w.StatusCode, answer)
	}
	if into == nil || len(answer) == 0 {
		return nil
	}
	return json.Unmarshal(answer, into)
}

func refusal(status int, answer []byte) error {
	var p struct {
		Code string `json:"code"`
	}
	_ = json.Unmarshal(answer, &p) // an answer without a code is told by its status
	if p.Code == "session.none" {
		return ErrSignedOut
	}
	return &StatusError{status, p.Code}
}

// Patience is how long a phone waits before it tries again: doubling from a
// second, never over half a minute.
func Patience(tries int) time.Duration { return min(time.Second<<min(tries, 5), 30*time.Second) }
