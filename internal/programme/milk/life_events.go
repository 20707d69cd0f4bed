package milk

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// PlaceEnded is the event of the end of a mother's taking part.
type PlaceEnded struct {
	Place ident.ID `json:"place"`
	// Why is term (the baby is old enough), notice or wish; empty: she or the baby has
	// died or moved away, or a consent was taken back. How is how she said her wish.
	Why string `json:"why,omitempty"`
	How string `json:"how,omitempty"`
	On  string `json:"on,omitempty"`
}

// PlacePaused is the event of a place that rests.
type PlacePaused struct {
	Place ident.ID `json:"place"`
	// Why is leave, school_holiday or other; empty: the baby is in hospital.
	Why string `json:"why,omitempty"`
	// Until is the day on which it goes on by itself, Due its beginning.
	Until string          `json:"until,omitempty"`
	Due   instant.Instant `json:"due,omitzero"`
}

// PlaceResumed is the event of a place that goes on.
type PlaceResumed struct {
	Place ident.ID `json:"place"`
}

// PlacePassed is the event of a place whose page the child's next guardian has.
type PlacePassed struct {
	Place ident.ID `json:"place"`
	// Keeper is the guardian; empty: the mother again.
	Keeper ident.ID  `json:"keeper,omitempty"`
	Tracks []Tracked `json:"tracks,omitempty"`
}

// Tracked is a delivery under way with the link by which the keeper watches it.
type Tracked struct {
	Delivery ident.ID `json:"delivery"`
	Link     ident.ID `json:"link"`
}

// PlaceMoved is the event of a family's next village.
type PlaceMoved struct {
	Place   ident.ID `json:"place"`
	Village string   `json:"village"`
}

// Recalled is the event of a load called back from the courier who carries it.
type Recalled struct {
	Delivery ident.ID `json:"delivery"`
}

// lifeEvents lists what can have happened because life changed.
func lifeEvents() []journal.Event {
	return []journal.Event{
		journal.On("milk.place_ended/1", func(tx *store.Tx, m journal.Meta, e PlaceEnded) error {
			return changePlace(tx, m, e.Place, func(p *Place) {
				p.State, p.EndedAt, p.EndedWhy, p.EndedOn, p.PausedWhy, p.PausedUntil = Over, m.RecordedAt, e.Why, e.On, "", ""
			})
		}),
		journal.Later(journal.On("milk.place_paused/1", func(tx *store.Tx, m journal.Meta, e PlacePaused) error {
			return changePlace(tx, m, e.Place, func(p *Place) { p.State, p.PausedWhy, p.PausedUntil = Paused, e.Why, e.Until })
		}), func(_ journal.Meta, e PlacePaused) []journal.Then {
			return due(e.Due, PlaceDue{e.Place, duePause, e.Until})
		}),
		journal.On("milk.place_resumed/1", func(tx *store.Tx, m journal.Meta, e PlaceResumed) error {
			return changePlace(tx, m, e.Place, func(p *Place) { p.State, p.PausedWhy, p.PausedUntil = Going, "", "" })
		}),
		journal.Later(journal.On("milk.notice_given/1", func(tx *store.Tx, m journal.Meta, e NoticeGiven) error {
			return changePlace(tx, m, e.Place, func(p *Place) { p.Notice, p.EndsOn = e.Reason, e.EndsOn })
		}), func(_ journal.Meta, e NoticeGiven) []journal.Then {
			return due(e.Due, PlaceDue{e.Place, dueNotice, e.EndsOn})
		}),
		journal.On("milk.notice_cancelled/1", func(tx *store.Tx, m journal.Meta, e NoticeCancelled) error {
			return changePlace(tx, m, e.Place, func(p *Place) { p.Notice, p.EndsOn = "", "" })
		}),
		journal.Later(journal.On("milk.term_set/1", func(tx *store.Tx, m journal.Meta, e TermSet) error {
			return changePlace(tx, m, e.Place, func(p *Place) { p.TermOn = e.On })
		}), func(_ journal.Meta, e TermSet) []journal.Then { return due(e.Due, PlaceDue{e.Place, dueTerm, e.On}) }),
		journal.On("milk.place_passed/1", applyPassed),
		journal.On("milk.place_moved/1", applyMoved),
		journal.On("milk.recalled/1", applyRecalled),
	}
}

func applyPassed(tx *store.Tx, m journal.Meta, e PlacePassed) error {
	if err := changePlace(tx, m, e.Place, func(p *Place) { p.Keeper = e.Keeper }); err != nil {
		return err
	}
	for _, t := range e.Tracks {
		d, err := get(tx, m, t.Delivery)
		if err != nil {
			return err
		}
		d.Keeper, d.Track = e.Keeper, t.Link
		if err := d.stepped(tx, m, "passed", m.RecordedAt, nil); err != nil {
			return err
		}
	}
	return nil
}

// applyMoved takes the whole history along: a row that stayed in the old village
// would still tell its midwife where the mother was fetched from yesterday.
func applyMoved(tx *store.Tx, m journal.Meta, e PlaceMoved) error {
	if err := changePlace(tx, m, e.Place, func(p *Place) { p.Village = e.Village }); err != nil {
		return err
	}
	all, err := Deliveries.Where(tx, "facility_id = $1 AND place = $2 ORDER BY id", m.Facility, e.Place)
	if err != nil {
		return err
	}
	for _, d := range all {
		d.Village = e.Village
		if err := Deliveries.Put(tx, d); err != nil {
			return err
		}
		steps, err := Steps.Where(tx, "facility_id = $1 AND delivery = $2 ORDER BY id", m.Facility, d.ID)
		if err != nil {
			return err
		}
		for _, s := range steps {
			s.Village = e.Village
			if err := Steps.Put(tx, s); err != nil {
				return err
			}
		}
	}
	return nil
}

func applyRecalled(tx *store.Tx, m journal.Meta, e Recalled) error {
	d, err := get(tx, m, e.Delivery)
	if err != nil {
		return err
	}
	d.Recalled = true
	return d.stepped(tx, m, "recalled", m.RecordedAt, nil)
}
