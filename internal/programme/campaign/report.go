package campaign

import (
	"slices"
	"strings"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/registry"
)

// Report tells what a seller did: verb campaign.report. Either the words of a short
// message, typed in at the desk as they came, or one tap on the seller's page: a kind, a
// count and a village. The words are read and not kept.
type Report struct {
	Seller  ident.ID `json:"seller"`
	Text    string   `json:"text,omitempty" max:"160"`
	Kind    string   `json:"kind,omitempty" max:"20"`
	Count   int64    `json:"count,omitempty"`
	Village string   `json:"village,omitempty" max:"13"`
	// On is the civil day; empty: today.
	On string `json:"on,omitempty" max:"10"`
}

// Reported is the result: what was understood, and how many pieces of it were told that
// the seller did not have by the list.
type Reported struct {
	Tallies []Tally `json:"tallies"`
	Beyond  int64   `json:"beyond"`
	// Counted: the seller was trained on that day.
	Counted bool `json:"counted"`
}

// TellBiscuits tells how many biscuits of their own a seller sold, because the seller likes
// to: verb campaign.biscuits. They are no stock of ours.
type TellBiscuits struct {
	Seller  ident.ID `json:"seller"`
	Count   int64    `json:"count"`
	Village string   `json:"village,omitempty" max:"13"`
	On      string   `json:"on,omitempty" max:"10"`
}

// Subject is the seller.
func (b Report) Subject() ident.ID { return b.Seller }

// Subject is the seller.
func (b TellBiscuits) Subject() ident.ID { return b.Seller }

// tapped are the kinds that one tap tells.
var tapped = []string{Leaflet, PocketBook, Talk, Referral}

// Check wants words, or a kind and a count.
func (b Report) Check() *fault.Error {
	switch {
	case b.Seller == "":
		return fault.BadField("body.required", "seller")
	case !civil(b.On):
		return fault.BadField("body.bad_date", "on")
	case strings.TrimSpace(b.Text) != "" && b.Kind == "" && b.Count == 0:
		return nil
	case !slices.Contains(tapped, b.Kind):
		return fault.BadField("body.unknown_word", "kind")
	}
	return badTold(b.Count)
}

// Check wants a count.
func (b TellBiscuits) Check() *fault.Error {
	switch {
	case b.Seller == "":
		return fault.BadField("body.required", "seller")
	case !civil(b.On):
		return fault.BadField("body.bad_date", "on")
	}
	return badTold(b.Count)
}

// mostTold is how often one report tells of one thing: nobody hands out a thousand papers
// in a day.
const mostTold = 999

func badTold(count int64) *fault.Error {
	if count < 1 || count > mostTold {
		return fault.BadField("campaign.bad_count", "count")
	}
	return nil
}

// civil reports whether a text is a day as YYYY-MM-DD, or nothing.
func civil(day string) bool {
	_, err := time.Parse(time.DateOnly, day)
	return day == "" || err == nil
}

// telling is a seller of whom something is told, with the papers in their hands.
type telling struct {
	Seller
	batches  []Batch
	set      Settings
	villages []Named
	today    string
	on       string
	trained  bool
	massages bool // has the certificate for massages on that day
}

// Audiences are the desk and the seller.
func (t telling) Audiences() []string { return []string{"f", "o:" + string(t.ID), "w:" + string(t.ID)} }

func loadReport(q journal.Query) (telling, error) {
	b := q.Body.(Report)
	return loadTelling(q, b.Seller, b.On)
}

func loadBiscuits(q journal.Query) (telling, error) {
	b := q.Body.(TellBiscuits)
	return loadTelling(q, b.Seller, b.On)
}

func loadTelling(q journal.Query, seller ident.ID, on string) (t telling, err error) {
	if t.Seller, err = sellerOf(q, seller); err != nil {
		return t, err
	}
	if t.batches, err = batchesOf(q, seller); err != nil {
		return t, err
	}
	if t.set, _, err = Policy.Get(q); err != nil {
		return t, err
	}
	if t.today, err = today(q); err != nil {
		return t, err
	}
	if t.on = on; on == "" {
		t.on = t.today
	}
	if t.trained, err = trained(q, seller, t.set.SellerCourse, t.on); err != nil {
		return t, err
	}
	if t.massages, err = trained(q, seller, t.set.MassageCourse, t.on); err != nil {
		return t, err
	}
	all, err := registry.Villages.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	for _, v := range all {
		t.villages = append(t.villages, Named{string(v.ID), v.Name})
	}
	return t, err
}

// where is the village of something told: the one that is named, or the only one of the
// round.
func (t telling) where(named string) string {
	if named == "" && len(t.Villages) == 1 {
		return t.Villages[0]
	}
	return named
}

// misplaced refuses a day that is not over and villages that are none of ours.
func (t telling) misplaced(tallies []Tally) (journal.Answer, bool) {
	if t.on > t.today {
		return journal.Refuse("campaign.day_ahead").On("on"), true
	}
	for _, one := range tallies {
		switch {
		case one.Village == "":
			return journal.Refuse("campaign.which_village").On("village"), true
		case !slices.ContainsFunc(t.villages, func(v Named) bool { return v.Code == one.Village }):
			return journal.Refuse("campaign.no_such_village").On("village"), true
		}
	}
	return journal.Answer{}, false
}

func (t telling) report(s journal.Said[Report]) journal.Answer {
	b, source := s.Body, FromTap
	tallies := []Tally{{b.Kind, b.Count, b.Village}}
	if strings.TrimSpace(b.Text) != "" {
		source = FromMessage
		said, ok := t.understood(b.Text)
		if !ok {
			return journal.Refuse("campaign.not_understood").On("text")
		}
		tallies = said.Tallies
	}
	return t.tell(tallies, source, s.By.Worker, s.NewID)
}

func (t telling) biscuits(s journal.Said[TellBiscuits]) journal.Answer {
	source := FromTap
	if s.By.Worker != "" {
		source = FromMessage
	}
	return t.tell([]Tally{{Biscuits, s.Body.Count, s.Body.Village}}, source, s.By.Worker, s.NewID)
}

// tell makes a contact of each tally; what papers it takes come from the oldest batch.
func (t telling) tell(tallies []Tally, source string, by ident.ID, newID func(int) ident.ID) journal.Answer {
	for i := range tallies {
		tallies[i].Village = t.where(tallies[i].Village)
	}
	if no, bad := t.misplaced(tallies); bad {
		return no
	}
	out, answer := Reported{Tallies: tallies, Counted: t.trained}, journal.Accept()
	for i, one := range tallies {
		e := ContactedEvent{Contact: newID(10 + i), Seller: t.ID, Kind: one.Kind, Village: one.Village, Count: one.Count, On: t.on, Source: source, By: by, Trained: t.trained}
		if slices.Contains(Papers, one.Kind) {
			e.Takes = take(t.batches, one.Kind, one.Count)
			t.batches = after(t.batches, e.Takes)
			out.Beyond += one.Count - sum(e.Takes)
		}
		answer = answer.With(t.contact(e)...)
	}
	return answer.Giving(out)
}

// contact is the event of one with its entry in the books and its fee, where there is one.
func (t telling) contact(e ContactedEvent) []any {
	return append(append([]any{e}, booked(e.Contact, e.Seller, e.Kind, sum(e.Takes))...), t.set.fee(e)...)
}

// ForContact is what a fee of the campaign is for in the books.
const ForContact = "contact"

// fee is what a contact earns: papers that were on hand, and people sent on, of who was
// trained. Nothing, unless the health centre pays it.
func (s Settings) fee(e ContactedEvent) []any {
	n := sum(e.Takes)
	if e.Kind == Referral {
		n = e.Count
	}
	if s.FeeContact == 0 || !e.Trained || n <= 0 {
		return nil
	}
	return []any{ledger.Earn(feeOf(e.Contact), e.Seller, e.Contact, s.FeeFund, n*s.FeeContact).Of(ForContact, nil)}
}

// feeOf names the earning of a contact.
func feeOf(contact ident.ID) ident.ID { return ident.Derive(contact, 3) }
