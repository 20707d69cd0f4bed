package api

import (
	"context"
	"net/http"
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/tracking"
	"sambang/internal/shared/workforce"
)

// trackPurpose is under what the access log keeps that somebody saw where a worker
// was; a row of it names the worker as track:<worker>.
const trackPurpose = "live"

// TrackOf is how the access log names whose track it was.
func TrackOf(worker ident.ID) string { return "track:" + string(worker) }

// noteTracks writes down whose position this reader is shown: once a stream and
// worker, before the first is sent.
func (st *stream) noteTracks(dots []tracking.Dot) error {
	var seen []string
	for _, d := range dots {
		if !d.Gone && d.Point != nil && !st.shown[d.Worker] && d.Worker != st.who.Worker {
			if st.shown == nil {
				st.shown = map[ident.ID]bool{}
			}
			st.shown[d.Worker] = true
			seen = append(seen, TrackOf(d.Worker))
		}
	}
	if len(seen) == 0 {
		return nil
	}
	return st.a.Showed(context.WithoutCancel(st.r.Context()), Showing{Facility: st.who.Facility, Actor: st.who.ID, Door: "api", Purpose: trackPurpose, People: seen})
}

// TrackReader is somebody who saw where the reader was, on one day.
type TrackReader struct {
	Day string `json:"day"`
	// Kind is staff, or family for who watches by a link.
	Kind string `json:"kind"`
	// Name and Roles are those of staff; a family has none here.
	Name  string        `json:"name,omitempty"`
	Roles []access.Role `json:"roles,omitempty"`
	// First and Last are when they began to look, the first and the last time that day.
	First instant.Instant `json:"first"`
	Last  instant.Instant `json:"last"`
	Times int64           `json:"times"`
}

// TrackReaders is who saw it, the newest day first.
type TrackReaders struct {
	Readers []TrackReader `json:"readers"`
	Today   string        `json:"today"`
}

// trackReadersMost is how many looks are read back: some weeks of a busy desk.
const trackReadersMost = 2000

// trackReaders lists who looked at the reader's own track: nobody else's is asked
// for, so there is nothing to name.
func (a *API) trackReaders(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if s.Actor.Worker == "" {
		return fault.Absent()
	}
	out := TrackReaders{Readers: []TrackReader{}}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		out, err = a.readersOf(q, s.Actor.Worker)
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// look is one row of the access log about a track.
type look struct {
	at          instant.Instant
	actor, door string
}

func (a *API) readersOf(q journal.Query, worker ident.ID) (TrackReaders, error) {
	out := TrackReaders{Readers: []TrackReader{}}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return out, err
	}
	out.Today = q.Now.Day(f.Location())
	var looks []look
	err = q.Each(`SELECT l.at, l.actor, l.door FROM access_person p JOIN access_log l ON l.facility_id = p.facility_id AND l.at = p.at
		WHERE p.facility_id = $1 AND p.person = $2 AND l.purpose = $3 ORDER BY p.at DESC LIMIT $4`,
		store.Args(q.Facility, worker, trackPurpose, trackReadersMost), func(scan func(...any) error) error {
			var l look
			err := scan(&l.at, &l.actor, &l.door)
			looks = append(looks, l)
			return err
		})
	if err != nil {
		return out, err
	}
	at := map[string]int{}
	for _, l := range looks {
		row := TrackReader{Day: l.at.Day(f.Location()), Kind: "staff", First: l.at, Last: l.at, Times: 1}
		key := row.Day + " " + l.actor
		if l.door == "page" {
			row.Kind, key = "family", row.Day+" page"
		}
		if i, ok := at[key]; ok {
			out.Readers[i].First = l.at
			out.Readers[i].Times++
			continue
		}
		if row.Kind == "staff" {
			if row.Name, row.Roles, err = a.whoIs(q, ident.ID(l.actor), out.Today); err != nil {
				return out, err
			}
		}
		at[key] = len(out.Readers)
		out.Readers = append(out.Readers, row)
	}
	return out, nil
}

// whoIs gives the name of an account and the roles it holds today.
func (a *API) whoIs(q journal.Query, account ident.ID, today string) (name string, roles []access.Role, err error) {
	if name, err = a.NameOf(q, string(account)); err != nil {
		return "", nil, err
	}
	var worker ident.ID
	if _, err = q.One("SELECT worker_id FROM membership WHERE facility_id = $1 AND account_id = $2", store.Args(q.Facility, account), &worker); err != nil {
		return "", nil, err
	}
	grants, err := workforce.RolesOf(q, account, worker)
	for _, g := range grants {
		if g.On(today) && !slices.Contains(roles, g.Role) {
			roles = append(roles, g.Role)
		}
	}
	return name, roles, err
}
