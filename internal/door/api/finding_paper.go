package api

import (
	"strconv"

	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/sheet"
	"sambang/internal/core/text"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/registry"
)

// findingPaper is what findings are written down with.
type findingPaper struct {
	facility registry.Facility
	lang, by string
	at       string
	villages map[string]string
}

func (p findingPaper) t(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(p.lang, "finding."+key, with)
}

func (p findingPaper) word(key string) string { return text.T(p.lang, "sheet."+key, nil) }

// day writes the civil day of an instant; nothing for none.
func (p findingPaper) day(i instant.Instant) string {
	if i.IsZero() {
		return ""
	}
	return text.Date(p.lang, i, p.facility.Location())
}

// village is what a village is called, or its code where it is not known any more.
func (p findingPaper) village(code string) string {
	if name := p.villages[code]; name != "" {
		return name
	}
	return code
}

// table begins a table with its columns and what it is about.
func (p findingPaper) table(title string, columns ...string) sheet.Sheet {
	out := sheet.Sheet{Name: p.word("data"), AboutName: p.word("about"), By: p.by, Title: p.t("title." + title)}
	for _, c := range columns {
		out.Header = append(out.Header, p.t("column."+c))
	}
	out.About = []sheet.Line{{Label: p.word("what"), Text: out.Title}, {Label: p.word("by"), Text: p.by},
		{Label: p.word("at"), Text: text.CivilDate(p.lang, p.at)}, {Label: p.word("facility"), Text: p.facility.Name}}
	return out
}

// findingRows is the list of findings.
func findingRows(q journal.Query) (func(findingPaper) sheet.Sheet, []string, error) {
	all, err := finding.All(q)
	var people []string
	for _, f := range all {
		people = append(people, "finding:"+string(f.ID))
	}
	return func(p findingPaper) sheet.Sheet { return p.list(all) }, people, err
}

func (p findingPaper) list(all []finding.View) sheet.Sheet {
	out := p.table("list", "number", "kind", "state", "village", "house", "where", "what", "found_at", "found_by", "owner", "agency", "due_on", "reminders", "closed_at", "reason", "words", "evidence")
	out.Numbers = []int{12}
	var rows [][]string
	for _, f := range all {
		state, reason := p.t("state."+f.State), ""
		if f.Overdue {
			state = p.t("state.overdue")
		}
		if f.Reason != "" {
			reason = p.t("reason." + f.Reason)
		}
		rows = append(rows, []string{f.Number, p.t("kind." + f.Kind), state, p.village(f.Village), f.HouseCode, f.Where, f.What, p.day(f.FoundAt), f.FoundByName, f.OwnerName,
			f.Agency, f.DueOn, strconv.FormatInt(f.Reminders, 10), p.day(f.ClosedAt), reason, f.Words, f.Evidence})
	}
	out.Rows = yieldAll(rows)
	return out
}

// ageingRows is how old the open ones are.
func ageingRows(q journal.Query) (func(findingPaper) sheet.Sheet, []string, error) {
	all, err := finding.Ageing(q)
	return func(p findingPaper) sheet.Sheet { return p.ages(all) }, nil, err
}

func (p findingPaper) ages(all []finding.Ages) sheet.Sheet {
	out := p.table("ageing", "kind", "village", "open", "overdue", "week", "month", "quarter", "older", "oldest")
	out.Numbers = []int{2, 3, 4, 5, 6, 7, 8}
	var rows [][]string
	for _, a := range all {
		row := []string{p.t("kind." + a.Kind), p.village(a.Village)}
		for _, n := range []int64{a.Open, a.Overdue, a.Counts[0], a.Counts[1], a.Counts[2], a.Counts[3], a.Oldest} {
			row = append(row, strconv.FormatInt(n, 10))
		}
		rows = append(rows, row)
	}
	out.Rows = yieldAll(rows)
	return out
}

// aidRows is what households were given.
func aidRows(q journal.Query) (func(findingPaper) sheet.Sheet, []string, error) {
	all, err := finding.AllAid(q)
	var people []string
	for _, a := range all {
		people = append(people, "household:"+string(a.Household))
	}
	return func(p findingPaper) sheet.Sheet { return p.aid(all) }, people, err
}

func (p findingPaper) aid(all []finding.AidView) sheet.Sheet {
	out := p.table("aid", "on", "head", "house", "village", "aid", "quantity", "giver", "by", "twice", "undone")
	var rows [][]string
	for _, a := range all {
		twice, undone := "", ""
		if a.Twin != "" {
			twice = p.t("twice")
		}
		if a.Undone {
			undone = a.Reason
		}
		rows = append(rows, []string{a.On, a.HeadName, a.HouseCode, p.village(a.Village), p.t("aid." + a.Kind), a.Quantity, a.Giver, a.ByName, twice, undone})
	}
	out.Rows = yieldAll(rows)
	return out
}

// letter draws a letter to an agency. It says where, what is wrong and until when an
// answer is asked, and names nobody who lives there: who comes is shown the way.
func (p findingPaper) letter(l finding.Letter) ([]byte, error) {
	title := p.t("letter.title")
	if l.Reminder > 0 {
		title = p.t("letter.reminder_title")
	}
	s := paper.New(p.lang, title, paper.Letterhead{Name: p.facility.Name, Phone: p.facility.ServicePhone, Demo: p.facility.Demo})
	s.Foot(p.t("letter.foot", "number", l.Number))
	s.Facts([2]string{p.t("letter.number"), l.Number}, [2]string{p.t("letter.about"), p.t("letter.about_" + l.Finding.Kind)},
		[2]string{p.t("letter.due"), text.CivilDate(p.lang, l.DueOn)})
	s.Gap(2)
	s.Say(p.t("letter.to", "agency", l.Agency))
	s.Gap(2)
	s.Say(p.t("letter.greeting"))
	if l.Reminder > 0 {
		s.Strong(p.t("letter.reminds", "n", strconv.FormatInt(l.Reminder, 10), "day", text.CivilDate(p.lang, l.Since)))
	}
	s.Say(p.t("letter.opening", "facility", p.facility.Name, "day", text.CivilDate(p.lang, l.FoundOn)))
	s.Facts(p.letterFacts(l)...)
	s.Part(p.t("letter.ask"))
	if l.Ask != "" {
		s.Say(l.Ask)
	} else {
		s.Say(p.t("letter.ask_" + l.Finding.Kind))
	}
	s.Say(p.t("letter.until", "day", text.CivilDate(p.lang, l.DueOn)))
	s.Say(p.t("letter.speak", "name", l.OwnerName, "phone", p.facility.ServicePhone))
	s.Small(p.t("letter.private"))
	s.Gap(2)
	s.Say(p.t("letter.closing"))
	s.Sign(text.CivilDate(p.lang, l.On), paper.Signer{Role: p.t("letter.head", "facility", p.facility.Name), Name: l.Head})
	return s.Bytes()
}

func (p findingPaper) letterFacts(l finding.Letter) [][2]string {
	out := [][2]string{{p.t("column.number"), l.Finding.Short()}, {p.t("column.kind"), p.t("kind." + l.Finding.Kind)}, {p.t("column.village"), l.VillageName}}
	if l.Where != "" {
		out = append(out, [2]string{p.t("column.where"), l.Where})
	}
	if l.HouseCode != "" {
		out = append(out, [2]string{p.t("column.house"), l.HouseCode})
	}
	return out
}
