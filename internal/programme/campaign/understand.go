package campaign

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Understanding is how a short message is read, before anything is written down: what the
// desk shows beside the words.
type Understanding struct {
	Tallies []Tally `json:"tallies"`
	// Unknown are the words that say nothing that the campaign knows.
	Unknown []string `json:"unknown"`
	// Code is why the message cannot be written down as it stands; empty: it can.
	Code string `json:"code,omitempty"`
	// Counted: the seller was trained on that day.
	Counted bool `json:"counted"`
	// Beyond is how many papers are told of that the seller does not have by the list.
	Beyond int64 `json:"beyond"`
}

// Understand reads a message of a seller as campaign.report would, of a civil day (empty:
// today), and writes nothing. Absent when there is no such seller.
func Understand(q journal.Query, seller ident.ID, text, on string) (u Understanding, err error) {
	t, err := loadTelling(q, seller, on)
	if err != nil {
		return u, err
	}
	said, ok := t.understood(text)
	u = Understanding{Tallies: said.Tallies, Unknown: said.Unknown, Counted: t.trained}
	if !ok {
		u.Code = notUnderstood
	}
	for i, one := range u.Tallies {
		u.Tallies[i].Village = t.where(one.Village)
		if ok && u.Tallies[i].Village == "" {
			u.Code = "campaign.which_village"
		}
		if slices.Contains(Papers, one.Kind) {
			takes := take(t.batches, one.Kind, one.Count)
			t.batches = after(t.batches, takes)
			u.Beyond += one.Count - sum(takes)
		}
	}
	if u.Tallies == nil {
		u.Tallies = []Tally{}
	}
	if u.Unknown == nil {
		u.Unknown = []string{}
	}
	return u, nil
}

// notUnderstood is the code of a message that campaign.report refuses.
const notUnderstood = "campaign.not_understood"

// understood reads a message; not, when a word of it says nothing, or nothing is told, or
// so much that it is a slip of the pen.
func (t telling) understood(text string) (Parsed, bool) {
	said := Parse(text, t.villages)
	bad := slices.ContainsFunc(said.Tallies, func(t Tally) bool { return t.Count < 1 || t.Count > mostTold })
	return said, !bad && len(said.Unknown) == 0 && len(said.Tallies) > 0
}
