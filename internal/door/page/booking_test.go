package page_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

const bookAt = "/contoh/pijat"

// masseuse has Lilis at work: certified for baby massage, from Monday to Saturday.
func masseuse(w *world.World) {
	w.Cadre("Teh Lilis", world.Village)
	week := massage.SetHours{Cadre: ident.Named("Teh Lilis"), OwnBike: true}
	for d := range int64(6) {
		week.Hours = append(week.Hours, massage.Hours{Weekday: d + 1, From: "08:00", To: "15:00"})
	}
	w.As("machine").Send("paper", "workforce.certify", workforce.Certify{Worker: ident.Named("Teh Lilis"), Course: workforce.BabyMassage, Number: "PB 1", ValidFrom: "2026-01-01", ValidTo: "2026-12-31"}).
		As("officer").Send("week", "massage.set_hours", week)
}

// healthy is the first step for a child of five months who is well.
func healthy() url.Values {
	f := url.Values{"child1": {"Arka"}, "born1": {"2025-10-01"}, "reason": {"stimulation"}, "village": {world.Village}, "home": {"RT 02 RW 05"}, "parent": {"yes"}, "id": {string(ident.Named("a form"))}}
	for _, q := range []string{"fever", "ill", "skin", "stools", "jaundice", "operated", "heart", "cord_on", "preterm", "vaccinated"} {
		f.Set(q, "no")
	}
	return f
}

var slotValue = regexp.MustCompile(`name="slot" value="([0-9a-z]{26}-\d+)"`)

func (s *street) bookings() (all []massage.Booking) {
	s.Query(func(q journal.Query) (err error) {
		all, err = massage.Bookings.Where(q.Tx, "facility_id = $1 ORDER BY number", q.Facility)
		return err
	})
	return all
}

// TestAParentBooksAMassageWithoutALogin: the questions, the free hours, the code, and the
// family's own page, on which the visit is cancelled.
func TestAParentBooksAMassageWithoutALogin(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		masseuse(w)
		s := newStreet(t, w)
		b := s.browser()
		first := b.get(bookAt)
		qt.Assert(t, qt.Equals(first.status, http.StatusOK))
		qt.Check(t, qt.StringContains(first.body, "Apakah anak demam"))
		qt.Check(t, qt.StringContains(b.get(bookAt+"?lang=en").body, "Does the child have a fever"))
		qt.Check(t, qt.IsFalse(strings.Contains(first.body, "page.book")), qt.Commentf("every word is in the catalogue"))

		open := healthy()
		open.Del("fever")
		missing := b.do(http.MethodPost, bookAt+"/jam", open)
		qt.Check(t, qt.Equals(missing.status, http.StatusUnprocessableEntity))
		qt.Check(t, qt.StringContains(missing.body, `value="Arka"`), qt.Commentf("what was typed is still there"))

		form := healthy()
		hours := b.do(http.MethodPost, bookAt+"/jam", form)
		qt.Assert(t, qt.Equals(hours.status, http.StatusOK), qt.Commentf("%s", trouble(hours.body)))
		free := slotValue.FindAllStringSubmatch(hours.body, -1)
		qt.Assert(t, qt.IsTrue(len(free) > 20), qt.Commentf("%d hours", len(free)))
		qt.Check(t, qt.IsFalse(strings.Contains(hours.body, "Lilis")), qt.Commentf("a stranger reads no cadre's name"))
		qt.Check(t, qt.HasLen(s.bookings(), 0))

		form.Set("slot", free[0][1])
		form.Set("name", "Ibu Sari")
		form.Set("phone", "0899 1234 5678")
		form.Set("data", "yes")
		form.Set("data_text", "child_data/1")
		sent := b.do(http.MethodPost, bookAt, form)
		qt.Assert(t, qt.Equals(sent.status, http.StatusOK), qt.Commentf("%s", trouble(sent.body)))
		qt.Check(t, qt.StringContains(sent.path, "/contoh/pijat/p/"))
		qt.Check(t, qt.StringContains(sent.body, "menunggu kode"))
		for _, name := range []string{"Sari", "Arka", "Lilis"} {
			qt.Check(t, qt.IsFalse(strings.Contains(sent.body, name)), qt.Commentf("the receipt names %s", name))
		}
		all := s.bookings()
		qt.Assert(t, qt.HasLen(all, 1))
		one := all[0]
		again := b.do(http.MethodPost, bookAt, form)
		qt.Check(t, qt.Equals(again.path, sent.path), qt.Commentf("pressed twice, booked once"))

		qt.Check(t, qt.StringContains(b.do(http.MethodPost, sent.path+"/kode", url.Values{"id": {string(ident.Named("c1"))}, "code": {"1"}}).body, "tidak cocok"))
		code := ""
		s.Query(func(q journal.Query) error {
			code = massage.Code(q.Keys, q.Facility, one.ID, one.Generation)
			return nil
		})
		done := b.do(http.MethodPost, sent.path+"/kode", url.Values{"id": {string(ident.Named("c2"))}, "code": {code}})
		qt.Check(t, qt.StringContains(done.body, "sudah tercatat"))

		own := s.page(link.Massage, one.Parent)
		b.open(own)
		page := b.get(own)
		qt.Check(t, qt.StringContains(page.body, "Teh Lilis"))
		w.As("officer").Send("offer", "massage.move", massage.Move{Booking: one.ID, Cadre: one.Cadre, At: one.From.Add(24 * 3600 * 1e9), Why: massage.Weather})
		qt.Check(t, qt.StringContains(b.get(own).body, "Bolehkah pindah"))
		b.do(http.MethodPost, own+"/yes", url.Values{"id": {string(ident.Named("y"))}, "about": {string(one.ID)}})
		qt.Check(t, qt.Equals(s.bookings()[0].From, one.From.Add(24*3600*1e9)))
		b.do(http.MethodPost, own+"/cancel", url.Values{"id": {string(ident.Named("x"))}, "about": {string(one.ID)}})
		qt.Check(t, qt.Equals(s.bookings()[0].State, massage.Cancelled))
		w.RebuildEquals()
	})
}

// page is the address of somebody's own page.
func (s *street) page(purpose string, person ident.ID) (path string) {
	s.Query(func(q journal.Query) error {
		l, _, err := link.Links.First(q.Tx, "facility_id = $1 AND person = $2 AND purpose = $3 ORDER BY id", q.Facility, person, purpose)
		path = "/t/" + link.Token(s.House.Ring, "contoh", l)
		return err
	})
	return path
}

// TestAnIllnessIsTheMidwifesAndADangerIsHelpNow: neither page offers an hour.
func TestAnIllnessIsTheMidwifesAndADangerIsHelpNow(t *testing.T) {
	w := world.New(t, "", noon)
	masseuse(w)
	w.Midwife("Bidan Ani", world.Village)
	s := newStreet(t, w)
	b := s.browser()
	ill := healthy()
	ill.Set("reason", "illness")
	asked := b.do(http.MethodPost, bookAt+"/jam", ill)
	qt.Check(t, qt.StringContains(asked.body, "bidan akan menghubungi"))
	qt.Check(t, qt.IsFalse(slotValue.MatchString(asked.body)))
	qt.Check(t, qt.StringContains(asked.body, "Bidan menghubungi nomor ini"))
	qt.Check(t, qt.IsFalse(strings.Contains(asked.body, "Kami kirim kode")), qt.Commentf("no code is sent where nothing is booked"))
	for k, v := range map[string]string{"name": "Ibu Sari", "phone": "0899 1234 5678", "data": "yes", "data_text": "child_data/1"} {
		ill.Set(k, v)
	}
	sent := b.do(http.MethodPost, bookAt, ill)
	qt.Check(t, qt.StringContains(sent.body, "diteruskan ke bidan"), qt.Commentf("%s", trouble(sent.body)))
	qt.Check(t, qt.HasLen(w.Cases(massage.Referral), 1))

	hot := healthy()
	hot.Set("id", string(ident.Named("another form")))
	hot.Set("fever", "yes")
	hot.Set("born1", "2026-02-10")
	urgent := b.do(http.MethodPost, bookAt+"/jam", hot)
	qt.Check(t, qt.StringContains(urgent.body, "tanda bahaya"))
	qt.Check(t, qt.StringContains(urgent.body, `href="tel:119"`))
}

// TestTheBookingPageIsLight: first load under 60 kB over the wire.
func TestTheBookingPageIsLight(t *testing.T) {
	w := world.New(t, "", noon)
	masseuse(w)
	b := newStreet(t, w).browser()
	first := b.get(bookAt)
	total := first.size
	for _, name := range []string{"page.css", "page.js", "apply.css", "apply.js"} {
		qt.Check(t, qt.StringContains(first.body, "/t/"+name))
		total += b.get("/t/" + name).size
	}
	qt.Check(t, qt.IsTrue(total < 60_000), qt.Commentf("%d bytes", total))
	t.Logf("first load of the booking page: %d bytes compressed", total)
}

// TestTheVillageOfAHomeIsFoundFromItsAddressOrPoint: who chose none is asked for none that the
// page can find by itself, and reads what was found beside the hours.
func TestTheVillageOfAHomeIsFoundFromItsAddressOrPoint(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		masseuse(w)
		s := newStreet(t, w)
		var village registry.Village
		s.Query(func(q journal.Query) (err error) {
			village, _, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(world.Village))
			return err
		})
		ask := func(said url.Values) answer {
			form := healthy()
			form.Del("village")
			maps.Copy(form, said)
			return s.browser().do(http.MethodPost, bookAt+"/jam", form)
		}
		for name, said := range map[string]url.Values{
			"address": {"home": {"Gang Mawar 3, " + strings.ToUpper(village.Name)}},
			"point":   {"home_lat": {fmt.Sprint(village.Lat + 0.01)}, "home_lon": {fmt.Sprint(village.Lon)}},
		} {
			found := ask(said)
			qt.Check(t, qt.Equals(found.status, http.StatusOK), qt.Commentf("%s: %s", name, trouble(found.body)))
			qt.Check(t, qt.StringContains(found.body, "rumah di <bdi>"+village.Name), qt.Commentf("%s", name))
			qt.Check(t, qt.StringContains(found.body, `name="village" value="`+world.Village), qt.Commentf("%s is carried on", name))
		}
		for name, said := range map[string]url.Values{"neither": {}, "a point far away": {"home_lat": {"3.59"}, "home_lon": {"98.67"}}} {
			lost := ask(said)
			qt.Check(t, qt.Equals(lost.status, http.StatusUnprocessableEntity), qt.Commentf("%s", name))
			qt.Check(t, qt.StringContains(lost.body, `name="village" aria-invalid="true"`), qt.Commentf("%s", name))
		}
	})
}
