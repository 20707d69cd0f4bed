package milk_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/shared/dispatch"
	"sambang/internal/world"
)

// Whoever is asked answers yes or no. The time to answer does not begin again
// because he asks himself, and he sends nobody else.
func TestACourierWhoIsAskedAsksNobody(t *testing.T) {
	w := world.New(t, "", noon)
	w.Mother("Sri", "Mbah Parti").Courier("Joko")
	declare(w)
	w.Courier("Rudi")
	job := delivery(w).Job
	w.As("Joko").Refused("himself", "dispatch.offer", dispatch.Offer{Job: job, Worker: ident.Named("Joko")}, "dispatch.not_yours").
		Refused("another", "dispatch.offer", dispatch.Offer{Job: job, Worker: ident.Named("Rudi")}, "dispatch.not_yours")
	qt.Assert(t, qt.Equals(delivery(w).OfferedTo, ident.Named("Joko")))
}
