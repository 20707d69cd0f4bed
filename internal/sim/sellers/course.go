package sellers

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// lesson is a session: who is taught what, on which day of the play, and by whom.
type lesson struct {
	day     int
	course  string
	trainer string // a key of the staff
	who     []ident.ID
	// fail are those who do not pass; off: it rains, and nobody comes; planned: it is yet
	// to be held.
	fail []ident.ID
	off  bool
}

// The days of the play on which something in particular happens, counted from 0.
const (
	taughtOn  = 7   // the first session of the sellers
	massageOn = 50  // so that its certificates end some weeks after today
	wetOn     = 200 // leaflets lay in the rain
	takenOn   = 210 // a certificate is withdrawn
	renewalOn = 330
	lapsedOn  = taughtOn + 366 // who did not renew
	lastPrint = Days - 28      // nothing is printed after that: the store runs low by today
)

// lessons are all sessions of the play.
func (p *Play) lessons() []lesson {
	of := func(keys ...string) (ids []ident.ID) {
		for _, s := range p.cast.Sellers {
			if slices.Contains(keys, s.Key) {
				ids = append(ids, s.id())
			}
		}
		return ids
	}
	worker := func(keys ...string) (ids []ident.ID) {
		for _, k := range keys {
			ids = append(ids, as(k).Worker)
		}
		return ids
	}
	renewing := of("saleh", "ginah", "toyib", "warsi", "rumi", "mispan", "hariri", "kusno")
	return []lesson{
		{day: taughtOn, course: workforce.BreastfeedingBasics, trainer: "bidan-sempu", who: append(slices.Clone(renewing), of(tired, fails)...), fail: of(fails)},
		{day: massageOn, course: workforce.BreastMassage, trainer: "bidan-jambewangi", who: of("warsi", "rumi")},
		{day: 75, course: workforce.BiscuitBaking, trainer: "bidan-tegalarum", who: of("rumi", "ginah")},
		{day: 110, course: workforce.PatientTransport, trainer: "perawat-sempu", who: worker("sopir-sempu", "sopir2-sempu")},
		{day: 150, course: workforce.BabyMassage, trainer: "bidan-jambewangi", who: worker("kader-sempu")},
		{day: 160, course: workforce.GroupLeading, trainer: "bidan-jambewangi", who: worker("kader-sempu"), off: true},
		{day: 174, course: workforce.GroupLeading, trainer: "bidan-jambewangi", who: worker("kader-sempu")},
		{day: renewalOn, course: workforce.BreastfeedingBasics, trainer: "bidan-sempu", who: renewing},
		{day: Days - 30, course: workforce.BreastMassage, trainer: "bidan-jambewangi", who: of("warsi")},
		{day: Days + 9, course: workforce.BreastfeedingBasics, trainer: "bidan-sempu", who: of(tired, fails)},
	}
}

// teach plans the sessions a fortnight before, and holds those of the day.
func (p *Play) teach(n int) {
	for i, l := range p.lessons() {
		name := "lesson " + number(i)
		session := named(name)
		switch trainer := as(l.trainer); {
		case n == max(l.day-14, 2):
			p.Say(officer(), "plan "+name, "training.plan", training.Plan{Session: session, Course: l.course, On: p.date(l.day), From: "09:00", To: "12:00",
				Place: "Aula Puskesmas Sempu", Trainer: trainer.Worker})
			p.Say(officer(), "invite "+name, "training.invite", training.Invite{Session: session, Workers: l.who})
		case n != l.day:
		case l.off:
			p.Say(officer(), "off "+name, "training.cancel", training.Cancel{Session: session, Why: "weather"})
		default:
			p.Say(trainer, "who came to "+name, "training.attend", training.Attend{Session: session, Present: l.who, How: training.ByList})
			for _, who := range l.who {
				p.examine(trainer, name, l, session, who)
			}
			p.Flush()
		}
	}
}

// examine asks one of them aloud and looks at what they do.
func (p *Play) examine(trainer access.Actor, name string, l lesson, session, who ident.ID) {
	i := slices.IndexFunc(training.Courses(), func(c training.Pack) bool { return c.Code == l.course })
	if i < 0 {
		return
	}
	pack, fails, key := training.Courses()[i], slices.Contains(l.fail, who), name+" of "+string(who)
	asked := training.Examine{Attempt: named("asked in " + key), Worker: who, Course: l.course, Language: p.tongue(who), Session: session}
	for i, d := range training.Draw(pack, asked.Attempt) {
		asked.Ticks = append(asked.Ticks, training.Ticked{Code: d.Question, OK: i > 0 && !fails || i == 0 && percent(key, 60)})
	}
	p.Say(trainer, "asks in "+key, "training.examine", asked)
	seen := training.Assess{Attempt: named("seen in " + key), Worker: who, Course: l.course, Session: session}
	for _, item := range pack.Practical {
		seen.Ticks = append(seen.Ticks, training.Ticked{Code: item.Code, OK: item.Must || !fails})
	}
	p.Say(trainer, "sees in "+key, "training.assess", seen)
}

// tongue is the language in which somebody is examined.
func (p *Play) tongue(who ident.ID) string {
	for _, s := range p.cast.Sellers {
		if s.id() == who {
			return s.Language
		}
	}
	return "id"
}

// judge takes a certificate back, hears what its holder says, and gives it again: another
// person decides than who took it.
func (p *Play) judge(n int) {
	who := p.of(erring).id()
	const course = workforce.BreastfeedingBasics
	switch n {
	case takenOn:
		p.Say(head(), "taken back", "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: who, Course: course, Reason: p.cast.Why})
	case takenOn + 3:
		p.Say(head(), "appeal", "workforce.appeal", workforce.Appeal{Worker: who, Course: course, Words: p.cast.Appeal})
	case takenOn + 12:
		p.Say(officer(), "settled", "workforce.settle_appeal", workforce.SettleAppeal{Worker: who, Course: course, Outcome: workforce.Restored, Words: p.cast.Settled})
	}
}

// mayCarry reports whether somebody has a certificate of the sellers' course on a day.
func (p *Play) mayCarry(s seller, n int) bool {
	switch s.Key {
	case fails:
		return false
	case erring:
		return n > taughtOn && (n < takenOn || n > takenOn+12)
	case tired:
		return n > taughtOn && n < lapsedOn
	}
	return n > taughtOn
}
