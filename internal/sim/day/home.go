package day

import (
	"context"
	"fmt"
	"strings"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/shared/registry"
)

// Homes are the families of the cast's mothers as the register takes them: the
// mother and her baby, who are known already, with who lives there beside them.
// Birth dates are invented where the cast tells none.
func (d *Day) Homes(ctx context.Context, h House) ([]registry.Row, error) {
	d.house = h
	if _, err := d.founded(ctx); err != nil {
		return nil, err
	}
	today := d.first.In(d.zone)
	var rows []registry.Row
	for i, m := range d.cast.Mothers {
		rows = append(rows, d.home(m, today, i)...)
	}
	return rows, nil
}

func (d *Day) home(m mother, today time.Time, i int) []registry.Row {
	at := registry.Row{Household: named("household " + m.Key), Village: d.cast.village(m.Village).Code, Landmark: m.Home.Note,
		Home: d.cast.point(m.Home), HiddenAddress: m.Hidden, Languages: "jv,id"}
	if _, where, told := strings.Cut(m.Home.Label, "RT "); told {
		_, _ = fmt.Sscanf(where, "%2s/RW %2s", &at.RT, &at.RW) // cast.json writes RT 03/RW 05
	}
	born := today.AddDate(-24-i*5%11, -i*7%12, -i*11%28)
	her := at
	her.Person, her.Name, her.Sex, her.Born, her.Relation, her.Phones = m.person(), m.Name, "female", born.Format(time.DateOnly), registry.HeadOfHousehold, some(m.Phone)
	rows := []registry.Row{her}
	for n, r := range m.Recipients {
		relative, ok := relative(r.Relation, born)
		if !ok {
			continue // a nurse or an aunt lives elsewhere
		}
		row := at
		row.Person, row.Name, row.Phones = named(fmt.Sprintf("resident %s %d", m.Key, n)), r.Name, some(r.Phone)
		row.Sex, row.Relation, row.Born, row.BornGuessed = relative.Sex, relative.Relation, relative.Born, relative.BornGuessed
		if row.Relation == registry.HeadOfHousehold {
			rows[0].Relation = registry.Spouse
		}
		rows = append(rows, row)
	}
	baby := at
	baby.Person, baby.Name, baby.Mother = d.baby(m), m.Baby.Name, m.Name
	baby.Relation, baby.Born = registry.Child, today.AddDate(0, 0, -m.Baby.Days).Format(time.DateOnly)
	return append(rows, baby)
}

// baby is the id of a mother's baby.
func (d *Day) baby(m mother) ident.ID {
	if d.weeks > 0 {
		return named("baby " + m.Key)
	}
	return ident.Derive(named("command enrol "+m.Key), 1)
}

// relative is what a recipient is in the family, when they live in it.
func relative(word string, hers time.Time) (r registry.Row, lives bool) {
	guess := func(years int) string { return fmt.Sprintf("%d-01-01", hers.Year()-years) }
	switch word {
	case "ayah":
		return registry.Row{Sex: "male", Relation: registry.HeadOfHousehold, Born: hers.AddDate(-3, 4, 9).Format(time.DateOnly)}, true
	case "nenek":
		return registry.Row{Sex: "female", Relation: registry.OtherRelative, Born: guess(26), BornGuessed: true}, true
	case "kakek":
		return registry.Row{Sex: "male", Relation: registry.OtherRelative, Born: guess(31), BornGuessed: true}, true
	}
	return r, false
}

func some(phone string) []string {
	if phone == "" {
		return nil
	}
	return []string{phone}
}
