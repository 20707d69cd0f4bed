package mothers

import (
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
)

// day is what happens on one, from morning to evening.
func (t *town) day(day time.Time) {
	on := day.Format(time.DateOnly)
	if day.Equal(t.groupsFrom) {
		t.begin()
	}
	t.part(on)
	if t.born(on); day.Before(t.groupsFrom) {
		return
	}
	if day.Weekday() != time.Sunday {
		t.invite(day)
	}
	t.ask(on)
	t.certify(on)
	t.share(day)
	t.meet(day)
	t.weigh(day)
}

// midwife is the only one of the health centre.
func midwife() access.Actor { return as("bidan-bojong") }

// born tells of who was born yesterday, and of who is with child from today on.
func (t *town) born(on string) {
	for _, e := range t.expected {
		if e.from == on && !t.gone[e.mother] {
			t.Say(midwife(), "expects "+string(e.mother), "registry.expect", registry.Expect{Person: e.mother, Due: e.due, From: "last_period"})
		}
	}
	yesterday := later(on, -1)
	for _, b := range t.babies {
		if b.here || b.second || b.born != yesterday || t.gone[b.mother] {
			continue
		}
		n := chance("where " + string(b.id))
		body := registry.GiveBirth{Mother: b.mother, On: b.born, Place: []string{"health_centre", "hospital", "health_centre", "home"}[n%4], HomeOn: on,
			Babies: []registry.Newborn{{Person: b.id, Name: t.cast.called(b.id, b.sex), Sex: b.sex}}}
		if b.twin != "" {
			body.Babies = append(body.Babies, registry.Newborn{Person: b.twin, Name: t.cast.called(b.twin, "female"), Sex: "female"})
		}
		t.Say(midwife(), "birth "+string(b.id), "registry.born", body)
	}
}

func later(on string, days int) string {
	day, _ := time.Parse(time.DateOnly, on) // a day of ours
	return day.AddDate(0, 0, days).Format(time.DateOnly)
}

// invite asks in whose invitation is due for some days, and some who are with child. More
// come as the groups become known; who was asked last is not asked in the end: those
// invitations wait for whoever tries the demo.
func (t *town) invite(day time.Time) {
	on := day.Format(time.DateOnly)
	if on > later(t.last.Format(time.DateOnly), -3) {
		return
	}
	for _, e := range t.expected {
		if from := later(e.due, -60-chance("asked "+string(e.mother))%40); from == on && !t.gone[e.mother] && percent("early "+string(e.mother), 40) {
			t.join(named("member "+string(e.mother)), e.mother, t.smallest(e.village), on)
		}
	}
	var due []supportgroup.Member
	t.Ask(func(q journal.Query) (err error) {
		due, err = supportgroup.Members.Where(q.Tx, "facility_id = $1 AND state = $2 AND grp <> '' ORDER BY id", q.Facility, supportgroup.ToInvite)
		return err
	})
	for _, m := range due {
		if later(m.Since, 1+chance("called "+string(m.ID))%4) <= on {
			t.join(m.ID, m.Mother, m.Group, on)
		}
	}
}

// smallest is the group of a village that has the fewest members.
func (t *town) smallest(village string) (id ident.ID) {
	count := map[ident.ID]int64{}
	t.Ask(func(q journal.Query) error {
		all, err := supportgroup.Members.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id", q.Facility, supportgroup.Joined)
		for _, m := range all {
			count[m.Group]++
		}
		return err
	})
	for _, g := range t.groups {
		if g.village == village && (id == "" || count[g.id] < count[id]) {
			id = g.id
		}
	}
	return id
}

// join is an invitation at the door with its answer, and the five questions of who comes.
func (t *town) join(row, mother, to ident.ID, on string) {
	i := slices.IndexFunc(t.groups, func(g group) bool { return g.id == to })
	if i < 0 {
		return
	}
	by, name := worker(t.groups[i].leader), string(row)
	yes := percent("joins "+name, 62+int(daysOld(t.groupsFrom.Format(time.DateOnly), on))/24)
	t.Say(by, "invite "+name, "supportgroup.invite", supportgroup.Invite{Member: row, Mother: mother, Group: to, Way: supportgroup.InPerson})
	reply := supportgroup.Reply{Member: row, Accept: yes}
	if !yes {
		reply.Why = pick([]string{"no_time", "work", "too_far", "family", ""}, "declines "+name)
	}
	t.Say(by, "answer "+name, "supportgroup.answer", reply)
	if yes {
		t.members[mother] = row
		t.Say(by, "joining "+name, "supportgroup.answer_questions", questions(row, supportgroup.AtJoining, 45))
	}
}

// questions are five answers of whom each is right with a chance in a hundred.
func questions(row ident.ID, when string, right int) supportgroup.AnswerQuestions {
	b := supportgroup.AnswerQuestions{Member: row, When: when}
	for _, q := range supportgroup.Questions {
		answer := map[string]string{"yes": "no", "no": "yes"}[q.Right]
		if name := when + q.Code + string(row); percent(name, right) {
			answer = q.Right
		} else if percent("unsure "+name, 40) {
			answer = "unsure"
		}
		b.Answers = append(b.Answers, answer)
	}
	return b
}

// asking is a month of a baby that is asked about on a day.
type asking struct {
	baby   int
	month  int
	source string
}

// plan says on which day which month is asked about: some days after it has begun. Who was
// here before the groups tells of the months before all at once.
func (t *town) plan() {
	t.asks = map[string][]asking{}
	for i, b := range t.babies {
		begun := later(t.groupsFrom.Format(time.DateOnly), 8+chance("late "+string(b.id))%40)
		if b.born > t.groupsFrom.Format(time.DateOnly) {
			begun = ""
		}
		for month := range health.LastMonth + 1 {
			on, source := b.askedOn(month), pick([]string{health.Seen, health.Told, health.Told, health.Phone}, number(month)+string(b.id))
			if on < begun {
				on, source = begun, health.Told
			}
			t.asks[on] = append(t.asks[on], asking{i, month, source})
		}
	}
}

// ask is the monthly check of every baby whose month has come: of members by their cadre,
// of others when they come to the posyandu, which some do not.
func (t *town) ask(on string) {
	for _, a := range t.asks[on] {
		b := t.babies[a.baby]
		answer, name := b.answer(a.month), string(b.id)+" "+number(a.month)
		if answer == "" || t.gone[b.id] || !b.graduates && t.members[b.mother] == "" && percent("stranger "+name, 25) {
			continue
		}
		by, month := t.leads(b.village), int64(a.month)
		f := health.Feed{Feeding: named("feeding " + name), Baby: b.id, Month: &month, Source: a.source, On: on, SinceLast: answer, LastDay: answer}
		if answer == health.NotExclusive {
			f.LastDay = pick([]string{health.NotExclusive, health.NotExclusive, health.Exclusive}, "last day "+name)
			if f.Medical = b.medical; f.Medical {
				by = midwife()
			} else if a.month < 6 {
				given(&f, b, a.month)
			}
		}
		t.Say(by, "feeding "+name, "health.feeding", f)
	}
}

// given is what it had, by whom and why: in the third month it is work more than anything.
func given(f *health.Feed, b baby, month int) {
	name := "given " + string(b.id)
	why := []string{"latch", "not_enough_milk", "crying", "back_to_work", "relatives", "early_food"}[min(b.firstNo, 5)]
	if month != b.firstNo || percent("why "+name, 30) {
		why = pick(health.Reasons[:9], "why else "+name+number(month))
	}
	f.Given = []string{pick([]string{"formula", "formula", "formula", "water", "banana", "porridge", "honey"}, name)}
	f.GivenBy = pick([]string{"mother", "grandmother", "grandmother", "relative", "father", "clinic"}, "by "+name)
	f.Reasons = []string{why}
	if month == b.firstNo {
		f.GivenSince = later(f.On, -3)
	}
	if f.GivenSince < b.born {
		f.GivenSince = ""
	}
}
