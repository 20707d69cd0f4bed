package massage_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/go-quicktest/qt"
	"pgregory.net/rapid"

	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/journal"
	"sambang/internal/core/store/storetest"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/workforce"
)

// right19 is what the story knows of who may massage where: written down beside the house, to
// be compared with what it lets happen.
type right19 struct {
	visitDay
	n, day    int // visits, and days since the first
	own       map[string]string
	papers    map[string][]span19
	stands    map[string][]span19
	suspended map[string]bool
	broken    []string
}

// span19 is a paper or a standing in, from day to day; in a village, under a name.
type span19 struct {
	from, to      int
	village, name string
}

func (s span19) on(day int) bool { return s.from <= day && day <= s.to }

// heard19 is what was answered last at the door.
type heard19 struct {
	by  string
	day int
	may bool
}

// civil19 is a day of the story.
func civil19(n int) string {
	return time.Date(2026, 3, 3, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format(time.DateOnly)
}

// say sends a command and tells whether it was accepted.
func (r *right19) say(a access.Actor, verb string, body any) bool {
	out, err := r.Say(a, verb, body)
	return err == nil && out.Status == journal.Accepted
}

func (r *right19) fails(form string, args ...any) {
	r.broken = append(r.broken, fmt.Sprintf(form, args...))
}

// may is invariant 19 in the story's own words.
func (r *right19) may(cadre, village string, day int) bool {
	certified, here := false, r.own[cadre] == village
	for _, p := range r.papers[cadre] {
		certified = certified || p.on(day)
	}
	for _, s := range r.stands[cadre] {
		here = here || s.village == village && s.on(day)
	}
	return certified && here && !r.suspended[cadre]
}

func (r *right19) certify(cadre string, from, to int) {
	r.n++
	ok := r.say(access.TheMachine(r.Facility), "workforce.certify", workforce.Certify{Worker: named(cadre), Course: workforce.BabyMassage, Number: fmt.Sprint(r.n), ValidFrom: civil19(from), ValidTo: civil19(to)})
	if ok {
		r.papers[cadre] = append(r.papers[cadre], span19{from: from, to: to})
	}
}

func (r *right19) standIn(cadre, village string, from, to int) {
	r.n++
	name := fmt.Sprint("stands in ", r.n)
	if r.say(r.desk(), "massage.stand_in", massage.StandIn{Substitute: named(name), Cadre: named(cadre), Village: village, From: civil19(from), To: civil19(to)}) {
		r.stands[cadre] = append(r.stands[cadre], span19{from, to, village, name})
	}
}

// changes is something that life does to a cadre's right.
func (r *right19) changes(t *rapid.T) {
	cadre := rapid.SampledFrom([]string{"euis", "ningsih"}).Draw(t, "whose")
	village := rapid.SampledFrom([]string{dagoVillage, sekeloVillage}).Draw(t, "where")
	from := r.day + rapid.IntRange(-2, 2).Draw(t, "from")
	to := from + rapid.IntRange(0, 2).Draw(t, "days")
	machine := access.TheMachine(r.Facility)
	switch rapid.SampledFrom([]string{"withdraw", "certify", "stand in", "end", "suspend", "reinstate"}).Draw(t, "what") {
	case "withdraw":
		if r.say(machine, "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: named(cadre), Course: workforce.BabyMassage, Reason: "penilaian ulang"}) {
			r.papers[cadre] = nil
		}
	case "certify":
		r.certify(cadre, from, to)
	case "stand in":
		r.standIn(cadre, village, from, to)
	case "end":
		all := r.stands[cadre]
		if last := len(all) - 1; last >= 0 && r.say(r.desk(), "massage.end_stand_in", massage.EndStandIn{Substitute: named(all[last].name)}) {
			r.stands[cadre] = all[:last]
		}
	case "suspend":
		r.suspended[cadre] = r.say(machine, "workforce.suspend", workforce.Suspend{Worker: named(cadre), Reason: "cuti"}) || r.suspended[cadre]
	case "reinstate":
		r.suspended[cadre] = !r.say(machine, "workforce.reinstate", workforce.Reinstate{Worker: named(cadre)}) && r.suspended[cadre]
	}
}

// doors are what may be answered, and whether a massage may begin after it.
var doors = []struct {
	may     bool
	answers screening.Answers
}{
	{true, hoped()}, {true, hoped()}, {true, hoped()},
	{false, hoped(func(a *screening.Answers) { a.Jaundice = "" })},
	{false, hoped(func(a *screening.Answers) { a.Parent = false })},
	{false, hoped(func(a *screening.Answers) { a.FedRecently = screening.Yes })},
	{false, hoped(func(a *screening.Answers) { a.Fever = screening.Yes })},
	{false, hoped(func(a *screening.Answers) { a.Vaccinated = screening.Yes })},
}

// visitOnce books a visit that may be, lets life happen, and has both cadres try.
func (r *right19) visitOnce(t *rapid.T) {
	r.day++
	r.n++
	name, cadre := fmt.Sprint("visit ", r.n), rapid.SampledFrom([]string{"euis", "ningsih"}).Draw(t, "cadre")
	village := rapid.SampledFrom([]string{dagoVillage, sekeloVillage}).Draw(t, "village")
	r.Until(stagetest.Local(civil19(r.day), "07:00"))
	if r.suspended[cadre] {
		r.Must(access.TheMachine(r.Facility), "workforce.reinstate", workforce.Reinstate{Worker: named(cadre)})
		r.suspended[cadre] = false
	}
	r.certify(cadre, r.day, r.day+rapid.IntRange(0, 2).Draw(t, "certified for"))
	if r.own[cadre] != village {
		r.standIn(cadre, village, r.day, r.day)
	}
	r.bookedAt(name, fiveMonths, cadre, village, stagetest.Local(civil19(r.day), "10:00"))
	r.Until(stagetest.Local(civil19(r.day), "10:00"))
	for range rapid.IntRange(0, 2).Draw(t, "changes") {
		r.changes(t)
	}
	if rapid.IntRange(0, 3).Draw(t, "a night passes") == 3 {
		r.night()
	}
	var heard heard19
	steps := []string{"screen", "life", "start"} // what is likely, then anything
	for range rapid.IntRange(0, 6).Draw(t, "more") {
		steps = append(steps, rapid.SampledFrom([]string{"finish", "start", "screen", "life", "night"}).Draw(t, "step"))
	}
	for _, what := range append(steps, "finish") {
		r.step(t, what, visit19{name, cadre, village}, &heard)
	}
}

// visit19 is a visit that was booked.
type visit19 struct{ name, cadre, village string }

// night passes: what was answered and who stood in may be of yesterday.
func (r *right19) night() {
	r.day++
	r.Until(stagetest.Local(civil19(r.day), "10:00"))
}

func (r *right19) step(t *rapid.T, what string, v visit19, heard *heard19) {
	who, before, b := rapid.SampledFrom([]string{v.cadre, v.cadre, v.cadre, "euis", "ningsih"}).Draw(t, "who"), r.booking(v.name).State, named(v.name)
	switch what {
	case "life":
		if rapid.Bool().Draw(t, "life goes on") {
			r.changes(t)
		}
	case "night":
		r.night()
	case "screen":
		said := rapid.SampledFrom(doors).Draw(t, "said")
		if r.say(r.cadre(who), "massage.screen", massage.Screen{Booking: b, Answers: said.answers}) {
			*heard = heard19{who, r.day, said.may}
		}
	case "start":
		want := before == massage.Booked && who == v.cadre && r.may(who, v.village, r.day) && *heard == heard19{who, r.day, true}
		if got := r.say(r.cadre(who), "massage.start", massage.Start{Booking: b}); got != want {
			r.fails("%s begins on day %d: %v, want %v (heard %+v, was %s)", who, r.day, got, want, *heard, before)
		}
	case "finish":
		want := before == massage.Started && who == v.cadre
		if got := r.say(r.cadre(who), "massage.finish", massage.Finish{Booking: b}); got != want {
			r.fails("%s finishes on day %d: %v, want %v (was %s)", who, r.day, got, want, before)
		}
	}
}

// A visit is done only by a cadre certified on that day, for that village or standing in
// there on that day, after the safety questions were answered and a parent is present.
func TestNoVisitIsDoneWithoutTheRightToIt(t *testing.T) {
	r := &right19{visitDay: visitsOpen(t, storetest.SQLite(t)), own: map[string]string{"euis": dagoVillage, "ningsih": sekeloVillage},
		papers: map[string][]span19{}, stands: map[string][]span19{}, suspended: map[string]bool{}}
	for cadre := range r.own { // what the stage gave them would outlast every story
		r.Must(access.TheMachine(r.Facility), "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: named(cadre), Course: workforce.BabyMassage, Reason: "penilaian ulang"})
	}
	var done, stoodIn int
	rapid.Check(t, func(t *rapid.T) {
		r.visitOnce(t)
		if len(r.broken) > 0 {
			t.Fatalf("%v", r.broken)
		}
	})
	r.Query(func(q journal.Query) error {
		_, err := q.One("SELECT count(*), SUM(CASE WHEN v.stand = '' THEN 0 ELSE 1 END) FROM massage_booking b JOIN massage_visit v ON v.facility_id = b.facility_id AND v.id = b.id WHERE b.facility_id = $1 AND b.state = 'done'",
			[]any{q.Facility}, &done, &stoodIn)
		return err
	})
	t.Logf("%d visits done, %d by who stood in", done, stoodIn)
	qt.Check(t, qt.IsTrue(done > stoodIn && stoodIn > 0), qt.Commentf("some were done by who serves the village, some by who stood in"))
	r.Verify()
}
