package sticker

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// The states of a house's sticker.
const (
	// Up: it hangs there with the number in force.
	Up = "up"
	// Gone: it hung there and does not any more.
	Gone = "gone"
	// Refused: the family does not want one.
	Refused = "refused"
	// Outdated: it hangs there with a number that is not in force any more.
	Outdated = "outdated"
	// Without is no state of a row: the house has none. Lists know it.
	Without = "without"
)

// Hows are the ways in which a family agrees to a sticker on its wall.
var Hows = []string{"spoken", "signature", "thumbprint", "witness"}

// Whys are what became of a sticker that is gone.
var Whys = []string{"torn", "faded", "fell", "taken", "house", "unknown"}

// Sticker is the row of a house. Its id is the house's.
type Sticker struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Code, Village, Group and Hidden are the house's; Hidden also when somebody lives
	// there whose address is hidden.
	Code    string   `db:"code"`
	Village string   `db:"village"`
	Group   ident.ID `db:"ten_house_group"`
	Hidden  bool     `db:"hidden"`
	State   string   `db:"state"`
	// At is when that happened which made the state, by the clock of who told of it.
	At instant.Instant `db:"at"`
	// Phone is the number that is printed on it (E.164); empty: none hangs there.
	Phone string `db:"phone"`
	// PutOn, SeenOn, GoneOn and RefusedOn are civil days, empty where it never was.
	PutOn string `db:"put_on"`
	// PutBy and SeenBy are workers. PutBy empty: it hung there before anybody told of it.
	PutBy ident.ID `db:"put_by"`
	// How is one of Hows.
	How    string   `db:"consent_how"`
	SeenOn string   `db:"seen_on"`
	SeenBy ident.ID `db:"seen_by"`
	GoneOn string   `db:"gone_on"`
	// Why is one of Whys.
	Why       string `db:"gone_why"`
	RefusedOn string `db:"refused_on"`
}

// Audiences shows a sticker to the desk and to the village; that of a hidden address
// to nobody.
func (s Sticker) Audiences() []string {
	if s.Hidden {
		return nil
	}
	return []string{"f", "v:" + s.Village}
}

// Hangs reports whether one is on the wall, with whatever number.
func (s Sticker) Hangs() bool { return s.State == Up || s.State == Outdated }

// Stickers is the table of the room.
var Stickers = store.NewTable[Sticker]("house_sticker", store.Derived)

// Of gives the sticker of a house; found is false of a house that nobody told of.
func Of(q journal.Query, house ident.ID) (s Sticker, found bool, err error) {
	return Stickers.Get(q.Tx, q.Facility, house)
}

// hanging is the state of a sticker with this number on a wall, where service is the
// number in force.
func hanging(phone, service string) string {
	if phone == service {
		return Up
	}
	return Outdated
}
