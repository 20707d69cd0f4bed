package alarm_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

func TestTheCadresListSaysWhatAKenthonganLacks(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs("Pak Slamet")
		p := w.post()
		qt.Check(t, qt.DeepEquals(p.WantsOn("2026-03-02"), []string{alarm.WantsResponders}))
		qt.Check(t, qt.Equals(p.TestDue, "2026-04-21"), qt.Commentf("60 days after it was hung up"))
		qt.Check(t, qt.DeepEquals(p.WantsOn("2026-04-22"), []string{alarm.WantsResponders, alarm.WantsTest}))

		w.As("Bidan Ayu").Send("second", "alarm.name_responder", alarm.NameResponder{Post: house(), On: "2026-03-01", Responder: neighbour("Bu Parti", 2)})
		qt.Check(t, qt.HasLen(w.post().Wants(), 0))

		heard := []ident.ID{ident.Named("responder Bu Parti")}
		w.Send("test", "alarm.test", alarm.Test{Post: house(), On: "2026-03-02", Struck: true, HeardBy: heard})
		qt.Check(t, qt.Equals(w.post().TestDue, "2026-05-01"))
		qt.Check(t, qt.DeepEquals(w.post().HeardBy, heard))
		w.Send("older", "alarm.test", alarm.Test{Post: house(), On: "2026-02-25", Struck: true, HeardBy: []ident.ID{}})
		qt.Check(t, qt.Equals(w.post().TestedOn, "2026-03-02"), qt.Commentf("an older test told late changes nothing"))
		w.Send("silent", "alarm.test", alarm.Test{Post: house(), On: "2026-03-02", Struck: true, HeardBy: []ident.ID{}})
		qt.Check(t, qt.DeepEquals(w.post().Wants(), []string{alarm.WantsEars}))

		w.Send("weak", "alarm.strike", alarm.Strike{Post: house(), Able: false, On: "2026-03-02"})
		qt.Check(t, qt.DeepEquals(w.post().Wants(), []string{alarm.WantsStrength, alarm.WantsEars}))
		w.Refused("tomorrow", "alarm.test", alarm.Test{Post: house(), On: "2026-03-03", Struck: true}, "alarm.day_ahead")
		w.RebuildEquals()
	})
}

func TestThePostOfSomebodyWhoDiedOrMovedIsOnTheList(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs("Pak Slamet", "Bu Parti")
		w.As("officer").Send("died", "registry.died", registry.Die{Person: ident.Named("Mbah Sarinem"), On: "2026-03-01", Place: "home"})
		qt.Check(t, qt.DeepEquals(w.post().WantsOn("2026-09-01"), []string{alarm.WantsElder}))
		qt.Check(t, qt.Equals(w.post().ElderGone, "died"))
		w.As("Bidan Ayu").Send("down", "alarm.remove", alarm.Remove{Post: house(), Why: "died", On: "2026-03-02"})
		qt.Check(t, qt.HasLen(w.post().WantsOn("2026-09-01"), 0))
		w.Refused("test", "alarm.test", alarm.Test{Post: house(), On: "2026-03-02", Struck: true}, "alarm.taken_down")
		w.RebuildEquals()
	})
}

func TestARespondersDeathLeavesTooFew(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.Home("Slamet", world.Village)
		w.Resident("Pak Slamet", registry.Enter{Household: ident.Named("household Slamet"), Phone: "081234567899"})
		w.hangs("Bu Parti")
		n := alarm.Named{Responder: ident.Named("responder Slamet"), Person: ident.Named("Pak Slamet"), Order: 1, Consent: "witness"}
		w.As("Bidan Ayu").Send("slamet", "alarm.name_responder", alarm.NameResponder{Post: house(), On: "2026-03-01", Responder: n})
		qt.Check(t, qt.Equals(w.post().Consenting, int64(2)))
		n.Responder = ident.Named("twice")
		w.Refused("twice", "alarm.name_responder", alarm.NameResponder{Post: house(), On: "2026-03-01", Responder: n}, "alarm.named_already")
		n.Person = ident.Named("Mbah Sarinem")
		w.Refused("herself", "alarm.name_responder", alarm.NameResponder{Post: house(), On: "2026-03-01", Responder: n}, "alarm.not_themselves")
		w.As("officer").Send("died", "registry.died", registry.Die{Person: ident.Named("Pak Slamet"), On: "2026-03-01", Place: "home"})
		qt.Check(t, qt.DeepEquals(w.post().Wants(), []string{alarm.WantsResponders}))
		w.RebuildEquals()
	})
}

func TestItHangsWhereTheOldPersonLivesAndNowhereElse(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.Home("lain", world.Village).As("Bidan Ayu").
			Refused("other house", "alarm.install", alarm.Install{House: ident.Named("house lain"), Elder: ident.Named("Mbah Sarinem"), On: "2026-03-01"}, "alarm.not_their_house")
	})
}

func TestAPatternMeansOneThingInAVillage(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		set := func(name, pattern, meaning string) alarm.SetCode {
			return alarm.SetCode{Code: ident.Named(name), Village: world.Village, Pattern: pattern, Meaning: meaning, Words: "Doro muluk"}
		}
		w.As("Bidan Ayu").Send("safe", "alarm.set_code", set("safe", "1-7-1", "safe")).
			Refused("death", "alarm.set_code", set("death", "1-7-1", "death"), "alarm.pattern_taken").
			Send("drop", "alarm.drop_code", alarm.DropCode{Code: ident.Named("safe")}).
			Send("death again", "alarm.set_code", set("death", "1-7-1", "death"))
		w.RebuildEquals()
	})
}

// TestNoNameOrNumberStandsInTheLog reads every event that the stories leave.
func TestNoNameOrNumberStandsInTheLog(t *testing.T) {
	both(t, func(t *testing.T, w village) {
		w.hangs("Pak Slamet", "Bu Parti")
		w.heard("malam")
		w.As("Bidan Ayu").Send("code", "alarm.set_code", alarm.SetCode{Code: ident.Named("c"), Village: world.Village, Pattern: "titir", Meaning: "danger", Words: "Rojo brono"})
		w.Query(func(q journal.Query) error {
			return q.Each("SELECT body FROM event WHERE facility_id = $1", []any{q.Facility}, func(scan func(...any) error) error {
				var body string
				err := scan(&body)
				for _, word := range []string{"Slamet", "Parti", "0812345", "62812345", "Rojo brono", "Bu Warung"} {
					qt.Check(t, qt.IsFalse(strings.Contains(body, word)), qt.Commentf("%s", body))
				}
				return err
			})
		})
	})
}
