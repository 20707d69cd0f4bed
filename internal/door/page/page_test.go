package page_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/world"
)

var d1 = ident.Named("D1")

func TestAMotherFollowsHerMilkHome(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s := told(t, w, "Mbah Parti")
		path, b := s.path(link.Track, d1, "Sri"), s.browser()

		closed := b.get(path).body
		qt.Check(t, qt.StringContains(closed, "Tekan Buka"))
		for _, secret := range []string{"Sri", "Joko", "Parti", s.code("D1")[:3] + " " + s.code("D1")[3:], "data-live"} {
			qt.Check(t, qt.IsFalse(strings.Contains(closed, secret)), qt.Commentf("a closed link tells %s", secret))
		}
		opened := b.open(path)
		qt.Assert(t, qt.Equals(opened.status, http.StatusOK))
		qt.Check(t, qt.StringContains(opened.body, "Kurir untuk ASI <bdi>Ibu Sri</bdi> sedang dicari"))
		qt.Check(t, qt.StringContains(opened.body, "CONTOH, bukan data puskesmas"))

		s.fetch("D1")
		on := b.get(path).body
		qt.Check(t, qt.StringContains(on, "<bdi>Joko</bdi> membawa ASI <bdi>Ibu Sri</bdi>. Tiba paling lambat <mark><bdi>14.50</bdi></mark>"))
		qt.Check(t, qt.StringContains(on, s.code("D1")[:3]+" "+s.code("D1")[3:]))
		qt.Check(t, qt.StringContains(on, "Kurir bersertifikat"))
		qt.Check(t, qt.StringContains(on, "sisa 2 jam"))
		qt.Check(t, qt.StringContains(on, "menyerahkan <bdi>2</bdi> botol kepada <bdi>Joko</bdi>"))
		qt.Check(t, qt.StringContains(b.get(path+"?lang=en").body, "is carrying"))

		w.At("13:40")
		s.deliver("D1", "Mbah Parti")
		end := b.get(path).body
		qt.Check(t, qt.StringContains(end, "diterima <bdi>Mbah Parti</bdi> pukul <mark><bdi>13.40</bdi></mark>"))
		qt.Check(t, qt.IsFalse(strings.Contains(end, "data-live")), qt.Commentf("nothing moves after the end"))

		w.At("14:10")
		gone := b.get(path)
		qt.Check(t, qt.Equals(gone.status, http.StatusGone))
		qt.Check(t, qt.IsFalse(strings.Contains(gone.body, "Sri")))
		w.RebuildEquals()
	})
}

func TestPreviewsChangeNothing(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti")
	path := s.path(link.Track, d1, "Sri")
	before := s.rows()
	bots := []string{"WhatsApp/2.23", "facebookexternalhit/1.1", "TelegramBot (like TwitterBot)", "Googlebot/2.1", "Slackbot-LinkExpanding 1.0"}
	for i := range 50 {
		b := s.browser()
		b.agent = bots[i%len(bots)]
		method := []string{http.MethodGet, http.MethodHead}[i%2]
		for _, more := range []string{"", "/part", "/live", "/open", "/end"} {
			b.do(method, path+more, nil)
		}
	}
	qt.Assert(t, qt.DeepEquals(s.rows(), before))
}

func TestASecondTelephoneIsListedAndPutOutByOneTap(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti")
	path, mine, other := s.path(link.Track, d1, "Sri"), s.browser(), s.browser()
	other.agent = "Mozilla/5.0 (Linux; Android 12) SamsungBrowser/20"
	mine.open(path)
	qt.Assert(t, qt.IsFalse(strings.Contains(mine.get(path).body, "HP Samsung")))
	qt.Check(t, qt.StringContains(other.get(path).body, "Tekan Buka"), qt.Commentf("each browser presses for itself"))
	qt.Check(t, qt.Equals(other.get(path+"/part").status, http.StatusNotFound))
	other.open(path)
	qt.Assert(t, qt.StringContains(mine.get(path).body, "HP Samsung"))

	moved := mine.press(path, "move", nil)
	qt.Assert(t, qt.Equals(moved.status, http.StatusOK))
	qt.Check(t, qt.Not(qt.Equals(moved.path, path)))
	qt.Check(t, qt.StringContains(moved.body, "alamat baru"))
	qt.Check(t, qt.IsFalse(strings.Contains(moved.body, "HP Samsung")))
	qt.Check(t, qt.Equals(other.get(path).status, http.StatusNotFound))
	qt.Check(t, qt.Equals(other.get(path+"/live").status, http.StatusNotFound))
	qt.Check(t, qt.StringContains(other.get(moved.path).body, "Tekan Buka"), qt.Commentf("the old cookie opens nothing"))

	mine.press(moved.path, "end", nil)
	qt.Check(t, qt.Equals(mine.get(moved.path).status, http.StatusNotFound))
}

func TestUnknownAndForbiddenLookAlike(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti")
	path, b := s.path(link.Track, d1, "Sri"), s.browser()
	b.open(path)
	last := path[len(path)-1]
	wrong := path[:len(path)-1] + string(map[bool]byte{true: 'a', false: 'b'}[last == 'b'])
	want := b.get("/t/nothing")
	qt.Assert(t, qt.Equals(want.status, http.StatusNotFound))
	for _, p := range []string{wrong, wrong + "/live", wrong + "/part", path + "/secret", "/t/" + strings.Repeat("x", 200), "/t/contoh-%00"} {
		got := b.get(p)
		qt.Check(t, qt.Equals(got.status, http.StatusNotFound), qt.Commentf("%s", p))
		qt.Check(t, qt.Equals(got.body, want.body), qt.Commentf("%s", p))
	}
	for _, more := range []string{"/part", "/live"} {
		got := s.browser().get(path + more)
		qt.Check(t, qt.Equals(got.body, want.body), qt.Commentf("%s of a link that was not opened", more))
	}
	for name, value := range map[string]string{"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex, nofollow"} {
		qt.Check(t, qt.Equals(want.header.Get(name), value))
		qt.Check(t, qt.Equals(b.get(path).header.Get(name), value))
	}
	qt.Check(t, qt.IsFalse(strings.Contains(want.header.Get("Content-Security-Policy"), "unsafe")))
}

func TestAMadeUpCookieOpensNothing(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti")
	path := s.path(link.Track, d1, "Sri")
	for _, made := range []string{"x", "x.", "x.y", ".", "x." + strings.Repeat("0", 32)} {
		b := s.browser()
		at, err := url.Parse(s.server.URL + path)
		qt.Assert(t, qt.IsNil(err))
		b.Jar.SetCookies(at, []*http.Cookie{{Name: "buka", Value: made, Path: "/"}})
		got := b.get(path).body
		qt.Check(t, qt.StringContains(got, "Tekan Buka"))
		qt.Check(t, qt.IsFalse(strings.Contains(got, "Sri")), qt.Commentf("%q", made))
	}
}

func TestALockedCodeIsRenewedByTheMother(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti").fetch("D1")
	path, b := s.path(link.Track, d1, "Sri"), s.browser()
	b.open(path)
	old := s.code("D1")
	s.At("13:30").As("Joko")
	wrong := map[bool]string{true: "000001", false: "000000"}[old == "000000"]
	for i := range 5 {
		s.Refused("guess "+string(rune('a'+i)), "milk.deliver", milk.Deliver{Delivery: d1, Recipient: ident.Named("Mbah Parti"), Code: wrong, Bottles: bottles("D1")}, "milk.wrong_code")
	}
	qt.Assert(t, qt.StringContains(b.get(path).body, "Kode ini terkunci"))
	done := b.press(path, "renew", nil)
	qt.Check(t, qt.StringContains(done.body, "Kode baru sudah berlaku"))
	now := s.code("D1")
	qt.Check(t, qt.Not(qt.Equals(now, old)))
	qt.Check(t, qt.StringContains(done.body, now[:3]+" "+now[3:]))
}

func TestARecipientSeesTheLastLegAndNoSecrets(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti", "Pak Tono")
	path, mother := s.path(link.Track, d1, "Sri"), s.browser()
	mother.open(path)
	shared := mother.press(path, "share", nil)
	qt.Assert(t, qt.StringContains(shared.body, "https://wa.me/"))

	theirs, b := s.path(link.Track, d1, "Mbah Parti"), s.browser()
	qt.Check(t, qt.StringContains(shared.body, strings.ReplaceAll("contoh.example/t/"+theirs[3:], "/", "%2F")), qt.Commentf("the chat holds the address"))
	b.open(theirs)
	s.fetch("D1")
	seen := b.get(theirs).body
	qt.Check(t, qt.StringContains(seen, "Saat kurir tiba"))
	for _, secret := range []string{s.code("D1")[:3] + " " + s.code("D1")[3:], "Tempat kerja", "Pak Tono", "Riwayat", "/revoke", "/share"} {
		qt.Check(t, qt.IsFalse(strings.Contains(seen, secret)), qt.Commentf("a recipient is told %s", secret))
	}
	for _, act := range []string{"renew", "end", "share", "revoke", "cancel"} {
		got := b.do(http.MethodPost, theirs+"/"+act, map[string][]string{"id": {string(ident.Named("try " + act))}, "person": {string(ident.Named("Pak Tono"))}})
		qt.Check(t, qt.Equals(got.status, http.StatusNotFound), qt.Commentf("who only watches may %s", act))
	}

	s.As("Sri").Send("drop", "milk.drop_recipient", milk.DropRecipient{Place: ident.Named("place Sri"), Recipient: ident.Named("Mbah Parti")})
	for _, more := range []string{"", "/part", "/live"} {
		qt.Assert(t, qt.Equals(b.get(theirs+more).status, http.StatusNotFound), qt.Commentf("off the list, still at %q", more))
	}
}

func TestOthersSeeTheLastLegOnly(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti", "Pak Tono")
	path, mother := s.path(link.Track, d1, "Sri"), s.browser()
	mother.open(path)
	mother.press(path, "share", nil)
	s.As("dispatcher").Send("receive", "link.issue", link.Make{Purpose: link.Receive, About: d1, Person: ident.Named("Pak Tono")})
	watching, receiving := s.path(link.Track, d1, "Mbah Parti"), s.path(link.Receive, d1, "Pak Tono")
	b := s.browser()
	b.open(watching)
	b.open(receiving)

	s.As("Joko").Send("accept", "dispatch.accept", dispatch.Accept{Job: s.delivery("D1").Job}).
		Send("hand over", "milk.hand_over", milk.HandOver{Delivery: d1, Bag: "biru", Bottles: bottles("D1"), HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
	s.At("12:55")
	s.job("D1", 1, true, factory, home)
	s.fix(halfway)
	const here = `id="kurir" transform=`
	qt.Check(t, qt.StringContains(mother.get(path).body, here))
	qt.Check(t, qt.IsFalse(strings.Contains(b.get(watching).body, here)), qt.Commentf("he has not left yet"))
	s.As("Joko").Send("depart", "milk.depart", milk.Depart{Delivery: d1})
	leg := b.get(watching).body
	qt.Check(t, qt.StringContains(leg, here))
	qt.Check(t, qt.IsFalse(strings.Contains(leg, `id="dari"`)), qt.Commentf("where she works"))
	got := b.get(receiving).body
	qt.Check(t, qt.StringContains(got, "Saat kurir tiba"))
	qt.Check(t, qt.IsFalse(strings.Contains(got, here)), qt.Commentf("who receives sees no map"))
}

func TestTheFirstLoadIsSmall(t *testing.T) {
	s := told(t, world.New(t, "", noon), "Mbah Parti", "Pak Tono", "Bu Yani").fetch("D1")
	path, b := s.path(link.Track, d1, "Sri"), s.browser()
	b.open(path)
	first := b.get(path)
	total := first.size
	for _, name := range []string{"page.css", "page.js"} {
		qt.Check(t, qt.StringContains(first.body, "/t/"+name))
		total += b.get("/t/" + name).size
	}
	qt.Check(t, qt.IsTrue(len(b.get("/t/page.css").body) < 13_500), qt.Commentf("the styles have %d bytes", len(b.get("/t/page.css").body)))
	qt.Check(t, qt.IsTrue(total < 60_000), qt.Commentf("%d bytes over the wire", total))
	qt.Check(t, qt.IsFalse(strings.Contains(first.body, "style=")), qt.Commentf("no style that the policy forbids"))
	t.Logf("first load: %d bytes compressed", total)
}
