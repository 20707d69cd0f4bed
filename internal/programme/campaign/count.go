package campaign

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// LeftOver is what was counted of one batch, in pieces.
type LeftOver struct {
	Batch ident.ID `json:"batch"`
	Left  int64    `json:"left"`
}

// WeeklyCount tells what is left of a seller's batches, counted by the officer together
// with the seller at the stall: verb campaign.weekly_count. What is less than the list says
// was handed out; what is more was not.
type WeeklyCount struct {
	Seller  ident.ID   `json:"seller"`
	Batches []LeftOver `json:"batches"`
	// Village is where most of them went, when one is known.
	Village string `json:"village,omitempty" max:"13"`
	On      string `json:"on,omitempty" max:"10"`
}

// Subject is the seller.
func (b WeeklyCount) Subject() ident.ID { return b.Seller }

// Check wants each batch once, and what could be left of it.
func (b WeeklyCount) Check() *fault.Error {
	seen := map[ident.ID]bool{}
	for _, one := range b.Batches {
		if one.Batch == "" || seen[one.Batch] {
			return fault.BadField("body.required", "batches")
		}
		seen[one.Batch] = true
		if one.Left < 0 || one.Left > most {
			return fault.BadField("campaign.bad_count", "batches")
		}
	}
	switch {
	case b.Seller == "":
		return fault.BadField("body.required", "seller")
	case len(b.Batches) == 0 || len(b.Batches) > 50:
		return fault.BadField("body.required", "batches")
	case !civil(b.On):
		return fault.BadField("body.bad_date", "on")
	}
	return nil
}

func loadCount(q journal.Query) (telling, error) {
	b := q.Body.(WeeklyCount)
	return loadTelling(q, b.Seller, b.On)
}

func (t telling) count(s journal.Said[WeeklyCount]) journal.Answer {
	b := s.Body
	if t.on > t.today {
		return journal.Refuse("campaign.day_ahead").On("on")
	}
	if b.Village != "" {
		if no, bad := t.misplaced([]Tally{{Leaflet, 1, b.Village}}); bad {
			return no
		}
	}
	out, answer := Reported{Counted: t.trained, Tallies: []Tally{}}, journal.Accept()
	for i, one := range b.Batches {
		at := slices.IndexFunc(t.batches, func(x Batch) bool { return x.ID == one.Batch })
		if at < 0 {
			return journal.Refuse("campaign.not_their_batch").On("batches")
		}
		batch := t.batches[at]
		diff := batch.Left() - one.Left
		if batch.HandedOut+diff < 0 {
			return journal.Refuse("campaign.more_than_given").On("batches")
		}
		e := ContactedEvent{Contact: s.NewID(10 + i), Seller: t.ID, Kind: batch.Material, Village: t.counted(batch, b.Village), Count: diff,
			Takes: []Take{{batch.ID, diff}}, On: t.on, Source: FromWeeklyCount, By: s.By.Worker, Trained: t.trained}
		out.Tallies = append(out.Tallies, Tally{batch.Material, diff, e.Village})
		answer = answer.With(t.contact(e)...)
	}
	return answer.Giving(out)
}

// counted is where the papers of a counted batch went: as told, as the batch was meant, or
// the only village of the round; else nobody knows, and none is named.
func (t telling) counted(b Batch, told string) string {
	if told == "" {
		told = b.Village
	}
	return t.where(told)
}
