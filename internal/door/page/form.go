package page

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/milk"
)

const day = 24 * time.Hour

// The ids of what a form makes follow from the id the form was drawn with, so
// that sending it twice is the same command.
const (
	deliveryOf = 500
	bottleOf   = 510
)

// declareForm reads "Titip ASI": rows without a volume were not filled in.
func declareForm(f url.Values, zone *time.Location, command, place ident.ID) (milk.Declare, *fault.Error) {
	b := milk.Declare{Delivery: ident.Derive(command, deliveryOf), Place: place,
		HandedBy: milk.HandedBy{Role: f.Get("handed"), Name: strings.TrimSpace(f.Get("handed_name"))}}
	today := f.Get("day")
	if at := f.Get("want"); at != "" {
		want, ok := civil(today, at, zone)
		if !ok {
			return b, fault.BadField("body.bad_date", "want")
		}
		b.WantPickupAt = want
	}
	for i := 1; i <= formBottles; i++ {
		n := strconv.Itoa(i)
		ml := strings.TrimSpace(f.Get("ml" + n))
		if ml == "" {
			continue
		}
		volume, err := strconv.ParseInt(ml, 10, 64)
		if err != nil {
			return b, fault.BadField("milk.bad_volume", "ml"+n)
		}
		when := f.Get("when" + n)
		if when == "" {
			when = today
		}
		at, ok := civil(when, f.Get("at"+n), zone)
		if !ok {
			return b, fault.BadField("body.bad_date", "at"+n)
		}
		x := milk.BottleBody{ID: ident.Derive(command, bottleOf+i), VolumeML: volume, ExpressedAt: at, Baby: ident.ID(f.Get("baby" + n))}
		if bad := history(&x, f, n, today, zone); bad != nil {
			return b, bad
		}
		b.Bottles = append(b.Bottles, x)
	}
	return b, nil
}

// history reads where a bottle has stood. A mother says it in three answers: where
// it is now, since when, and whether it was frozen before; how old it is follows
// from them.
func history(x *milk.BottleBody, f url.Values, n, today string, zone *time.Location) *fault.Error {
	x.Kept = milktime.Place(f.Get("kept" + n))
	x.Milk = stateIn(x.Kept)
	if s := f.Get("since" + n); s != "" {
		since, ok := civil(today, s, zone)
		if !ok {
			return fault.BadField("body.bad_date", "since"+n)
		}
		switch {
		case f.Get("thawed"+n) != "":
			x.ThawedAt = since
		case since.After(x.ExpressedAt) && x.Kept != "" && x.Kept != milktime.Room:
			x.Stays = []milktime.Stay{{Place: milktime.Room, From: x.ExpressedAt}, {Place: x.Kept, From: since}}
		}
	}
	if f.Get("thawed"+n) != "" {
		x.Milk = milktime.Thawed
	}
	return nil
}

// stateIn is what milk is called where it is kept.
func stateIn(kept milktime.Place) milktime.Milk {
	switch {
	case kept.Freezes():
		return milktime.Frozen
	case kept == milktime.Cooler || kept == milktime.Fridge:
		return milktime.Cooled
	}
	return milktime.Fresh
}

// civil is an instant of a day and an hour of the health centre's zone; a dot
// between hours and minutes is how they are written here.
func civil(day, at string, zone *time.Location) (instant.Instant, bool) {
	t, err := time.ParseInLocation("2006-01-02 15:04", day+" "+strings.Replace(strings.TrimSpace(at), ".", ":", 1), zone)
	if err != nil || t.Year() < 2000 || t.Year() > 2200 {
		return 0, false
	}
	return instant.Of(t), true
}
