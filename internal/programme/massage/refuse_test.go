package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/journal"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/task"
	"sambang/internal/world"
)

// heardOf counts the tasks of a kind, and the messages that a family got.
func (k kasaba) heardOf(kind string) (tasks, messages int) {
	k.T.Helper()
	k.Query(func(q journal.Query) error {
		all, err := task.Tasks.Where(q.Tx, "facility_id = $1 AND kind = $2 ORDER BY id", q.Facility, kind)
		if err != nil {
			return err
		}
		words, err := messaging.Messages.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		tasks, messages = len(all), len(words)
		return err
	})
	return tasks, messages
}

func TestACadreIsNotOfferedAgainForAHomeThatSheRefused(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		const tuesday = "2026-03-03"
		k.certify("Teh Euis", "2026-01-01", "2026-12-31")
		k.As("officer").Send("help", "massage.stand_in", massage.StandIn{Substitute: id("help"), Cadre: id("Teh Euis"), Village: world.Village, From: tuesday, To: tuesday})
		k.As("officer").Send("book", "massage.book", k.ask("Rini", tuesday, "08:30"))
		_, before := k.heardOf(massage.HouseTask)
		cadres := func() map[string]bool {
			out := map[string]bool{}
			k.Query(func(q journal.Query) error {
				all, err := massage.Room{}.FreeSlots(q, massage.Wanted{Village: world.Village, Born: []string{"2025-10-01"}, From: tuesday, To: tuesday, But: id("Rini")})
				for _, s := range all {
					out[string(s.Cadre)] = true
				}
				return err
			})
			return out
		}
		lilis := string(id("Teh Lilis"))
		qt.Check(t, qt.IsTrue(cadres()[lilis]))
		k.As("Teh Lilis").Send("no", "massage.refuse_house", massage.RefuseHouse{Booking: id("Rini"), Want: massage.NotThere, Note: "anjing galak"})
		tasks, after := k.heardOf(massage.HouseTask)
		qt.Check(t, qt.Equals(tasks, 1))
		qt.Check(t, qt.Equals(after, before), qt.Commentf("the family hears nothing"))
		b := k.state("Rini", massage.Booked)
		qt.Check(t, qt.Equals(b.Cadre, id("Teh Lilis")), qt.Commentf("the slot is the family's until another cadre is offered and they say yes"))
		qt.Check(t, qt.IsFalse(cadres()[lilis]))
		qt.Check(t, qt.IsTrue(cadres()[string(id("Teh Euis"))]))
		k.As("Teh Lilis").Refused("again", "massage.refuse_house", massage.RefuseHouse{Booking: id("Rini"), Want: massage.NotThere}, "massage.house_told_already")
		again := k.ask("Rini again", tuesday, "10:30")
		again.Parent = massage.Parent{Person: b.Parent}
		k.As("officer").Refused("book again", "massage.book", again, "massage.slot_taken")
	})
}

// Her own no holds at the health centre too, whatever her phone shows; who is on her way turns
// back, and the desk can give the visit to another.
func TestWhoRefusedAHomeIsNotSentThereByHerPhone(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		const today = "2026-03-02"
		k.As("officer").Send("book", "massage.book", k.ask("Rini", today, "10:00"))
		k.As("officer").Send("book later", "massage.book", k.ask("Sari", today, "13:00"))
		k.As("Teh Lilis").Send("no", "massage.refuse_house", massage.RefuseHouse{Booking: id("Rini"), Want: massage.NotThere})
		k.Refused("goes", "massage.set_out", massage.SetOut{Booking: id("Rini")}, "massage.house_refused")
		k.Refused("begins", "massage.start", massage.Start{Booking: id("Rini")}, "massage.house_refused")
		k.state("Rini", massage.Booked)
		k.Send("on her way", "massage.set_out", massage.SetOut{Booking: id("Sari")})
		k.state("Sari", massage.OnWay)
		k.Send("turns back", "massage.refuse_house", massage.RefuseHouse{Booking: id("Sari"), Want: massage.NotThere})
		k.state("Sari", massage.Booked)
		k.Refused("begins there", "massage.start", massage.Start{Booking: id("Sari")}, "massage.house_refused")
		k.As("officer").Send("help", "massage.stand_in", massage.StandIn{Substitute: id("help"), Cadre: id("Teh Euis"), Village: world.Village, From: today, To: today}).
			Send("another", "massage.move", massage.Move{Booking: id("Sari"), Cadre: id("Teh Euis"), At: k.on(today, "13:00"), Why: massage.Substituted, Agreed: true})
		k.RebuildEquals()
	})
}
