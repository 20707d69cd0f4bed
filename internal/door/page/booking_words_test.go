package page_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/programme/massage"
	"sambang/internal/shared/link"
	"sambang/internal/world"
)

// TestAFarHourIsSaid: where the first free hour is more than a week off the parent reads so, and
// where to wait for an earlier one; a near one is not talked about.
func TestAFarHourIsSaid(t *testing.T) {
	w := world.New(t, "", noon)
	masseuse(w)
	s := newStreet(t, w)
	b := s.browser()
	near := b.do(http.MethodPost, bookAt+"/jam", healthy()).body
	qt.Check(t, qt.IsFalse(strings.Contains(near, "Jadwal kader sedang penuh")))
	qt.Check(t, qt.StringContains(near, `id="tunggu"><summary>`), qt.Commentf("the list stands closed beside the hours"))
	today := w.Clock.Now().Day(time.FixedZone("WIB", 7*3600))
	w.As("officer").Send("off", "massage.set_off", massage.SetOff{Cadre: ident.Named("Teh Lilis"), From: today, To: calendar.Move(today, 8), Why: "leave"})
	far := b.do(http.MethodPost, bookAt+"/jam", healthy()).body
	qt.Check(t, qt.StringContains(far, "Jadwal kader sedang penuh"))
	qt.Check(t, qt.StringContains(far, `href="#tunggu"`))
	qt.Check(t, qt.StringContains(far, `id="tunggu" open>`))
}

// TestARestEndsWithADay: of an immunisation only the day is known, so the rest ends with a day.
func TestARestEndsWithADay(t *testing.T) {
	w := world.New(t, "", noon)
	masseuse(w)
	s := newStreet(t, w)
	form := healthy()
	form.Set("vaccinated", "yes")
	form.Set("given_on", w.Clock.Now().Day(time.UTC))
	told := s.browser().do(http.MethodPost, bookAt+"/jam", form).body
	qt.Check(t, qt.StringContains(told, "Pijat boleh mulai"))
	qt.Check(t, qt.IsFalse(strings.Contains(told, "23.59")), qt.Commentf("nobody says 23.59"))
}

// TestAVisitIsNotOfferedItsOwnHour: who looks for another hour does not read the one that they
// have among them.
func TestAVisitIsNotOfferedItsOwnHour(t *testing.T) {
	w := world.New(t, "", noon)
	masseuse(w)
	s := newStreet(t, w)
	b := s.browser()
	own := bookedFamily(s, b)
	one := s.bookings()[0]
	qt.Assert(t, qt.Equals(own, s.page(link.Massage, one.Parent)))
	hours := b.get(own + "/jam?about=" + string(one.ID)).body
	qt.Check(t, qt.StringContains(hours, `name="slot"`))
	qt.Check(t, qt.IsFalse(strings.Contains(hours, fmt.Sprintf("%s-%d", one.Cadre, int64(one.From)))))
}
