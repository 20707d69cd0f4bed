package massages

import (
	"cmp"
	"encoding/json"
	"slices"
	"time"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/holiday"
)

// listed reads a list of words as a table keeps it; what is none is nothing.
func listed(text string) (out []string) {
	_ = json.Unmarshal([]byte(text), &out)
	return out
}

// cadres are what each did of the hours that she offered, up to today; whoever has hours is
// one, also when nobody came to need them.
func (r *reading) cadres(set massage.Settings) ([]Cadre, error) {
	offered, err := offeredBy(r.q, r.zone, set, r.first, min(r.last, r.today))
	if err != nil {
		return nil, err
	}
	stars := map[ident.ID]int64{}
	all := map[ident.ID]*Cadre{}
	of := func(id ident.ID) *Cadre {
		if all[id] == nil {
			all[id] = &Cadre{Cadre: id, Offered: offered[id]}
		}
		return all[id]
	}
	for id := range offered {
		of(id)
	}
	for _, l := range r.lines {
		if l.Cadre == "" || !slices.Contains([]string{Done, Stopped, NotHome}, l.What) {
			continue
		}
		c := of(l.Cadre)
		c.Used += l.Minutes
		switch l.What {
		case Done:
			c.Visits++
		case NotHome:
			c.NotHome++
		}
		if l.Stars > 0 {
			c.Rated.Of++
			stars[l.Cadre] += l.Stars
		}
	}
	out := []Cadre{}
	for id, c := range all {
		c.Rated.Mean = mean(stars[id], c.Rated.Of)
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b Cadre) int {
		return cmp.Or(b.Visits-a.Visits, cmp.Compare(a.Cadre, b.Cadre))
	})
	return out, nil
}

// offeredBy are the minutes that each cadre offered on some civil days: the week that she had
// said by the end of each, within the day hours of the policy, without the days on which she
// or the health centre was off.
func offeredBy(q journal.Query, zone *time.Location, set massage.Settings, first, last string) (map[ident.ID]int, error) {
	weeks, err := massage.Weeks.Where(q.Tx, "facility_id = $1 ORDER BY cadre, at, id", q.Facility)
	if err != nil {
		return nil, err
	}
	rosters, err := massage.Rosters.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return nil, err
	}
	off, err := holiday.Between(q, first, last)
	if err != nil {
		return nil, err
	}
	said := map[ident.ID][]massage.Week{}
	for _, w := range weeks {
		said[w.Cadre] = append(said[w.Cadre], w)
	}
	out := map[ident.ID]int{}
	for _, r := range rosters {
		its := said[r.ID]
		if len(its) == 0 { // said before weeks were kept
			its = []massage.Week{{Hours: r.Hours}}
		}
		out[r.ID] = offered(its, r.Off, off, set.Earliest, set.Latest, zone, first, last)
	}
	return out, nil
}

// offered are the minutes of one cadre.
func offered(weeks []massage.Week, off []massage.Off, holidays []string, earliest, latest string, zone *time.Location, first, last string) (minutes int) {
	for day := first; day <= last; day = calendar.Move(day, 1) {
		if slices.Contains(holidays, day) || slices.ContainsFunc(off, func(o massage.Off) bool { return o.From <= day && day <= o.To }) {
			continue
		}
		for _, h := range heldOn(weeks, day, zone) {
			if from, to := max(h.From, earliest), min(h.To, latest); int(h.Weekday) == calendar.Weekday(day) && from < to {
				minutes += minuteOf(to) - minuteOf(from)
			}
		}
	}
	return minutes
}

// heldOn is the week that had been said last by the end of a day; before the first, none.
func heldOn(weeks []massage.Week, day string, zone *time.Location) (hours []massage.Hours) {
	end, _ := calendar.At(calendar.Move(day, 1), "00:00", zone)
	for _, w := range weeks {
		if w.At < instant.Of(end) {
			hours = w.Hours
		}
	}
	return hours
}

// minuteOf is that of the day, of an hour HH:MM.
func minuteOf(hour string) int {
	at, err := time.Parse("15:04", hour)
	if err != nil {
		return 0
	}
	return at.Hour()*60 + at.Minute()
}
