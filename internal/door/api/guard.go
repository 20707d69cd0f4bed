package api

import (
	"context"
	"log/slog"
	"net/http"
	"runtime/debug"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

// BodyLimit is what one request may carry, in bytes; pictures have their own limit.
const BodyLimit = 1 << 20

// Note is what a request tells the log about itself: never a name, a phone
// number, a path with a token in it or a value that was sent.
type Note struct {
	// ID is the command's id for a command, else one made here.
	ID       string
	Facility ident.ID
	Verb     string
	// Answer is what became of a command.
	Answer string
	Code   string
	Cause  error
}

type noteKey struct{}

func noteOf(r *http.Request) *Note {
	if n, ok := r.Context().Value(noteKey{}).(*Note); ok {
		return n
	}
	return &Note{}
}

// Guard stands before every door of a server: headers, the check of origins,
// the limit of bodies, one log line a request.
type Guard struct {
	Log *slog.Logger
	// TLS says that browsers reach us over TLS, here or at a proxy in front.
	TLS bool
	// Measure hears of every answer: its route, status and time.
	Measure func(route string, status int, took time.Duration)
}

// policy forbids everything that does not come from this server. Styles, scripts
// and pictures are files; data: is for pictures the app draws itself.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; " +
	"worker-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// Wrap puts the guard before a handler.
func (g Guard) Wrap(next http.Handler) http.Handler {
	origin := http.NewCrossOriginProtection()
	origin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		Refuse(w, r, fault.New(fault.Forbidden, "origin.foreign"))
	}))
	inner := origin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start := time.Now()
		note := &Note{ID: string(ident.New(start))}
		r = r.WithContext(context.WithValue(r.Context(), noteKey{}, note))
		if r.Body != nil {
			r.Body = http.MaxBytesReader(w, r.Body, bodyLimit(r))
		}
		if r.Method == http.MethodGet {
			// The limit on reading a request would end a live stream after it.
			_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
		}
		rec := &recorder{ResponseWriter: w}
		g.headers(rec)
		defer func() {
			g.recover(rec, r, recover())
			g.tell(r, note, rec, time.Since(start))
		}()
		inner.ServeHTTP(rec, r)
	})
}

func (g Guard) headers(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Frame-Options", "DENY")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(self), geolocation=(self), microphone=(), payment=()")
	if g.TLS {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// recover answers a panic with a fault; the stack is the operator's.
func (g Guard) recover(w *recorder, r *http.Request, p any) {
	if p == nil || p == http.ErrAbortHandler {
		return
	}
	g.Log.Error("http: panic", "request", noteOf(r).ID, "route", r.Pattern, "what", p, "stack", string(debug.Stack()))
	if w.status == 0 {
		Refuse(w, r, fault.New(fault.Fault, "fault"))
	}
}

func (g Guard) tell(r *http.Request, n *Note, w *recorder, took time.Duration) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	if g.Measure != nil {
		g.Measure(r.Pattern, w.status, took)
	}
	// The route's pattern, never the path: paths hold the secrets of links and phones.
	args := []any{"request", n.ID, "route", r.Pattern, "status", w.status, "ms", float64(took.Microseconds()) / 1000}
	for _, a := range []struct{ key, value string }{{"facility", string(n.Facility)}, {"verb", n.Verb}, {"answer", n.Answer}, {"code", n.Code}} {
		if a.value != "" {
			args = append(args, a.key, a.value)
		}
	}
	level := slog.LevelInfo
	if n.Cause != nil {
		level, args = slog.LevelError, append(args, "error", n.Cause.Error())
	}
	g.Log.Log(context.WithoutCancel(r.Context()), level, "http", args...)
}

// recorder remembers the status that went out.
type recorder struct {
	http.ResponseWriter
	status int
}

func (w *recorder) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *recorder) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *recorder) Unwrap() http.ResponseWriter { return w.ResponseWriter }
