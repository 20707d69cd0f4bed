package api

import (
	"context"
	"maps"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/tracking"
	"sambang/internal/shared/workforce"
)

// LiveSilence tells the desk of a courier on the way of whom nothing is heard, or
// whose phone is about to end.
type LiveSilence struct {
	Worker ident.ID `json:"worker"`
	// Silent: no position Since then; Moving says how he was then.
	Silent bool            `json:"silent"`
	Since  instant.Instant `json:"since"`
	Moving bool            `json:"moving"`
	// LowBattery: the phone is about to end. Battery is percent, null where no phone told.
	LowBattery bool     `json:"low_battery"`
	Battery    *float64 `json:"battery"`
	// Network is wifi, mobile, offline or empty.
	Network string `json:"network"`
	// Brand is the phone's make, for advice: catalogue key app.advice.<brand>.
	Brand string `json:"brand"`
}

// LiveHeard tells that the desk need not be told of a courier any more.
type LiveHeard struct {
	Worker ident.ID `json:"worker"`
}

// loadWatch reads when the desk is to be told: with each change of the log, for a
// change of the settings is one.
func (st *stream) loadWatch() error {
	if st.desk == nil {
		return nil
	}
	return st.ask(func(q journal.Query) (err error) {
		st.watch, _, err = tracking.Policy.Get(q)
		return err
	})
}

func (st *stream) ask(f func(q journal.Query) error) error {
	return st.a.DB.Read(context.WithoutCancel(st.r.Context()), func(tx *store.Tx) error {
		return f(journal.Query{Tx: tx, Facility: st.who.Facility, By: st.who, Now: st.a.Clock.Now(), Keys: st.a.Keys})
	})
}

// tellSilences tells what has changed since the last time.
func (st *stream) tellSilences() error {
	if st.desk == nil {
		return nil
	}
	now := map[ident.ID]LiveSilence{}
	for _, s := range st.a.Hub.Silences(st.who.Facility, st.watch, st.a.Clock.Now()) {
		out := LiveSilence{Worker: s.Worker, Silent: s.Silent, Since: s.Since, Moving: s.Moving, LowBattery: s.Low, Network: s.Network}
		if s.Battery >= 0 {
			out.Battery = &s.Battery
		}
		if before, ok := st.silent[s.Worker]; ok {
			out.Brand = before.Brand
		} else if err := st.brandOf(&out, s.Device); err != nil {
			return err
		}
		now[s.Worker] = out
	}
	before := st.silent
	st.silent = now
	for _, w := range slices.Sorted(maps.Keys(before)) {
		if _, still := now[w]; !still {
			if err := st.event("heard", "", LiveHeard{w}); err != nil {
				return err
			}
		}
	}
	for _, w := range slices.Sorted(maps.Keys(now)) {
		if had, ok := before[w]; ok && had.same(now[w]) {
			continue
		}
		if err := st.event("silence", "", now[w]); err != nil {
			return err
		}
	}
	return nil
}

func (s LiveSilence) same(o LiveSilence) bool {
	a, b := s.Battery, o.Battery
	s.Battery, o.Battery = nil, nil
	return s == o && (a == nil) == (b == nil) && (a == nil || *a == *b)
}

// brandOf looks up the make of the phone that spoke last, else of the worker's
// first one.
func (st *stream) brandOf(s *LiveSilence, device ident.ID) error {
	return st.ask(func(q journal.Query) error {
		phones, err := workforce.Phones.Where(q.Tx, "facility_id = $1 AND worker = $2 AND state <> $3 ORDER BY id", q.Facility, s.Worker, workforce.PhoneBlocked)
		for _, p := range phones {
			if s.Brand == "" || p.ID == device {
				s.Brand = p.Brand
			}
		}
		if s.Brand == "" {
			s.Brand = "other"
		}
		return err
	})
}
