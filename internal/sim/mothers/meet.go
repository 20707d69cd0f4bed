package mothers

import (
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/shared/health"
)

// asleepDays is for how many days the group that sleeps has not met.
const asleepDays = 118

// meet plans the month's meetings on its first day, and holds those of today.
func (t *town) meet(day time.Time) {
	for _, g := range t.groups {
		if g.sleeps && day.After(t.last.AddDate(0, 0, -asleepDays)) {
			continue
		}
		name := string(g.id) + day.Format("2006-01")
		if on := time.Date(day.Year(), day.Month(), g.day, 0, 0, 0, 0, day.Location()); day.Day() == 1 || day.Equal(t.groupsFrom) && !on.Before(day) {
			b := supportgroup.PlanMeeting{Meeting: named("meeting " + name), Group: g.id, On: on.Format(time.DateOnly), From: []string{"08:30", "09:00", "13:30", "15:30"}[chance(name)%4],
				Place: pick(t.cast.Places, "place "+string(g.id)), Topics: topics(name)}
			t.Say(worker(g.leader), "plan "+name, "supportgroup.plan_meeting", b)
		}
		if day.Day() == g.day {
			t.hold(g, name, day.Format(time.DateOnly))
		}
	}
}

func topics(name string) []string {
	first := pick(supportgroup.Topics[:len(supportgroup.Topics)-1], "topic "+name)
	if second := pick([]string{"back_to_work", "low_supply", "family_support", "expressing"}, "second "+name); second != first {
		return []string{first, second}
	}
	return []string{first}
}

// hold tells who came: two of three members, now and then with a grandmother or a father;
// where nobody is in the group yet, or it rains too hard, the meeting falls out.
func (t *town) hold(g group, name, on string) {
	var in []supportgroup.Member
	t.Ask(func(q journal.Query) (err error) {
		in, err = supportgroup.Members.Where(q.Tx, "facility_id = $1 AND grp = $2 AND state = $3 ORDER BY id", q.Facility, g.id, supportgroup.Joined)
		return err
	})
	b := supportgroup.HoldMeeting{Meeting: named("meeting " + name), Group: g.id, On: on, Topics: topics(name)}
	for _, m := range in {
		who := name + string(m.ID)
		if !percent("comes "+who, 68) {
			continue
		}
		came := []string{"mother"}
		if percent("grandmother "+who, 18) {
			came = append(came, "grandmother")
		} else if percent("father "+who, 9) {
			came = append(came, "father")
		}
		b.Present = append(b.Present, supportgroup.Present{Member: m.ID, Came: came})
	}
	if len(b.Present) == 0 || percent("rain "+name, 6) {
		t.Say(worker(g.leader), "cancel "+name, "supportgroup.cancel_meeting", supportgroup.CancelMeeting{Meeting: b.Meeting, Why: pick([]string{"weather", "nobody_can"}, name)})
		return
	}
	if percent("note "+name, 40) {
		b.Note = pick(t.cast.Notes, "note "+name)
	}
	if percent("photo "+name, 35) { // everybody who came said yes
		for i := range b.Present {
			b.Present[i].PhotoYes = true
		}
		b.Photo = t.keep(name, len(b.Present), g)
	}
	t.Say(worker(g.leader), "hold "+name, "supportgroup.hold_meeting", b)
}

// problem is what a mother came with.
type problem struct {
	id      ident.ID
	code    string
	village string
	on      string // the day on which it was told
}

// share is the bank: what helped somebody is written down and let in; who has a problem is
// told what helped others, and asked whether it did.
func (t *town) share(day time.Time) {
	on, last := day.Format(time.DateOnly), t.last.Format(time.DateOnly)
	t.enter(on)
	if chance("worry "+on)%9 == 0 || on == later(last, -1) || on == last {
		t.worry(on)
	}
	for _, p := range t.worries {
		if p.on < later(last, -1) {
			t.help(p, on)
		} // what was told today and yesterday waits for whoever tries the demo
	}
	t.worries = slices.DeleteFunc(t.worries, func(p problem) bool { return later(p.on, 10) < on })
}

// help is what becomes of a problem: the cadre answers on the next day and looks again on
// the fourth; where nobody answers in time the machine has given it to the midwife.
func (t *town) help(p problem, on string) {
	name, tried := string(p.id), t.like(p.code)
	unheard, better := percent("unheard "+name, 12), pick([]string{"yes", "yes", "yes", "yes", "no"}, "better "+name)
	switch {
	case on == later(p.on, 1) && !unheard:
		b := experience.Advise{Problem: p.id, Tried: tried}
		if tried == "" || percent("words "+name, 40) {
			b.Words = pick(t.cast.Advice, "advice "+name)
		}
		t.Say(t.leads(p.village), "advise "+name, "problem.answer", b)
	case on == later(p.on, 4) && !unheard:
		b := experience.Look{Problem: p.id, Better: better}
		if better == "yes" {
			b.HelpedBy = tried
		}
		t.Say(t.leads(p.village), "look "+name, "problem.look", b)
	case on == later(p.on, 9) && (unheard || better == "no"):
		t.Say(midwife(), "midwife looks "+name, "problem.look", experience.Look{Problem: p.id, Better: pick([]string{"yes", "yes", "gave_up"}, "in the end "+name)})
	}
}

// every is how many days lie between two stories of the bank.
const every = 38

// sentences lets the midwife say what mothers are told who gave other food: as the app
// proposes it.
func (t *town) sentences() {
	for _, reason := range health.Reasons {
		t.Say(midwife(), "help "+reason, "help.approve", experience.ApproveHelp{Reason: reason, Words: text.T(text.ID, "app.group.help_"+reason, nil)})
	}
}

// enter writes down the story of the day; the midwife lets it in two days later, but the
// last, which waits for whoever tries the demo.
func (t *town) enter(on string) {
	for i, s := range t.cast.Tales {
		id, day := named("tale "+number(i)), later(t.groupsFrom.Format(time.DateOnly), 15+every*i)
		if i == len(t.cast.Tales)-1 {
			day = later(t.last.Format(time.DateOnly), -2)
		}
		switch {
		case on == day:
			g := t.groups[i%len(t.groups)]
			t.Say(worker(g.leader), "tale "+number(i), "experience.enter", experience.Enter{Experience: id, Village: g.village, Problem: s.Problem, Month: &s.Month, What: s.What, Tried: s.Tried, Helped: s.Helped})
		case on == later(day, 2) && i < len(t.cast.Tales)-1:
			t.Say(midwife(), "approve "+number(i), "experience.approve", experience.Approve{Experience: id, Looked: true})
			t.tales = append(t.tales, id)
		}
	}
}

// like is a story of the bank about a problem, or none.
func (t *town) like(code string) ident.ID {
	for i, id := range t.tales {
		if t.cast.Tales[i].Problem == code {
			return id
		}
	}
	return ""
}

// worry lets a member with a child of the first months come with a problem.
func (t *town) worry(on string) {
	var in []supportgroup.Member
	t.Ask(func(q journal.Query) (err error) {
		in, err = supportgroup.Members.Where(q.Tx, "facility_id = $1 AND state = $2 AND born <> '' ORDER BY id", q.Facility, supportgroup.Joined)
		return err
	})
	if len(in) == 0 {
		return
	}
	m, w := pick(in, "whose "+on), pick(t.cast.Worries, "which "+on)
	p := problem{id: named("problem " + on), code: w.Code, village: m.Village, on: on}
	t.worries = append(t.worries, p)
	t.Say(t.leads(m.Village), "worry "+on, "problem.tell", experience.Tell{Problem: p.id, Mother: m.Mother, Baby: m.Babies[0], Code: w.Code, Words: w.Words})
}
