package health

import (
	"slices"

	"sambang/internal/calc/age"
	"sambang/internal/calc/vital"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
)

// write keeps a record, and makes a request of the danger signs in it.
func (v visited) write(s journal.Said[Write]) journal.Answer { return put(v, s, s.Body, "") }

// correct keeps a new version of a record; the one before stays readable. A correction
// of a version that was corrected meanwhile follows the newest: none is lost.
func (v visited) correct(s journal.Said[Correct]) journal.Answer {
	if v.before.Person != v.ID && !slices.Contains(v.merged, v.before.Person) {
		return journal.Refuse("health.other_person").On("person")
	}
	return put(v, s, s.Body.asWrite(), s.Body.Reason)
}

// copied marks a record as copied into the record system in use.
func (k kept) copied(s journal.Said[MarkCopied]) journal.Answer {
	switch {
	case !access.HealthWorker(s.By):
		return journal.Refuse("health.by_health_worker").On("record")
	case !k.Counts():
		return journal.Refuse("health.corrected_since")
	case !k.CopiedAt.IsZero():
		return journal.Refuse("health.copied_already")
	}
	return journal.Accept(Copied{k.ID, s.By.Worker, s.At})
}

// put decides on a version. A record with a figure that cannot be is refused, but the
// danger signs in it are heard all the same: nobody in danger waits for a comma.
func put[B any](v visited, s journal.Said[B], b Write, reason string) journal.Answer {
	if v.known {
		return journal.Refuse("health.recorded_already").On("record")
	}
	raised := need.Raise(v.raising, s, 1, v.raises(b), v.newSigns(b), b.Complaint)
	if code, field := v.refuses(b, s.By); code != "" {
		return journal.Refuse(code).On(field).With(raised.Events...)
	}
	e := v.recorded(b, s.By)
	e.At, e.Request = s.At, raised.Request
	if e.Request == "" {
		e.Request = v.before.Request // a correction stays with what the signs before it opened
	}
	e.Content = s.Seal("visit_record", b.Record, 1, Content{b.Vitals, b.Antenatal, b.Postnatal, b.Newborn, b.Elder, b.Complaint, b.Finding, b.Advice,
		b.Given, b.NewCases, b.Sure, v.licence, reason})
	return journal.Accept(e).With(raised.Events...).With(v.onCard(b, s.By.Worker, s.At, s.NewID(2))...).Giving(Kept{b.Record, e.Version, raised.Request, raised.New, raised.Colour, raised.Emergency})
}

// Kept is what who wrote a record is told: its version, and the request that its
// danger signs opened or joined.
type Kept struct {
	Record    ident.ID `json:"record"`
	Version   int64    `json:"version"`
	Request   ident.ID `json:"request,omitempty"`
	Opened    bool     `json:"opened,omitempty"`
	Colour    string   `json:"colour,omitempty"`
	Emergency string   `json:"emergency,omitempty"`
}

// refuses names what speaks against a record, and the field.
func (v visited) refuses(b Write, by access.Actor) (code, field string) {
	switch {
	case v.dead() && (v.StateOn == "" || b.On > v.StateOn):
		return "health.not_here_any_more", "on"
	case b.On > v.today:
		return "body.bad_date", "on"
	case !access.HealthWorker(by) && b.Kind != Child && b.Kind != Elder:
		return "health.by_health_worker", "kind"
	case !access.HealthWorker(by) && len(b.Given) > 0:
		return "health.by_health_worker", "given"
	}
	return b.implausible(v.ranges, age.Months(v.Born, b.On))
}

// recorded is the event, but for what is sealed.
func (v visited) recorded(b Write, by access.Actor) Recorded {
	e := Recorded{Record: b.Record, Person: v.ID, Village: v.village(), Kind: b.Kind, On: b.On, By: by.Worker, Place: b.Place, Visit: b.Visit, Round: b.Round,
		Code: b.code(), Dangers: b.Dangers, NewCases: v.served.known(b.NewCases), NextOn: b.NextOn, Healer: access.HealthWorker(by), Licensed: v.licence != "", Workers: v.workers, Version: 1,
		Policy: v.rangesVersion, Groups: v.servedVersion}
	e.Served = v.served.groups(b, v.Person)
	if v.before.ID != "" {
		e.Version, e.Corrects = v.before.Version+1, v.before.ID
	}
	return e
}

// newSigns are those that the version before did not have: a correction of a typing
// mistake calls nobody twice.
func (v visited) newSigns(b Write) (out []string) {
	for _, sign := range b.Dangers {
		if !slices.Contains(v.before.Dangers, sign) {
			out = append(out, sign)
		}
	}
	return out
}

// raises is the kind of request that its danger signs open.
func (visited) raises(b Write) string {
	if b.Raise == "" {
		return need.VisitRequest
	}
	return b.Raise
}

// figure is a measured one with where it stands in the body.
type figure struct {
	name, field string
	value       int64
}

// figures lists what was measured, in the order of the form.
func (b Write) figures() (out []figure) {
	add := func(part, name string, value int64) {
		if value != 0 {
			out = append(out, figure{name, part + "." + name, value})
		}
	}
	if v := b.Vitals; v != nil {
		for i, n := range []int64{v.SystolicMMHg, v.DiastolicMMHg, v.PulsePerMin, v.BreathsPerMin, v.TemperatureTenths, v.SaturationPercent,
			v.GlucoseMgDl, v.WeightG, v.LengthMM, v.MuacMM} {
			add("vitals", vital.Figures[i], n)
		}
	}
	if a := b.Antenatal; a != nil {
		add("antenatal", vital.Weeks, a.Weeks)
		add("antenatal", vital.Fundal, a.FundalMM)
		add("antenatal", vital.FetalHeart, a.HeartbeatPerMin)
		add("antenatal", vital.Haemoglobin, a.HaemoglobinTenths)
	}
	if e := b.Elder; e != nil {
		if e.Falls != nil {
			out = append(out, figure{vital.Falls, "elder." + vital.Falls, *e.Falls})
		}
		if e.MealsPerDay != nil {
			out = append(out, figure{vital.Meals, "elder." + vital.Meals, *e.MealsPerDay})
		}
	}
	return out
}

// implausible names the first figure that cannot be, else the first unusual one that
// nobody is sure of.
func (b Write) implausible(table []vital.Range, months int) (code, field string) {
	for _, f := range b.figures() {
		switch vital.Judge(table, f.name, months, f.value) {
		case vital.Impossible:
			code = "health.implausible"
			return code, f.field
		case vital.Unusual:
			if !b.Sure && code == "" {
				code = "health.unusual"
				field = f.field
			}
		}
	}
	if v := b.Vitals; v != nil && v.SystolicMMHg > 0 && v.DiastolicMMHg >= v.SystolicMMHg {
		code = "health.implausible"
		field = "vitals." + vital.Diastolic
	}
	return code, field
}
