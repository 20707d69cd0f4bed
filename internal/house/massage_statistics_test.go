package house_test

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/door/api"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/report/massages"
	"sambang/internal/shared/workforce"
)

// massagers are a health centre's two cadres who give massages, one in each village.
type massagers struct {
	*town
	cadres [2]string
}

// massagers begins them: Monday 2 March 2026, noon.
func newMassagers(w *town) *massagers {
	m := &massagers{w, [2]string{"lilis", "euis"}}
	for i, name := range m.cadres {
		w.machine(here, "workforce.add_worker", workforce.AddWorker{Worker: worker(here, name), Name: name, Kinds: []string{"cadre"}, Villages: here.villages[i : i+1]})
		w.machine(here, "workforce.grant_role", workforce.GrantRole{Worker: worker(here, name), Role: access.Cadre, From: "2026-01-01"})
		w.machine(here, "workforce.certify", workforce.Certify{Worker: worker(here, name), Course: workforce.BabyMassage, Number: name, ValidFrom: "2026-01-01", ValidTo: "2026-12-31"})
		w.must(here.actor("officer"), "massage.set_hours", massage.SetHours{Cadre: worker(here, name), Hours: []massage.Hours{{Weekday: 1, From: "08:00", To: "12:00"}, {Weekday: 2, From: "08:00", To: "12:00"},
			{Weekday: 3, From: "08:00", To: "12:00"}, {Weekday: 4, From: "08:00", To: "12:00"}}, OwnBike: true})
	}
	return m
}

func well() screening.Answers {
	return screening.Answers{Fever: "no", Ill: "no", Skin: "no", Stools: "no", Jaundice: "no", Operated: "no", Heart: "no", CordOn: "no", Preterm: "no", FedRecently: "no", Upset: "no", Vaccinated: "no",
		Reason: screening.Stimulation, Parent: true}
}

// books asks for visits of children to come so many days from Monday on, at nine.
func (m *massagers) books(name string, village, days int, weeks int64, a screening.Answers, born ...string) ident.ID {
	m.t.Helper()
	b := massage.Book{Booking: ident.Named("visit " + name), Parent: massage.Parent{Name: "Ibu " + name}, Village: here.villages[village], Cadre: worker(here, m.cadres[village]), At: visitAt(days), Weeks: weeks, Answers: a}
	for _, on := range born {
		b.Children = append(b.Children, massage.Child{Name: "Anak " + name, Born: on})
	}
	m.must(here.actor("officer"), "massage.book", b)
	return b.Booking
}

// comes has the cadre at the door, so many days from Monday on.
func (m *massagers) comes(days int) { m.clock.Set(visitAt(days).Add(time.Minute)) }

func (m *massagers) cadre(village int) access.Actor { return here.actor(m.cadres[village]) }

// massaged lets a visit take place.
func (m *massagers) massaged(id ident.ID, village int, alone bool, stars int64) {
	m.t.Helper()
	by := m.cadre(village)
	m.must(by, "massage.screen", massage.Screen{Booking: id, Answers: well()})
	m.must(by, "massage.start", massage.Start{Booking: id})
	m.must(by, "massage.finish", massage.Finish{Booking: id, Did: []string{"legs"}, Taught: []string{"cues"}, Alone: alone})
	if stars > 0 {
		m.must(here.actor("officer"), "massage.rate", massage.Rate{Booking: id, Stars: stars, Word: "KanariCatatan"})
	}
}

// course gives the second visit of a course.
func (m *massagers) second(first ident.ID) (id ident.ID) {
	m.t.Helper()
	m.query(here, func(q journal.Query) error {
		_, err := q.One("SELECT id FROM massage_booking WHERE facility_id = $1 AND course = $2 AND nth = 2", []any{q.Facility, first}, &id)
		return err
	})
	return id
}

// fortnight is two weeks of which every number is known.
func (m *massagers) fortnight() {
	m.t.Helper()
	sri := m.books("Sri", 0, 1, 2, well(), "2025-10-01")
	tuti := m.books("Tuti", 0, 2, 1, well(), "2025-12-20")
	m.books("Ani", 1, 2, 1, well(), "2025-11-01")
	maya := m.books("Maya", 1, 3, 1, well(), "2026-02-20", "2026-02-20")
	fever := well()
	fever.Fever = screening.Yes
	m.books("Rini", 0, 3, 1, fever, "2025-09-01")
	m.must(here.actor("officer"), "massage.cancel", massage.Cancel{Booking: ident.Named("visit Ani"), Why: "parent"})
	m.comes(1)
	m.massaged(sri, 0, false, 5)
	m.comes(2)
	vaccine := well()
	vaccine.Vaccinated, vaccine.Immunised = screening.Yes, m.clock.Now().Add(-10*time.Hour)
	m.must(m.cadre(0), "massage.screen", massage.Screen{Booking: tuti, Answers: vaccine})
	m.comes(3)
	m.massaged(maya, 1, true, 4)
	lia := m.books("Lia", 1, 7, 1, well(), "2025-06-01")
	dewi := m.books("Dewi", 0, 7, 1, well(), "2025-06-01")
	m.comes(7)
	m.must(m.cadre(1), "massage.not_home", massage.NobodyHome{Booking: lia})
	m.must(m.cadre(0), "massage.screen", massage.Screen{Booking: dewi, Answers: well()})
	m.must(m.cadre(0), "massage.start", massage.Start{Booking: dewi})
	m.must(m.cadre(0), "massage.stop", massage.Stop{Booking: dewi, Why: massage.Cried})
	m.comes(8)
	m.massaged(m.second(sri), 0, true, 3)
}

// What a desk, a head and a midwife are shown of two weeks whose every number is counted by
// hand here: a midwife has her own village, and no cadre's hours.
func TestMassageFiguresAreReadByRight(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		m := newMassagers(h.town)
		m.fortnight()
		read := func(role, query string) (out api.MassageStatistics, status int) {
			h.session(here, role)
			r := h.send("GET", "/api/v1/massage/statistics"+query, nil)
			if r.status == 200 {
				r.into(h.t, &out)
			}
			return out, r.status
		}
		all, status := read("head", "?from=2026-03&to=2026-03")
		qt.Assert(h.t, qt.Equals(status, 200))
		qt.Check(h.t, qt.DeepEquals(all.Total, massages.Figures{Asked: 8, Visits: 3, Massages: 4, Stopped: 1, NotHome: 1, Cancelled: 1,
			Refused: massages.Share{Have: 1, Of: 12}, Delayed: massages.Share{Have: 1, Of: 12}, Repeat: massages.Share{Have: 1, Of: 2}, Alone: massages.Share{Have: 2, Of: 2},
			Courses: massages.Share{Have: 1, Of: 1}, Waited: massages.Waited{Of: 2, Median: 1, P90: 3}, Rated: massages.Rated{Of: 3, Mean: 400}}))
		qt.Check(h.t, qt.DeepEquals(all.Reasons, []massages.Reason{{What: "cancelled", Why: "parent", N: 1},
			{What: "screened", Why: "M01", Became: screening.Refer, N: 1}, {What: "screened", Why: "M03", Became: screening.Move, Door: true, N: 1}, {What: "stopped", Why: "cried", N: 1}}))
		qt.Assert(h.t, qt.HasLen(all.Places, 2))
		qt.Check(h.t, qt.DeepEquals(all.Places[0].Bands, []int{0, 0, 2, 0}))
		qt.Check(h.t, qt.DeepEquals(all.Places[1].Bands, []int{2, 0, 0, 0}), qt.Commentf("twins are two"))
		// Seven days of four hours each are offered until Tuesday 10 March: from Monday 2 to
		// Thursday 5, and Monday and Tuesday of the week after.
		qt.Check(h.t, qt.DeepEquals(all.Cadres, []massages.Cadre{
			{Cadre: worker(here, "lilis"), Visits: 2, Used: 3 * 45, Offered: 6 * 240, Rated: massages.Rated{Of: 2}},
			{Cadre: worker(here, "euis"), Visits: 1, NotHome: 1, Used: 60 + 45, Offered: 6 * 240, Rated: massages.Rated{Of: 1}}}))
		qt.Check(h.t, qt.DeepEquals(all.CadreNames, []string{"lilis", "euis"}))
		m.lists(read)
		before, _ := read("officer", "?from=2025-11&to=2026-02")
		qt.Check(h.t, qt.DeepEquals(before.Total, massages.Figures{}))
		mine, _ := read("midwife", "")
		qt.Check(h.t, qt.Equals(mine.Total.Visits, 2))
		qt.Check(h.t, qt.HasLen(mine.Places, 1), qt.Commentf("no other village is named"))
		qt.Check(h.t, qt.HasLen(mine.Cadres, 0))
		for _, bad := range []string{"?from=march", "?to=2026-13", "?from=2026-03&to=2026-02", "?from=2020-01&to=2026-03"} {
			_, status := read("officer", bad)
			qt.Check(h.t, qt.Equals(status, 422), qt.Commentf(bad))
		}
		_, status = read("treasurer", "")
		qt.Check(h.t, qt.Equals(status, 404))
	})
}

// lists opens what stands behind the figures: names for who sees them on a booking.
func (m *massagers) lists(read func(role, query string) (api.MassageStatistics, int)) {
	m.t.Helper()
	list := func(role, query string) (out api.MassageList) {
		read(role, "")
		r := m.send("GET", "/api/v1/massage/statistics/list?from=2026-03&to=2026-03&"+query, nil)
		qt.Assert(m.t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
		qt.Check(m.t, qt.IsFalse(strings.Contains(r.body, "Kanari")), qt.Commentf("no word of a parent"))
		r.into(m.t, &out)
		return out
	}
	qt.Check(m.t, qt.Equals(list("officer", "what=done").Total, 3))
	refused := list("officer", "what=screened&became=refer")
	qt.Assert(m.t, qt.HasLen(refused.Lines, 1))
	qt.Check(m.t, qt.Equals(refused.Lines[0].Why, "M01"))
	alone := list("officer", "what=alone")
	qt.Assert(m.t, qt.HasLen(alone.Lines, 2))
	qt.Check(m.t, qt.Equals(alone.Lines[0].ParentName+", "+alone.Lines[1].ParentName, "Ibu Maya, Ibu Sri"))
	for _, l := range list("head", "what=alone").Lines {
		qt.Check(m.t, qt.Equals(l.ParentName, ""), qt.Commentf("the head reads no names in bookings"))
	}
	qt.Check(m.t, qt.Equals(list("midwife", "what=alone").Total, 1))
	qt.Check(m.t, qt.Equals(m.send("GET", "/api/v1/massage/statistics/list?what=names", nil).status, 422))
	file := m.send("GET", "/api/v1/massage/statistics/figures.csv?from=2026-03&to=2026-03", nil)
	qt.Check(m.t, qt.Equals(file.status, 200))
	qt.Check(m.t, qt.IsTrue(strings.Contains(file.body, "Demam")), qt.Commentf("%s", file.body))
}

// A partner's page is opened by head and officer, shows its own motorbikes and nothing of
// villages with few families, changes nothing, and is gone the moment it is closed.
func TestAPartnersPageShowsNothingOfAChild(t *testing.T) {
	inHamlet(t, func(h *hamlet) {
		m := newMassagers(h.town)
		m.fortnight()
		officer, hospital := here.actor("officer"), h.fresh()
		h.must(officer, "motorbike.set_partner", motorbike.SetPartner{Partner: hospital, Name: "RS Sehat", Kind: "hospital", Roles: []string{motorbike.Lender}})
		own, other := h.fresh(), h.fresh()
		h.must(officer, "motorbike.add", motorbike.Add{Motorbike: own, Lender: hospital, Name: "Merah B 1", Km: 120, ServiceKm: 9000})
		h.must(officer, "motorbike.add", motorbike.Add{Motorbike: other, Name: "Biru B 2", Km: 50, ServiceKm: 9000})
		h.must(officer, "motorbike.lend", motorbike.Lend{Motorbike: own, Worker: worker(here, "lilis"), From: "2026-03-10", To: "2026-03-12"})
		h.clock.Set(h.clock.Now().Add(30 * 24 * time.Hour)) // March is over
		qt.Check(h.t, qt.IsTrue(h.opens("dispatcher", hospital) == ""), qt.Commentf("figures go out by head and officer"))
		address := h.opens("head", hospital)
		qt.Assert(h.t, qt.Not(qt.Equals(address, "")))
		qt.Check(h.t, qt.Equals(h.opens("officer", hospital), address), qt.Commentf("a page that is open stays as it is"))
		path := address[strings.Index(address, "/t/"):]
		h.client = h.browser()
		qt.Check(h.t, qt.IsFalse(strings.Contains(h.send("GET", path, nil).body, "RS Sehat")), qt.Commentf("nobody is named before it is opened"))
		page := h.send("POST", path+"/open", nil)
		qt.Assert(h.t, qt.Equals(page.status, 200), qt.Commentf("%s", page.body))
		for _, word := range []string{"RS Sehat", "Merah B 1", "&lt;5"} {
			qt.Check(h.t, qt.IsTrue(strings.Contains(page.body, word)), qt.Commentf("%s in %s", word, page.body))
		}
		for _, word := range []string{"Biru", "Ibu ", "Anak ", "lilis", "Lilis", "Kanari"} {
			qt.Check(h.t, qt.IsFalse(strings.Contains(page.body, word)), qt.Commentf("%s", word))
		}
		qt.Check(h.t, qt.Equals(h.send("POST", path+"/move", url.Values{"id": {string(h.fresh())}}).status, 404), qt.Commentf("a partner only reads"))
		h.must(here.actor("head"), "motorbike.close_page", motorbike.ClosePage{Partner: hospital})
		qt.Check(h.t, qt.Equals(h.send("GET", path, nil).status, 410))
	})
}

// opens asks for a partner's page as somebody of the health centre; empty: they may not.
func (h *hamlet) opens(role string, partner ident.ID) string {
	h.t.Helper()
	h.session(here, role)
	r := h.send("POST", "/api/v1/do/motorbike.open_page", map[string]any{"id": h.fresh(), "verb": "motorbike.open_page", "v": 1, "device": "laptop", "n": 1, "body": motorbike.OpenPage{Partner: partner}})
	var out struct {
		Result struct{ URL string } `json:"result"`
	}
	if r.status == 200 {
		r.into(h.t, &out)
	}
	return out.Result.URL
}
