package page

import (
	"net/url"
	"strings"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/shared/registry"
)

// babyView is one of twins.
type babyView struct {
	ID   ident.ID
	Name string
}

// comingView is a day on which a courier comes. Skip is the id of the form that
// says there is nothing to fetch; empty: it can no longer be said.
type comingView struct {
	ID, Skip ident.ID
	When     string
	Word     string
}

// comingShown is how many days ahead the page tells.
const comingShown = 7

// ahead reads the days on which a courier comes.
func (p *Page) ahead(q journal.Query, v *visit, place milk.Place, view *placeView) error {
	today := v.now.Day(v.zone)
	list, err := schedule.Pickups.Where(q.Tx, "facility_id = $1 AND place = $2 AND day >= $3 AND state <> $4 ORDER BY at, id LIMIT 7", q.Facility, place.ID, today, schedule.Cancelled)
	if err != nil {
		return err
	}
	for _, x := range list[:min(len(list), comingShown)] {
		c := comingView{ID: x.ID, When: hour(v.lang, x.At, v.now, v.zone), Word: text.T(v.lang, "page.coming."+x.State, nil)}
		if x.State == schedule.Waiting && place.State == milk.Going {
			c.Skip = p.freshID()
		}
		view.Coming = append(view.Coming, c)
	}
	return nil
}

// twins are the place's baby and whoever was born with it; none when it came alone.
func twins(q journal.Query, place milk.Place) ([]babyView, error) {
	first, found, err := registry.People.Get(q.Tx, q.Facility, place.Baby)
	if err != nil || !found || first.Born == "" {
		return nil, err
	}
	all, err := registry.People.Where(q.Tx, "facility_id = $1 AND mother = $2 AND state = $3 ORDER BY born, id", q.Facility, place.Mother, registry.Active)
	if err != nil {
		return nil, err
	}
	var out []babyView
	for _, b := range all {
		if !sameBirth(first.Born, b.Born) {
			continue
		}
		_, d, _, err := registry.Open(q, b.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, babyView{b.ID, called(d.Name)})
	}
	if len(out) < 2 {
		return nil, nil
	}
	return out, nil
}

// sameBirth allows for midnight between two of them.
func sameBirth(a, b string) bool {
	one, err := time.Parse(time.DateOnly, a)
	other, bad := time.Parse(time.DateOnly, b)
	return err == nil && bad == nil && one.Sub(other).Abs() <= day
}

// resting reads the pause and the notice of a place.
func resting(q journal.Query, v *visit, place milk.Place, view *placeView) error {
	if place.EndsOn != "" {
		view.Notice = text.CivilDate(v.lang, place.EndsOn)
	}
	if place.State == milk.Paused && place.PausedWhy != "" {
		view.Resting = text.CivilDate(v.lang, place.PausedUntil)
	}
	set, _, err := milk.PlacePolicy.Get(q)
	view.PauseBy = v.now.Add(time.Duration(set.PauseWeeks) * 7 * day).Day(v.zone)
	return err
}

// mixupForm reads that a bottle is not hers, or hers is elsewhere.
func mixupForm(f url.Values) milk.ReportMixup {
	b := milk.ReportMixup{Delivery: ident.ID(f.Get("delivery")), Fed: f.Get("fed") == "yes", Note: f.Get("note")}
	if label := strings.ToUpper(strings.TrimSpace(f.Get("label"))); label != "" {
		b.Labels = []string{label}
	}
	return b
}
