package api

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"sambang/internal/core/fault"
)

// Problem is RFC 9457 with our stable code. It never holds a value that was sent.
type Problem struct {
	Type      string `json:"type"`
	Title     string `json:"title"`
	Status    int    `json:"status"`
	Code      string `json:"code"`
	Field     string `json:"field,omitempty"`
	RequestID string `json:"request_id"`
}

// statuses by kind of error; codes with a status of their own are in statusOf.
var statuses = map[fault.Kind]int{
	fault.Fault: http.StatusInternalServerError, fault.Invalid: http.StatusUnprocessableEntity,
	fault.Refused: http.StatusConflict, fault.Held: http.StatusAccepted, fault.NotFound: http.StatusNotFound,
	fault.Forbidden: http.StatusForbidden, fault.Conflict: http.StatusConflict, fault.Busy: http.StatusServiceUnavailable,
}

// codeStatus are codes whose HTTP status says more than their kind.
var codeStatus = map[string]int{
	"body.not_json": http.StatusBadRequest, "body.too_large": http.StatusRequestEntityTooLarge,
	"session.none": http.StatusUnauthorized, "session.wrong": http.StatusUnauthorized,
	"session.too_many": http.StatusTooManyRequests, "blob.too_many": http.StatusTooManyRequests,
	"server.gone": http.StatusGone,
}

// statusOf is the HTTP status of a coded error.
func statusOf(e *fault.Error) int {
	if s, ok := codeStatus[e.Code]; ok {
		return s
	}
	return statuses[e.Kind]
}

// coded finds the coded error; a body over its limit gets its own code.
func coded(err error) *fault.Error {
	var long *http.MaxBytesError
	if errors.As(err, &long) {
		return fault.New(fault.Invalid, "body.too_large")
	}
	return fault.Of(err)
}

// Later is an error that knows when asking again makes sense, in seconds.
type Later interface{ RetryAfter() int }

// statusLeft stands in the log for whoever left before the answer: nginx's number for
// it. A read that ended because nobody waits for it is no fault of the server's.
const statusLeft = 499

// Refuse answers with a problem. The operator's cause goes to the log alone.
func Refuse(w http.ResponseWriter, r *http.Request, err error) {
	e := coded(err)
	status := statusOf(e)
	note := noteOf(r)
	if e.Kind == fault.Fault && r.Context().Err() != nil {
		w.WriteHeader(statusLeft)
		return
	}
	note.Code = e.Code
	if e.Kind == fault.Fault {
		note.Cause = err
	}
	wait := 0
	var later Later
	if errors.As(err, &later) {
		wait = later.RetryAfter()
	} else if status == http.StatusServiceUnavailable {
		wait = 2
	} else if status == http.StatusTooManyRequests {
		wait = 60
	}
	if wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(wait))
	}
	write(w, "application/problem+json", status, Problem{Type: "about:blank", Title: http.StatusText(status), Status: status,
		Code: e.Code, Field: e.Field, RequestID: note.ID})
}

// JSON answers with a value.
func JSON(w http.ResponseWriter, status int, v any) error {
	write(w, "application/json", status, v)
	return nil
}

func write(w http.ResponseWriter, kind string, status int, v any) {
	h := w.Header()
	h.Set("Content-Type", kind)
	if h.Get("Cache-Control") == "" {
		h.Set("Cache-Control", "no-store")
	}
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // a client that has gone cannot be told
}

// decode reads a JSON body strictly: nothing unknown, nothing behind it.
func decode(r *http.Request, into any) error {
	if kind := r.Header.Get("Content-Type"); kind != "" && !strings.HasPrefix(kind, "application/json") {
		return fault.New(fault.Invalid, "body.not_json")
	}
	d := json.NewDecoder(r.Body)
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return badJSON(err)
	}
	if d.More() {
		return fault.New(fault.Invalid, "body.trailing")
	}
	return nil
}

func badJSON(err error) error {
	var long *http.MaxBytesError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &long):
		return err
	case errors.As(err, &kind):
		return fault.BadField("body.wrong_type", kind.Field)
	case strings.Contains(err.Error(), "unknown field"): // encoding/json has no type for it
		return fault.New(fault.Invalid, "body.unknown_field")
	case strings.HasPrefix(err.Error(), "instant:"):
		return fault.New(fault.Invalid, "body.wrong_type")
	}
	return fault.New(fault.Invalid, "body.not_json")
}
