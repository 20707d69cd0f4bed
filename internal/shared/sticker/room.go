package sticker

import (
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents.
type Room struct{}

// Verbs are what can be told of stickers: four reports, for each happens at a wall where
// there may be no signal.
func (Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Report("sticker.put_up", 1, loadWall, wall.putUp, access.Create("sticker")),
		journal.Report("sticker.seen", 1, loadWall, wall.seen, access.Update("sticker")),
		journal.Report("sticker.gone", 1, loadWall, wall.gone, access.Update("sticker")),
		journal.Report("sticker.refused", 1, loadWall, wall.refused, access.Create("sticker")),
	}
}

// Events are what can have happened to them.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("sticker.put_up/1", applyPutUp),
		journal.On("sticker.seen/1", applySeen),
		journal.On("sticker.gone/1", applyGone),
		journal.On("sticker.refused/1", applyRefused),
		journal.On("sticker.renumbered/1", applyRenumbered),
		journal.On("sticker.house_changed/1", applyMoved),
	}
}

// Tables are what the room owns.
func (Room) Tables() []store.Def { return []store.Def{Stickers.Definition()} }

// Follows are what it answers to: a new service number, houses that stand otherwise, and
// people whose address is hidden.
func (Room) Follows() []journal.Follow {
	return []journal.Follow{
		journal.When(renumber), journal.When(houseSet), journal.When(rowsEntered), journal.When(registered), journal.When(corrected),
		journal.When(lived), journal.When(householdSet), journal.When(householdMoved),
	}
}
