package api

import (
	"context"
	"net/http"
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// TimeAnswer is the server's time, and the token by which this device proves later
// that it knew of it.
type TimeAnswer struct {
	Now   instant.Instant `json:"now"`
	Token string          `json:"token"`
}

// DoAnswer is the answer to one command with the server's time.
type DoAnswer struct {
	journal.Outcome
	TimeAnswer
}

// WitnessAsk shows commands that the server could not take yet.
type WitnessAsk struct {
	Facility ident.ID           `json:"facility"`
	Device   string             `json:"device"`
	Commands []journal.Envelope `json:"commands"`
}

// WitnessAnswer is the server's time and a witness for every command it could read.
type WitnessAnswer struct {
	Now       instant.Instant `json:"now"`
	Witnesses []Witness       `json:"witnesses"`
}

// Witness is what a phone adds to a command's token, after a comma.
type Witness struct {
	ID    ident.ID `json:"id"`
	Token string   `json:"token"`
}

func (a *API) timeRoutes() []Route {
	return []Route{
		{"GET /api/v1/time", "session", a.time},
		// A phone whose session has run out comes too: it shows its browser's secret.
		{"POST /api/v1/witness", "open", a.witness},
	}
}

// time answers with the server's time.
func (a *API) time(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	device := r.URL.Query().Get("device")
	if len(device) > 64 {
		return fault.BadField("body.too_many", "device")
	}
	now, err := a.timed(r.Context(), s.Actor.Facility, device)
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, now)
}

// timed is the time of a facility, with a token for a device.
func (a *API) timed(ctx context.Context, facility ident.ID, device string) (out TimeAnswer, err error) {
	err = a.DB.Read(ctx, func(tx *store.Tx) (err error) {
		out.Now, err = a.Journal.Now(tx, facility)
		return err
	})
	out.Token = a.Journal.Token(facility, device, out.Now)
	return out, err
}

// witness says that it has seen these commands now. It takes nobody's turn at the
// writer and keeps nothing, so that it answers when nothing else does.
func (a *API) witness(w http.ResponseWriter, r *http.Request) error {
	var ask WitnessAsk
	if err := decode(r, &ask); err != nil {
		return err
	}
	if len(ask.Commands) > maxCommands || len(ask.Device) > 64 {
		return fault.New(fault.Invalid, "body.too_many")
	}
	if known, err := a.enrolled(r, ask.Facility); err != nil || !known {
		return errOr(err, fault.New(fault.Forbidden, "session.none"))
	}
	noteOf(r).Facility = ask.Facility
	now, err := a.timed(r.Context(), ask.Facility, ask.Device)
	if err != nil {
		return err
	}
	out := WitnessAnswer{Now: now.Now, Witnesses: []Witness{}}
	for _, env := range ask.Commands {
		if env.Device == "" {
			env.Device = ask.Device
		}
		if token, err := a.Journal.Witness(ask.Facility, env, now.Now); err == nil {
			out.Witnesses = append(out.Witnesses, Witness{env.ID, token})
		}
	}
	return JSON(w, http.StatusOK, out)
}

func errOr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// enrolled reports whether somebody of a facility has signed in on this browser,
// whatever became of the session since.
func (a *API) enrolled(r *http.Request, facility ident.ID) (bool, error) {
	browser := a.cookie(r, deskCookie)
	if browser == "" || !facility.Valid() {
		return false, nil
	}
	at, err := a.People.Facilities(r.Context(), browser)
	return slices.Contains(at, facility), err
}
