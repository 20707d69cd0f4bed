package page

import (
	"slices"
	"strconv"

	"sambang/internal/calc/age"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/report/growthchart"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// memberBabies reads her children: those who live.
func (p *Page) memberBabies(q journal.Query, v *visit, m supportgroup.Member, view *memberView) error {
	for _, id := range m.Babies {
		c, d, found, err := registry.OpenCanonical(q, id)
		if err != nil {
			return err
		}
		if !found || c.State != registry.Active {
			continue
		}
		b := babyPage{ID: c.ID, Name: d.Name, Age: ageWords(v.lang, c.Born, v.now.Day(v.zone))}
		view.people = append(view.people, c.ID)
		if err := b.growth(q, v.lang); err != nil {
			return err
		}
		standing, err := health.StandingOf(q, c.ID)
		if err != nil {
			return err
		}
		b.marks(v.lang, standing, age.Months(c.Born, v.now.Day(v.zone)))
		if err := b.certificate(q, v); err != nil {
			return err
		}
		view.Babies = append(view.Babies, b)
	}
	return nil
}

// ageWords is how old a baby is, in full months and, under one, in days.
func ageWords(lang, born, today string) string {
	months := age.Months(born, today)
	if months == age.Unknown {
		return ""
	}
	return text.T(lang, "page.member.age", map[string]string{"n": strconv.Itoa(months)})
}

// growth reads the baby's card: its curve, the figures behind it and what the last one says.
func (b *babyPage) growth(q journal.Query, lang string) error {
	f, found, err := growthchart.Read(q, b.ID)
	if err != nil || !found {
		return err
	}
	f.Lang = lang
	b.Say, b.Chart = f.Sentence(), f.Picture()
	lines := slices.Clone(f.Card.Lines)
	slices.Reverse(lines)
	for _, l := range lines {
		if l.WeightG > 0 {
			b.Rows = append(b.Rows, growthRow{text.CivilDate(lang, l.On), months(l.Reckoned.Months), f.Kilos(l.WeightG), f.Status(l)})
		}
	}
	return nil
}

func months(n int64) string {
	if n < 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// marks are the seven months. What a health worker knows of a reason stays hers: the page
// says no more than that a month is not counted.
func (b *babyPage) marks(lang string, standing health.Standing, old int) {
	for i, m := range standing.Months {
		mark := monthMark{State: m.State, Label: strconv.Itoa(i)}
		switch {
		case i > old:
			mark.State = "ahead"
		case m.State == "":
			mark.State = health.Unknown
		}
		if i == 0 {
			mark.Label = text.T(lang, "page.member.birth", nil)
		}
		mark.Word = text.T(lang, "page.member.month."+mark.State, nil)
		b.Months = append(b.Months, mark)
	}
	b.Whole = text.T(lang, "page.member.standing."+standing.Verdict, nil)
}

// certificate is the one that stands, if there is one.
func (b *babyPage) certificate(q journal.Query, v *visit) error {
	all, err := graduation.Certificates.Where(q.Tx, "facility_id = $1 AND baby = $2 AND state = $3 ORDER BY id", q.Facility, b.ID, graduation.Valid)
	for _, c := range all {
		b.Number, b.Check = c.Number(), graduation.PagePath(q.Keys, v.facility.Slug, c)
	}
	return err
}
