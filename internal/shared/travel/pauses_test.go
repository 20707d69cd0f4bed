package travel_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/store/storetest"
	"sambang/internal/shared/stagetest"
	"sambang/internal/shared/travel"
)

// told reads pauses as "meal 11:30-13:30 30".
func told(all []dayplan.Pause) string {
	var out []string
	for _, p := range all {
		out = append(out, fmt.Sprintf("%s %s-%s %.0f", p.Word, p.Earliest.In(stagetest.WIB).Format("15:04"), p.Latest.In(stagetest.WIB).Format("15:04"), p.Length.Minutes()))
	}
	return strings.Join(out, ", ")
}

func (s *stage) pauses(worker ident.ID, day string) (out string) {
	s.T.Helper()
	s.Query(func(q journal.Query) error {
		all, err := travel.Pauses(q, worker, day)
		out = told(all)
		return err
	})
	return out
}

func TestEverybodyChoosesWhichPausesTheyKeep(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		monday, friday := today, "2026-03-06"
		qt.Check(t, qt.Equals(s.pauses(joko, monday), "meal 11:30-13:30 30"), qt.Commentf("who has said nothing eats"))
		joko1 := rider(joko, access.Courier)
		s.Must(joko1, "travel.set_pauses", travel.SetPauses{Worker: joko, Keeps: []string{"ashar", "dzuhur", "friday", "meal"}})
		qt.Check(t, qt.Equals(s.pauses(joko, monday), "meal 11:30-13:30 30, dzuhur 11:45-14:00 15, ashar 15:00-17:00 15"))
		qt.Check(t, qt.Equals(s.pauses(joko, friday), "meal 11:30-13:30 30, friday 11:30-12:00 60, ashar 15:00-17:00 15"), qt.Commentf("Friday prayer stands for dzuhur"))
		s.Must(desk(), "travel.set_pauses", travel.SetPauses{Worker: slamet, Keeps: []string{}})
		qt.Check(t, qt.Equals(s.pauses(slamet, monday), ""))
		s.Query(func(q journal.Query) error {
			all, err := travel.TeamPauses(q, []ident.ID{joko, slamet}, monday)
			qt.Check(t, qt.Equals(told(all), s.pauses(joko, monday)), qt.Commentf("who goes together waits together"))
			return err
		})

		s.Refused(joko1, "travel.set_pauses", travel.SetPauses{Worker: joko, Keeps: []string{"meal", "dzuhur", "friday", "ashar"}}, "travel.so_already")
		s.Refused(joko1, "travel.set_pauses", travel.SetPauses{Worker: joko, Keeps: []string{"siesta"}}, "travel.unknown_pause")
		s.Refused(joko1, "travel.set_pauses", travel.SetPauses{Worker: joko, Keeps: []string{"meal", "meal"}}, "body.unknown_word")
		_, err := s.Say(joko1, "travel.set_pauses", travel.SetPauses{Worker: slamet, Keeps: []string{"meal"}})
		qt.Check(t, qt.IsNotNil(err), qt.Commentf("nobody chooses for a colleague"))
		qt.Check(t, qt.DeepEquals(s.Sees("travel_habit", joko), []string{"f", "w:" + string(joko)}))
		s.Verify()
	})
}

func TestTheFastingMonthIsWrittenDown(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.set("pauses", map[string]any{"fasts": []travel.Fast{{From: "2026-02-19", To: "2026-03-20", Opens: "08:00", Closes: "15:00"}}})
		qt.Check(t, qt.Equals(s.pauses(joko, today), "buka 17:40-18:10 20"), qt.Commentf("no meal before the sun is down"))
		qt.Check(t, qt.Equals(s.pauses(joko, "2026-03-23"), "meal 11:30-13:30 30"))
		hours := func(day, from, to string) string {
			var a, b instant.Instant
			s.Query(func(q journal.Query) (err error) {
				a, b, err = travel.Hours(q, joko, day, local(day, from), local(day, to))
				return err
			})
			return a.In(stagetest.WIB).Format("15:04") + "-" + b.In(stagetest.WIB).Format("15:04")
		}
		qt.Check(t, qt.Equals(hours(today, "07:00", "16:00"), "08:00-15:00"))
		qt.Check(t, qt.Equals(hours("2026-03-23", "07:00", "16:00"), "07:00-16:00"))
	})
}

func TestOnlyWhoAgreedWorksByNight(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		ends := func(worker ident.ID) (clock string) {
			s.Query(func(q journal.Query) error {
				_, b, err := travel.Hours(q, worker, today, local(today, "14:00"), local("2026-03-03", "02:00"))
				clock = b.In(stagetest.WIB).Format("15:04")
				return err
			})
			return clock
		}
		qt.Check(t, qt.Equals(ends(joko), "21:00"))
		s.Refused(desk(), "travel.set_night", travel.SetNight{Worker: joko, Agrees: true}, "travel.ask_first")
		s.Must(desk(), "travel.set_night", travel.SetNight{Worker: joko, Agrees: true, Told: true})
		s.Must(rider(slamet, access.Driver), "travel.set_night", travel.SetNight{Worker: slamet, Agrees: true})
		qt.Check(t, qt.Equals(ends(joko), "02:00"))
		s.Query(func(q journal.Query) error {
			for worker, how := range map[ident.ID]string{joko: travel.Told, slamet: travel.BySelf} {
				h, _, err := travel.Habits.Get(q.Tx, f, worker)
				if err != nil {
					return err
				}
				qt.Check(t, qt.Equals(h.NightSaid, how))
				qt.Check(t, qt.DeepEquals(h.Keeps, []string{"meal", "buka"}))
			}
			return nil
		})
		s.Refused(rider(slamet, access.Driver), "travel.set_night", travel.SetNight{Worker: slamet, Agrees: true}, "travel.so_already")
		s.Must(desk(), "travel.set_night", travel.SetNight{Worker: joko})
		qt.Check(t, qt.Equals(ends(joko), "21:00"), qt.Commentf("whoever takes it back needs no reason"))
		s.Verify()
	})
}

func TestPausesThatAreNone(t *testing.T) {
	good := func() travel.PauseSettings {
		return travel.PauseSettings{NightFrom: "21:00", NightTo: "05:00", Windows: []travel.Window{{Word: "meal", From: "11:00", Until: "12:00", Minutes: 30}},
			Fasts: []travel.Fast{{From: "2026-02-19", To: "2026-03-20"}}}
	}
	qt.Check(t, qt.IsNil(good().Check()))
	for name, spoil := range map[string]func(*travel.PauseSettings){
		"no word":       func(s *travel.PauseSettings) { s.Windows[0].Word = "" },
		"no hour":       func(s *travel.PauseSettings) { s.Windows[0].From = "25:00" },
		"ends before":   func(s *travel.PauseSettings) { s.Windows[0].Until = "10:00" },
		"no length":     func(s *travel.PauseSettings) { s.Windows[0].Minutes = 0 },
		"no weekday":    func(s *travel.PauseSettings) { s.Windows[0].Weekday = 8 },
		"no such when":  func(s *travel.PauseSettings) { s.Windows[0].When = "sometimes" },
		"no day":        func(s *travel.PauseSettings) { s.Fasts[0].From = "19 Feb" },
		"runs backward": func(s *travel.PauseSettings) { s.Fasts[0].To = "2026-02-18" },
		"half an hour":  func(s *travel.PauseSettings) { s.Fasts[0].Opens = "08:00" },
		"no night":      func(s *travel.PauseSettings) { s.NightTo = "" },
	} {
		s := good()
		spoil(&s)
		qt.Check(t, qt.IsNotNil(s.Check()), qt.Commentf("%s", name))
	}
}

// A night that begins after midnight ends work then, not a day before.
func TestANightThatBeginsAfterMidnight(t *testing.T) {
	storetest.Both(t, func(t *testing.T, db *store.DB) {
		s := newStage(t, db)
		s.set("pauses", map[string]any{"night_from": "00:30", "night_to": "04:00"})
		s.Query(func(q journal.Query) error {
			_, b, err := travel.Hours(q, joko, today, local(today, "14:00"), local("2026-03-03", "02:00"))
			qt.Check(t, qt.Equals(b, local(today, "23:59").Add(31*time.Minute)))
			return err
		})
	})
}
