package api

import (
	"iter"
	"net/http"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/sheet"
	"sambang/internal/core/store"
	"sambang/internal/interop/people"
	"sambang/internal/shared/registry"
)

// exports are the lists that may be taken out: the form, the words of what it is,
// and who stands in it. Under five is what posyandu weigh: not yet 60 months.
var exports = map[string]struct {
	form  people.Kind
	words string
	has   func(p registry.Person, today string) bool
}{
	"people":     {people.Own, "export.people", func(registry.Person, string) bool { return true }},
	"pregnant":   {people.Own, "export.pregnant", func(p registry.Person, _ string) bool { return p.Due != "" }},
	"alone":      {people.Own, "export.alone", func(p registry.Person, _ string) bool { return p.Alone }},
	"under_five": {people.Own, "export.under_five", underFive},
	"eppgbm":     {people.EPPGBM, "export.eppgbm", underFive},
}

func underFive(p registry.Person, today string) bool {
	day, err := time.Parse(time.DateOnly, today)
	return err == nil && p.Born > day.AddDate(-5, 0, 0).Format(time.DateOnly)
}

// export answers with a list of people for those who may take one out. It is
// noted whose rows left before the first byte does.
func (i importing) export(w http.ResponseWriter, r *http.Request) error {
	s, err := i.signed(r)
	if err != nil {
		return err
	}
	if v, ok := access.May(s.Actor, access.Export("person")); !ok || !v.Everywhere() {
		return fault.Absent()
	}
	in := r.URL.Query()
	what, known := exports[in.Get("kind")]
	format := sheet.Format(in.Get("format"))
	switch {
	case !known:
		return fault.BadField("body.bad_choice", "kind")
	case format != sheet.XLSX && format != sheet.CSV:
		return fault.BadField("body.bad_choice", "format")
	}
	k, err := i.m.known(r.Context(), s.Actor.Facility)
	if err != nil {
		return err
	}
	pick := picking{known: k, by: s.Actor, village: in.Get("village"), has: func(p registry.Person) bool { return what.has(p, k.Today) }}
	var out []people.Out
	err = i.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		out, err = pick.people(journal.Query{Tx: tx, Facility: s.Actor.Facility, By: s.Actor, Keys: i.Keys})
		return err
	})
	if err != nil {
		return err
	}
	table := sheet.Sheet{Header: people.Headers(what.form), Rows: lines(what.form, out)}
	if err := i.sign(r.Context(), s, &table, what.words); err != nil {
		return err
	}
	shown := make([]string, len(out))
	for n, o := range out {
		shown[n] = "person:" + string(o.Person)
	}
	if err := i.note(r.Context(), s, "export_"+in.Get("kind"), shown); err != nil {
		return err
	}
	return i.send(w, format, table)
}

func lines(form people.Kind, out []people.Out) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		for n, o := range out {
			if !yield(people.Line(form, n+1, o), nil) {
				return
			}
		}
	}
}

// picking is who comes into a list, and how much of them.
type picking struct {
	known   people.Known
	by      access.Actor
	village string
	has     func(registry.Person) bool
}

// people reads them by village and household. Names of villages and posyandu are
// read once, households as they come.
func (p picking) people(q journal.Query) ([]people.Out, error) {
	where, args := "facility_id = $1 AND state = $2", []any{q.Facility, registry.Active}
	if p.village != "" {
		where, args = where+" AND village = $3", append(args, p.village)
	}
	rows, err := registry.People.Where(q.Tx, where+" ORDER BY village, household, born, id", args...)
	if err != nil {
		return nil, err
	}
	h := homes{q: q, at: map[ident.ID]home{}, named: map[ident.ID]string{}}
	for _, v := range p.known.Villages {
		h.named[v.ID] = v.Name
	}
	for _, v := range p.known.Posyandus {
		h.named[v.ID] = v.Name
	}
	var out []people.Out
	for _, row := range rows {
		if !registry.Lives(row.Kind) || !p.has(row) {
			continue
		}
		o, err := h.out(row)
		if err != nil {
			return nil, err
		}
		out = append(out, p.veiled(o))
	}
	return out, nil
}

// veiled leaves out what the right does not reach: where somebody with a hidden
// address lives is the desk's alone to know; numbers and addresses are for those
// who visit and call, not for who oversees.
func (p picking) veiled(o people.Out) people.Out {
	reaches := isOne(p.by, knowers)
	if !reaches {
		o.Phones, o.NIK, o.KK, o.MotherNIK, o.Insurance = nil, "", "", "", ""
	}
	if !reaches || o.HiddenAddress {
		o.House, o.Hamlet, o.RT, o.RW, o.Street, o.Landmark, o.Directions = "", "", "", "", "", "", ""
	}
	return o
}

// homes remembers the households that were read.
type homes struct {
	q     journal.Query
	at    map[ident.ID]home
	named map[ident.ID]string
}

type home struct {
	registry.Household
	detail registry.HouseholdDetail
	house  registry.House
	where  registry.HouseDetail
}

func (h homes) home(id ident.ID) (home, error) {
	if got, ok := h.at[id]; ok || id == "" {
		return got, nil
	}
	var got home
	var err error
	if got.Household, _, err = registry.Households.Get(h.q.Tx, h.q.Facility, id); err != nil {
		return got, err
	}
	if !got.Household.Detail.IsZero() {
		if _, err := h.q.Open(got.Household.Detail, &got.detail); err != nil {
			return got, err
		}
	}
	got.house, got.where, _, err = registry.OpenHouse(h.q, got.Household.House)
	h.at[id] = got
	return got, err
}

// out is one person as a list tells of them.
func (h homes) out(p registry.Person) (o people.Out, err error) {
	_, d, _, err := registry.Open(h.q, p.ID)
	if err != nil {
		return o, err
	}
	at, err := h.home(p.Household)
	if err != nil {
		return o, err
	}
	o = people.Out{VillageName: h.named[ident.ID(p.Village)], PosyanduName: h.named[p.Posyandu]}
	o.Row = registry.Row{Person: p.ID, Household: p.Household, Name: d.Name, NIK: d.NIK, Born: p.Born, BornGuessed: p.BornGuessed, Sex: p.Sex, Relation: p.Relation,
		Mother: d.MotherName, Due: p.Due, LivesAlone: p.Alone, Disabled: p.Disabled, Insurance: d.Insurance, Languages: p.Languages,
		KK: at.detail.KK, Decile: at.Decile, DecileSource: at.DecileSource, DecileOn: at.DecileOn, PovertyLetter: at.detail.PovertyLetter,
		PovertyLetterOn: at.PovertyLetterOn, PovertyLetterBy: at.detail.PovertyLetterBy, House: at.house.Code, Village: p.Village,
		Hamlet: at.where.Hamlet, RT: at.where.RT, RW: at.where.RW, Street: at.where.Street, Landmark: at.where.Landmark, Directions: at.where.Directions,
		HiddenAddress: p.HiddenAddress || at.house.HiddenAddress}
	if p.Household == "" {
		o.Street, o.Directions = d.Address, d.Directions
	}
	if d.Phone != "" {
		o.Phones = append([]string{d.Phone}, d.More...)
	}
	if p.Mother != "" {
		_, m, _, err := registry.Open(h.q, p.Mother)
		if err != nil {
			return o, err
		}
		if o.MotherNIK = m.NIK; o.Mother == "" {
			o.Mother = m.Name
		}
	}
	return o, nil
}
