package massage_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
	"sambang/internal/programme/massage"
)

// atDoor are the answers of a healthy child at the door.
func atDoor() screening.Answers {
	a := well()
	a.FedRecently, a.Upset = "no", "no"
	return a
}

// TestWhoBeginsNeedsNoOtherHour: whoever begins without having said that she set out ends what
// was offered instead, as setting out does: that hour is somebody else's again.
func TestWhoBeginsNeedsNoOtherHour(t *testing.T) {
	both(t, func(t *testing.T, k kasaba) {
		k.As("officer").Send("book", "massage.book", k.ask("Sari", "2026-03-02", "10:00"))
		k.At("09:00").As("officer").Send("offer", "massage.move", massage.Move{Booking: id("Sari"), Cadre: id("Teh Lilis"), At: k.on("2026-03-02", "13:00"), Why: massage.Coordinated})
		k.Refused("held", "massage.book", k.ask("Rina", "2026-03-02", "13:00"), "massage.slot_taken")
		k.At("10:00").As("Teh Lilis").Send("asks", "massage.screen", massage.Screen{Booking: id("Sari"), Answers: atDoor()}).
			Send("begins", "massage.start", massage.Start{Booking: id("Sari")})
		qt.Check(t, qt.Equals(k.state("Sari", massage.Started).OfferCadre, ident.ID("")))
		k.As("officer").Send("free", "massage.book", k.ask("Rina", "2026-03-02", "13:00"))
		k.RebuildEquals()
	})
}
