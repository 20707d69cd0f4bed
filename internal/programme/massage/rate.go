package massage

import (
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/task"
)

// Rate tells what a parent says of a visit: verb massage.rate, by the parent's page, or told
// to the cadre or at the desk. The coordinator and the cadre see it; nobody else.
type Rate struct {
	Booking ident.ID `json:"booking"`
	// Stars are 1 to 5.
	Stars int64  `json:"stars"`
	Word  string `json:"word,omitempty" max:"300"`
}

// Subject is the booking.
func (b Rate) Subject() ident.ID { return b.Booking }

// Check wants one to five stars.
func (b Rate) Check() *fault.Error {
	if b.Stars < 1 || b.Stars > 5 {
		return fault.BadField("body.bad_choice", "stars")
	}
	return wanted(b.Booking)
}

// Talk is the kind of task that bad ratings open: the coordinator talks with the cadre.
const Talk = "massage_talk"

// Who wrote a rating down.
const (
	FromParent = "parent"
	FromStaff  = "staff"
)

// rating is a visit with the bad ratings that its cadre has had since the last talk.
type rating struct {
	Booking
	visit Visit
	set   VisitSettings
	bad   []ident.ID
	owner ident.ID // who would talk with her
}

func loadRating(q journal.Query) (r rating, err error) {
	found := false
	if r.Booking, found, err = Bookings.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return r, err
	}
	if !found {
		return r, fault.Absent()
	}
	if r.visit, _, err = Visits.Get(q.Tx, q.Facility, r.ID); err != nil {
		return r, err
	}
	if r.set, _, err = VisitPolicy.Get(q); err != nil || r.visit.Cadre == "" || q.Body.(Rate).Stars > r.set.BadStars {
		return r, err
	}
	others, err := Visits.Where(q.Tx, "facility_id = $1 AND cadre = $2 AND stars > 0 AND stars <= $3 AND talk = '' AND id <> $4 ORDER BY rated_at, id",
		q.Facility, r.visit.Cadre, r.set.BadStars, r.ID)
	for _, v := range others {
		r.bad = append(r.bad, v.ID)
	}
	if err != nil || int64(len(r.bad))+1 < r.set.BadRatings {
		return r, err
	}
	r.owner, err = dispatch.Coordinator(q, r.visit.Cadre)
	return r, err
}

// rate keeps one rating a visit. A parent's own word takes the place of what somebody wrote
// down for them; the other way round it does not.
func (r rating) rate(s journal.Said[Rate]) journal.Answer {
	by := FromStaff
	if ownWord(s.By) {
		by = FromParent
	}
	switch {
	case !slices.Contains([]string{Done, Stopped}, r.State) || r.visit.StartedAt.IsZero():
		return journal.Refuse("massage.no_visit_yet")
	case r.visit.Stars > 0 && (r.visit.RatedBy == FromParent || by == FromStaff):
		return journal.Refuse("massage.rated_already")
	}
	e := RatedEvent{Booking: r.ID, Stars: s.Body.Stars, By: by, Talk: r.visit.Talk}
	if word := strings.TrimSpace(s.Body.Word); word != "" {
		e.Word = s.Seal(sealedWord, r.ID, r.visit.Word.Version+1, words{word})
	}
	if r.owner == "" || r.visit.Talk != "" {
		return journal.Accept(e)
	}
	e.Talk, e.Counted = s.NewID(0), r.bad
	return journal.Accept(e, task.Opened{Task: e.Talk, Kind: Talk, Person: r.visit.Cadre, Village: r.Village, Owner: r.owner, Cause: r.ID})
}
