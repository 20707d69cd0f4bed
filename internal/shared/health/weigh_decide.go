package health

import (
	"reflect"
	"slices"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/calc/vital"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// lastWeighMonth is the last completed month of age in which children are weighed here:
// under five years.
const lastWeighMonth = 59

// weigh keeps a weighing, whatever was asked about it: what nobody has confirmed is kept
// as doubtful and asked of the midwife. Only what cannot be any child's is turned away.
func (v weighed) weigh(s journal.Said[Weigh]) journal.Answer {
	b := s.Body
	if code, field := v.refuses(b); code != "" {
		return journal.Refuse(code).On(field)
	}
	w, all := v.among(b)
	w.By = s.By.Worker
	e := v.event(w, s.At)
	e.Card, e.Forget = v.kept(s), v.forgetAt(s.Now)
	return journal.Accept(v.put(e, all, s.NewID(1))...).Giving(v.judged(w, all))
}

// put is a weighing on the card with all that follows; concern names a new entry of the
// midwife's list.
func (v weighed) put(e Weighed, all []Weighing, concern ident.ID) []any {
	e.Again = v.grown().again(all, v.set.gap())
	e.LastOn = all[len(all)-1].On
	return append([]any{e}, v.concern(all, concern)...)
}

// among is the weighing with what follows from it, and all of the child's with it.
func (v weighed) among(b Weigh) (w Weighing, all []Weighing) {
	w = v.row(b)
	if b.Replaces == "" {
		if same, found := v.sameDay(b.On); found {
			w.Replaces = same.ID
			w.fill(same)
		}
	}
	rest := slices.DeleteFunc(slices.Clone(v.all), func(o Weighing) bool { return o.ID == w.Replaces })
	i := v.place(rest, w)
	w.Doubts = v.grown().doubts(w, rest[:i])
	w.Reckoned = v.grown().reckon(w, rest[:i], v.set.gap())
	return w, slices.Insert(rest, i, w)
}

// refuses names what speaks against a weighing, and the field.
func (v weighed) refuses(b Weigh) (code, field string) {
	old := age.Months(v.Born, b.On)
	switch {
	case v.known:
		code = "health.weighed_already"
		field = "weighing"
	case b.Replaces != "" && !v.mine(v.before):
		code = "health.weighing_of_another"
		field = "replaces"
	case v.unknownPost:
		code = "health.unknown_posyandu"
		field = "posyandu"
	case v.State != registry.Active && (v.StateOn == "" || b.On > v.StateOn):
		code = "health.not_here_any_more"
		field = "on"
	case b.On > v.today:
		code = "body.bad_date"
		field = "on"
	case v.Born != "" && old == age.Unknown:
		code = "health.no_birth_day"
		field = "on"
	case old > lastWeighMonth:
		code = "health.past_five_years"
		field = "on"
	default:
		return v.impossible(b, old)
	}
	return code, field
}

// impossible names the first figure that is no child's, by the ranges of the policy.
func (v weighed) impossible(b Weigh, old int) (code, field string) {
	for _, f := range []struct {
		name, field string
		value       int64
	}{{vital.Weight, "weight_g", b.WeightG}, {vital.Length, "length_tenths_mm", b.LengthTenthsMM / 10}, {vital.Arm, "muac_mm", b.MuacMM}} {
		if f.value > 0 && vital.Judge(v.ranges, f.name, old, f.value) == vital.Impossible {
			code = "health.implausible"
			return code, f.field
		}
	}
	return code, field
}

// mine reports whether a weighing is one of this child: also of a record that was made
// one with it, which is why its own id does not tell.
func (v weighed) mine(w Weighing) bool {
	return w.Child == v.key() || slices.ContainsFunc(v.all, func(o Weighing) bool { return o.ID == w.ID })
}

// row is the weighing as it was told.
func (v weighed) row(b Weigh) Weighing {
	w := Weighing{ID: b.Weighing, Child: v.key(), Guest: v.guest, On: b.On, Village: v.Village, Posyandu: b.Posyandu, WeightG: b.WeightG, LengthTenthsMM: b.LengthTenthsMM,
		Position: b.Position, Oedema: b.Oedema, HeadTenthsMM: b.HeadTenthsMM, MuacMM: b.MuacMM, VitaminA: b.VitaminA, Source: b.Source, Sure: b.Sure}
	if v.posyandu.ID != "" {
		w.Village = v.posyandu.Village
	}
	if b.Replaces != "" {
		w.Replaces = v.before.ID
	}
	return w
}

// sameDay finds a weighing of that day: the grid of the paper list that is keyed in after
// the phone has told is no second weighing. What is recorded last counts, both stay.
func (v weighed) sameDay(on string) (Weighing, bool) {
	i := slices.IndexFunc(v.all, func(w Weighing) bool { return w.On == on })
	if i < 0 {
		return Weighing{}, false
	}
	return v.all[i], true
}

// fill takes over what the one told of before says and the new one is silent about: a
// paper list has a weight only, and the length of that morning is not forgotten.
func (w *Weighing) fill(from Weighing) {
	keep(&w.WeightG, from.WeightG)
	if w.LengthTenthsMM == 0 {
		w.LengthTenthsMM, w.Position = from.LengthTenthsMM, from.Position
	}
	keep(&w.HeadTenthsMM, from.HeadTenthsMM)
	keep(&w.MuacMM, from.MuacMM)
	keep(&w.Oedema, from.Oedema)
	keep(&w.VitaminA, from.VitaminA)
	keep(&w.Posyandu, from.Posyandu)
}

func keep[T comparable](to *T, from T) {
	var zero T
	if *to == zero {
		*to = from
	}
}

// place is where a weighing comes among the others: after those of its day.
func (weighed) place(all []Weighing, w Weighing) int {
	i := slices.IndexFunc(all, func(o Weighing) bool { return o.On > w.On })
	if i < 0 {
		return len(all)
	}
	return i
}

func (v weighed) event(w Weighing, at instant.Instant) Weighed {
	return Weighed{Weighing: w.ID, Child: w.Child, Guest: w.Guest, On: w.On, Village: w.Village, Posyandu: w.Posyandu, WeightG: w.WeightG, LengthTenthsMM: w.LengthTenthsMM,
		Position: w.Position, Oedema: w.Oedema, HeadTenthsMM: w.HeadTenthsMM, MuacMM: w.MuacMM, VitaminA: w.VitaminA, Source: w.Source, Doubts: w.Doubts, Sure: w.Sure,
		By: w.By, At: at, Replaces: w.Replaces, Policy: v.version, Reckoned: w.Reckoned}
}

// kept is the card, when it is new or something about the guest was told.
func (v weighed) kept(s journal.Said[Weigh]) *CardKept {
	b := s.Body
	switch {
	case v.guest && b.AsGuest != nil:
		return &CardKept{Card: b.Guest, Guest: true, Village: v.guestVillage(), Posyandu: b.Posyandu, Sex: b.AsGuest.Sex, Born: b.AsGuest.Born,
			Detail: s.Seal("guest_child", b.Guest, v.card.Detail.Version+1, GuestDetail{b.AsGuest.Name, b.AsGuest.From})}
	case v.guest && v.card.Village == "": // forgotten, and here again
		return &CardKept{Card: b.Guest, Guest: true, Village: v.guestVillage(), Posyandu: b.Posyandu, Sex: v.card.Sex, Born: v.card.Born, Detail: v.card.Detail}
	case !v.guest:
		return v.ours()
	}
	return nil
}

// ours is the card of a child of the register, when it is new or lies elsewhere now.
func (v weighed) ours() *CardKept {
	if v.card.ID == "" || v.card.Village != v.Village {
		return &CardKept{Card: v.ID, Village: v.Village}
	}
	return nil
}

// guestVillage is where a guest comes now.
func (v weighed) guestVillage() string {
	if v.posyandu.ID != "" {
		return v.posyandu.Village
	}
	return v.Village
}

// unweigh takes a weighing back. Its row stays; those after it are reckoned without it.
func (v weighed) unweigh(s journal.Said[Unweigh]) journal.Answer {
	if !v.before.Counts() {
		return journal.Refuse("health.weighing_gone").On("weighing")
	}
	return journal.Accept(v.takeBack(s.Body.Reason, s.By.Worker, s.NewID(1))...)
}

// takeBack is the card without one of its weighings.
func (v weighed) takeBack(reason string, by, concern ident.ID) []any {
	all := slices.DeleteFunc(slices.Clone(v.all), func(w Weighing) bool { return w.ID == v.before.ID })
	e := Unweighed{Weighing: v.before.ID, Card: v.key(), Reason: reason, By: by, Again: v.grown().again(all, v.set.gap())}
	if len(all) > 0 {
		e.LastOn = all[len(all)-1].On
	}
	return append([]any{e}, v.concern(all, concern)...)
}

// concern is what becomes of the child's entry of the midwife's list; id names a new one.
func (v weighed) concern(all []Weighing, id ident.ID) []any {
	now := worryAbout(all, v.open, v.handled, v.oldest, v.set.ArmLimitMM)
	switch {
	case len(now.reasons) == 0 && v.open.ID == "":
		return nil
	case len(now.reasons) == 0:
		return []any{ConcernSettled{Concern: v.open.ID, State: ConcernEased}}
	}
	e := ConcernRaised{Concern: id, Child: v.key(), Guest: v.guest, Village: v.Village, Weighing: now.weighing, Reasons: now.reasons, Urgent: now.urgent,
		Since: now.since, Upto: now.upto}
	e.Posyandu = v.Posyandu()
	if o := v.open; o.ID != "" {
		e.Concern = o.ID
		if reflect.DeepEqual(o.Reasons, e.Reasons) && o.Weighing == e.Weighing && o.Upto == e.Upto && o.Since == e.Since && o.Village == e.Village {
			return nil
		}
	}
	return []any{e}
}

// Posyandu is where the child belongs, or the guest comes.
func (v weighed) Posyandu() ident.ID {
	switch {
	case v.guest && v.posyandu.ID != "":
		return v.posyandu.ID
	case v.guest:
		return v.card.Posyandu
	}
	return v.Person.Posyandu
}

// dayBefore is so many days before a civil day.
func dayBefore(day string, days int64) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return t.AddDate(0, 0, -int(days)).Format(time.DateOnly)
}
