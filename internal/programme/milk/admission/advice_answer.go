package admission

import (
	"context"
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/capacity"
	"sambang/internal/core/ident"
)

// Unknown is the verdict on whoever lives or works nobody knows where; the others are
// those of capacity.
const Unknown = "unknown"

// Advice is what the plan says about taking an applicant in. The ratio of mothers to
// couriers stays the ceiling, the head decides.
type Advice struct {
	Application ident.ID `json:"application"`
	// Verdict is fits (at the hour that was looked at), moved (when she moves to Moved),
	// not (at no hour that may be offered to her) or unknown.
	Verdict string `json:"verdict"`
	// At is the hour that was looked at, Moved the nearest that fits, HH:MM; Minutes by how
	// much it moves, below zero: earlier.
	At      string `json:"at"`
	Moved   string `json:"moved,omitempty"`
	Minutes int64  `json:"minutes,omitempty"`
	// Days are those she asked for, Monday first.
	Days []AdviceDay `json:"days"`
	// Bottleneck is the weekday with least room, Why what stands in the way there.
	Bottleneck int64  `json:"bottleneck,omitempty"`
	Why        string `json:"why,omitempty"`
	// ByRoads: she does not fit because each courier has as many a day as he may; by the
	// roads alone she would.
	ByRoads  bool     `json:"by_roads,omitempty"`
	Capacity Capacity `json:"capacity"`
	// Unset is how many places are not in the week, because they have no hours yet or
	// rest; Source what the times of the ways stand on: line, learnt or roads.
	Unset  int64  `json:"unset"`
	Source string `json:"source"`
	Seq    int64  `json:"seq"`
}

// AdviceDay is one weekday of it, 1 Monday to 7 Sunday.
type AdviceDay struct {
	Weekday int64 `json:"weekday"`
	// Fits at the hour that was looked at; Why not.
	Fits bool   `json:"fits"`
	Why  string `json:"why,omitempty"`
	// Courier would come, Name is his, Hour (HH:MM) about when: at the moved hour when the
	// verdict is moved.
	Courier ident.ID `json:"courier,omitempty"`
	Name    string   `json:"name,omitempty"`
	Hour    string   `json:"hour,omitempty"`
}

// Rooms is how many mothers the couriers can serve.
type Rooms struct {
	Capacity Capacity `json:"capacity"`
	// Most is how many in all, by the rules in force and the roads; Open: perhaps more.
	Most int64 `json:"most"`
	Open bool  `json:"open,omitempty"`
	// ByRoads is the same when a courier might have any number a day.
	ByRoads int64 `json:"by_roads"`
	// Bottleneck is the weekday that stops it by the roads, Why what stands in the way.
	Bottleneck int64     `json:"bottleneck,omitempty"`
	Why        string    `json:"why,omitempty"`
	Days       []RoomDay `json:"days"`
	Unset      int64     `json:"unset"`
	Source     string    `json:"source"`
	Seq        int64     `json:"seq"`
}

// RoomDay is one weekday: how many are fetched from now, how many of these have no place
// in the plan, and how many there can be by the roads, that day alone.
type RoomDay struct {
	Weekday int64 `json:"weekday"`
	Now     int64 `json:"now"`
	Left    int64 `json:"left,omitempty"`
	Most    int64 `json:"most"`
}

// Planned is a week whose days are planned; it must not be used by two at once.
type Planned struct {
	Week
	asIs, lifted *capacity.Week
}

// Plan plans the week as it stands: with the number of mothers that a courier may have in
// a day, and without. It takes about a second for fifteen mothers.
func (w Week) Plan(ctx context.Context) (p Planned, err error) {
	p.Week = w
	if p.asIs, err = capacity.Stand(ctx, w.days, capacity.Usual); err != nil {
		return p, err
	}
	p.lifted, err = capacity.Stand(ctx, w.unlimited(), capacity.Usual)
	return p, err
}

// unlimited are the days when a courier may have any number.
func (w Week) unlimited() []capacity.Day {
	out := slices.Clone(w.days)
	for i := range out {
		out[i].Sheet.Workers = slices.Clone(out[i].Sheet.Workers)
		for j := range out[i].Sheet.Workers {
			out[i].Sheet.Workers[j].Most = 0
		}
	}
	return out
}

// source is what the ways stand on.
func (w Week) source() string {
	if len(w.days) == 0 {
		return ""
	}
	return w.days[0].Legs.Source()
}

// Advise says whether she fits.
func (p Planned) Advise(ctx context.Context, x Wanted) (Advice, error) {
	out := Advice{Application: x.Application, Verdict: Unknown, At: x.At, Days: []AdviceDay{}, Capacity: p.Capacity, Unset: p.Unset, Source: p.source(), Seq: p.Seq}
	if !x.known {
		return out, nil
	}
	a, err := p.asIs.Answer(ctx, x.jobs, x.moves)
	if err != nil {
		return out, err
	}
	out.Verdict, out.Why, out.Bottleneck = a.Verdict, a.Why, weekday(a.Bottleneck)
	if a.Verdict == capacity.Moved {
		out.Minutes = int64(a.Shift.Minutes())
		out.Moved = hourOf(minutesOf(x.At) + int(out.Minutes) + 24*60)
	}
	for _, d := range a.Days {
		line := AdviceDay{Weekday: weekday(d.Day), Fits: d.Fits, Why: d.Why, Courier: d.Worker, Name: p.names[d.Worker]}
		if !d.At.IsZero() {
			line.Hour = d.At.In(p.zone).Format("15:04")
		}
		out.Days = append(out.Days, line)
	}
	if a.Verdict == capacity.Not && a.Why == capacity.Full {
		free, err := p.lifted.Answer(ctx, x.jobs, capacity.Range{})
		out.ByRoads = free.Verdict == capacity.Fits
		return out, err
	}
	return out, nil
}

// Rooms counts how many the couriers can serve.
func (p Planned) Rooms(ctx context.Context) (Rooms, error) {
	out := Rooms{Capacity: p.Capacity, Days: []RoomDay{}, Unset: p.Unset, Source: p.source(), Seq: p.Seq}
	rules, err := p.asIs.Most(ctx, p.such, 0)
	if err != nil {
		return out, err
	}
	roads, err := p.lifted.Most(ctx, p.such, 0)
	if err != nil {
		return out, err
	}
	out.Most, out.ByRoads, out.Open = p.There+int64(rules.More), p.There+int64(roads.More), rules.Open
	out.Bottleneck, out.Why = weekday(roads.Bottleneck), roads.Why
	left := p.lifted.Left()
	for _, d := range roads.Days {
		if d.Most > 0 || d.Now > 0 {
			out.Days = append(out.Days, RoomDay{weekday(d.Day), int64(d.Now), int64(left[d.Day]), int64(d.Most)})
		}
	}
	return out, nil
}

// weekday is that of a civil day, 0 for none.
func weekday(day string) int64 { return int64(calendar.Weekday(day)) }
