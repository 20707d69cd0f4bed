package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

const (
	reportAt = "/contoh/lapor"
	morning  = "2026-11-19 09:12"
)

// requests lists what was asked for, the oldest first.
func (s *street) requests() (all []need.Case) {
	s.Query(func(q journal.Query) (err error) {
		all, err = need.Cases.Where(q.Tx, "facility_id = $1 AND request = TRUE ORDER BY number", q.Facility)
		return err
	})
	return all
}

// asked is the form as a neighbour sends it.
func asked(t testing.TB, drawn string) url.Values {
	return fill(t, drawn, "lapor", map[string]string{"whom": "other", "kind": "visit_request", "patient": "Mbah Kasan", "village": world.Village,
		"way": "belakang rel, lewat jembatan bambu", "what": "Demam tiga hari", "phone": "0812 3456 7890", "reporter": "Rini"})
}

func TestANeighbourAsksForADoctorAndGetsAReceipt(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		s := newStreet(t, w)
		b, before := s.browser(), s.rows()
		drawn := b.get(reportAt)
		qt.Assert(t, qt.Equals(drawn.status, http.StatusOK), qt.Commentf("%s", drawn.body))
		qt.Check(t, qt.IsTrue(strings.Index(drawn.body, "Untuk siapa?") < strings.Index(drawn.body, "Di mana?")), qt.Commentf("the writer is not always the patient"))
		qt.Check(t, qt.StringContains(drawn.body, `href="tel:119"`))
		qt.Check(t, qt.DeepEquals(s.rows(), before), qt.Commentf("looking changes nothing"))
		form := asked(t, drawn.body)
		sent := b.do(http.MethodPost, reportAt, form)
		qt.Assert(t, qt.Equals(sent.status, http.StatusOK), qt.Commentf("%s", trouble(sent.body)))
		qt.Check(t, qt.StringContains(sent.path, "/contoh/lapor/p/"))
		qt.Check(t, qt.StringContains(sent.body, "Dijemput paling lambat <mark><bdi>13.12</bdi></mark>"))
		qt.Check(t, qt.StringContains(sent.body, "0001"))
		qt.Check(t, qt.StringContains(sent.body, "09.12"))
		qt.Check(t, qt.StringContains(sent.body, "sisa 4 jam"))
		qt.Check(t, qt.StringContains(sent.body, "Ditanggapi paling lambat 11.12"))
		qt.Check(t, qt.StringContains(sent.body, "santunan <b>5 kg</b> beras"))
		for _, name := range []string{"Kasan", "Rini", "Demam", "jembatan", "3456"} {
			qt.Check(t, qt.IsFalse(strings.Contains(sent.body, name)), qt.Commentf("a receipt tells %s", name))
		}
		qt.Check(t, qt.Equals(b.do(http.MethodPost, reportAt, form).path, sent.path), qt.Commentf("pressed twice, sent once"))
		all := s.requests()
		qt.Assert(t, qt.HasLen(all, 1))
		qt.Check(t, qt.Equals(all[0].Door+" "+all[0].Village+" "+all[0].Kind, "link "+world.Village+" visit_request"))
		s.Query(func(q journal.Query) error {
			name, _, err := need.PatientOf(q, all[0])
			qt.Check(t, qt.Equals(name, "Mbah Kasan"))
			return err
		})
		w.RebuildEquals()
	})
}

// Nothing that is not known stops a report, and a sign that was touched calls first.
func TestAReportIsNeverSentBack(t *testing.T) {
	s := newStreet(t, world.New(t, "", morning))
	b := s.browser()
	drawn := b.get(reportAt).body
	for name, change := range map[string]url.Values{
		"nothing at all":      {"whom": {}, "kind": {}, "patient": {}, "village": {}, "way": {}, "what": {}, "phone": {}, "reporter": {}},
		"a village elsewhere": {"village": {"99.99.99.9999"}},
		"a sticker misread":   {"rumah": {"07-0423-9"}},
		"a long sticker":      {"rumah": {strings.Repeat("7", 60)}},
		"no telephone":        {"phone": {"tidak punya"}},
		"a point that's none": {"here_lat": {"NaN"}, "here_lon": {"999"}},
		"an unknown sign":     {"sign": {"Z99", "<b>"}},
		"a danger sign":       {"sign": {"X01"}},
	} {
		form := asked(t, drawn)
		form.Set("id", string(ident.Named(name)))
		for k, v := range change {
			form[k] = v
		}
		got := b.do(http.MethodPost, reportAt, form)
		qt.Check(t, qt.StringContains(got.path, "/lapor/p/"), qt.Commentf("%s: %s", name, trouble(got.body)))
		if name == "a danger sign" {
			qt.Check(t, qt.StringContains(got.body, "Sambil menunggu tim"))
			qt.Check(t, qt.StringContains(got.body, `href="tel:119"`))
		}
	}
	qt.Check(t, qt.HasLen(s.requests(), 8))
}

// A copied sticker, a guessed name or number: what comes back is the same bytes.
func TestTheAnswerToAReportTellsNobodyWhoIsKnown(t *testing.T) {
	world.Both(t, morning, func(t *testing.T, w *world.World) {
		w.Home("Kasan", world.Village).Resident("Kasan", registry.Enter{Household: ident.Named("household Kasan"), Phone: "081234567890"})
		s := newStreet(t, w)
		var code string
		s.Query(func(q journal.Query) error {
			h, _, err := registry.Houses.Get(q.Tx, q.Facility, ident.Named("house Kasan"))
			code = h.Code
			return err
		})
		qt.Assert(t, qt.Not(qt.Equals(code, "")))
		b := s.browser()
		unknown := registry.HouseCode(world.Village, 9999)
		mask := func(a answer) string {
			return secrets.ReplaceAllString(codes.ReplaceAllString(strings.NewReplacer(code, "x", unknown, "x").Replace(a.body), "kode"), "x")
		}
		known, other := b.get(reportAt+"?rumah="+code), b.get(reportAt+"?rumah="+unknown)
		qt.Check(t, qt.StringContains(known.body, code))
		qt.Check(t, qt.Equals(mask(known), mask(other)), qt.Commentf("a sticker names nobody"))
		var first string
		for i, change := range []map[string]string{{"patient": "Tidak Dikenal", "phone": "081299990001"}, {"patient": "Kasan", "phone": "081234567890"}, {"rumah": code}, {"rumah": unknown}} {
			form := asked(t, b.get(reportAt).body)
			for k, v := range change {
				form.Set(k, v)
			}
			got := mask(b.do(http.MethodPost, reportAt, form))
			if first == "" {
				first = got
			}
			qt.Check(t, qt.Equals(got, first), qt.Commentf("answer %d", i))
		}
	})
}

// Five hundred reports from one address stop nobody at another, and who is stopped
// reads whom to call and keeps every word.
func TestAFloodOfReportsStopsNobodyElse(t *testing.T) {
	s := newStreet(t, world.New(t, "", morning))
	b := s.browser()
	drawn := b.get(reportAt).body
	last := answer{}
	for i := range 121 {
		form := asked(t, drawn)
		form.Set("id", string(ident.Derive(ident.Named("flood"), i)))
		last = b.do(http.MethodPost, reportAt, form)
	}
	qt.Assert(t, qt.Equals(last.status, http.StatusTooManyRequests))
	qt.Check(t, qt.StringContains(last.body, "belakang rel"))
	qt.Check(t, qt.StringContains(last.body, "119"))
	qt.Check(t, qt.StringContains(last.body, string(ident.Derive(ident.Named("flood"), 120))), qt.Commentf("sent again it is the same report"))
	form := fill(t, b.get(complainAt).body, "aduan", map[string]string{"kind": "complaint", "what": "lain"})
	qt.Check(t, qt.Equals(b.do(http.MethodPost, complainAt, form).status, http.StatusOK))
	s.Clock.Set(s.Clock.Now().Add(11 * time.Minute))
	qt.Check(t, qt.StringContains(b.do(http.MethodPost, reportAt, asked(t, b.get(reportAt).body)).path, "/lapor/p/"))
}

func TestAPlannedJourneySaysWhatItNeeds(t *testing.T) {
	s := newStreet(t, world.New(t, "", morning))
	b := s.browser()
	form := asked(t, b.get(reportAt).body)
	form.Set("kind", "transport_request")
	form["needs"] = []string{"wheelchair", "old", "wheelchair", "bulldozer"}
	form.Set("day", "2026-11-31")
	form.Set("hour", "08.30")
	bad := b.do(http.MethodPost, reportAt, form)
	qt.Check(t, qt.Equals(bad.status, http.StatusUnprocessableEntity), qt.Commentf("there is no such day"))
	qt.Check(t, qt.StringContains(bad.body, "belakang rel"))
	form.Set("day", "2026-11-21")
	qt.Assert(t, qt.StringContains(b.do(http.MethodPost, reportAt, form).path, "/lapor/p/"))
	c := s.requests()[0]
	qt.Check(t, qt.DeepEquals(c.Needs, []string{"wheelchair", "old"}))
	qt.Check(t, qt.Equals(c.WantAt.String(), "2026-11-21T01:30:00.000Z"))
	qt.Check(t, qt.Equals(c.Colour, need.Green))
}
