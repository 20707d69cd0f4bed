package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
)

func TestNobodyReviewsARideTheyHadToDoWith(t *testing.T) {
	joko, darma, wati := ident.Named("Joko"), ident.Named("Darma"), ident.Named("Wati")
	run := milk.Run{Delivery: milk.Delivery{ID: d1, Courier: darma, FeeState: "held"}, Reviewed: milk.Review{ID: "r", Courier: joko, State: "open"}}
	for worker, code := range map[ident.ID]string{joko: "milk.own_review", darma: "milk.own_review", wati: ""} {
		got := run.Decide(journal.Said[milk.Decide]{Body: milk.Decide{Review: "r", Decision: "pay"}, By: access.Actor{Worker: worker, Roles: []access.Role{access.Officer}}})
		qt.Check(t, qt.Equals(got.Code, code), qt.Commentf("an officer who also rides"))
	}
}
