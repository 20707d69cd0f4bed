package rice

import (
	"slices"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a debt.
const (
	Owed     = "owed"     // "belum diberikan"
	Given    = "given"    // handed over
	Struck   = "struck"   // the promise was met after all, or another debt stands for it
	Reversed = "reversed" // taken back by two persons
	// Withheld: the patient had died when the deadline passed. Nothing is in the books
	// until the head offers it, or the death is taken back.
	Withheld = "withheld"
)

// ByMerge is the proof of a debt that another debt of the same event stands for; the
// other proofs are the promise's: token, patient, call_back.
const ByMerge = "merged"

// Debt is the row of one debt of rice. Its id follows from its case.
type Debt struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Case is the request it was made for, Root the one that stands for it now: itself,
	// or the case it was merged into.
	Case    ident.ID `db:"case_id"`
	Root    ident.ID `db:"root"`
	Village string   `db:"village"`
	// Promise is the one that was missed, Rule its name (fetch, respond), Due its deadline.
	Promise ident.ID        `db:"promise"`
	Rule    string          `db:"rule"`
	Due     instant.Instant `db:"due_at"`
	Grams   int64           `db:"grams"`
	Fund    string          `db:"fund"`
	// PolicyVersion is that of the settings it was reckoned by.
	PolicyVersion int64  `db:"policy_version"`
	State         string `db:"state"`
	// Proof is why it was struck.
	Proof string `db:"proof"`
	// Posts counts its entries in the books; each derives its id from this.
	Posts int64 `db:"posts"`
	// Silent: the patient has died. Offered: the head has offered it all the same.
	Silent  bool `db:"silent"`
	Offered bool `db:"offered"`
	// Waiting: a phone of the team has not been heard of since the deadline.
	Waiting bool `db:"waiting"`
	// Carriers are the workers who may hand it over beside those of the village.
	Carriers []ident.ID      `db:"carriers,json"`
	OwedAt   instant.Instant `db:"owed_at"`
	EndedAt  instant.Instant `db:"ended_at"`
	// Handover is the report that settled it.
	Handover ident.ID `db:"handover"`
	// Reason is why two persons took it back; sealed. EndedBy and Approver are they.
	Reason   journal.Ref `db:"reason,json"`
	EndedBy  string      `db:"ended_by"`
	Approver string      `db:"approver"`
}

// Standing reports whether it is still to be handed over.
func (d Debt) Standing() bool { return d.State == Owed }

// Open reports whether it is still to be handed over, or waits for the head to offer it.
func (d Debt) Open() bool { return d.State == Owed || d.State == Withheld }

// Audiences shows a debt to the desk; to those who may bring the rice only while there
// is something to bring, and of somebody who has died only once the head has offered it.
func (d Debt) Audiences() []string {
	keys := []string{"f"}
	if d.State != Owed && d.State != Given || d.Silent && !d.Offered {
		return keys
	}
	if d.Village != "" {
		keys = append(keys, "v:"+d.Village)
	}
	for _, w := range d.Carriers {
		keys = append(keys, "w:"+string(w))
	}
	return keys
}

// FormerAudiences are those who may have brought it before it changed hands: what they
// tell late is kept.
func (d Debt) FormerAudiences() []string {
	keys := []string{"f", "v:" + d.Village}
	for _, w := range d.Carriers {
		keys = append(keys, "w:"+string(w))
	}
	return keys
}

// The states of a report of a hand-over.
const (
	Counted  = "counted"   // it settled the debt
	InReview = "in_review" // kept, nothing posted; a person looks at it
	Same     = "same"      // found to be another report of the same hand-over
	Again    = "again"     // found to be rice given once more: it left the store
	Undone   = "undone"    // taken back by two persons
)

// Handover is the row of one report that rice was handed over.
type Handover struct {
	Facility ident.ID        `db:"facility_id"`
	ID       ident.ID        `db:"id"`
	Debt     ident.ID        `db:"debt"`
	Worker   ident.ID        `db:"worker"`
	At       instant.Instant `db:"at"`
	Recorded instant.Instant `db:"recorded_at"`
	Grams    int64           `db:"grams"`
	// To is patient or beside; Name is who signed for it, Place where; both sealed.
	To        string      `db:"to_whom"`
	Name      journal.Ref `db:"name,json"`
	Place     journal.Ref `db:"place,json"`
	Photo     blob.ID     `db:"photo"`
	Signature blob.ID     `db:"signature"`
	State     string      `db:"state"`
	// Why it is in review: given, struck, reversed, withheld, weight.
	Why string `db:"why"`
	// Takes are the batches that the rice came from.
	Takes []Take `db:"takes,json"`
	// SeenBy are the debt's audiences at that time.
	SeenBy []string `db:"audiences,json"`
}

// Audiences shows a report to the desk and to who made it.
func (h Handover) Audiences() []string { return h.SeenBy }

// Take is what was taken from one batch, in grams; minus is put back.
type Take struct {
	Batch ident.ID `json:"batch"`
	Grams int64    `json:"grams"`
}

// The kinds of a line of the fund.
const (
	Gift     = "gift"
	Purchase = "purchase"
	Count    = "count"
)

// What a line brings: rice in grams, or money in rupiah.
const (
	Rice  = "rice"
	Money = "money"
)

// What a gift is for: this promise, or something else. What is for something else is
// kept apart and never used here.
const (
	ForPromise = "promise"
	ForOther   = "other"
)

// Line is one thing that happened to the fund: a gift, a purchase, a count of the store.
type Line struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Kind     string   `db:"kind"`
	What     string   `db:"what"`
	Grams    int64    `db:"grams"`  // of a count the difference, plus or minus
	Rupiah   int64    `db:"rupiah"` // a gift of money, or the price of a purchase
	// Class says what sort of giver: see Classes. Purpose what it is for.
	Class   string `db:"class"`
	Purpose string `db:"purpose"`
	Fund    string `db:"fund"`
	// Details are names and words: giver or supplier, batch, note; sealed.
	Details journal.Ref `db:"details,json"`
	// Reason is the code of a count's difference.
	Reason string `db:"reason"`
	// Counted is what lay there at a count, in grams.
	Counted int64           `db:"counted"`
	Batch   ident.ID        `db:"batch"`
	Takes   []Take          `db:"takes,json"`
	On      string          `db:"on_day"` // civil day
	At      instant.Instant `db:"at"`
	By      string          `db:"by_worker"`
	// Undone: two persons took it back.
	Undone   bool   `db:"undone"`
	Approver string `db:"approver"`
}

// Audiences shows the fund to the desk; the columns say to whom of it.
func (l Line) Audiences() []string { return []string{"f"} }

// Batch is a lot of rice in store. Left may be below zero: more was handed out than is
// on record, until the store is counted.
type Batch struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Fund     string   `db:"fund"`
	// Source is gift, purchase or count.
	Source string `db:"source"`
	Grams  int64  `db:"grams"`
	Left   int64  `db:"left_grams"`
	Rupiah int64  `db:"rupiah"` // the price of the whole batch, 0: a gift
	// Details hold the batch's own mark and its supplier or giver; sealed.
	Details journal.Ref     `db:"details,json"`
	On      string          `db:"on_day"`
	At      instant.Instant `db:"at"`
	// Seq is the event's: of one day the one that was written first goes first.
	Seq int64 `db:"seq"`
}

// Audiences shows batches to the desk.
func (b Batch) Audiences() []string { return []string{"f"} }

// Day is what the head was told on one civil day on which rice was short, in grams.
// Its id is the day.
type Day struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Owed     int64    `db:"owed"`
	InStock  int64    `db:"in_stock"`
	Short    int64    `db:"short"`
}

// The tables of the room.
var (
	Debts     = store.NewTable[Debt]("rice_debt", store.Derived)
	Handovers = store.NewTable[Handover]("rice_handover", store.Derived)
	Lines     = store.NewTable[Line]("rice_line", store.Derived)
	Batches   = store.NewTable[Batch]("rice_batch", store.Derived)
	Days      = store.NewTable[Day]("rice_day", store.Derived)
)

// DebtID is the id of a request's debt.
func DebtID(root ident.ID) ident.ID { return ident.Derive(root, 950) }

// Classes are the sorts of giver that the books tell apart: no names.
var Classes = []string{"staff", "resident", "institution", "anonymous"}

func known(all []string, word string) bool { return slices.Contains(all, word) }
