package record

import (
	"strconv"
	"strings"

	"sambang/internal/calc/age"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// Facts are what the paper says, read at one moment.
type Facts struct {
	Facility registry.Facility
	Record   health.RecordView
	Person   registry.Person
	// Village is its name; Cases are the facility's own names of new cases, by code.
	Village string
	Cases   map[string]string
	// Today is the facility's civil day, By who prints it, Lang the language.
	Today, By, Lang string
}

// Read reads a version of a record for its paper; false where there is none.
func Read(q journal.Query, id ident.ID) (f Facts, row health.Record, found bool, err error) {
	if row, found, err = health.Records.Get(q.Tx, q.Facility, id); err != nil || !found {
		return f, row, found, err
	}
	if f.Record, err = health.RecordOf(q, row); err != nil {
		return f, row, true, err
	}
	if f.Facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return f, row, true, err
	}
	f.Today = q.Now.Day(f.Facility.Location())
	if f.Person, _, err = registry.Canonical(q.Tx, q.Facility, row.Person); err != nil {
		return f, row, true, err
	}
	v, _, err := registry.Villages.First(q.Tx, "facility_id = $1 AND id = $2", q.Facility, f.Person.Village)
	if err != nil {
		return f, row, true, err
	}
	set, _, err := health.ServedPolicy.Get(q)
	f.Village, f.Cases = v.Name, map[string]string{}
	for _, c := range set.NewCases {
		f.Cases[c.Code] = c.Name
	}
	return f, row, true, err
}

// sizes are the letters that are tried, in points: the first with which all stands on
// one page. The last holds the longest texts that a record takes.
var sizes = []float64{10, 9, 8, 7, 6, 5.5}

// Paper draws the record on one A4 page.
func (f Facts) Paper() ([]byte, error) {
	for _, points := range sizes {
		p := f.draw(points)
		if p.Raw().PageCount() == 1 || points == sizes[len(sizes)-1] {
			return p.Bytes()
		}
	}
	return nil, nil
}

func (f Facts) draw(points float64) *paper.Sheet {
	r := f.Record
	p := paper.New(f.Lang, f.t("title"), paper.Letterhead{Name: f.Facility.Name, Phone: f.Facility.ServicePhone, Demo: f.Facility.Demo})
	p.Foot(f.own("foot", "day", text.CivilDate(f.Lang, f.Today), "by", f.By))
	p.Heading(f.heading())
	p.Facts([2]string{f.own("name"), r.PersonName}, [2]string{f.own("born"), f.born()}, [2]string{f.own("village"), f.Village},
		[2]string{f.t("on"), text.CivilDate(f.Lang, r.On) + ", " + f.t("place_"+r.Place)}, [2]string{f.own("file_number"), ""})
	f.grid(p, points)
	for _, part := range []pair{{f.t("f_looked_after_by"), f.lookedAfter()}, {f.t("dangers"), f.dangers()}, {f.t("complaint"), r.Complaint}, {f.t("finding"), r.Finding}, {f.t("given"), f.given()},
		{f.t("advice"), r.Advice}, {f.t("new_cases"), f.newCases()}, {f.t("next_on"), f.next()}, {f.t("reason"), r.Reason}} {
		f.part(p, points, part)
	}
	f.sign(p)
	return p
}

// heading is the paper's name with the kind and which of the fixed visits it was, and
// says of an old version that it is one.
func (f Facts) heading() string {
	words := f.t("title") + ": " + f.t("kind_"+f.Record.Kind)
	if f.Record.Code != "" {
		words += " " + f.Record.Code
	}
	switch {
	case f.Record.ReplacedBy != "":
		words += " (" + f.own("replaced") + ")"
	case f.Record.Version > 1:
		words += " (" + f.own("version", "n", strconv.FormatInt(f.Record.Version, 10)) + ")"
	}
	return words
}

// born is the day of birth with the age on the day of the visit, and the sex.
func (f Facts) born() string {
	months := age.Months(f.Person.Born, f.Record.On)
	words := ""
	switch {
	case f.Person.Born == "":
	case months == age.Unknown:
		words = text.CivilDate(f.Lang, f.Person.Born)
	case months < 60:
		words = text.CivilDate(f.Lang, f.Person.Born) + f.own("months", "n", strconv.Itoa(months))
	default:
		words = text.CivilDate(f.Lang, f.Person.Born) + f.own("years", "n", strconv.Itoa(months/12))
	}
	if f.Person.Sex != "" {
		words += ", " + f.word("app.reg.sex_"+f.Person.Sex)
	}
	return strings.TrimPrefix(words, ", ")
}

func (f Facts) next() string {
	if f.Record.NextOn == "" {
		return ""
	}
	return text.CivilDate(f.Lang, f.Record.NextOn)
}

// smallest is how small a long name is written before it is cut, in points: what a
// cheap printer still prints.
const smallest = 7

// grid sets the figures two by two.
func (f Facts) grid(p *paper.Sheet, points float64) {
	all := f.figures()
	if len(all) == 0 {
		return
	}
	raw, half, tall := p.Raw(), p.Width()/2, points*0.6
	for i, one := range all {
		x := p.Left() + half*float64(i%2)
		if i%2 == 0 {
			p.Room(tall)
		}
		y := raw.GetY()
		raw.SetXY(x, y)
		p.Font(points, false)
		for size := points; size > smallest && raw.GetStringWidth(one.name) > half*0.56-2; size -= 0.5 {
			p.Font(size-0.5, false)
		}
		raw.CellFormat(half*0.56, tall, p.Fit(one.name, half*0.56-2), "", 0, "L", false, 0, "")
		p.Font(points, true)
		last := 0
		if i%2 == 1 || i == len(all)-1 {
			last = 1
		}
		raw.CellFormat(half*0.44, tall, p.Fit(one.value, half*0.44-1), "", last, "L", false, 0, "")
	}
	p.Gap(2)
}

// part writes a paragraph under its name; nothing said takes no room.
func (f Facts) part(p *paper.Sheet, points float64, one pair) {
	if one.value == "" {
		return
	}
	tall := points * 0.45
	p.Room(2 * tall)
	p.Font(points, true)
	p.Raw().CellFormat(p.Width(), tall, one.name, "", 1, "L", false, 0, "")
	p.Font(points, false)
	for _, line := range strings.Split(one.value, "\n") {
		for _, words := range p.Raw().SplitText(paper.Plain(line), p.Width()) {
			p.Room(tall)
			p.Raw().CellFormat(p.Width(), tall, words, "", 1, "L", false, 0, "")
		}
	}
	p.Gap(points * 0.18)
}

// sign says who signed it and under which licence, and beside that who copied it, or
// leaves the lines for whoever does.
func (f Facts) sign(p *paper.Sheet) {
	r := f.Record
	licence := f.t("no_licence")
	if r.Licence != "" {
		licence = f.t("licence", "number", r.Licence)
	}
	copied := paper.Signer{Role: f.own("copied_line"), Name: f.own("copied_name")}
	if !r.CopiedAt.IsZero() {
		copied = paper.Signer{Role: f.own("copied_on", "day", text.Date(f.Lang, r.CopiedAt, f.Facility.Location())), Name: r.CopiedBy}
	}
	p.Sign("", copied, paper.Signer{Role: f.t("signed_by") + ", " + text.CivilDate(f.Lang, r.On), Name: r.ByName, Under: licence})
}
