package visitsheet

import (
	"strconv"
	"strings"

	"sambang/internal/calc/age"
	"sambang/internal/calc/calendar"
	"sambang/internal/core/instant"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/programme/massage"
)

// Heights of a line in millimetres: of the day, where a parent signs with a ball pen, and of
// the week, where nobody writes.
const (
	signedLine = 21.0
	readLine   = 7.0
)

// Day draws a cadre's day on A4: the hours, the homes, what to heed, and where the parent
// signs. A usual day stands on one page.
func (f Facts) Day(lang, by string) ([]byte, error) {
	t := func(key string, pairs ...string) string { return paper.Words(lang, "visitsheet."+key, pairs...) }
	p := paper.New(lang, t("title"), f.letterhead())
	p.Foot(f.foot(lang, by))
	p.Heading(t("day_title", "name", f.Cadre, "day", text.CivilDay(lang, f.From)))
	p.Small(t("ready") + " " + t("doors", "phone", text.Dialled(f.Facility.ServicePhone)))
	p.Gap(1)
	rows := p.Table(paper.Column{Title: t("hour"), Wide: 2.9}, paper.Column{Title: t("who"), Wide: 4.6}, paper.Column{Title: t("home"), Wide: 5}, paper.Column{Title: t("heed"), Wide: 3.8}, paper.Column{Title: t("signature"), Wide: 4})
	rows.Tall, rows.Boxed = signedLine, true
	n := 0
	for _, v := range f.Visits {
		if v.State == massage.Asked { // whose telephone is not confirmed is not visited
			continue
		}
		n++
		rows.Row(f.hours(v), lined(f.children(lang, v), v.ParentName, text.Dialled(v.ParentPhone)), home(v), f.heed(lang, v), "")
	}
	if n == 0 {
		p.Say(t("none"))
	} else {
		p.Gap(2)
		p.Small(t("count", "n", strconv.Itoa(n)))
	}
	return p.Bytes()
}

// Week draws the days of all cadres on A4 lying, a part a day.
func (f Facts) Week(lang, by string) ([]byte, error) {
	t := func(key string, pairs ...string) string { return paper.Words(lang, "visitsheet."+key, pairs...) }
	p := paper.Sideways(lang, t("title"), f.letterhead())
	p.Foot(f.foot(lang, by))
	p.Heading(t("week_title", "from", text.CivilDate(lang, f.From), "to", text.CivilDate(lang, f.To)))
	rows := p.Table(paper.Column{Title: t("hour"), Wide: 2.2}, paper.Column{Title: t("cadre"), Wide: 3.4}, paper.Column{Title: t("who"), Wide: 5}, paper.Column{Title: t("home"), Wide: 6}, paper.Column{Title: t("phone"), Wide: 2.8}, paper.Column{Title: t("heed"), Wide: 4.4})
	rows.Tall = readLine
	day := ""
	for _, v := range f.Visits {
		if v.Day != day {
			day = v.Day
			rows.Band(text.CivilDay(lang, day))
		}
		who := f.children(lang, v)
		if v.ParentName != "" {
			who += " (" + v.ParentName + ")"
		}
		rows.Row(f.hours(v), v.CadreName, who, strings.ReplaceAll(home(v), "\n", ", "), text.Dialled(v.ParentPhone), strings.ReplaceAll(f.heed(lang, v), "\n", ", "))
	}
	if len(f.Visits) == 0 {
		p.Say(t("none"))
	}
	return p.Bytes()
}

func (f Facts) letterhead() paper.Letterhead {
	return paper.Letterhead{Name: f.Facility.Name, Phone: f.Facility.ServicePhone, Demo: f.Facility.Demo}
}

func (f Facts) foot(lang, by string) string {
	return paper.Words(lang, "visitsheet.private") + "  " + paper.Words(lang, "visitsheet.printed", "at", f.hour(f.At), "by", by)
}

func (f Facts) hour(at instant.Instant) string { return text.Hour(at, f.Facility.Location()) }

func (f Facts) hours(v Visit) string { return f.hour(v.From) + "-" + f.hour(v.To) }

// children are the names, each with the age on the day of the visit.
func (f Facts) children(lang string, v Visit) string {
	var all []string
	for _, c := range v.Children {
		months := ""
		if calendar.IsDay(c.Born) {
			months = paper.Words(lang, "visitsheet.months", "n", strconv.Itoa(age.Months(c.Born, v.Day)))
		}
		all = append(all, joined(", ", c.Name, months))
	}
	return joined("; ", all...)
}

// home is where it is, with what helps to find it.
func home(v Visit) string { return lined(v.Place.Label, v.Place.Note, v.VillageName) }

// heed is what the cadre has to know of a visit: how far it has come, what it is limited to,
// which of a course it is, and what she is paid.
func (f Facts) heed(lang string, v Visit) string {
	var all []string
	if v.State != massage.Booked {
		all = append(all, text.T(lang, "app.massage.state_"+v.State, nil))
	}
	if v.OfferCadre != "" {
		all = append(all, paper.Words(lang, "visitsheet.offered"))
	}
	for _, l := range v.Limits {
		all = append(all, text.T(lang, "app.massage.limit_"+l, nil))
	}
	if v.Course != "" {
		all = append(all, paper.Words(lang, "visitsheet.nth", "n", strconv.FormatInt(v.Nth, 10)))
	}
	if v.Fee > 0 {
		all = append(all, paper.Words(lang, "visitsheet.fee", "rp", text.Rp(lang, v.Fee)))
	}
	return lined(all...)
}

// lined is what is not empty, a line each.
func lined(words ...string) string { return joined("\n", words...) }

// joined joins what is not empty.
func joined(with string, words ...string) string {
	var out []string
	for _, w := range words {
		if w = strings.TrimSpace(w); w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, with)
}
