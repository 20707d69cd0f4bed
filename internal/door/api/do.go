package api

import (
	"net/http"

	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
)

// do carries out one command. A refusal is an answer, not an error.
func (a *API) do(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	var env journal.Envelope
	if err := decode(r, &env); err != nil {
		return err
	}
	verb := r.PathValue("verb")
	if env.Verb == "" {
		env.Verb = verb
	}
	if env.Verb != verb {
		return fault.BadField("verb.unknown", "verb")
	}
	note := noteOf(r)
	note.ID = string(env.ID)
	out, err := a.Journal.Do(r.Context(), s.Actor, env)
	if a.Journal.Verbs()[verb] != nil {
		note.Verb = verb // a name of ours, not whatever was sent
	}
	if err != nil {
		return err
	}
	note.Answer, note.Code = string(out.Status), out.Code
	if out, err = a.Finish(r.Context(), s.Actor.Facility, verb, out); err != nil {
		return err
	}
	now, err := a.timed(r.Context(), s.Actor.Facility, env.Device)
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, DoAnswer{out, now})
}
