package page

import (
	"html/template"
	"slices"
	"strings"

	"sambang/internal/calc/age"
	"sambang/internal/calc/triage"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/shared/registry"
)

// memberView is the page of a mother in a support group, or of one who is asked to join.
type memberView struct {
	supportgroup.Page
	Invited, In bool
	When        string // of the next meeting, as it is said
	Topics      []string
	Babies      []babyPage
	// Accept, Decline, Ask and Share are the ids that the forms carry.
	Accept, Decline, Ask, Share ident.ID
	Problems                    []wordCode
	Signs                       []wordCode
	Asked                       []askedView
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
	view := &memberView{Accept: p.freshID(), Decline: p.freshID(), Ask: p.freshID(), Share: p.freshID(), Form: func(string) string { return "" }, Ticked: func(string) bool { return false }, people: []ident.ID{m.Mother}}
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

// withoutKind is a group's name where the sentence says already that it is a group:
// many are called "Kelompok Melati".
func withoutKind(name string) string {
	if kind, rest, named := strings.Cut(name, " "); named && strings.EqualFold(kind, "kelompok") && rest != "" {
		return rest
	}
	return name
}

// say is the sentence of the page: what is true now, with one fact marked.
func (view *memberView) say(v *visit, mother string) template.HTML {
	params := map[string]string{"mother": mother, "group": withoutKind(view.GroupName)}
	key, mark := "member.say.in", "group"
	switch {
	case view.Invited:
		key = "member.say.invited"
	case view.Next != nil:
		view.When = text.CivilDay(v.lang, view.Next.On)
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
