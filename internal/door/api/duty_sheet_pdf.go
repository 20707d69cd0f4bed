package api

import (
	"strconv"
	"strings"

	"sambang/internal/core/instant"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
)

func (s handoverSheet) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(s.lang, "duty."+key, with)
}

// hour is an instant as it stands on the sheet: the day too unless it is today's.
func (s handoverSheet) hour(at instant.Instant) string {
	if at.IsZero() {
		return ""
	}
	zone := s.facility.Location()
	if at.Day(zone) == s.at.Day(zone) {
		return text.Hour(at, zone)
	}
	return text.CivilDate(s.lang, at.Day(zone)) + " " + text.Hour(at, zone)
}

// pdf draws the sheet: what is open, who is where, what is owed, both signatures.
func (s handoverSheet) pdf() ([]byte, error) {
	zone := s.facility.Location()
	p := paper.Sideways(s.lang, s.t("sheet"), paper.Letterhead{Name: s.facility.Name, Phone: s.facility.ServicePhone, Demo: s.facility.Demo})
	p.Foot(s.t("private") + "  " + s.t("printed", "at", text.Hour(s.at, zone), "by", s.by))
	p.Heading(s.t("sheet") + ", " + text.CivilDate(s.lang, s.at.Day(zone)) + ", " + text.Hour(s.at, zone))
	if s.from != "" {
		p.Say(s.t("had_by", "name", s.from, "since", s.hour(s.since)))
	}
	s.openCases(p)
	s.whoIsWhere(p)
	s.owed(p)
	p.Part(s.t("notes"))
	p.Table(paper.Column{Wide: 1}).Blank(3)
	p.Sign("", paper.Signer{Role: s.t("gives"), Name: s.from}, paper.Signer{Role: s.t("receives"), Name: s.to})
	return p.Bytes()
}

func (s handoverSheet) openCases(p *paper.Sheet) {
	p.Part(s.t("open", "n", strconv.Itoa(len(s.cases))))
	if len(s.cases) == 0 {
		p.Say(s.t("none_open"))
		return
	}
	t := p.Table(paper.Column{Title: s.t("number"), Wide: 2}, paper.Column{Title: s.t("what"), Wide: 4}, paper.Column{Title: s.t("who"), Wide: 5},
		paper.Column{Title: s.t("where"), Wide: 6}, paper.Column{Title: s.t("came_in"), Wide: 3}, paper.Column{Title: s.t("deadline"), Wide: 4}, paper.Column{Title: s.t("with_whom"), Wide: 4})
	for _, c := range s.cases {
		t.Row(c.Number, s.kind(c), c.who(), c.Where, s.hour(c.came()), s.deadlines(c), joinWords(", ", c.visit.TeamName, s.state(c.visit.State), c.Owner))
	}
}

// kind is what a case is, a request with its colour.
func (s handoverSheet) kind(c openCase) string {
	word := c.Kind
	for _, key := range []string{"app.request.kind_" + c.Kind, "app.need.kind_" + c.Kind} {
		if text.Has(s.lang, key) {
			word = text.T(s.lang, key, nil)
			break
		}
	}
	if c.Colour != "" {
		word += " (" + s.t("colour_"+c.Colour) + ")"
	}
	return word
}

func (s handoverSheet) state(of string) string {
	if of == "" {
		return ""
	}
	return s.t("state_" + of)
}

func (c openCase) came() instant.Instant {
	if c.StartedAt.IsZero() {
		return c.OpenedAt
	}
	return c.StartedAt
}

// who is whom to call: the patient, else whom the case is about, and who told of it.
func (c openCase) who() string {
	var parts []string
	if c.PatientName != "" || c.PatientPhone != "" {
		parts = append(parts, joinWords(" ", c.PatientName, c.PatientPhone))
	} else {
		for _, p := range c.People {
			parts = append(parts, joinWords(" ", p.Name, p.Phone))
		}
	}
	return joinWords("; ", strings.Join(parts, ", "), joinWords(" ", c.Reporter.Name, c.Reporter.Phone))
}

// deadlines are those still running, each by its name.
func (s handoverSheet) deadlines(c openCase) string {
	var parts []string
	for _, d := range []struct {
		key   string
		at    instant.Instant
		state string
	}{{"respond", c.visit.RespondDue, c.visit.Respond}, {"fetch", c.visit.FetchDue, c.visit.Fetch}, {"return", c.visit.ReturnDue, c.visit.Return}} {
		if d.state == "running" {
			parts = append(parts, s.t("due_"+d.key, "at", s.hour(d.at)))
		}
	}
	if len(parts) == 0 && !c.Due.IsZero() {
		return s.hour(c.Due)
	}
	return strings.Join(parts, "\n")
}

func (s handoverSheet) whoIsWhere(p *paper.Sheet) {
	p.Part(s.t("teams"))
	if len(s.teams)+len(s.watches) == 0 {
		p.Say(s.t("none_out"))
		return
	}
	t := p.Table(paper.Column{Title: s.t("team"), Wide: 4}, paper.Column{Title: s.t("members"), Wide: 9}, paper.Column{Title: s.t("vehicle"), Wide: 4}, paper.Column{Title: s.t("hours"), Wide: 4})
	for _, x := range s.teams {
		t.Row(joinWords(" ", x.Name, x.CallSign), strings.Join(x.phones, ", "), x.Vehicle, joinWords(" - ", s.hour(x.From), s.hour(x.To)))
	}
	for _, x := range s.watches {
		t.Row(s.t("alone"), x.Worker, s.t("watch_"+x.State), joinWords(" - ", s.hour(x.Since), s.hour(x.ExpectedEnd)))
	}
}

func (s handoverSheet) owed(p *paper.Sheet) {
	p.Part(s.t("rice", "n", strconv.Itoa(len(s.debts))))
	if len(s.debts) == 0 {
		p.Say(s.t("none_owed"))
		return
	}
	t := p.Table(paper.Column{Title: s.t("number"), Wide: 2}, paper.Column{Title: s.t("who"), Wide: 6}, paper.Column{Title: s.t("grams"), Wide: 3, Right: true}, paper.Column{Title: s.t("owed_since"), Wide: 4})
	for _, d := range s.debts {
		t.Row(d.Number, d.Patient, text.Number(s.lang, d.Grams)+" g", s.hour(d.OwedAt))
	}
}
