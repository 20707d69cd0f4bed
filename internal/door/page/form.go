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
		x := milk.BottleBody{ID: ident.Derive(command, bottleOf+i), VolumeML: volume, ExpressedAt: at, Milk: milktime.Fresh, Kept: milktime.Place(f.Get("kept" + n))}
		if f.Get("thawed"+n) != "" {
			x.Milk = milktime.Thawed
		}
		b.Bottles = append(b.Bottles, x)
	}
	return b, nil
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
