package letter

import (
	"slices"
	"strings"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Facts are what the papers of one place say, read at one moment.
type Facts struct {
	Facility registry.Facility
	// Place is the place they are of; its Audiences say who may have them.
	Place milk.Place
	// Mother is her name; Pickup is where the courier fetches.
	Mother string
	// Babies are the names of her babies in the programme, Head who is head today.
	Babies, Head string
	Pickup       dispatch.Place
	// Weekdays (1 Monday to 7 Sunday) and At (HH:MM) are when he comes in the usual
	// weeks; none while no schedule is settled.
	Weekdays []int
	At       string
	// Text is the pledge, in the version she agreed to; Given says when, in the
	// facility's civil days, and how. Empty: she has not been asked.
	Text  registry.ConsentText
	Given string
	How   string
	// Today is the facility's civil day.
	Today string
}

// People lists whom the papers show.
func (f Facts) People() []ident.ID {
	if f.Place.Mother == "" {
		return nil
	}
	return []ident.ID{f.Place.Mother}
}

// Blank are the facts of a pledge to be filled in by hand.
func Blank(q journal.Query) (f Facts, err error) {
	if f.Facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return f, err
	}
	f.Today = q.Now.Day(f.Facility.Location())
	heads, err := workforce.HeadsOn(q)
	if err == nil && len(heads) > 0 {
		f.Head, err = workforce.Name(q, heads[0])
	}
	if err != nil {
		return f, err
	}
	f.Text, err = pledge(q, "")
	return f, err
}

// Read reads a place's. A place that is not there is absent; who may have it is
// for the door to ask.
func Read(q journal.Query, place ident.ID) (f Facts, err error) {
	if f, err = Blank(q); err != nil {
		return f, err
	}
	found := false
	if f.Place, found, err = milk.Places.Get(q.Tx, q.Facility, place); err != nil {
		return f, err
	}
	if !found {
		return f, fault.Absent()
	}
	_, d, _, err := registry.OpenCanonical(q, f.Place.Mother)
	if err != nil {
		return f, err
	}
	f.Mother = d.Name
	if _, err = q.Open(f.Place.Pickup, &f.Pickup); err != nil {
		return f, err
	}
	if _, d, _, err = registry.OpenCanonical(q, f.Place.Baby); err != nil {
		return f, err
	}
	f.Babies = d.Name
	if err = f.hours(q); err != nil {
		return f, err
	}
	return f, f.agreed(q)
}

// hours are those of the period that holds today, or of the first one to come.
func (f *Facts) hours(q journal.Query) error {
	s, found, err := schedule.Schedules.Get(q.Tx, q.Facility, f.Place.ID)
	if err != nil || !found {
		return err
	}
	for _, p := range s.Periods {
		if p.Kind == calendar.Normal && (p.To == "" || p.To >= f.Today) && len(p.Weekdays) > 0 {
			f.Weekdays, f.At = slices.Sorted(slices.Values(p.Weekdays)), p.At
			return nil
		}
	}
	return nil
}

// agreed reads what she has said to the pledge, and the words she was shown.
func (f *Facts) agreed(q journal.Query) error {
	c, found, err := registry.Agreed(q, f.Place.Mother, registry.ForPledge)
	if err != nil || !found || !c.Given {
		return err
	}
	f.Given, f.How = c.At.Day(f.Facility.Location()), c.How
	f.Text, err = pledge(q, c.TextVersion)
	return err
}

// pledge is the text of a version ("milk_pledge/2" or "2"), or the newest one.
// Where none was published it is the one that the house brings along.
func pledge(q journal.Query, version string) (registry.ConsentText, error) {
	if version != "" {
		id := ident.ID(registry.ForPledge + "/" + strings.TrimPrefix(version, registry.ForPledge+"/"))
		if t, found, err := registry.ConsentTexts.Get(q.Tx, q.Facility, id); err != nil || found {
			return t, err
		}
	}
	t, found, err := registry.ConsentTexts.First(q.Tx, "facility_id = $1 AND purpose = $2 ORDER BY published_at DESC, id DESC", q.Facility, registry.ForPledge)
	if err == nil && !found {
		t = registry.ConsentText{Purpose: registry.ForPledge, Version: "1", Wording: text.T(text.ID, "consent."+registry.ForPledge, nil)}
	}
	return t, err
}
