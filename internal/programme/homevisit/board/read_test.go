package board_test

import (
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/board"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/need"
	"sambang/internal/world"
)

// hall is a health centre with one team: a doctor and her driver.
type hall struct{ *world.World }

func newHall(w *world.World) hall {
	w.Colleague("dr. Rani", access.Doctor).Colleague("Pak Tono", access.Driver)
	w.As("dispatcher").Send("team", "fleet.form_team", fleet.FormTeam{Team: ident.Named("Tim 1"), Name: "Tim 1", CallSign: "JZ13",
		Members: []ident.ID{ident.Named("dr. Rani"), ident.Named("Pak Tono")}, From: w.Clock.Now(), To: w.Clock.Now().Add(23 * time.Hour)})
	return hall{w}
}

// asked has the desk type a request in.
func (h hall) asked(name string) ident.ID {
	h.T.Helper()
	h.As("dispatcher").Send("ask "+name, "need.request", need.Request{Case: ident.Named(name), Kind: homevisit.Sick, Patient: &need.Patient{Name: name}, Door: "phone",
		Where: &need.Where{Village: world.Village}})
	return ident.Named(name)
}

// reached has the doctor come to the bedside.
func (h hall) reached(name string) {
	h.T.Helper()
	id := ident.Named(name)
	h.As("dispatcher").Send("send "+name, "visit.send", homevisit.Send{Visit: id, Team: ident.Named("Tim 1")})
	h.As("dr. Rani").Send("arrive "+name, "visit.arrive", homevisit.Arrive{Visit: id})
}

func (h hall) of(month string) (b board.Board) {
	h.T.Helper()
	h.Query(func(q journal.Query) (err error) { b, err = board.Of(q, month); return err })
	return b
}

func TestWhatHappenedHangsOnTheWall(t *testing.T) {
	world.Both(t, "2026-10-31 23:30", func(t *testing.T, w *world.World) {
		h := newHall(w)
		h.asked("Oktober") // its clock began before midnight
		w.At("+1 00:30")
		h.reached("Oktober")
		w.At("+1 08:00")
		for _, name := range []string{"Kasan", "Kasan lagi", "Salah sambung", "Telat", "Batal", "Jalan"} {
			h.asked(name)
		}
		w.ByTwo("merge", "head", "officer", "need.merge", need.Merge{Case: ident.Named("Kasan lagi"), Into: ident.Named("Kasan")})
		w.At("+1 09:30")
		h.reached("Kasan")
		w.As("dispatcher").Send("again", "need.request", need.Request{Case: ident.Named("Sore"), Kind: homevisit.Sick, Door: "walk_in", Where: &need.Where{Village: world.Village}})
		w.At("+1 12:30")
		w.Settle()
		w.ByTwo("dismiss", "head", "officer", "need.dismiss", need.Dismiss{Case: ident.Named("Salah sambung"), Reason: "salah nomor"})
		h.reached("Telat")
		b := h.of("")
		qt.Check(t, qt.Equals(b.Month.From+" "+b.Month.To, "2026-11-01 2026-11-01"))
		qt.Check(t, qt.Equals(b.Month.Requests, 5), qt.Commentf("neither the merged nor the dismissed one"))
		qt.Check(t, qt.Equals(b.Month.Dismissed, 1))
		qt.Check(t, qt.DeepEquals(b.Month.Fetch, board.Share{Kept: 1, Of: 4, Running: 1}))
		qt.Check(t, qt.Equals(b.Month.Half, board.Minutes{Minutes: 270, Known: true}), qt.Commentf("the one who was fetched late, at his bedside"))
		qt.Check(t, qt.DeepEquals(b.Month.Rice, board.Rice{Owed: 20_000}), qt.Commentf("what is dismissed after its deadline owes all the same"))
		qt.Check(t, qt.Equals(b.Year.Requests, 6))
		qt.Check(t, qt.DeepEquals(h.of("2026-10").Month.Fetch, board.Share{Kept: 1, Of: 1}))
		for _, p := range b.Villages {
			qt.Check(t, qt.Equals(p.Hidden, true), qt.Commentf("one village of six: the others would be known to be empty"))
		}
		h.recounted(b)
		for _, none := range []string{"2026-12", "besok", "2026-13"} {
			w.Query(func(q journal.Query) error {
				_, err := board.Of(q, none)
				qt.Check(t, qt.Equals(fault.Of(err).Code, "board.bad_month"), qt.Commentf("%s", none))
				return nil
			})
		}
	})
}

// recounted reads the rows once more, by SQL alone.
func (h hall) recounted(b board.Board) {
	h.T.Helper()
	h.Query(func(q journal.Query) error {
		count := func(sql string, more ...any) (n int64) {
			_, err := q.Tx.One(sql, append([]any{q.Facility}, more...), &n)
			qt.Assert(h.T, qt.IsNil(err))
			return n
		}
		const year = "SELECT count(*) FROM need_case WHERE facility_id = $1 AND request = TRUE AND merged = '' AND outcome <> 'not_a_request'"
		qt.Check(h.T, qt.Equals(b.Year.Requests, count(year)))
		qt.Check(h.T, qt.Equals(b.Year.Rice.Owed, count("SELECT COALESCE(sum(grams), 0) FROM rice_debt WHERE facility_id = $1 AND state IN ('owed', 'given')")))
		qt.Check(h.T, qt.Equals(b.Year.Fetch.Kept, count("SELECT count(*) FROM promise WHERE facility_id = $1 AND kind = $2 AND state IN ('kept', 'struck')", "fetch")))
		return nil
	})
}

func TestTheMaklumatIsTheHeadsOwn(t *testing.T) {
	h := newHall(world.New(t, "", "2026-11-19 09:00"))
	qt.Check(t, qt.Equals(h.of("").Maklumat, ""), qt.Commentf("nothing is filled in"))
	h.Colleague("Admin", access.Admin)
	h.ByTwo("maklumat", "Admin", "head", "policy.change", map[string]any{"section": "maklumat", "document": map[string]string{"text": "Kami melayani dengan senyum."}})
	qt.Check(t, qt.Equals(h.of("").Maklumat, "Kami melayani dengan senyum."))
	qt.Check(t, qt.DeepEquals(h.of("").Vow, board.Vow{RespondSeconds: 7200, FetchSeconds: 14400, Grams: 5000, Hours: h.of("").Vow.Hours}))
}
