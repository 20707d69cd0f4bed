package page

import (
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/calc/triage"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/report/certificate"
	"sambang/internal/report/growthchart"
	"sambang/internal/shared/health"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
)

// memberView is the page of a mother in a support group, or of one who is asked to join.
type memberView struct {
	supportgroup.Page
	Invited, In bool
	When        string // of the next meeting, as it is said
	Topics      []string
	Babies      []babyPage
	// Accept, Decline and Ask are the ids that the forms carry.
	Accept, Decline, Ask ident.ID
	Problems             []wordCode
	Signs                []wordCode
	Asked                []askedView
	// Topic is what she looks for among the experiences of others, Helped what was found.
	Topic  string
	Helped []helpedView
	Form   func(string) string
	Ticked func(string) bool
	people []ident.ID
}

type wordCode struct{ Code, Word string }

// askedView is something she has asked for, as far as it has come.
type askedView struct{ What, How string }

// helpedView is what helped another mother; no name is in it.
type helpedView struct{ What, Tried, Helped string }

// babyPage is what the page shows of one child: twins have one each.
type babyPage struct {
	ID        ident.ID
	Name, Age string
	Say       string
	Chart     template.HTML
	Rows      []growthRow
	Months    []monthMark
	Whole     string // the sentence under the marks
	Number    string // of the certificate; empty: none
	Check     string // the address on which anybody may check it
}

type growthRow struct{ On, Months, Kilos, Status string }

// monthMark is one of the seven: State is yes, no, unknown, not_counted or ahead.
type monthMark struct{ State, Label, Word string }

// member draws the page.
func (p *Page) member(tx *store.Tx, v *visit, s *sheet) ([]ident.ID, error) {
	q := v.query(p, tx)
	m, found, err := supportgroup.Members.Get(tx, v.link.Facility, v.link.Subject)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, fault.Absent()
	}
	mother, d, _, err := registry.OpenCanonical(q, m.Mother)
	if err != nil {
		return nil, err
	}
	if mother.ID != v.link.Person && m.Mother != v.link.Person {
		return nil, fault.Absent()
	}
	view := &memberView{Accept: p.freshID(), Decline: p.freshID(), Ask: p.freshID(), Form: func(string) string { return "" }, Ticked: func(string) bool { return false }, people: []ident.ID{m.Mother}}
	if view.Page, _, err = supportgroup.PageOf(q, m.ID); err != nil {
		return nil, err
	}
	view.Invited, view.In = m.State == supportgroup.Invited, m.State == supportgroup.Joined || m.State == supportgroup.Finished
	s.Quiet = mother.Quiet
	if err := p.memberBabies(q, v, m, view); err != nil {
		return nil, err
	}
	view.asking(v.lang, v.now.Day(v.zone), m)
	if view.Asked, err = askedOf(q, v.lang, m.Mother); err != nil {
		return nil, err
	}
	if view.In {
		if err := view.experiences(q, v, m); err != nil {
			return nil, err
		}
	}
	s.Face, s.Title, s.Member, s.Style = "member", s.T("member.title"), view, "member"
	s.Say = view.say(v, calledMother(v.lang, d.Name))
	return view.people, nil
}

// say is the sentence of the page: what is true now, with one fact marked.
func (view *memberView) say(v *visit, mother string) template.HTML {
	params := map[string]string{"mother": mother, "group": view.GroupName}
	key, mark := "member.say.in", "group"
	switch {
	case view.Invited:
		key = "member.say.invited"
	case view.Next != nil:
		view.When = dayWords(v.lang, view.Next.On)
		if view.Next.From != "" {
			view.When = text.T(v.lang, "page.member.when", map[string]string{"day": view.When, "at": strings.Replace(view.Next.From, ":", ".", 1)})
		}
		params["when"], key, mark = view.When, "member.say.next", "when"
	case view.State == supportgroup.Finished && len(view.Babies) > 0:
		params["baby"], key, mark = view.Babies[0].Name, "member.say.finished", "baby"
	}
	if view.GroupName == "" && key != "member.say.finished" {
		key, mark = "member.say.none", "mother"
	}
	if view.Next != nil {
		for _, code := range view.Next.Topics {
			view.Topics = append(view.Topics, text.T(v.lang, "supportgroup.topic."+code, nil))
		}
	}
	return rich(v.lang, "page."+key, mark, "", params)
}

// dayWords is a civil day with its weekday.
func dayWords(lang, day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return text.DayDate(lang, instant.Of(t), time.UTC)
}

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

// asking is what the form asks: a problem, and the danger signs of her and of a baby of
// that age.
func (view *memberView) asking(lang, today string, m supportgroup.Member) {
	for _, code := range experience.Problems {
		view.Problems = append(view.Problems, wordCode{code, text.T(lang, "experience.problem."+code, nil)})
	}
	group := triage.Child
	if days := age.Months(m.Born, today); days != age.Unknown && days < 2 {
		group = triage.Newborn
	}
	for _, sign := range triage.Defaults() {
		if sign.Colour == triage.Red && (sign.Group == triage.Postpartum || sign.Group == group && len(view.Babies) > 0) {
			view.Signs = append(view.Signs, wordCode{sign.Code, text.T(lang, "triage."+sign.Code+".ask", nil)})
		}
	}
}

// askedOf lists what she has asked for that goes on.
func askedOf(q journal.Query, lang string, mother ident.ID) (out []askedView, err error) {
	all, err := experience.MemberProblems.Where(q.Tx, "facility_id = $1 AND mother = $2 ORDER BY told_at DESC, id LIMIT 5", q.Facility, mother)
	for _, one := range all {
		if !one.Going() {
			continue
		}
		how := one.State
		if one.PassedAt != 0 {
			how = "midwife"
		}
		out = append(out, askedView{text.T(lang, "experience.problem."+one.Code, nil), text.T(lang, "page.member.asked."+how, nil)})
	}
	return out, err
}

// experiences finds what has helped others: with what she looks for, else with what she
// has asked for last.
func (view *memberView) experiences(q journal.Query, v *visit, m supportgroup.Member) error {
	view.Topic = v.topic
	if !slices.Contains(experience.Problems, view.Topic) {
		last, found, err := experience.MemberProblems.First(q.Tx, "facility_id = $1 AND mother = $2 ORDER BY told_at DESC, id", q.Facility, m.Mother)
		if view.Topic = last.Code; err != nil || !found {
			return err
		}
	}
	bank, err := experience.Bank(q)
	if err != nil {
		return err
	}
	set, _, err := experience.Policy.Get(q)
	old := int64(-1)
	if months := age.Months(m.Born, v.now.Day(v.zone)); months != age.Unknown {
		old = int64(months)
	}
	for _, t := range experience.Similar(bank, view.Topic, old, "", int(set.Similar)) {
		view.Helped = append(view.Helped, helpedView{t.What, t.Tried, t.Helped})
	}
	return err
}

// memberOrder reads a form of the page.
func memberOrder(v *visit, what string, id ident.ID, f url.Values) (order, error) {
	subject := v.link.Subject
	switch what {
	case "accept":
		return order{"supportgroup.answer", supportgroup.Reply{Member: subject, Accept: true}, "joined"}, nil
	case "decline":
		return order{"supportgroup.answer", supportgroup.Reply{Member: subject, Why: "other"}, "declined"}, nil
	case "ask":
		return order{"problem.tell", experience.Tell{Problem: ident.Derive(id, problemOf), Mother: v.link.Person, Baby: ident.ID(f.Get("baby")), Code: f.Get("code"),
			Signs: f["sign"], Words: f.Get("words")}, "asked"}, nil
	}
	return order{}, fault.Absent()
}

// problemOf is the id of the problem that a form tells of.
const problemOf = 520

// memberPaper gives her the certificate of a child of hers.
func (p *Page) memberPaper(w http.ResponseWriter, r *http.Request, v *visit) error {
	if v.browser == "" || v.link.Purpose != link.Group {
		return fault.Absent()
	}
	var f certificate.Facts
	err := p.DB.Read(r.Context(), func(tx *store.Tx) error {
		q := v.query(p, tx)
		m, found, err := supportgroup.Members.Get(tx, v.link.Facility, v.link.Subject)
		if err != nil || !found || !slices.Contains(m.Babies, ident.ID(r.PathValue("baby"))) {
			return absentOr(err)
		}
		all, err := graduation.Certificates.Where(tx, "facility_id = $1 AND baby = $2 AND state = $3 ORDER BY id", q.Facility, ident.ID(r.PathValue("baby")), graduation.Valid)
		if err != nil || len(all) == 0 {
			return absentOr(err)
		}
		f, err = certificate.Read(q, all[0].ID)
		return err
	})
	if err != nil {
		return err
	}
	made, err := f.Draw(v.lang)
	if err != nil {
		return err
	}
	if p.Showed != nil {
		if err := p.Showed(r.Context(), v.link.Facility, v.link.ID, "paper", f.People()); err != nil {
			return err
		}
	}
	paper.Send(w, certificate.Name(f.Certificate), made)
	return nil
}

func absentOr(err error) error {
	if err != nil {
		return err
	}
	return fault.Absent()
}
