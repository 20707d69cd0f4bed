package massage

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/shared/messaging"
)

// DisruptedEvent is the event of a trouble: told once more, it has the visits of both.
type DisruptedEvent struct {
	Disruption ident.ID        `json:"disruption"`
	Cadre      ident.ID        `json:"cadre,omitempty"`
	Day        string          `json:"day"`
	From       instant.Instant `json:"from"`
	Until      instant.Instant `json:"until"`
	Why        string          `json:"why"`
	Off        bool            `json:"off,omitempty"`
	Offered    []ident.ID      `json:"offered"`
	Unplaced   []Unplaced      `json:"unplaced"`
}

// UndisruptedEvent is the event of a trouble that was taken back.
type UndisruptedEvent struct {
	Disruption ident.ID `json:"disruption"`
}

// UnplacedEvent is the event of a visit whose slot is none any more, and for which no other was
// found: the desk has it. Why is a word of Troubles.
type UnplacedEvent struct {
	Booking ident.ID `json:"booking"`
	Why     string   `json:"why"`
}

// PutBackEvent is the event of a visit that has the slot again that it had.
type PutBackEvent struct {
	Booking ident.ID `json:"booking"`
	Cadre   ident.ID `json:"cadre"`
}

// TurnedBackEvent is the event of a cadre who was on her way and says that she cannot come.
type TurnedBackEvent struct {
	Booking ident.ID `json:"booking"`
}

func applyDisrupted(tx *store.Tx, m journal.Meta, e DisruptedEvent) error {
	was, found, err := Disruptions.Get(tx, m.Facility, e.Disruption)
	if err != nil {
		return err
	}
	d := Disruption{Facility: m.Facility, ID: e.Disruption, Cadre: e.Cadre, Day: e.Day, From: e.From, Until: e.Until, Why: e.Why, Off: e.Off || was.Off,
		Offered: orNone(slices.Concat(was.Offered, e.Offered)), Unplaced: orNone(slices.Concat(was.Unplaced, e.Unplaced)), SaidAt: m.RecordedAt}
	if found {
		d.SaidAt = was.SaidAt
	}
	return Disruptions.Put(tx, d)
}

func applyUndisrupted(tx *store.Tx, m journal.Meta, e UndisruptedEvent) error {
	d, found, err := Disruptions.Get(tx, m.Facility, e.Disruption)
	if err != nil || !found {
		return err
	}
	d.EndedAt = m.RecordedAt
	return Disruptions.Put(tx, d)
}

func unplaced(b *Booking, _ journal.Meta, _ UnplacedEvent) {
	b.goesTo()
	b.Cadre, b.State, b.OfferCadre, b.Offer = "", ToMove, "", Offer{}
}

func putBack(b *Booking, _ journal.Meta, e PutBackEvent) {
	b.goesTo(e.Cadre)
	b.Cadre, b.State = e.Cadre, Booked
}

func turnedBack(b *Booking, _ journal.Meta, _ TurnedBackEvent) { b.State = Booked }

// tell queues words to a family whose telephone is known to be theirs; whoever has not
// confirmed it sees on the page what became of the slot.
func (k Booking) tell(id ident.ID, kind, why string) []any {
	return k.says(messaging.Message{ID: id, Kind: kind, Params: map[string]string{}}, why)
}

// offers queues the words of another slot, with the page on which the family answers; none: by
// telephone.
func (k Booking) offers(id ident.ID, kind, why string, o Offer, page ident.ID) []any {
	return k.says(messaging.Message{ID: id, Kind: kind, Link: page, Params: map[string]string{"new_at": o.From.String(), "new_day_on": o.Day, "until_at": o.Until.String()}}, why)
}

func (k Booking) says(m messaging.Message, why string) []any {
	if k.Parent == "" || k.State == Asked {
		return nil
	}
	m.To, m.Params["when_at"], m.Params["day_on"], m.Params["why_trouble"] = k.Parent, k.From.String(), k.Day, why
	m.Params["booking"] = string(k.ID)
	return []any{messaging.Queue(m)}
}

func showDisruption(q journal.Query, id ident.ID) (any, bool, error) {
	d, found, err := Disruptions.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := DisruptionView{ID: d.ID, Cadre: d.Cadre, Day: d.Day, From: d.From, Until: d.Until, Why: d.Why, Offered: orNone(d.Offered), Unplaced: []ident.ID{}, SaidAt: d.SaidAt, EndedAt: d.EndedAt}
	for _, u := range d.Unplaced {
		v.Unplaced = append(v.Unplaced, u.Booking)
	}
	v.CadreName, err = nameOf(q, d.Cadre)
	return v, err == nil, err
}

// TroubleWord is what a family reads of a trouble, in the words of a message.
func TroubleWord(_ journal.Query, trouble string) (string, error) {
	return text.T(text.ID, "booking.trouble_"+trouble, nil), nil
}
