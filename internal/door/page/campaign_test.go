package page_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/campaign"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/shared/link"
	"sambang/internal/shared/workforce"
	"sambang/internal/world"
)

const slamet = "Slamet Riyadi"

// carrying has a seller with both certificates, ten leaflets of a batch for one village of
// a round of two, and the page that was sent.
func carrying(t *testing.T, w *world.World) (s *street, code, page string) {
	t.Helper()
	seller := ident.Named(slamet)
	var set campaign.Settings
	w.Query(func(q journal.Query) (err error) { set, _, err = campaign.Policy.Get(q); return err })
	w.As("machine").Send("add seller", "workforce.add_worker", workforce.AddWorker{Worker: seller, Name: slamet, Phone: "081230004000", Kinds: []string{workforce.Seller}})
	for i, course := range []string{set.SellerCourse, set.MassageCourse} {
		w.Send("certify "+course, "workforce.certify", workforce.Certify{Worker: seller, Course: course, Number: "KASI-" + strconv.Itoa(i), ValidFrom: "2026-01-01", ValidTo: "2026-03-20"})
	}
	w.As("officer").
		Send("enlist", "campaign.enlist", campaign.Enlist{Seller: seller, Kind: campaign.Jamu, Villages: []string{world.Village, world.OtherVillage}, Days: []int64{1, 4}, Language: "jv", Phone: "smart"}).
		Send("receive", "campaign.receive", campaign.Receive{Material: campaign.Leaflet, Count: 50}).
		Send("hand over", "campaign.hand_over", campaign.HandOver{Batch: ident.Named("batch"), Seller: seller, Material: campaign.Leaflet, Count: 10, Village: world.Village}).
		Send("page", "campaign.send_page", campaign.SendPage{Seller: seller})
	s = newStreet(t, w)
	return s, s.batch().Code, s.path(link.Seller, seller, slamet)
}

func (s *street) batch() (b campaign.Batch) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		b, _, err = campaign.Batches.Get(q.Tx, q.Facility, ident.Named("batch"))
		return err
	})
	return b
}

// scans is how often the pages of the batch were opened.
func (s *street) scans() (n int64) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		all, err := campaign.Scans.Where(q.Tx, "facility_id = $1 AND batch = $2", q.Facility, ident.Named("batch"))
		for _, one := range all {
			n += one.Count
		}
		return err
	})
	return n
}

func (s *street) contacts() (all []campaign.Contact) {
	s.T.Helper()
	s.Query(func(q journal.Query) (err error) {
		all, err = campaign.Contacts.Where(q.Tx, "facility_id = $1 ORDER BY at, id", q.Facility)
		return err
	})
	return all
}

// One rendering counts once, however often it is sent; looking alone counts nothing, and
// nothing of who reads is kept.
func TestAPageOpenedFromACodeCountsOnce(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s, code, _ := carrying(t, w)
		path, b := "/b/contoh-"+code, s.browser()
		drawn := b.get(path)
		qt.Assert(t, qt.Equals(drawn.status, http.StatusOK))
		qt.Check(t, qt.StringContains(drawn.body, `<noscript><form method="post" action="`+path+`/scan"`))
		qt.Check(t, qt.IsFalse(strings.Contains(drawn.body, "Slamet")))
		qt.Check(t, qt.Equals(s.scans(), 0), qt.Commentf("previews of messages open every address"))
		form := fill(t, drawn.body, "scan", nil)
		for range 3 {
			told := b.do(http.MethodPost, path+"/scan", form)
			qt.Check(t, qt.Equals(told.status, http.StatusOK))
			qt.Check(t, qt.StringContains(told.body, "sudah dihitung"))
		}
		qt.Check(t, qt.Equals(s.scans(), 1))
		form = fill(t, b.get("/b/contoh-"+strings.ToLower(code)).body, "scan", map[string]string{"quiet": "1"})
		qt.Check(t, qt.Equals(s.browser().do(http.MethodPost, path+"/scan", form).status, http.StatusNoContent))
		qt.Check(t, qt.Equals(s.scans(), 2), qt.Commentf("another rendering is another reader, however the code was typed"))

		for _, bad := range []struct {
			path   string
			form   url.Values
			status int
		}{{"/b/contoh/scan", form, http.StatusNotFound}, {"/b/contoh-77777/scan", form, http.StatusNotFound}, {path + "/scan", url.Values{"id": {"x"}}, http.StatusBadRequest}} {
			qt.Check(t, qt.Equals(b.do(http.MethodPost, bad.path, bad.form).status, bad.status), qt.Commentf("%s", bad.path))
		}
		qt.Check(t, qt.Equals(s.scans(), 2))
		w.RebuildEquals()
	})
}

// Who sends scans without end from one address is told to wait.
func TestScansFromOneAddressAreLimited(t *testing.T) {
	s, code, _ := carrying(t, world.New(t, "", noon))
	last, b := 0, s.browser()
	for range 121 {
		last = b.do(http.MethodPost, "/b/contoh-"+code+"/scan", url.Values{"id": {"x"}}).status
	}
	qt.Check(t, qt.Equals(last, http.StatusTooManyRequests))
	qt.Check(t, qt.Equals(b.get("/b/contoh-"+code).status, http.StatusOK), qt.Commentf("reading goes on"))
}

func TestASellerTellsByOneTap(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s, code, path := carrying(t, w)
		b := s.browser()
		qt.Check(t, qt.IsFalse(strings.Contains(b.get(path).body, "Slamet")), qt.Commentf("a preview names nobody"))
		opened := b.open(path)
		qt.Assert(t, qt.Equals(opened.status, http.StatusOK))
		for _, words := range []string{"<bdi>Slamet</bdi>, hari ini <mark><bdi>belum ada laporan</bdi></mark>", "Alastuwo", "Nangsri", "Kode <bdi>" + code, `<b class="left">10</b>`,
			"Pijat punggung dan payudara", "Segera habis, 20 Mar 2026", "Belum ada yang Anda kirim"} {
			qt.Check(t, qt.StringContains(opened.body, words))
		}
		qt.Check(t, qt.IsFalse(strings.Contains(opened.body, "geolocation")), qt.Commentf("no position of a seller is ever asked for"))
		qt.Check(t, qt.IsFalse(strings.Contains(opened.body, "style=")))

		told := b.press(path, "tell", map[string]string{"kind": "leaflet", "count": "3", "village": world.OtherVillage})
		qt.Check(t, qt.StringContains(told.body, "Tercatat. Terima kasih."))
		qt.Check(t, qt.StringContains(told.body, "hari ini <mark><bdi>3 leaflet</bdi></mark>"))
		qt.Check(t, qt.StringContains(told.body, `<b class="left">7</b>`))
		qt.Check(t, qt.StringContains(told.body, `value="`+world.OtherVillage+`" checked`), qt.Commentf("the village of last time stands there"))
		qt.Check(t, qt.StringContains(b.press(path, "tell", map[string]string{"kind": "leaflet", "count": "20", "village": world.Village}).body, "lebih dari sisa"))
		qt.Check(t, qt.StringContains(b.press(path, "biscuits", map[string]string{"count": "6", "village": world.Village}).body, "6 biskuit"))
		b.press(path, "tell", map[string]string{"kind": "referral", "count": "1", "village": world.Village})
		contacts := s.contacts()
		qt.Assert(t, qt.HasLen(contacts, 4))
		first := slices.IndexFunc(contacts, func(c campaign.Contact) bool { return c.Count == 3 })
		qt.Assert(t, qt.IsTrue(first >= 0))
		qt.Check(t, qt.DeepEquals([]string{contacts[first].Source, contacts[first].Village, string(contacts[first].By)}, []string{campaign.FromTap, world.OtherVillage, ""}))
		wrong := b.press(path, "tell", map[string]string{"kind": "leaflet", "count": "viele", "village": world.Village})
		qt.Check(t, qt.Equals(wrong.status, http.StatusUnprocessableEntity))
		qt.Check(t, qt.HasLen(s.contacts(), 4))
		qt.Check(t, qt.Equals(b.do(http.MethodPost, path+"/declare", url.Values{"id": {string(ident.Named("x"))}}).status, http.StatusNotFound), qt.Commentf("a seller's page does nothing else"))
		w.RebuildEquals()
	})
}

// A tap by mistake is taken back where it was made, once, and what was taken back is not
// offered again; another seller's page takes back nothing of it.
func TestASellerTakesATapBack(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s, _, path := carrying(t, w)
		b := s.browser()
		qt.Check(t, qt.IsFalse(strings.Contains(b.open(path).body, "Keliru, batalkan")), qt.Commentf("nothing was told"))
		b.press(path, "tell", map[string]string{"kind": "talk", "count": "1", "village": world.Village})
		w.At("12:55")
		told := b.press(path, "tell", map[string]string{"kind": "leaflet", "count": "3", "village": world.OtherVillage}).body
		qt.Check(t, qt.StringContains(told, `aria-label="Keliru, batalkan: 3 leaflet,`))
		qt.Check(t, qt.StringContains(told, "Laporan sebelumnya"))
		form := fill(t, told, "undo", nil)
		for range 2 {
			undone := b.do(http.MethodPost, path+"/undo", form)
			qt.Assert(t, qt.Equals(undone.status, http.StatusOK))
			qt.Check(t, qt.StringContains(undone.body, "Dibatalkan. Laporan itu tidak dihitung lagi."))
			qt.Check(t, qt.StringContains(undone.body, "hari ini <mark><bdi>1 obrolan</bdi></mark>"))
			qt.Check(t, qt.StringContains(undone.body, `<b class="left">10</b>`))
			qt.Check(t, qt.IsFalse(strings.Contains(undone.body, "batalkan: 3 leaflet")))
		}
		qt.Check(t, qt.StringContains(b.press(path, "tell", map[string]string{"kind": "leaflet", "count": "2", "village": world.Village}).body, "hari ini <mark><bdi>1 obrolan, 2 leaflet</bdi></mark>"))
		form.Set("id", string(ident.Named("again")))
		qt.Check(t, qt.StringContains(b.do(http.MethodPost, path+"/undo", form).body, "sudah diganti"))
		form.Set("contact", string(ident.Named("nobody's")))
		form.Set("id", string(ident.Named("another")))
		qt.Check(t, qt.Equals(b.do(http.MethodPost, path+"/undo", form).status, http.StatusNotFound))
		w.RebuildEquals()
	})
}

// Three questions come before a massage. With a yes nobody is massaged, the midwife has
// her when she agrees, and the page keeps no answer.
func TestAYesBeforeAMassageIsTheMidwifes(t *testing.T) {
	s, _, path := carrying(t, world.New(t, "", noon))
	b := s.browser()
	b.open(path)
	no := map[string]string{"fever": "no", "breast": "no", "operated": "no", "village": world.Village}
	with := func(more map[string]string) map[string]string {
		out := map[string]string{}
		for _, from := range []map[string]string{no, more} {
			for k, v := range from {
				out[k] = v
			}
		}
		return out
	}
	qt.Check(t, qt.StringContains(b.press(path, "massage", no).body, "Boleh dipijat"))
	stopped := b.press(path, "massage", with(map[string]string{"fever": "yes"})).body
	qt.Check(t, qt.StringContains(stopped, "Jangan dipijat. Minta ibu"))
	qt.Check(t, qt.StringContains(stopped, `role="alert"`), qt.Commentf("not with a tick"))
	got := b.press(path, "massage", with(map[string]string{"breast": "yes", "consent": "yes", "name": "Bu Wati", "phone": "081200001111"})).body
	qt.Check(t, qt.StringContains(got, "Bidan sudah diberi tahu"))
	qt.Check(t, qt.IsFalse(strings.Contains(got, "Wati")))
	asked := b.press(path, "massage", with(map[string]string{"breast": "yes", "consent": "yes"}))
	qt.Check(t, qt.Equals(asked.status, http.StatusUnprocessableEntity), qt.Commentf("who agrees has a name"))
	qt.Check(t, qt.StringContains(asked.body, `id="pijat" open`))
	massages := 0
	for _, c := range s.contacts() {
		if c.Kind == campaign.Massage {
			massages++
		}
	}
	qt.Check(t, qt.Equals(massages, 1))
}

// A seller tells of somebody who has agreed to it, and learns two numbers of the week.
func TestASellerLearnsHowManyCameAndNeverWho(t *testing.T) {
	s, _, path := carrying(t, world.New(t, "", noon))
	b := s.browser()
	b.open(path)
	refer := map[string]string{"kind": "milk", "name": "Bu Wati", "phone": "081200001111", "note": "sebelah musala", "village": world.Village}
	without := b.press(path, "refer", refer)
	qt.Check(t, qt.Equals(without.status, http.StatusUnprocessableEntity), qt.Commentf("no tick, nobody told of"))
	qt.Check(t, qt.StringContains(without.body, `value="Bu Wati"`), qt.Commentf("what was typed stays"))
	refer["consent"] = "yes"
	for range 2 {
		told := b.press(path, "refer", refer)
		qt.Check(t, qt.StringContains(told.body, "Terkirim ke kader"))
		qt.Check(t, qt.IsFalse(strings.Contains(told.body, "Wati")))
	}
	var all []lead.Lead
	s.Query(func(q journal.Query) (err error) {
		all, err = lead.Leads.Where(q.Tx, "facility_id = $1 ORDER BY told_at, id", q.Facility)
		return err
	})
	qt.Assert(t, qt.HasLen(all, 2))
	qt.Check(t, qt.Equals(all[0].Source, lead.BySeller))
	s.Midwife("Bu Eni", world.Village).As("Bu Eni").Send("came", "lead.visit", lead.Visit{Lead: all[0].ID, Outcome: lead.Came})
	page := b.get(path).body
	qt.Check(t, qt.StringContains(page, "<mark><bdi>1</bdi></mark> dari <bdi>2</bdi> datang minggu ini"))
	qt.Check(t, qt.IsFalse(strings.Contains(page, "Wati")))
}

// The page closes with the seller's part in the campaign.
func TestASellersPageClosesWhenTheSellerLeaves(t *testing.T) {
	s, _, path := carrying(t, world.New(t, "", noon))
	b := s.browser()
	b.open(path)
	s.As("officer").Send("back", "campaign.take_back", campaign.TakeBack{Seller: ident.Named(slamet), Batch: ident.Named("batch"), Count: 10}).
		Send("end", "campaign.end_seller", campaign.EndSeller{Seller: ident.Named(slamet), Why: "own_wish"})
	gone := b.get(path)
	qt.Check(t, qt.Equals(gone.status, http.StatusGone))
	qt.Check(t, qt.StringContains(gone.body, "sudah ditutup"))
	qt.Check(t, qt.IsFalse(strings.Contains(gone.body, "Slamet")))
}
