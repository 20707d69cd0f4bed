package milk_test

import (
	"fmt"
	"testing"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/world"
)

// Twenty wrong codes are a courier's for a day, over all his deliveries. New codes
// on the mother's page unlock her delivery, not his guessing.
func TestNewCodesDoNotGiveACourierNewGuesses(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		w.Mother("Sri", "Mbah Parti").Mother("Ani", "Mbah Sum").Courier("Joko")
		fetch(declare(w))
		for round := range 4 {
			for try := range 5 {
				w.As("Joko").Refused(fmt.Sprint("guess ", round, try), "milk.deliver", handed(wrong(code(w))), "milk.wrong_code")
			}
			if round < 3 {
				w.As("Sri").Send(fmt.Sprint("renew ", round), "milk.new_code", milk.NewCode{Delivery: d1})
			}
		}
		d2, bottle := ident.Named("D2"), ident.Named("bottle 3")
		w.As("Ani").Send("declare 2", "milk.declare", milk.Declare{Delivery: d2, Place: ident.Named("place Ani"), Bottles: []milk.BottleBody{
			{ID: bottle, VolumeML: 60, ExpressedAt: w.Clock.Now().Add(-30 * 60 * 1e9), Milk: "fresh", Kept: "cooler"}}})
		var right string
		var job ident.ID
		w.Query(func(q journal.Query) error {
			d, _, err := milk.Deliveries.Get(q.Tx, q.Facility, d2)
			right, job = link.Code(q.Keys, q.Facility, d2, d.CodeGeneration), d.Job
			return err
		})
		w.As("Joko").Send("accept 2", "dispatch.accept", dispatch.Accept{Job: job}).
			Send("hand over 2", "milk.hand_over", milk.HandOver{Delivery: d2, Bag: "merah 2", Bottles: []ident.ID{bottle}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}).
			At("14:30").As("Joko").
			Refused("right", "milk.deliver", milk.Deliver{Delivery: d2, Recipient: ident.Named("Mbah Sum"), Code: right, Bottles: []ident.ID{bottle}}, "milk.code_locked")
	})
}
