package house_test

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/door/api"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// stillTold reads the stream up to the next event of a kind.
func stillTold(t *testing.T, lines *bufio.Scanner, kind string, into any) {
	t.Helper()
	for lines.Scan() {
		if lines.Text() != "event: "+kind {
			continue
		}
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				qt.Assert(t, qt.IsNil(json.Unmarshal([]byte(data), into)))
				return
			}
		}
	}
	t.Fatalf("the stream ended before it told of a %s", kind)
}

// position posts where the courier's app is now.
func (w *town) position(battery float64) {
	w.t.Helper()
	fix := map[string]any{"lat": -7.5601, "lon": 110.9002, "accuracy_m": 8, "speed_mps": 7, "battery": battery, "network": "mobile", "at": w.clock.Now().String()}
	qt.Assert(w.t, qt.Equals(w.send("POST", "/api/v1/positions", map[string]any{"fixes": []any{fix}}).status, 204))
}

func TestTheDeskHearsOfASilentCourierAndHeOfWhoLooked(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		x := w.put(here, 0, "doctor")
		w.machine(here, "workforce.enrol_phone", workforce.EnrolPhone{Phone: w.fresh(), Worker: worker(here, x.courier), Label: "HP", Kind: "traccar", Brand: "xiaomi"})
		w.session(here, x.courier)
		his := w.client
		w.session(here, "dispatcher")
		desk := w.client
		res, err := desk.Get(w.srv.URL + "/api/v1/live")
		qt.Assert(w.t, qt.IsNil(err))
		defer res.Body.Close()
		lines := bufio.NewScanner(res.Body)

		w.client = his
		w.clock.Set(w.clock.Now().Add(10 * time.Second))
		w.position(41)
		var fix api.LiveFix
		stillTold(w.t, lines, "fix", &fix)
		w.clock.Set(w.clock.Now().Add(2 * time.Minute))
		var silence api.LiveSilence
		stillTold(w.t, lines, "silence", &silence)
		qt.Check(w.t, qt.Equals(silence.Worker, worker(here, x.courier)))
		qt.Check(w.t, qt.DeepEquals([]any{silence.Silent, silence.Moving, *silence.Battery, silence.Network, silence.Brand}, []any{true, true, 41.0, "mobile", "xiaomi"}))
		w.position(12)
		stillTold(w.t, lines, "silence", &silence)
		qt.Check(w.t, qt.DeepEquals([]any{silence.Silent, silence.LowBattery}, []any{false, true}), qt.Commentf("he is heard of, and his phone is about to end"))
		w.clock.Set(w.clock.Now().Add(10 * time.Second))
		w.position(80)
		var heard api.LiveHeard
		stillTold(w.t, lines, "heard", &heard)

		var readers api.TrackReaders
		w.send("GET", "/api/v1/me/track-readers", nil).into(w.t, &readers)
		qt.Assert(w.t, qt.HasLen(readers.Readers, 1))
		r := readers.Readers[0]
		qt.Check(w.t, qt.DeepEquals([]any{r.Kind, r.Name, r.Roles[0], r.Times, r.Day}, []any{"staff", "dispatcher", access.Dispatcher, int64(1), "2026-03-02"}),
			qt.Commentf("once a look, not once a position"))
		w.client = desk
		w.send("GET", "/api/v1/me/track-readers", nil).into(w.t, &readers)
		qt.Check(w.t, qt.HasLen(readers.Readers, 0), qt.Commentf("everybody is told of their own track alone"))
	})
}

func TestPositionsThatCannotBeAreLookedAt(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		x := w.put(here, 0, "doctor")
		w.session(here, x.courier)
		for i, lat := range []float64{-7.56, -6.2, -8.1, -6.2, -8.1, -6.2} { // Kebakkramat, then Jakarta and back every ten seconds
			w.clock.Set(w.clock.Now().Add(10 * time.Second))
			fix := map[string]any{"lat": lat, "lon": 110.9 + float64(i)/100, "accuracy_m": 8, "at": w.clock.Now().String()}
			qt.Assert(w.t, qt.Equals(w.send("POST", "/api/v1/positions", map[string]any{"fixes": []any{fix}}).status, 204))
		}
		w.must(here.actor(x.courier), "milk.pack", milk.Pack{Delivery: x.delivery}) // whatever is said has the rides looked at
		for w.t.Context().Err() == nil {
			var d milk.Delivery
			var r milk.Review
			w.query(here, func(q journal.Query) (err error) {
				if d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, x.delivery); err != nil || d.Review == "" {
					return err
				}
				r, _, err = milk.Reviews.Get(q.Tx, q.Facility, d.Review)
				return err
			})
			if d.Review != "" {
				qt.Check(w.t, qt.DeepEquals(r.Reasons, []string{"impossible_speed"}))
				return
			}
		}
	})
}

func TestCertificatesAreListedAndTheLetterIsPrinted(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		courier := string(w.fresh())
		w.staff(here, courier, access.Courier)
		w.session(here, "officer")
		var list api.CertificateList
		w.send("GET", "/api/v1/certificates", nil).into(w.t, &list)
		found := 0
		for _, c := range list.Certificates {
			if c.Worker == worker(here, courier) {
				found++
				qt.Check(w.t, qt.DeepEquals([]any{c.State, c.DaysLeft}, []any{"valid", int64(304)}))
			}
		}
		qt.Check(w.t, qt.Equals(found, 1))
		file := w.send("GET", "/api/v1/certificates.xlsx", nil)
		qt.Check(w.t, qt.IsTrue(file.status == http.StatusOK && strings.HasPrefix(file.body, "PK")))
		letter := "/api/v1/workers/" + string(worker(here, courier)) + "/letter.pdf"
		paper := w.send("GET", letter, nil)
		qt.Check(w.t, qt.IsTrue(paper.status == http.StatusOK && strings.HasPrefix(paper.body, "%PDF")))
		qt.Check(w.t, qt.Equals(w.send("GET", "/api/v1/workers/"+string(worker(here, "officer"))+"/letter.pdf", nil).status, 404), qt.Commentf("who has no letter has none to print"))
		w.session(here, courier)
		qt.Check(w.t, qt.Equals(w.send("GET", letter, nil).status, 200), qt.Commentf("a courier prints their own"))
		qt.Check(w.t, qt.Equals(w.send("GET", "/api/v1/workers/"+string(worker(here, "courier"))+"/letter.pdf", nil).status, 404))
		qt.Check(w.t, qt.Equals(w.send("GET", "/api/v1/certificates", nil).status, 404))
	})
}

func TestTheEndOfACertificateIsToldAndItsRenewalSilencesIt(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		name := string(w.fresh())
		w.staff(here, name, access.Courier)
		who := worker(here, name)
		certify := func(number, from, to string) {
			w.machine(here, "workforce.certify", workforce.Certify{Worker: who, Course: workforce.MilkHandling, Number: number, ValidFrom: from, ValidTo: to})
		}
		w.machine(here, "workforce.withdraw_certificate", workforce.WithdrawCertificate{Worker: who, Course: workforce.MilkHandling, Reason: "a"})
		certify("K 2", "2026-01-01", "2026-03-31")
		left := func() (tasks int, waiting int) {
			w.query(here, func(q journal.Query) error {
				open, err := task.OpenOf(q, who)
				if err != nil {
					return err
				}
				for _, t := range open {
					if t.Kind == "renew_certificate" && t.Owner == worker(here, "officer") {
						tasks++
					}
				}
				all, err := messaging.Messages.Where(q.Tx, "facility_id = $1 AND person = $2 AND kind = 'certificate_ending' AND state = 'waiting' ORDER BY id", q.Facility, who)
				waiting = len(all)
				return err
			})
			return tasks, waiting
		}
		night := func(day string, at time.Time) {
			w.clock.Set(instant.Of(at))
			out, err := w.try(access.TheMachine(here.id), "journal.close_day", journal.CloseDay{Day: day, Zone: "Asia/Jakarta"})
			qt.Assert(w.t, qt.IsNil(err))
			if out.Status != journal.Accepted { // the house's own clock was faster: then it is closed
				qt.Assert(w.t, qt.Equals(out.Code, "journal.day_not_to_close"))
			}
		}
		midnight := func(d int) time.Time { return time.Date(2026, 3, d, 17, 0, 1, 0, time.UTC) } // 00.00 the day after
		night("2026-03-02", midnight(2))
		tasks, waiting := left()
		qt.Check(w.t, qt.DeepEquals([]int{tasks, waiting}, []int{1, 1}))
		night("2026-03-24", midnight(24))
		tasks, waiting = left()
		qt.Check(w.t, qt.DeepEquals([]int{tasks, waiting}, []int{1, 1}), qt.Commentf("of two warnings the newer is to be sent, and there is one task"))
		certify("K 3", "2026-04-01", "2027-03-31")
		tasks, waiting = left()
		qt.Check(w.t, qt.DeepEquals([]int{tasks, waiting}, []int{0, 0}), qt.Commentf("nothing stale is left to say or to do"))
	})
}

func TestWhatASuspendedWorkerHadToDoGoesToSomebodyElse(t *testing.T) {
	bothTowns(t, func(t *testing.T, w *town) {
		x := w.put(here, 0, "head") // the task of these objects is the worker's own
		owner := func() (id ident.ID) {
			w.query(here, func(q journal.Query) error {
				t, _, err := task.Tasks.Get(q.Tx, q.Facility, x.task)
				id = t.Owner
				return err
			})
			return id
		}
		qt.Assert(w.t, qt.Equals(owner(), x.worker))
		w.machine(here, "workforce.suspend", workforce.Suspend{Worker: x.worker, Reason: "diperiksa"})
		qt.Check(w.t, qt.Equals(owner(), worker(here, "midwife")), qt.Commentf("the midwife of the village"))
		w.machine(here, "workforce.suspend", workforce.Suspend{Worker: worker(here, "midwife"), Reason: "diperiksa"})
		qt.Check(w.t, qt.Equals(owner(), worker(here, "officer")), qt.Commentf("else the desk"))
	})
}
