// Package month tells one month of rounds as a story, through every room that takes
// part in it.
package month_test

import (
	"slices"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/health"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/sticker"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

// story is the month: a world with what is said in it again and again.
type story struct {
	*world.World
	t *testing.T
}

func id(name string) ident.ID { return ident.Named(name) }

// begins opens the health centre on Monday 2 March 2026: one team, a midwife, a
// sanitarian, two old people who live alone, a woman with child and a small boy.
func begins(t *testing.T, w *world.World) story {
	w.Midwife("Bidan Sri", world.Village).Colleague("dr. Wulan", access.Doctor).Colleague("Hadi", access.Driver).Colleague("Eko", access.Sanitarian)
	for _, home := range []string{"Tumi", "Karto", "Sri Wahyuni"} {
		w.Home(home, world.Village)
	}
	w.Resident("Mbah Tumi", registry.Enter{Household: id("household Tumi"), Born: "1948-05-05", Sex: "female", LivesAlone: true})
	w.Resident("Mbah Karto", registry.Enter{Household: id("household Karto"), Born: "1944-01-01", Sex: "male", LivesAlone: true})
	w.Resident("Sri Wahyuni", registry.Enter{Household: id("household Sri Wahyuni"), Born: "1997-08-17", Sex: "female", Phone: "081234500001"})
	w.Resident("Dimas", registry.Enter{Household: id("household Sri Wahyuni"), Born: "2024-01-10", Sex: "male", Mother: id("Sri Wahyuni")})
	w.As("Bidan Sri").Send("expecting", "registry.expect", registry.Expect{Person: id("Sri Wahyuni"), Due: "2026-05-20"})
	return story{w, t}
}

// team forms the team of a day; it works from its hour on for half a day.
func (s story) team(name string) ident.ID {
	s.t.Helper()
	s.As("dispatcher").Send("team "+name, "fleet.form_team", fleet.FormTeam{Team: id("team " + name), Name: "Tim Wulan", Members: []ident.ID{id("dr. Wulan"), id("Hadi")},
		From: s.Clock.Now(), To: s.Clock.Now().Add(12 * time.Hour)})
	return id("team " + name)
}

func (s story) round(name string) (r rounds.Round) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		r, _, err = rounds.Of(q, id(name))
		return err
	})
	return r
}

// unvisited lists whose visit is late on a day, the longest first.
func (s story) unvisited(today string) (names []string) {
	s.t.Helper()
	s.Query(func(q journal.Query) error {
		all, err := rounds.Unvisited(q, today, rounds.Filter{})
		for _, d := range all {
			_, who, _, err := registry.Open(q, d.ID)
			if err != nil {
				return err
			}
			if d.LateFrom <= today {
				names = append(names, who.Name)
			}
		}
		return err
	})
	slices.Sort(names)
	return names
}

func (s story) finding(name string) (f finding.Finding) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		f, _, err = finding.Findings.Get(q.Tx, q.Facility, id(name))
		return err
	})
	return f
}

func (s story) calls(request ident.ID) (out []alarm.Call) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		out, err = alarm.CallsOf(q, request)
		return err
	})
	return out
}

func (s story) promise(request ident.ID, rule string) (p promise.Promise) {
	s.t.Helper()
	s.Query(func(q journal.Query) (err error) {
		p, _, err = promise.Promises.Get(q.Tx, q.Facility, homevisit.PromiseID(request, rule))
		return err
	})
	return p
}

func TestAMonthOfRounds(t *testing.T) {
	world.Both(t, "2026-03-02 07:30", func(t *testing.T, w *world.World) {
		s := begins(t, w)
		s.aMorningOfRounds()
		s.aDangerSignOnTheWay()
		s.aLatrineThatNobodyBuilds()
		s.aKenthonganAtNight()
		s.aPatientIsFound()
		s.aComplaintIsAnswered()
		s.theLatrineStands()
		s.whoIsLeft()
		w.RebuildEquals()
	})
}

// On Tuesday the team has two free hours. Everybody on the list is there because the
// register says so; one is visited, one is not at home.
func (s story) aMorningOfRounds() {
	t := s.t
	for _, name := range []string{"Mbah Tumi", "Mbah Karto", "Sri Wahyuni", "Dimas"} {
		qt.Assert(t, qt.Equals(s.round(name).State, rounds.On), qt.Commentf("%s", name))
	}
	s.At("+1 07:45")
	team := s.team("tuesday")
	plan := rounds.Plan{Team: team, Plans: []rounds.PlanOne{{Visit: id("tumi 3"), Person: id("Mbah Tumi"), On: "2026-03-03"}, {Visit: id("karto 3"), Person: id("Mbah Karto"), On: "2026-03-03"}}}
	s.As("dispatcher").Send("plan", "round.plan", plan)
	qt.Check(t, qt.HasLen(s.OnPhones("w:"+string(id("Hadi")), "round"), 2), qt.Commentf("the plan is on the driver's phone"))

	s.At("+1 16:00")
	two, none := int64(2), int64(0)
	tumi := health.Write{Record: id("record tumi 3"), Person: id("Mbah Tumi"), Kind: health.Elder, On: "2026-03-03", Place: health.Home, Round: id("tumi 3"),
		Vitals: &health.Vitals{SystolicMMHg: 168, DiastolicMMHg: 94, PulsePerMin: 84}, Elder: &health.ElderPart{Falls: &none, Memory: "forgets", MealsPerDay: &two, LookedAfterBy: "Bu Warni tiap sore", Walks: "alone"},
		Complaint: "Leher berat", Advice: "Kurangi garam, obat diminum pagi", NewCases: []string{"hypertension"}, Given: []health.Gift{{Code: "amlodipine_5", Quantity: 10}}, NextOn: "2026-03-17"}
	s.As("dr. Wulan").Offline("+1 09:10").Send("record tumi 3", "health.record", tumi)
	s.As("Hadi").Offline("+1 10:00").Send("karto away", "round.visit", rounds.Tell{Visit: id("karto 3"), Person: id("Mbah Karto"), Outcome: rounds.NotHome, Why: "in_the_fields", On: "2026-03-03"})
	qt.Check(t, qt.Equals(s.round("Mbah Tumi").LastOn, "2026-03-03"))
	qt.Check(t, qt.Equals(s.round("Mbah Tumi").DueOn, "2026-03-17"), qt.Commentf("as the doctor said"))
	qt.Check(t, qt.Equals(s.round("Mbah Karto").NotHome, 1))
	qt.Check(t, qt.HasLen(s.OnPhones("w:"+string(id("Hadi")), "round"), 0), qt.Commentf("both visits are told of"))

	// The sticker goes up while they are there, and the next day a correction is written:
	// the doctor had read a six for a nine.
	s.As("Hadi").Offline("+1 09:20").Send("sticker tumi", "sticker.put_up", sticker.PutUp{Which: sticker.Which{House: id("house Tumi")}, ConsentHow: sticker.Hows[0]})
	right := *tumi.Vitals
	right.SystolicMMHg = 198
	s.At("+2 08:00").As("dr. Wulan").Send("record tumi 3b", "health.correct", health.Correct{Record: id("record tumi 3b"), Corrects: id("record tumi 3"), Reason: "Salah baca tensi", Person: id("Mbah Tumi"),
		Kind: health.Elder, On: "2026-03-03", Place: health.Home, Round: id("tumi 3"), Vitals: &right, Elder: tumi.Elder, Complaint: tumi.Complaint, Advice: tumi.Advice,
		NewCases: tumi.NewCases, Given: tumi.Given, NextOn: "2026-03-05", Sure: true})
	qt.Check(t, qt.Equals(s.round("Mbah Tumi").DueOn, "2026-03-05"))
}

// On Thursday the midwife sits with Sri Wahyuni, thirty weeks: her head aches and she
// sees stars. The record opens the request, and the clock runs from that moment.
func (s story) aDangerSignOnTheWay() {
	t := s.t
	s.At("+3 11:00")
	record := health.Write{Record: id("record sri"), Person: id("Sri Wahyuni"), Kind: health.Antenatal, On: "2026-03-05", Place: health.Home,
		Vitals: &health.Vitals{SystolicMMHg: 165, DiastolicMMHg: 112}, Antenatal: &health.AntenatalPart{Code: "K5", Weeks: 29, UrineProtein: "plus2"}, Dangers: []string{"P03", "P04"}, Sure: true}
	s.As("Bidan Sri").Offline("+3 10:40").Send("record sri", "health.record", record)
	all := s.Cases(need.VisitRequest)
	qt.Assert(t, qt.HasLen(all, 1), qt.Commentf("two signs are one request"))
	c := all[0]
	qt.Check(t, qt.Equals(c.Colour, need.Red))
	qt.Check(t, qt.Equals(c.Door, "visit"))
	s.Resend("record sri")
	qt.Check(t, qt.HasLen(s.Cases(need.VisitRequest), 1))

	team := s.team("thursday")
	s.As("dispatcher").Send("send sri", "visit.send", homevisit.Send{Visit: c.ID, Team: team})
	s.As("Hadi").Send("out sri", "visit.set_out", homevisit.SetOut{Visit: c.ID})
	s.At("+3 11:35").As("Hadi").Send("aboard sri", "visit.aboard", homevisit.TakeAboard{Visit: c.ID})
	s.At("+3 12:10").As("Hadi").Send("centre sri", "visit.at_centre", homevisit.ReachCentre{Visit: c.ID})
	s.As("dr. Wulan").Send("on sri", "visit.hand_on", homevisit.HandOn{Visit: c.ID, To: "hospital", Name: "Bidan jaga, IGD"})
	for _, rule := range []string{homevisit.Respond, homevisit.Fetch} {
		qt.Check(t, qt.Equals(s.promise(c.ID, rule).State, promise.Kept), qt.Commentf("%s", rule))
	}
}

// The doctor saw on the way that the Kartos have no latrine. The village office is
// asked, does not answer, is reminded; then another agency has it.
func (s story) aLatrineThatNobodyBuilds() {
	t := s.t
	s.As("Hadi").Offline("+1 10:05").Send("latrine", "finding.report", finding.Tell{Finding: id("latrine"), Kind: finding.Latrine, House: id("house Karto"), What: "Tidak ada jamban, ke sungai"})
	f := s.finding("latrine")
	qt.Check(t, qt.Equals(f.Owner, id("Eko")), qt.Commentf("a sanitarian sees to latrines"))
	s.As("Bidan Sri").Send("latrine again", "finding.report", finding.Tell{Finding: id("latrine again"), Kind: finding.Latrine, House: id("house Karto"), What: "Belum punya jamban"})
	qt.Check(t, qt.Equals(s.finding("latrine again").ID, ""), qt.Commentf("the same latrine, told twice, is one"))

	s.At("+4 09:00").As("Eko").Send("ask village", "finding.coordinate", finding.Coordinate{Finding: id("latrine"), Agency: "Kantor Desa Alastuwo", Contact: "Kasi Kesra", DueOn: "2026-03-10"})
	s.At("+9 00:05")
	qt.Check(t, qt.IsTrue(s.finding("latrine").Overdue), qt.Commentf("the day has passed: it is on the head's list"))
	s.At("+9 09:00").As("Eko").Send("remind 1", "finding.remind", finding.Remind{Finding: id("latrine"), DueOn: "2026-03-14"})
	qt.Check(t, qt.IsFalse(s.finding("latrine").Overdue))
	s.At("+13 00:05")
	qt.Check(t, qt.IsTrue(s.finding("latrine").Overdue))

	// Eko falls ill for long: the finding is nobody's orphan.
	s.As("head").Send("eko away", "workforce.suspend", workforce.Suspend{Worker: id("Eko"), Reason: "Sakit"})
	qt.Check(t, qt.Equals(s.finding("latrine").Owner, id("officer")))
	s.At("+13 09:00").As("officer").Send("remind 2", "finding.remind", finding.Remind{Finding: id("latrine"), DueOn: "2026-03-18"})
	s.At("+14 09:00").As("officer").Send("ask district", "finding.coordinate", finding.Coordinate{Finding: id("latrine"), Agency: "Dinas Perumahan Kabupaten", Contact: "Seksi sanitasi", DueOn: "2026-03-27"})
	f = s.finding("latrine")
	qt.Check(t, qt.Equals(f.Letters, 4))
	qt.Check(t, qt.Equals(f.Reminders, 0), qt.Commentf("of the agency that has it now"))
}

// Mbah Karto's kenthongan was hung in the second week. On the 18th, at two in the night,
// he strikes it. The first neighbour sleeps; the second goes.
func (s story) aKenthonganAtNight() {
	t := s.t
	s.At("+15 16:00")
	s.As("Bidan Sri").Send("install", "alarm.install", alarm.Install{House: id("house Karto"), Elder: id("Mbah Karto"), On: "2026-03-12", CanStrike: true, Responders: []alarm.Named{
		{Responder: id("responder Slamet"), Name: "Pak Slamet", Phone: "081234567810", Order: 1, Consent: "spoken"},
		{Responder: id("responder Yati"), Name: "Bu Yati", Phone: "081234567820", Order: 2, Consent: "spoken"}}})
	s.As("Bidan Sri").Send("test", "alarm.test", alarm.Test{Post: id("house Karto"), On: "2026-03-12", Struck: true, HeardBy: []ident.ID{id("responder Slamet"), id("responder Yati")}})

	s.At("+16 02:04")
	request := id("kenthongan")
	s.As("dispatcher").Send("heard", "need.request", need.Request{Case: request, Kind: need.VisitRequest, Door: need.Kenthongan, Where: &need.Where{House: id("house Karto"), Text: "Kenthongan berbunyi"},
		Reporter: &need.Reporter{Name: "Peronda", Phone: "081999000111"}})
	var c need.Case
	s.Query(func(q journal.Query) (err error) { c, _, err = need.Cases.Get(q.Tx, q.Facility, request); return err })
	qt.Check(t, qt.Equals(c.Colour, need.Red))
	due := s.promise(request, homevisit.Respond).Due
	qt.Assert(t, qt.HasLen(s.calls(request), 1))
	s.At("+16 02:08")
	calls := s.calls(request)
	qt.Assert(t, qt.HasLen(calls, 2))
	qt.Check(t, qt.Equals(calls[0].State, alarm.NoAnswer))
	yati := access.Actor{Facility: s.Facility, ID: alarm.LinkID(calls[1].ID), Person: calls[1].Person, Subject: calls[1].ID, Roles: []access.Role{access.Neighbour},
		Keys: []string{"j:" + string(calls[1].ID)}, Door: "page", Authority: -1}
	out, err := s.House.Journal.Do(t.Context(), yati, journal.Envelope{ID: id("yati goes"), Verb: "alarm.answer", V: 1, Body: []byte(`{"case":"` + string(request) + `","call":"` + string(calls[1].ID) + `","answer":"going"}`)})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
	s.At("+16 02:40")
	qt.Check(t, qt.HasLen(s.calls(request), 2), qt.Commentf("somebody goes: nobody else is called"))
	qt.Check(t, qt.Equals(s.promise(request, homevisit.Respond).Due, due), qt.Commentf("calling neighbours moves no clock"))

	team := s.team("night")
	s.As("dispatcher").Send("send karto", "visit.send", homevisit.Send{Visit: request, Team: team})
	s.As("Hadi").Send("out karto", "visit.set_out", homevisit.SetOut{Visit: request})
	s.At("+16 03:10").As("dr. Wulan").Send("there karto", "visit.arrive", homevisit.Arrive{Visit: request})
	s.As("dr. Wulan").Send("record karto", "health.record", health.Write{Record: id("record karto"), Person: id("Mbah Karto"), Kind: health.Elder, On: "2026-03-18", Place: health.Home, Visit: request,
		Vitals: &health.Vitals{SystolicMMHg: 140, DiastolicMMHg: 80}, Finding: "Jatuh dari dipan, memar, tidak patah"})
	s.As("dr. Wulan").Send("done karto", "visit.done_on_spot", homevisit.FinishOnSpot{Visit: request})
	qt.Check(t, qt.Equals(s.round("Mbah Karto").LastOn, "2026-03-18"), qt.Commentf("who was seen by night was seen"))
	qt.Check(t, qt.Equals(s.promise(request, homevisit.Fetch).State, promise.Kept))
}

// A woman whom nobody had looked up was fetched; in the evening the desk finds her in the
// register, and what the doctor writes stands with her.
func (s story) aPatientIsFound() {
	t := s.t
	s.At("+16 13:00")
	request := id("by name")
	s.As("dispatcher").Send("by name", "need.request", need.Request{Case: request, Kind: need.VisitRequest, Door: "phone", What: "Badan panas", Colour: need.Yellow, Patient: &need.Patient{Name: "Bu Sri"},
		Where: &need.Where{Village: world.Village, Text: "Sebelah musala"}})
	due := s.promise(request, homevisit.Fetch).Due
	s.As("dispatcher").Send("it is her", "need.identify", need.Identify{Case: request, Person: id("Sri Wahyuni")})
	s.As("dispatcher").Refused("her again", "need.identify", need.Identify{Case: request, Person: id("Sri Wahyuni")}, "need.identified_already")
	s.As("dispatcher").Refused("nobody", "need.identify", need.Identify{Case: request, Person: id("tiada")}, "need.nobody_known")
	s.Query(func(q journal.Query) error {
		v, _, err := homevisit.Of(q, request)
		qt.Check(t, qt.DeepEquals(v.People, []ident.ID{id("Sri Wahyuni")}))
		return err
	})
	qt.Check(t, qt.Equals(s.promise(request, homevisit.Fetch).Due, due))
	s.ByTwo("no visit", "officer", "dispatcher", "need.dismiss", need.Dismiss{Case: request, Reason: "Sudah ke puskesmas sendiri"})
}

// A grandson complains of the driver. The driver never sees it and cannot end it; the
// head answers in words, and only then closes.
func (s story) aComplaintIsAnswered() {
	t := s.t
	s.At("+17 10:00")
	complaint := id("complaint")
	s.As("dispatcher").Send("complain", "need.complain", need.Complain{Case: complaint, Kind: "complaint", Door: "phone", What: "Sopir berkata kasar kepada kakek saya", Name: "Cucu", Phone: "081200000009"})
	s.At("+18 09:00").As("head").Send("sort", "need.sort_complaint", need.SortComplaint{Case: complaint, Kind: "complaint_conduct", Against: []ident.ID{id("Hadi")}})
	_, err := s.As("Hadi").Try("mine", "need.close", need.Close{Case: complaint, Outcome: "solved", Reason: "Sudah"})
	qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.NotFound))
	s.As("head").Refused("too soon", "need.close", need.Close{Case: complaint, Outcome: "solved", Reason: "Sudah"}, "need.answer_first")
	s.As("head").Send("answer", "need.answer", need.AnswerComplaint{Case: complaint, Words: "Kami mohon maaf. Sopir sudah ditegur dan menyesal.", Told: "spoken"})
	s.As("head").Send("close", "need.close", need.Close{Case: complaint, Outcome: "solved", Reason: "Keluarga menerima"})
}

// The district builds it. Who closes it says who saw it.
func (s story) theLatrineStands() {
	t := s.t
	s.At("+24 10:00")
	_, err := s.As("officer").Try("on whose word", "finding.close", finding.End{Finding: id("latrine"), Reason: finding.Mended, Words: "Selesai"})
	qt.Check(t, qt.Equals(fault.Of(err).Kind, fault.Invalid), qt.Commentf("nobody saw it: it is not mended"))
	s.As("officer").Send("built", "finding.close", finding.End{Finding: id("latrine"), Reason: finding.Mended, Words: "Jamban leher angsa selesai", Evidence: "Dilihat bidan desa, 26 Maret"})
	qt.Check(t, qt.Equals(s.finding("latrine").State, finding.Closed))
	s.At("+28 00:10")
	qt.Check(t, qt.IsFalse(s.finding("latrine").Overdue), qt.Commentf("the clock of what is closed says nothing"))
}

// At the end of the month the list says who was not visited, and the figures who was.
func (s story) whoIsLeft() {
	t := s.t
	s.At("+31 08:00")
	qt.Check(t, qt.DeepEquals(s.unvisited("2026-04-02"), []string{"Dimas", "Mbah Tumi"}), qt.Commentf("the next visit of Sri Wahyuni is in two weeks"))
	qt.Check(t, qt.Equals(s.round("Sri Wahyuni").Code, "K6"))
	s.Query(func(q journal.Query) error {
		all, err := health.Records.Where(q.Tx, "facility_id = $1 AND person = $2", q.Facility, id("Mbah Tumi"))
		qt.Check(t, qt.HasLen(all, 2), qt.Commentf("the corrected version stays"))
		return err
	})
}
