package page_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// applications lists what was filed, the oldest first.
func (s *street) applications() (all []admission.Application) {
	s.Query(func(q journal.Query) (err error) {
		all, err = admission.Applications.Where(q.Tx, "facility_id = $1 ORDER BY number", q.Facility)
		return err
	})
	return all
}

func TestAMotherAppliesWithoutJavaScriptAndWithoutALogin(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s := newStreet(t, w)
		b := s.browser()
		form := filledIn(t, b.get(applyAt).body)
		sent := b.do(http.MethodPost, applyAt, form)
		qt.Assert(t, qt.Equals(sent.status, http.StatusOK), qt.Commentf("%s", trouble(sent.body)))
		qt.Check(t, qt.StringContains(sent.path, "/contoh/asi/p/"))
		qt.Check(t, qt.StringContains(sent.body, "Pengajuan <mark><bdi>sudah diterima</bdi></mark>"))
		qt.Check(t, qt.StringContains(sent.body, "0001"))
		for _, name := range []string{"Sri", "Dimas", "Parti", "Pabrik"} {
			qt.Check(t, qt.IsFalse(strings.Contains(sent.body, name)), qt.Commentf("a receipt names %s", name))
		}
		again := b.do(http.MethodPost, applyAt, form)
		qt.Check(t, qt.Equals(again.path, sent.path), qt.Commentf("pressed twice, sent once"))
		form.Set("name", "Sri Lestari Ningsih")
		qt.Check(t, qt.StringContains(b.do(http.MethodPost, applyAt, form).body, "sudah terkirim sebelumnya"))
		all := s.applications()
		qt.Assert(t, qt.HasLen(all, 1))
		a := all[0]
		qt.Check(t, qt.DeepEquals(a.Days, []int64{1, 2, 3, 4, 5}))
		qt.Check(t, qt.Equals(a.From+" "+a.To, "07:00 15:30"))
		qt.Check(t, qt.Equals(a.PledgeText, "milk_pledge/1"))
		qt.Check(t, qt.Equals(a.Channel, admission.ByPage))

		w.As("officer").Send("prepare", "milk.prepare", admission.Prepare{Application: a.ID})
		told := b.get(sent.path).body
		qt.Check(t, qt.StringContains(told, "<mark><bdi>nomor 1 dari 1</bdi></mark>"))
		qt.Check(t, qt.StringContains(told, "karena"))
		w.As("head").Send("refuse", "milk.refuse", admission.Refuse{Application: a.ID, Reason: "full"})
		qt.Check(t, qt.StringContains(b.get(sent.path).body, "belum dapat dilayani"))
		w.RebuildEquals()
	})
}

// phone is the number that the register has of somebody.
func (s *street) phone(name string) (number string) {
	s.Query(func(q journal.Query) error {
		_, d, _, err := registry.Open(q, ident.Named(name))
		number = d.Phone
		return err
	})
	return number
}

// trouble is what a page says went wrong.
func trouble(body string) string {
	_, after, _ := strings.Cut(body, `role="alert"`)
	return after[:min(len(after), 300)]
}

// secrets are what differs between two answers by right: ids, tokens and numbers.
var secrets = regexp.MustCompile(`[0-9a-z]{52}|[0-9a-z]{26}|\b\d{4}\b`)

// Whoever applies for a mother who takes part, or who waits already, must not learn
// it: not from the words, the length, the way there or the page that stays.
func TestTheAnswerIsTheSameWhoeverIsKnown(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s := newStreet(t, w.Mother("Sri", "Mbah Parti"))
		send := func(change map[string]string) (answer, answer) {
			b := s.browser()
			form := filledIn(t, b.get(applyAt).body)
			for k, v := range change {
				form.Set(k, v)
			}
			got := b.do(http.MethodPost, applyAt, form)
			return got, b.get(got.path)
		}
		first, page := send(map[string]string{"name": "Ani Rahma", "baby1": "Bagas", "phone": "081299990001"})
		for who, change := range map[string]map[string]string{
			"asks a second time":  {"name": "Ani Rahma", "baby1": "Bagas", "phone": "081299990001"},
			"with another number": {"name": "Ani Rahma", "baby1": "Bagas", "phone": ""},
			"takes part":          {"name": "Sri Wulandari", "baby1": "Bayi Sri", "born1": "2025-12-01", "phone": s.phone("Sri")},
			"was never heard of":  {"name": "Yuni Astuti", "baby1": "Citra", "phone": "081299990002"},
		} {
			again, stays := send(change)
			qt.Assert(t, qt.Equals(again.status, first.status), qt.Commentf("%s: %s", who, trouble(again.body)))
			qt.Check(t, qt.Equals(secrets.ReplaceAllString(again.body, "x"), secrets.ReplaceAllString(first.body, "x")), qt.Commentf("%s", who))
			qt.Check(t, qt.Equals(len(again.body), len(first.body)), qt.Commentf("%s", who))
			qt.Check(t, qt.Equals(secrets.ReplaceAllString(stays.body, "x"), secrets.ReplaceAllString(page.body, "x")), qt.Commentf("%s", who))
		}
		states := map[string]int{}
		for _, a := range s.applications() {
			states[a.State]++
		}
		qt.Check(t, qt.DeepEquals(states, map[string]int{admission.Waiting: 2, admission.Repeated: 3}), qt.Commentf("the desk's list has each once"))
	})
}

// Whatever is typed is words and nothing else, on the form and behind it.
func TestWhatIsTypedIntoTheFormIsWords(t *testing.T) {
	s := newStreet(t, world.New(t, "", noon))
	b := s.browser()
	for i, word := range []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onfocus=alert(1) autofocus='`, `{{.ID}}`, `{at}`, "\u202eitiS", `</textarea><script>`, "a\x00b", "\xff\xfe", `javascript:alert(1)`} {
		form := filledIn(t, b.get(applyAt).body)
		for _, field := range []string{"name", "baby1", "pickup", "pickup_note", "finish", "r1", "relation1", "helper", "village", "pledge_text", "phone"} {
			form.Set(field, word)
		}
		for _, path := range []string{applyAt, complainAt} {
			form.Set("what", word)
			got := b.do(http.MethodPost, path, form)
			for _, bad := range []string{"<script>alert", "<img", "</textarea><script", `" onfocus`, "\x00"} {
				qt.Check(t, qt.IsFalse(strings.Contains(got.body, bad)), qt.Commentf("word %d at %s", i, path))
			}
		}
	}
}

// FuzzTheForm: whatever a browser or a program sends, the page answers like a page.
func FuzzTheForm(f *testing.F) {
	f.Add("name=Sri&days=1&days=9&from=25:00&born1=2026-02-31&pickup_lat=NaN&pickup_lon=1e999")
	f.Add("id=" + string(ident.Named("x")) + "&situs=x")
	f.Add("%zz=%&&&=;")
	f.Add("who=helper&name=%00&village=33.13.14.2001&days=1&days=1&from=7.5&to=24:00&pledge=yes&data=yes")
	s := newStreet(f, world.New(f, "", noon))
	b := s.browser()
	f.Fuzz(func(t *testing.T, raw string) {
		s.T = t
		values, err := url.ParseQuery(raw)
		if err != nil {
			return
		}
		s.Clock.Set(s.Clock.Now().Add(11 * time.Minute)) // the limit on one address is another story
		got := b.do(http.MethodPost, applyAt, values)
		switch got.status {
		case http.StatusOK, http.StatusBadRequest, http.StatusUnprocessableEntity, http.StatusTooManyRequests:
		default:
			t.Fatalf("status %d for %q", got.status, raw)
		}
	})
}
