package milk

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// GiveNotice is the head's word that a place ends: verb milk.give_notice.
type GiveNotice struct {
	Place ident.ID `json:"place"`
	// Reason is formula, not_working, unreachable or other; the last wants a note.
	Reason string `json:"reason"`
	Note   string `json:"note,omitempty" max:"500"`
}

// Subject is the place.
func (b GiveNotice) Subject() ident.ID { return b.Place }

// Check wants one of the reasons.
func (b GiveNotice) Check() *fault.Error {
	switch {
	case b.Place == "":
		return fault.BadField("body.required", "place")
	case !slices.Contains([]string{"formula", "not_working", "unreachable", "other"}, b.Reason):
		return fault.BadField("body.bad_choice", "reason")
	case b.Reason == "other" && b.Note == "":
		return fault.BadField("body.required", "note")
	}
	return nil
}

// noteBody is the sealed text beside a decision.
type noteBody struct {
	Text string `json:"text"`
}

// GiveNotice begins the days after which the place ends. A mother who gives other
// food is helped first, and never loses her place for a reason of health.
func (st Standing) GiveNotice(s journal.Said[GiveNotice]) journal.Answer {
	b := s.Body
	switch {
	case st.State == Over:
		return journal.Refuse("milk.place_not_active")
	case st.EndsOn != "":
		return journal.Refuse("milk.notice_given_already")
	case st.medical && b.Reason == "formula":
		return journal.Refuse("milk.medical_never_ends").On("reason")
	case b.Reason == "formula" && st.fed.Answer != health.NotExclusive:
		return journal.Refuse("milk.nobody_told_of_formula").On("reason")
	case st.fed.Answer == health.NotExclusive && !st.fed.Medical && !st.helped:
		return journal.Refuse("milk.help_first")
	}
	e := NoticeGiven{Place: st.ID, Reason: b.Reason, EndsOn: plus(st.today, st.settings.NoticeDays), Policy: st.version}
	e.Due = st.begin(plus(e.EndsOn, 1))
	if b.Note != "" {
		e.Note = s.Seal("milk_note", s.NewID(2), 1, noteBody{b.Note})
	}
	return journal.Accept(e, st.tell(s.NewID(1), "place_notice", map[string]string{"ends_on": e.EndsOn}))
}

// CancelNotice takes a notice back: verb milk.cancel_notice.
type CancelNotice struct {
	Place ident.ID `json:"place"`
}

// Subject is the place.
func (b CancelNotice) Subject() ident.ID { return b.Place }

// CancelNotice keeps the place.
func (st Standing) CancelNotice(s journal.Said[CancelNotice]) journal.Answer {
	if st.State == Over || st.EndsOn == "" {
		return journal.Refuse("milk.no_notice")
	}
	return journal.Accept(NoticeCancelled{st.ID, "head"}, st.tell(s.NewID(1), "place_kept", nil))
}

// EndPlace is the mother's own wish to stop: verb milk.end_place.
type EndPlace struct {
	Place ident.ID `json:"place"`
	// How she said so: page, told, phone or paper.
	How string `json:"how"`
}

// Subject is the place.
func (b EndPlace) Subject() ident.ID { return b.Place }

// Check wants to know how she said so.
func (b EndPlace) Check() *fault.Error {
	if b.Place == "" {
		return fault.BadField("body.required", "place")
	}
	if !slices.Contains([]string{"page", "told", "phone", "paper"}, b.How) {
		return fault.BadField("body.bad_choice", "how")
	}
	return nil
}

// End ends it at once, by her wish.
func (st Standing) End(s journal.Said[EndPlace]) journal.Answer {
	how := s.Body.How
	switch {
	case st.State == Over:
		return journal.Refuse("milk.place_not_active")
	case (s.By.Worker == "") != (how == "page"): // nobody of the staff speaks by her page
		return journal.Refuse("body.bad_choice").On("how")
	}
	return st.gently(s.NewID(1), "wish", how, st.today)
}

// feedingHelp is the kind of the task to help a mother who has begun other food.
const feedingHelp = "feeding_help"

// helpFirst sends the village's midwife to a mother with a place whose baby is told to
// get other food, unless a reason of health is known or somebody is on the way.
func helpFirst(q journal.Query, m journal.Meta, e health.FeedingSaid) ([]any, error) {
	if e.Answer != health.NotExclusive || e.Medical || !e.Counts() {
		return nil, nil
	}
	records, err := registry.MergedWith(q.Tx, q.Facility, e.Baby)
	if err != nil {
		return nil, err
	}
	places, err := placesOf(q, append(records, e.Baby))
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(places, func(p Place) bool { return p.Baby == e.Baby || slices.Contains(records, p.Baby) })
	if at < 0 {
		return nil, nil
	}
	p := places[at]
	open, err := task.OpenOf(q, p.Mother)
	if err != nil || slices.ContainsFunc(open, func(t task.Task) bool { return t.Kind == feedingHelp }) {
		return nil, err
	}
	set, _, err := PlacePolicy.Get(q)
	if err != nil {
		return nil, err
	}
	cal, err := calendarOf(q)
	if err != nil {
		return nil, err
	}
	owner, err := workforce.OwnerOf(q, p.Village)
	if err != nil || owner == "" {
		return nil, err
	}
	return []any{task.Opened{Task: ident.Derive(m.Command, 900_000+m.Ordinal), Kind: feedingHelp, Person: p.Mother, Village: p.Village, Owner: owner,
		Due: plus(cal.today, set.HelpDays), Cause: e.Feeding}}, nil
}

// bornAnew reckons the term of a place again when the baby's birthday is corrected.
func bornAnew(q journal.Query, _ journal.Meta, e registry.PersonCorrected) ([]any, error) {
	if e.Born == nil {
		return nil, nil
	}
	places, err := Places.Where(q.Tx, "facility_id = $1 AND baby = $2 AND state <> $3 ORDER BY id", q.Facility, e.Person, Over)
	if err != nil || len(places) == 0 {
		return nil, err
	}
	t, err := LoadTaking(q, Taking{})
	if err != nil {
		return nil, err
	}
	var out []any
	for _, p := range places {
		if on, at := t.taken.term(*e.Born); on != "" && on != p.TermOn {
			out = append(out, TermSet{p.ID, on, max(at, q.Now)})
		}
	}
	return out, nil
}
