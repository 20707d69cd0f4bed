package page_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// codes are the six digits of a receipt as it shows them.
var codes = regexp.MustCompile(`\d{3} \d{3}`)

// receipt asks for a visit and gives the address of its receipt.
func (s *street) receipt(b *browser) (path string, c need.Case) {
	got := b.do(http.MethodPost, reportAt, asked(s.T, b.get(reportAt).body))
	qt.Assert(s.T, qt.StringContains(got.path, "/lapor/p/"), qt.Commentf("%s", trouble(got.body)))
	all := s.requests()
	return got.path, all[len(all)-1]
}

func (s *street) receiptCode(c need.Case) (code string) {
	s.Query(func(q journal.Query) error { code = need.ReceiptCode(q.Keys, q.Facility, c.ID); return nil })
	return code
}

func TestAReceiptIsFoundByItsNumberAndCode(t *testing.T) {
	s := newStreet(t, world.New(t, "", morning))
	b := s.browser()
	path, c := s.receipt(b)
	find := "/contoh/lapor/cari"
	tried := func(number, code string) answer {
		return b.do(http.MethodPost, find, url.Values{"number": {number}, "code": {code}})
	}
	code := s.receiptCode(c)
	wrong := map[bool]string{true: "000001", false: "000000"}[code == "000000"]
	no, none := tried("0001", wrong), tried("0999", wrong)
	qt.Check(t, qt.Equals(no.status, http.StatusUnprocessableEntity))
	qt.Check(t, qt.Equals(no.body, none.body), qt.Commentf("a number that there is and one that there is not"))
	qt.Check(t, qt.Equals(tried("1", code[:3]+" "+code[3:]).path, path))
	for range 3 {
		tried("0001", wrong)
		tried("0999", wrong)
	}
	locked := tried("0001", code)
	qt.Check(t, qt.Equals(tried("0999", code).status, http.StatusUnprocessableEntity))
	qt.Check(t, qt.Equals(locked.status, http.StatusTooManyRequests), qt.Commentf("five tries, the right one among them"))
	qt.Check(t, qt.Equals(tried("0999", code).body, locked.body))
	s.Clock.Set(s.Clock.Now().Add(11 * time.Minute))
	qt.Check(t, qt.Equals(tried("0001", code).path, path))
	for _, none := range []string{path[:len(path)-1] + "!", strings.Replace(path, "/lapor/", "/asi/", 1), path + "/lain"} {
		qt.Check(t, qt.Equals(b.get(none).status, http.StatusNotFound), qt.Commentf("%s", none))
	}
}

func TestThePatientWithdrawsByTheCode(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		s := newStreet(t, w)
		b := s.browser()
		path, c := s.receipt(b)
		code := s.receiptCode(c)
		wrong := map[bool]string{true: "000001", false: "000000"}[code == "000000"]
		bad := b.press(path, "batal", map[string]string{"code": wrong})
		qt.Check(t, qt.Equals(bad.status, http.StatusUnprocessableEntity))
		qt.Check(t, qt.StringContains(bad.body, `role="alert"`))
		qt.Check(t, qt.StringContains(bad.body, "13.12"), qt.Commentf("the deadline stands"))
		done := b.press(path, "batal", map[string]string{"code": code[:3] + " " + code[3:]})
		qt.Check(t, qt.StringContains(done.body, "dibatalkan pasien"), qt.Commentf("%s", trouble(done.body)))
		qt.Check(t, qt.IsFalse(strings.Contains(done.body, "/batal")))
		qt.Check(t, qt.Equals(s.requests()[0].Outcome, need.OutcomeWithdrawn))
		w.RebuildEquals()
	})
}

// What is past its deadline says so, with the rice; the patient's word strikes it.
func TestALateReceiptSaysSoUntilThePatientProvesOtherwise(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		s := newStreet(t, w)
		b := s.browser()
		path, c := s.receipt(b)
		w.At("13:30")
		w.Settle()
		late := b.get(path).body
		qt.Check(t, qt.StringContains(late, "Kami terlambat"))
		qt.Check(t, qt.StringContains(late, `<mark data-tone="red"><bdi>18 menit</bdi></mark>`))
		qt.Check(t, qt.StringContains(late, "tercatat, belum diberikan"))
		qt.Check(t, qt.StringContains(late, "Belum ditanggapi sampai 11.12"))
		said := b.press(path, "datang", map[string]string{"code": s.receiptCode(c), "day": "2026-11-19", "at": "12.50"})
		qt.Check(t, qt.StringContains(said.body, "dicoret"), qt.Commentf("%s", trouble(said.body)))
		qt.Check(t, qt.StringContains(said.body, "Terpenuhi dalam 3 jam 38 menit"))
		w.RebuildEquals()
	})
}

// The receipt follows the team, and names none of it.
func TestTheReceiptFollowsTheTeam(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Colleague("dr. Rani", access.Doctor).Colleague("Pak Tono", access.Driver)
		s := newStreet(t, w)
		b := s.browser()
		path, c := s.receipt(b)
		w.As("dispatcher").Send("team", "fleet.form_team", fleet.FormTeam{Team: ident.Named("Tim 1"), Name: "Tim 1", CallSign: "JZ13",
			Members: []ident.ID{ident.Named("dr. Rani"), ident.Named("Pak Tono")}, From: w.Clock.Now(), To: w.Clock.Now().Add(10 * time.Hour)}).
			Send("send", "visit.send", homevisit.Send{Visit: c.ID, Team: ident.Named("Tim 1")})
		qt.Check(t, qt.StringContains(b.get(path).body, "Tim sudah ditunjuk. Dijemput paling lambat <mark><bdi>13.12</bdi></mark>"))
		w.At("10:31").As("dr. Rani").Send("set out", "visit.set_out", homevisit.SetOut{Visit: c.ID})
		going := b.get(path).body
		qt.Check(t, qt.StringContains(going, "Tim sudah berangkat"))
		qt.Check(t, qt.StringContains(going, "Ditanggapi dalam 1 jam 19 menit"), qt.Commentf("a team with a doctor is moving"))
		w.At("11:05").As("dr. Rani").Send("arrive", "visit.arrive", homevisit.Arrive{Visit: c.ID})
		there := b.get(path + "/bagian").body
		qt.Check(t, qt.StringContains(there, "Tim <mark><bdi>sudah tiba</bdi></mark>"))
		qt.Check(t, qt.StringContains(there, "Terpenuhi dalam 1 jam 53 menit"))
		for _, name := range []string{"Rani", "Tono", "JZ13", "Tim 1"} {
			qt.Check(t, qt.IsFalse(strings.Contains(going+there, name)), qt.Commentf("a receipt names %s", name))
		}
	})
}

func TestNothingIsSaidByItselfAfterADeath(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		s := newStreet(t, w.Midwife("Bu Eni", world.Village).Resident("Mbah Kasan", registry.Enter{}))
		b, id := s.browser(), ident.Named("request of Mbah Kasan")
		w.As("dispatcher").Send("ask", "need.request", need.Request{Case: id, Kind: need.VisitRequest, Person: ident.Named("Mbah Kasan"), Door: "phone", Sign: "X01"})
		c := s.requests()[0]
		path := b.do(http.MethodPost, "/contoh/lapor/cari", url.Values{"number": {c.Short()}, "code": {s.receiptCode(c)}}).path
		qt.Assert(t, qt.StringContains(path, "/lapor/p/"))
		qt.Check(t, qt.StringContains(b.get(path).body, "Sambil menunggu tim"))
		w.As("Bu Eni").Send("died", "registry.died", registry.Die{Person: ident.Named("Mbah Kasan"), On: "2026-11-19"})
		for _, when := range []string{"09:12", "14:00"} {
			w.At(when)
			w.Settle()
			for _, at := range []string{path, path + "/bagian", path + "?ok=sent"} {
				got := b.get(at).body
				for _, word := range []string{"beras", "sisa", "Kode", "13.12", "119", `class="ring"`, "Batalkan", "terkirim", "terlambat"} {
					qt.Check(t, qt.IsFalse(strings.Contains(got, word)), qt.Commentf("%s says %s", at, word))
				}
				qt.Check(t, qt.StringContains(got, "silakan telepon kami"))
			}
		}
	})
}
