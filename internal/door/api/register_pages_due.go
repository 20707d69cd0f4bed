package api

import (
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// mostListed is how many rows one answer of a list holds.
const mostListed = 200

// due lists the pregnant women of the asker's villages.
func (a *API) due(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	eyes, err := a.eyes(s.Actor, false)
	if err != nil {
		return err
	}
	after, limit, err := place(r)
	if err != nil {
		return err
	}
	out := DueList{}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		if out.Today, err = today(q); err != nil {
			return err
		}
		out.Women, err = registry.Awaiting(q, villagesOf(s.Actor), after, limit, out.Today, eyes)
		return err
	})
	if err != nil {
		return err
	}
	if n := len(out.Women); n == limit {
		out.After = base64.RawURLEncoding.EncodeToString([]byte(out.Women[n-1].Due + " " + string(out.Women[n-1].ID)))
	}
	var people []string
	for _, x := range out.Women {
		people = append(people, "person:"+string(x.ID))
	}
	if len(people) > 0 {
		err = a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "due", People: people})
	}
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}

// place reads where a list goes on and how many rows are asked for.
func place(r *http.Request) (after registry.Awaited, limit int, err error) {
	limit = mostListed
	if text := r.URL.Query().Get("limit"); text != "" {
		if limit, err = strconv.Atoi(text); err != nil || limit < 1 || limit > mostListed {
			return after, 0, fault.BadField("body.wrong_type", "limit")
		}
	}
	text := r.URL.Query().Get("after")
	if text == "" {
		return after, limit, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(text)
	day, id, found := strings.Cut(string(raw), " ")
	if err != nil || !found || len(day) != 10 || !ident.ID(id).Valid() {
		return after, 0, fault.BadField("body.wrong_type", "after")
	}
	return registry.Awaited{Due: day, ID: ident.ID(id)}, limit, nil
}

// villagesOf are the villages whose records somebody reads; nil: all of them.
func villagesOf(by access.Actor) []string { return villagesFor(by, "person") }

// lastReads is how many readings of a page are told.
const lastReads = 50

// pageReads lists who read about some people, the newest first; only head and
// officer are told. Whoever serves the village holds its people on the phone; that
// is not a reading of this page.
func (a *API) pageReads(q journal.Query, about []ident.ID) ([]PageRead, error) {
	out := []PageRead{}
	if len(about) == 0 || !q.By.Is(access.Head) && !q.By.Is(access.Officer) {
		return out, nil
	}
	args, marks := store.Args(q.Facility), make([]string, len(about))
	for i, id := range about {
		args = append(args, id)
		marks[i] = "$" + strconv.Itoa(len(args))
	}
	type read struct {
		PageRead
		actor string
	}
	var all []read
	err := q.Each("SELECT DISTINCT l.at, l.actor, l.purpose FROM access_person p JOIN access_log l ON l.facility_id = p.facility_id AND l.at = p.at WHERE p.facility_id = $1 AND p.person IN ("+
		strings.Join(marks, ", ")+") ORDER BY l.at DESC LIMIT "+strconv.Itoa(lastReads), args,
		func(scan func(...any) error) error {
			var x read
			err := scan(&x.At, &x.actor, &x.Purpose)
			all = append(all, x)
			return err
		})
	if err != nil {
		return nil, err
	}
	for _, x := range all {
		if x.Name, err = a.NameOf(q, x.actor); err != nil {
			return nil, err
		}
		out = append(out, x.PageRead)
	}
	return out, nil
}
