package lead

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// What somebody wants help with.
const (
	Pregnant = "pregnant"
	Newborn  = "newborn"
	Milk     = "milk"
	// Breast is a breast that hurts, from the three questions before a massage, or told
	// as such: the midwife's.
	Breast = "breast"
)

// Kinds are all of them.
var Kinds = []string{Pregnant, Newborn, Milk, Breast}

// The states of a lead.
const (
	Told      = "told"
	Confirmed = "confirmed"
	Visited   = "visited"
	NotMet    = "not_met"
	Joined    = "joined"
	Refused   = "refused"
	Erased    = "erased"
)

// States are all of them.
var States = []string{Told, Confirmed, Visited, NotMet, Joined, Refused, Erased}

// How a visit ended: she came to the posyandu or the health centre; she was met and has
// not come yet; nobody was met.
const (
	Came    = "came"
	NotCame = "not_came"
	Missed  = "not_met"
)

var outcomes = []string{Came, NotCame, Missed}

// Where it was told.
const (
	BySeller  = "seller"  // the seller's page
	ByDesk    = "desk"    // typed in for the seller, or told at the counter
	ByCadre   = "cadre"   // a cadre or a midwife on the road
	ByMassage = "massage" // a yes to one of the three questions
)

// Lead is the row of one.
type Lead struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Village  string   `db:"village"`
	Kind     string   `db:"kind"` // of Kinds
	State    string   `db:"state"`
	// Who is sealed (campaign.Reached): name, number and a note; nothing once erased.
	Who journal.Ref `db:"who,json"`
	// Seller told of it, or nothing; Contact is the contact it came from; Source one of
	// seller, desk, cadre, massage.
	Seller  ident.ID        `db:"seller"`
	Contact ident.ID        `db:"contact"`
	Source  string          `db:"source"`
	ToldBy  ident.ID        `db:"told_by"` // the worker who wrote it down; empty: the seller
	ToldAt  instant.Instant `db:"told_at"`
	ToldOn  string          `db:"told_on"` // civil day
	// Due is the promise's deadline, EraseAt when an unconfirmed one is erased.
	Due         instant.Instant `db:"due"`
	EraseAt     instant.Instant `db:"erase_at"`
	ConfirmedAt instant.Instant `db:"confirmed_at"`
	ConfirmedBy ident.ID        `db:"confirmed_by"`
	// Outcome is that of the last visit, VisitedAt when she was met for the first time.
	Outcome   string          `db:"outcome"`
	VisitedAt instant.Instant `db:"visited_at"`
	VisitedBy ident.ID        `db:"visited_by"`
	// Tries counts the times that somebody was there, met or not.
	Tries int64 `db:"tries"`
	// Person is her record in the register, once linked.
	Person   ident.ID        `db:"person"`
	JoinedAt instant.Instant `db:"joined_at"`
	EndedAt  instant.Instant `db:"ended_at"` // refused or erased
	// Why it was erased: unconfirmed, refused, forgotten, gone.
	Why string `db:"why"`
}

// Audiences are the desk and her village: cadre and midwife. Nobody may have said where she
// lives: the desk puts it right.
func (l Lead) Audiences() []string {
	if l.Village == "" {
		return []string{"f"}
	}
	return []string{"f", "v:" + l.Village}
}

// Over reports whether nobody may call on her any more.
func (l Lead) Over() bool { return slices.Contains([]string{Refused, Erased}, l.State) }

// CameTo reports whether she came, or joined a group: what a seller's count is made of.
func (l Lead) CameTo() bool { return l.Outcome == Came || !l.JoinedAt.IsZero() }

// Leads is the table.
var Leads = store.NewTable[Lead]("campaign_lead", store.Derived)

// sealed is the kind of sealed data of who it is.
const sealed = "campaign_lead"

// PromiseID names the promise of a lead.
func PromiseID(lead ident.ID) ident.ID { return ident.Named("promise of lead " + string(lead)) }
