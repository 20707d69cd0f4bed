// Package fault holds the coded errors that every room and door speaks.
//
// A refusal is for the user and is translated by its code; a fault is for the
// operator and is wrapped with %w. Nobody branches on the text of an error.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what an error means to the one who gets it. Doors turn it into an
// HTTP status in one place.
type Kind uint8

const (
	// Fault is ours: a bug, a full disk, a database that does not answer.
	Fault Kind = iota
	// Invalid is a body or a field that cannot be what it should be.
	Invalid
	// Refused is a rule saying no to a well-formed wish.
	Refused
	// Held is a report that was kept for a person to look at.
	Held
	// NotFound is absent, or outside what the asker may see: the two look alike.
	NotFound
	// Forbidden is known to the asker but not theirs to do now (sign in, wait).
	Forbidden
	// Conflict is the same id with another content, or a version that moved on.
	Conflict
	// Busy asks to try again shortly.
	Busy
)

// Error is a coded error. Code is stable, lower case, room.what_happened.
type Error struct {
	Kind Kind
	Code string
	// Field names the offending part of a body (never its value).
	Field string
	// Cause is for the log of the operator; it never reaches a user.
	Cause error
}

func (e *Error) Error() string {
	s := e.Code
	if e.Field != "" {
		s += " (" + e.Field + ")"
	}
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Unwrap gives the cause to errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Cause }

// New makes a coded error of a kind.
func New(kind Kind, code string) *Error { return &Error{Kind: kind, Code: code} }

// BadField says that a field cannot be what it should be.
func BadField(code, field string) *Error { return &Error{Kind: Invalid, Code: code, Field: field} }

// Absent is the one answer for what does not exist and what may not be seen.
func Absent() *Error { return &Error{Kind: NotFound, Code: "not_found"} }

// Wrap marks err as ours, with words for the operator.
func Wrap(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return &Error{Kind: Fault, Code: "fault", Cause: fmt.Errorf(format+": %w", append(args, err)...)}
}

// Of finds the coded error in err; anything without a code is a fault.
func Of(err error) *Error {
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	return &Error{Kind: Fault, Code: "fault", Cause: err}
}

// Is reports whether err carries this code.
func Is(err error, code string) bool { return err != nil && Of(err).Code == code }
