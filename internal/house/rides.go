package house

import (
	"context"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/phone"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/tracking"
	"sambang/internal/shared/workforce"
)

// rides keeps the live view's picture of who carries what: it reads the journal
// by seq, from the start and after each commit, so that a lost hint is harmless.
type rides struct {
	h      *House
	roster *phone.Roster
	seen   map[ident.ID]int64
	// doubted are the oddities that were told of a job, held how many fixes had been
	// kept apart when the jobs were last looked at.
	doubted map[ident.ID]int
	held    int64
}

// catchUp reads what has changed since the last time, in every facility.
func (r *rides) catchUp(ctx context.Context) error {
	return r.h.DB.Read(ctx, func(tx *store.Tx) error {
		heads := map[ident.ID]int64{}
		if err := tx.Each("SELECT facility_id, seq FROM facility_head", nil, func(scan func(...any) error) error {
			var f ident.ID
			var seq int64
			err := scan(&f, &seq)
			heads[f] = seq
			return err
		}); err != nil {
			return err
		}
		for f, seq := range heads {
			if seq == r.seen[f] {
				continue
			}
			if err := r.facility(tx, f); err != nil {
				return err
			}
			r.seen[f] = seq
		}
		return nil
	})
}

func (r *rides) facility(tx *store.Tx, f ident.ID) error {
	changed, err := r.changed(tx, f)
	if err != nil {
		return err
	}
	q := journal.Query{Tx: tx, Facility: f, Now: r.h.Clock.Now(), Keys: r.h.Ring}
	couriers := map[ident.ID]bool{}
	for _, c := range changed {
		if c.Table == "phone" {
			if err := r.phone(q, c.Row); err != nil {
				return err
			}
			continue
		}
		if c.Table == "home_visit" {
			if err := r.visit(q, c.Row); err != nil {
				return err
			}
			continue
		}
		if c.Table == "massage_booking" {
			if err := r.massage(q, c.Row); err != nil {
				return err
			}
			continue
		}
		if err := r.delivery(q, c.Row, couriers); err != nil {
			return err
		}
	}
	for w := range couriers {
		if err := r.courier(q, w); err != nil {
			return err
		}
	}
	return nil
}

func (r *rides) changed(tx *store.Tx, f ident.ID) ([]store.Change, error) {
	var out []store.Change
	err := tx.Each("SELECT tbl, row_id FROM audience WHERE facility_id = $1 AND audience = 'f' AND seq > $2 AND tbl IN ('milk_delivery', 'phone', 'home_visit', 'massage_booking') ORDER BY seq",
		store.Args(f, r.seen[f]), func(scan func(...any) error) error {
			var c store.Change
			err := scan(&c.Table, &c.Row)
			out = append(out, c)
			return err
		})
	return out, err
}

func (r *rides) phone(q journal.Query, id ident.ID) error {
	p, found, err := workforce.Phones.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return err
	}
	if p.State == workforce.PhoneBlocked {
		r.roster.Block(id)
		r.h.Windows.Block(id)
		return nil
	}
	s := p.Secrets(r.h.Ring)
	r.roster.Enrol(id, phone.Secrets{Token: s.Token, User: s.User, Password: s.Password})
	r.h.Windows.Enrol(id, p.Worker)
	return nil
}

// delivery notes whose ride a changed delivery belongs to, and ends what ended.
func (r *rides) delivery(q journal.Query, id ident.ID, couriers map[ident.ID]bool) error {
	d, found, err := milk.Deliveries.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return err
	}
	for _, w := range append(d.Former, d.Courier) {
		if w != "" {
			couriers[w] = true
		}
	}
	switch {
	case d.Ended() && d.Courier != "":
		if q.Now.Sub(d.EndedAt) > r.h.Windows.Memory() {
			return nil
		}
		if _, known := r.h.Windows.Job(d.Job); !known {
			job, err := r.job(q, d, 0, 0)
			if err != nil {
				return err
			}
			r.h.Windows.SetJob(job, q.Now)
		}
		r.h.Windows.EndJob(d.Job, d.EndedAt, q.Now)
	case d.Courier == "":
		r.h.Windows.ClearJob(d.Job, q.Now)
	}
	return nil
}

// courier tells the whole ride of a worker anew, stops in the order he makes
// them: pick-ups he has set out for, then what is in his hands, then the rest.
func (r *rides) courier(q journal.Query, worker ident.ID) error {
	running, err := milk.RunningOf(q, worker)
	if err != nil {
		return err
	}
	for i, d := range running {
		j, _, err := dispatch.Jobs.Get(q.Tx, q.Facility, d.Job)
		if err != nil {
			return err
		}
		n := i + 1
		pick, drop := 3000+2*n, 3001+2*n
		switch {
		case d.InHand():
			pick, drop = n, 2000+n
		case j.State == dispatch.OnTheWay:
			pick = 1000 + n
		}
		job, err := r.job(q, d, pick, drop)
		if err != nil {
			return err
		}
		r.h.Windows.SetJob(job, q.Now)
	}
	return nil
}

func (r *rides) job(q journal.Query, d milk.Delivery, pick, drop int) (tracking.Job, error) {
	j, _, err := dispatch.Jobs.Get(q.Tx, q.Facility, d.Job)
	if err != nil {
		return tracking.Job{}, err
	}
	var from, to dispatch.Place
	if _, err := q.Open(d.Pickup, &from); err != nil {
		return tracking.Job{}, err
	}
	if _, err := q.Open(d.Finish, &to); err != nil {
		return tracking.Job{}, err
	}
	var begun instant.Instant
	if j.State == dispatch.OnTheWay || d.InHand() {
		begun = r.begun(d, q.Now)
	}
	return tracking.Job{ID: d.Job, Facility: q.Facility, Worker: d.Courier, Family: d.Mother, From: j.AcceptedAt, Begun: begun, PickedUp: d.HandedOverAt,
		PickUp: tracking.Stop{Point: from.Point(), Order: pick, Done: d.InHand() || d.Ended()},
		Drop:   tracking.Stop{Point: to.Point(), Order: drop, Done: d.Ended()}}, nil
}

// begun is since when a courier is on the way with a delivery: since he took it in
// hand, or since this server first heard that he has set out.
func (r *rides) begun(d milk.Delivery, now instant.Instant) instant.Instant {
	if had, known := r.h.Windows.Job(d.Job); known && had.Begun != 0 && had.Worker == d.Courier {
		return had.Begun
	}
	return now
}

// doubt tells the programme of positions that cannot be believed, while the milk is
// still under way: what is delivered then is held until somebody has looked.
func (r *rides) doubt(ctx context.Context) error {
	held := r.h.Recorder.Stats().Held
	if held == r.held {
		return nil
	}
	for _, job := range r.h.Windows.Carried() {
		apart, err := r.h.track.Held(ctx, job.ID)
		if err != nil {
			return err
		}
		reasons := tracking.Oddities(apart)
		if len(reasons) <= r.doubted[job.ID] {
			continue
		}
		var d milk.Delivery
		var found bool
		if err := r.h.DB.Read(ctx, func(tx *store.Tx) (err error) {
			d, found, err = milk.Deliveries.First(tx, "facility_id = $1 AND job = $2", job.Facility, job.ID)
			return err
		}); err != nil {
			return err
		}
		if !found { // a team on its way to a patient: no fee hangs on it
			continue
		}
		if err := r.h.Tell(ctx, job.Facility, ident.Derive(job.ID, doubtOrdinal+len(reasons)), "milk.doubt_track",
			milk.DoubtTrack{Delivery: d.ID, Reasons: reasons}); err != nil && fault.Of(err).Kind != fault.Refused { // it ended meanwhile
			return err
		}
		if r.doubted == nil {
			r.doubted = map[ident.ID]int{}
		}
		r.doubted[job.ID] = len(reasons)
	}
	r.held = held
	return nil
}

// doubtOrdinal keeps the ids of these commands apart from others that derive from a job.
const doubtOrdinal = 60_000

// besides is how often the journal is looked at without news: another server on
// the same database commits without a word to this one.
const besides = 3 * time.Second

// follow reads on after every commit until ctx ends.
func (r *rides) follow(ctx context.Context) {
	news, stop := r.h.Journal.Feed().Subscribe(journal.Every)
	defer stop()
	others := time.NewTicker(besides)
	defer others.Stop()
	for {
		if err := r.catchUp(ctx); err != nil && ctx.Err() == nil {
			r.h.Log.Error("rides: reading the journal", "error", err)
		}
		if err := r.doubt(ctx); err != nil && ctx.Err() == nil {
			r.h.Log.Error("rides: looking at odd positions", "error", err)
		}
		select {
		case <-news:
		case <-others.C:
		case <-ctx.Done():
			return
		}
	}
}
