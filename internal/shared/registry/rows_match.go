package registry

import (
	"slices"
	"strings"

	"sambang/internal/calc/naming"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
)

func (l *listing) nikHash(nik string) string {
	if n := NormalNIK(nik); len(n) == 16 {
		return l.hash("nik", n)
	}
	return ""
}

func (l *listing) kkHash(kk string) string {
	if n := NormalNIK(kk); len(n) == 16 {
		return l.hash("kk", n)
	}
	return ""
}

// named makes an id of what names something. It is keyed: whoever sees the id
// cannot try out names until one gives it.
func (l *listing) named(parts ...string) ident.ID {
	return ident.Named(l.hash("row", strings.Join(parts, "\x1f")))
}

// homeID is the household that a row names: by id, by family card, or as the
// one of its house; empty when it names none.
func (l *listing) homeID(row Row) ident.ID {
	if row.Household != "" {
		return row.Household
	}
	if h := l.kkHash(row.KK); h != "" {
		if d := l.byKK[h]; d != nil {
			return d.ID
		}
		return l.named("kk", NormalNIK(row.KK))
	}
	if code, ok := NormalHouseCode(row.House); ok {
		return l.named("household of house", code)
	}
	return ""
}

// names are the ids that a row without a record of its own may have got: by name,
// birth date and where the person lives, and the same with the number, for the
// second of two people who share all of that. A guessed birth date is left out,
// for it is another one each month.
func (l *listing) names(row Row, home ident.ID) []ident.ID {
	born := row.Born
	if row.BornGuessed {
		born = ""
	}
	parts := []string{strings.Join(folded(row.Name), " "), born, string(home)}
	if home == "" {
		parts = append(parts, row.Village, NormalRT(row.RT), NormalRT(row.RW), strings.Join(folded(row.Mother), " "))
	}
	ids := []ident.ID{l.named(parts...)}
	if nik := l.nikHash(row.NIK); nik != "" {
		ids = append(ids, l.named(append(parts, nik)...))
	}
	return ids
}

// folded are the tokens of a name in one order, so that two spellings meet; a
// name that folds away is taken as it is.
func folded(name string) []string {
	tokens := slices.Clone(naming.Fold(name))
	if len(tokens) == 0 {
		tokens = strings.Fields(strings.ToLower(name))
	}
	slices.Sort(tokens)
	return tokens
}

// match finds the person of a row, or makes a draft of one. Clash is somebody
// else who claims the same NIK: babies are listed with their mother's.
func (l *listing) match(row Row) (p *personDraft, clash ident.ID) {
	if row.Person != "" {
		if p := l.people[row.Person]; p != nil {
			return p, ""
		}
		return freshDraft(row.Person), ""
	}
	nik, home := l.nikHash(row.NIK), l.homeID(row)
	for _, p := range l.byNIK[nik] {
		if p.isWith(row) {
			return p, ""
		}
		clash = p.ID
	}
	ids := l.names(row, home)
	for _, id := range ids {
		if p := l.people[id]; p != nil && p.mayBe(nik) {
			return p, clash
		}
	}
	if home != "" {
		for _, p := range l.order {
			if p.Household == home && p.mayBe(nik) && p.isNamesake(row) {
				return p, clash
			}
		}
	}
	if l.people[ids[0]] != nil {
		ids = ids[1:] // there is one with the same name and another number
	}
	return freshDraft(ids[0]), clash
}

// mayBe reports whether a number speaks against a record.
func (d *personDraft) mayBe(nik string) bool {
	return Lives(d.Kind) && (nik == "" || d.NIKHash == "" || d.NIKHash == nik)
}

// isWith reports whether a record with the NIK of a row is the person of the row:
// the birth dates agree, or nothing in them is against it and a part of the name
// is the same.
func (d *personDraft) isWith(row Row) bool {
	if !Lives(d.Kind) {
		return false
	}
	if d.Born != "" && d.Born == row.Born {
		return true
	}
	return d.bornFits(row) && slices.ContainsFunc(folded(d.detail.Name), func(t string) bool { return slices.Contains(folded(row.Name), t) })
}

// isNamesake reports whether a member of a household is the person of a row.
func (d *personDraft) isNamesake(row Row) bool {
	return d.bornFits(row) && slices.Equal(folded(d.detail.Name), folded(row.Name))
}

// bornFits compares birth dates as far as they are known. Two guesses fit when
// they are within two years.
func (d *personDraft) bornFits(row Row) bool {
	if d.Born == "" || row.Born == "" || d.Born == row.Born {
		return true
	}
	if !d.BornGuessed && !row.BornGuessed {
		return false
	}
	apart := four(d.Born) - four(row.Born)
	return apart >= -2 && apart <= 2
}

// unfit says why nothing is filed of a person.
func (d *personDraft) unfit() *fault.Error {
	switch {
	case d.State == Dead:
		return fault.BadField("registry.person_dead", "person")
	case d.State == Moved:
		return fault.BadField("registry.person_moved", "person")
	case d.State == Erased:
		return fault.BadField("registry.person_erased", "person")
	case !Lives(d.Kind):
		return fault.BadField("registry.person_exists", "person")
	}
	return nil
}

// tidy brings a row into its forms, and says what cannot be.
func (l *listing) tidy(row Row, today string) (Row, *fault.Error) {
	switch {
	case blank(row.Name):
		return row, fault.BadField("body.required", "name")
	case row.Village != "" && !l.villages[row.Village]:
		return row, fault.BadField("registry.unknown_village", "village")
	case row.Born != "" && !validDay(row.Born):
		return row, fault.BadField("body.bad_date", "born")
	case row.Born > today:
		return row, fault.BadField("registry.born_in_future", "born")
	case row.Due != "" && !validDay(row.Due):
		return row, fault.BadField("body.bad_date", "due")
	case !oneOf(row.Sex, "", "female", "male"):
		return row, fault.BadField("body.bad_choice", "sex")
	case row.Relation != "" && !oneOf(row.Relation, Relations...):
		return row, fault.BadField("body.bad_choice", "relation")
	case row.Languages != "" && !languageForm.MatchString(row.Languages):
		return row, fault.BadField("body.bad_choice", "languages")
	case row.Decile < 0 || row.Decile > 10:
		return row, fault.BadField("registry.bad_decile", "decile")
	case row.Decile > 0 && !wordForm.MatchString(row.DecileSource):
		return row, fault.BadField("body.required", "decile_source")
	case !row.Home.Valid():
		return row, fault.BadField("body.bad_point", "home")
	}
	for _, day := range []string{row.DecileOn, row.PovertyLetterOn} {
		if day != "" && !validDay(day) {
			return row, fault.BadField("body.bad_date", "decile_on")
		}
	}
	for _, phone := range row.Phones {
		if _, err := NormalPhone(phone); err != nil {
			return row, err
		}
	}
	if _, ok := NormalHouseCode(row.House); row.House != "" && !ok {
		return row, fault.BadField("registry.bad_house_code", "house")
	}
	row.RT, row.RW = NormalRT(row.RT), NormalRT(row.RW)
	return row, nil
}
