package campaign

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// What a seller sells.
const (
	Newspaper = "newspaper"
	Jamu      = "jamu"
	OtherWare = "other"
)

// Wares are what sellers sell; Phones what they have to be reached by; Languages what they
// speak on their round: Indonesian, Javanese, Osing, Sundanese.
var (
	Wares     = []string{Newspaper, Jamu, OtherWare}
	Phones    = []string{"none", "basic", "smart"}
	Languages = []string{"id", "jv", "osi", "su"}
)

// The materials of the campaign, counted in pieces.
const (
	Leaflet    = "leaflet"
	PocketBook = "pocket_book"
	Vest       = "vest"
	Flag       = "flag"
)

// Materials are all of them; Papers are handed out, Kit stays with the seller.
var (
	Materials = []string{Leaflet, PocketBook, Vest, Flag}
	Papers    = []string{Leaflet, PocketBook}
	Kit       = []string{Vest, Flag}
)

// The states of a seller.
const (
	Active = "active"
	Ended  = "ended"
)

// Piece is a number of pieces of one material.
type Piece struct {
	Material string `json:"material"`
	Count    int64  `json:"count"`
}

// Seller is the row of one; its id is the worker's.
type Seller struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Kind     string   `db:"kind"` // of Wares
	// Villages are the codes of those of the round; Days of the week on which it is made,
	// 1 Monday to 7 Sunday.
	Villages []string `db:"villages,json"`
	Days     []int64  `db:"days,json"`
	Language string   `db:"language"`
	Phone    string   `db:"phone"` // of Phones
	// Licence is the sealed number of a home-food licence, for biscuits of their own.
	Licence journal.Ref `db:"licence,json"`
	// Kit is what the seller has of vest and flag.
	Kit        []Piece `db:"kit,json"`
	State      string  `db:"state"`
	EnlistedOn string  `db:"enlisted_on"`
	EndedOn    string  `db:"ended_on"`
	Why        string  `db:"why"`
	// Page is the seller's page (a link), once one was made.
	Page ident.ID `db:"page"`
}

// Has is how many pieces of a part of the kit the seller has.
func (s Seller) Has(material string) int64 {
	for _, p := range s.Kit {
		if p.Material == material {
			return p.Count
		}
	}
	return 0
}

// with gives or takes pieces of the kit.
func (s Seller) with(material string, count int64) []Piece {
	kit := slices.Clone(s.Kit)
	for i := range kit {
		if kit[i].Material == material {
			kit[i].Count += count
			return kit
		}
	}
	return append(kit, Piece{material, count})
}

// Batch is the row of papers that a seller was handed under one code.
type Batch struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Code is five letters and digits without look-alikes, one of its kind in the facility.
	Code     string   `db:"code"`
	Material string   `db:"material"` // of Papers
	Seller   ident.ID `db:"seller"`
	// Village is where they are meant for when that is one; empty: anywhere on the round.
	Village string `db:"village"`
	// Count were handed over, in pieces, on the civil day HandedOn.
	Count    int64  `db:"count"`
	HandedOn string `db:"handed_on"`
	// What became of them, in pieces.
	HandedOut  int64 `db:"handed_out"`
	Returned   int64 `db:"returned"`
	WrittenOff int64 `db:"written_off"`
	// Seq is the event's: of one day the one that was written first goes first.
	Seq int64 `db:"seq"`
}

// Left is what is still in the seller's hands, in pieces.
func (b Batch) Left() int64 { return b.Count - b.HandedOut - b.Returned - b.WrittenOff }

// What a seller does: hands out papers, talks, massages, sends somebody to the posyandu;
// and what the seller sells besides.
const (
	Talk     = "talk"
	Massage  = "massage"
	Referral = "referral"
	Biscuits = "biscuits"
)

// Kinds are the kinds of a contact.
var Kinds = []string{Leaflet, PocketBook, Talk, Massage, Referral, Biscuits}

// The ways a contact comes to be known; scans are counted for themselves (Scan).
const (
	FromScan        = "scan"
	FromMessage     = "message"
	FromTap         = "tap"
	FromWeeklyCount = "weekly_count"
	FromMassage     = "massage"
)

// Take is what a contact took from one batch, in pieces; minus is put back.
type Take struct {
	Batch ident.ID `json:"batch"`
	Count int64    `json:"count"`
}

// Contact is the row of what a seller did.
type Contact struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Seller   ident.ID `db:"seller"`
	// Batch is the one that the papers came from, when it is one; Takes are all.
	Batch   ident.ID `db:"batch"`
	Takes   []Take   `db:"takes,json"`
	Village string   `db:"village"`
	Kind    string   `db:"kind"`
	// Count is as told; of a weekly count it may be minus: more was left than the list said.
	Count  int64  `db:"count"`
	On     string `db:"on_day"` // civil day
	Source string `db:"source"`
	// By is the worker who wrote it down; empty: the seller, by the page.
	By ident.ID `db:"by_worker"`
	// Trained: the seller had the certificate on that day. What is not trained is kept and
	// not counted.
	Trained bool `db:"trained"`
	// Replaces is the contact that this one corrects, ReplacedBy the one that corrects it.
	Replaces   ident.ID        `db:"replaces"`
	ReplacedBy ident.ID        `db:"replaced_by"`
	At         instant.Instant `db:"at"`
}

// Counts reports whether the contact is one of those that figures are made of.
func (c Contact) Counts() bool { return c.Trained && c.ReplacedBy == "" }

// Booked is how many pieces left the seller's hands by it.
func (c Contact) Booked() (sum int64) {
	for _, t := range c.Takes {
		sum += t.Count
	}
	return sum
}

// Scan is the row of how often pages were opened from a batch's code on one day.
type Scan struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Batch    ident.ID `db:"batch"`
	Seller   ident.ID `db:"seller"`
	Village  string   `db:"village"`
	On       string   `db:"on_day"`
	Count    int64    `db:"count"`
}

// ScanID names the row of a batch and a civil day.
func ScanID(batch ident.ID, day string) ident.ID {
	return ident.Named("scans of " + string(batch) + " on " + day)
}

// What moves material.
const (
	Received   = "received"
	HandedOver = "handed_over"
	KitGiven   = "kit_given"
	Returned   = "returned"
	WrittenOff = "written_off"
)

// Move is the row of material that came, changed hands or is gone. What sellers hand out
// is in their contacts.
type Move struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	What     string   `db:"what"`
	Material string   `db:"material"`
	Seller   ident.ID `db:"seller"` // empty: the store alone
	Batch    ident.ID `db:"batch"`
	Count    int64    `db:"count"`
	On       string   `db:"on_day"`
	// From is who it came from, sealed.
	From journal.Ref `db:"from_whom,json"`
	// Why is the code of a loss: see Losses.
	Why      string          `db:"why"`
	By       string          `db:"by_worker"`
	Approver string          `db:"approver"`
	At       instant.Instant `db:"at"`
}

// Losses are why material is written off.
var Losses = []string{"lost", "damaged", "wet", "outdated", "not_given_back", "miscounted", "other"}

// Stock is the row of one material; its id is the material's word. All in pieces.
type Stock struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// In is what lies in the store; the others are sums since the beginning.
	In         int64 `db:"in_store"`
	Received   int64 `db:"received"`
	WrittenOff int64 `db:"written_off"`
}

// The tables of the room.
var (
	Sellers  = store.NewTable[Seller]("campaign_seller", store.Derived)
	Batches  = store.NewTable[Batch]("campaign_batch", store.Derived)
	Contacts = store.NewTable[Contact]("campaign_contact", store.Derived)
	Scans    = store.NewTable[Scan]("campaign_scan", store.Derived)
	Moves    = store.NewTable[Move]("campaign_move", store.Derived)
	Stocks   = store.NewTable[Stock]("campaign_stock", store.Derived)
)
