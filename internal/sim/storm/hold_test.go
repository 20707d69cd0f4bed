package storm

import (
	"slices"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/calc/screening"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/workforce"
)

// holds looks at all that these days left of the massages: whatever was lost, said twice, late
// or in a wrong order, what must always be true of them is.
func (d *day) holds() {
	d.t.Helper()
	d.read(func(tx *store.Tx) error {
		q := journal.Query{Tx: tx, Facility: d.facility, Now: d.clock.Now(), Keys: d.h.Ring}
		d.apart(q)
		d.begunByRight(q)
		d.lentOnce(q)
		d.addsUp(q)
		return nil
	})
	d.refusedMoney()
}

// stretch is a part of a cadre's time, with the home in which she is then.
type stretch struct {
	by       ident.ID
	from, to instant.Instant
	home     geo.Point
}

// shortestWay is the least between two homes: travel_minutes of the policy as it is delivered.
const shortestWay = 30 * time.Minute

// apart is invariant 18: no two visits, held slots or offers of a cadre overlap, with the least
// of a way between two homes. At one and the same home one may follow the other.
func (d *day) apart(q journal.Query) {
	d.t.Helper()
	all, err := massage.Bookings.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	qt.Assert(d.t, qt.IsNil(err))
	times := map[ident.ID][]stretch{}
	for _, b := range all {
		var place dispatch.Place
		_, err := q.Open(b.Place, &place)
		qt.Assert(d.t, qt.IsNil(err))
		if b.Takes() {
			times[b.Cadre] = append(times[b.Cadre], stretch{b.ID, b.From, b.To, place.Point()})
		}
		if b.OfferCadre != "" {
			times[b.OfferCadre] = append(times[b.OfferCadre], stretch{b.ID, b.Offer.From, b.Offer.To, place.Point()})
			qt.Check(d.t, qt.IsTrue(b.Ahead()), qt.Commentf("a slot is kept for a visit that is %s", b.State))
		}
		qt.Check(d.t, qt.Equals(b.Cadre == "", slices.Contains([]string{massage.ToMove, massage.Waiting, massage.Referred, massage.Cancelled, massage.Lapsed}, b.State) && b.Cadre == ""),
			qt.Commentf("%s is %s and nobody comes", b.ID, b.State))
	}
	for cadre, its := range times {
		for i, a := range its {
			for _, b := range its[:i] {
				way := shortestWay
				if a.home == b.home {
					way = 0
				}
				if a.by != b.by && a.from.Before(b.to.Add(way)) && b.from.Before(a.to.Add(way)) {
					d.t.Errorf("%s is to be at two homes from %s and from %s", cadre, a.from, b.from)
				}
			}
		}
	}
}

// begunByRight is invariant 19, from what the visits say of themselves: each that began names
// the cadre's certificate of that day, and the questions were answered to her on that day.
func (d *day) begunByRight(q journal.Query) {
	d.t.Helper()
	visits, err := massage.Visits.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	qt.Assert(d.t, qt.IsNil(err))
	for _, v := range visits {
		b, _, err := massage.Bookings.Get(q.Tx, q.Facility, v.ID)
		qt.Assert(d.t, qt.IsNil(err))
		if v.StartedAt.IsZero() {
			qt.Check(d.t, qt.IsFalse(b.State == massage.Started || b.State == massage.Done), qt.Commentf("%s was never begun", v.ID))
			continue
		}
		d.saw["massage begun"]++
		day := v.StartedAt.Day(wib)
		paper, _, err := workforce.Certificates.Get(q.Tx, q.Facility, v.Paper)
		qt.Assert(d.t, qt.IsNil(err))
		qt.Check(d.t, qt.Equals(paper.Worker, v.Cadre))
		qt.Check(d.t, qt.IsTrue(paper.Course == workforce.BabyMassage && paper.ValidFrom <= day && day <= paper.ValidTo), qt.Commentf("begun without a certificate on %s", day))
		w, _, err := workforce.Workers.Get(q.Tx, q.Facility, v.Cadre)
		qt.Assert(d.t, qt.IsNil(err))
		qt.Check(d.t, qt.IsTrue(v.Stand != "" || slices.Contains(w.Villages, v.Village)))
		qt.Check(d.t, qt.Equals(v.ScreenedBy, v.Cadre))
		qt.Check(d.t, qt.IsTrue(v.ScreenedAt.Day(wib) == day && !v.StartedAt.Before(v.ScreenedAt)), qt.Commentf("begun before the questions"))
		qt.Check(d.t, qt.IsTrue(v.Verdict == screening.Go || v.Verdict == screening.Limit), qt.Commentf("begun although %s", v.Verdict))
	}
}

// lentOnce wants a motorbike with one cadre on a day, and none of a lender who is none any more.
func (d *day) lentOnce(q journal.Query) {
	d.t.Helper()
	loans, err := motorbike.Loans.Where(q.Tx, "facility_id = $1 AND back_on = '' ORDER BY id", q.Facility)
	qt.Assert(d.t, qt.IsNil(err))
	for i, a := range loans {
		for _, b := range loans[:i] {
			if a.Motorbike == b.Motorbike || a.Worker == b.Worker {
				qt.Check(d.t, qt.IsTrue(a.To < b.From || b.To < a.From), qt.Commentf("%s has two motorbikes, or a motorbike two", a.Worker))
			}
		}
	}
	bikes, err := motorbike.Motorbikes.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	qt.Assert(d.t, qt.IsNil(err))
	for _, b := range bikes {
		p, _, err := motorbike.Partners.Get(q.Tx, q.Facility, b.Lender)
		qt.Assert(d.t, qt.IsNil(err))
		qt.Check(d.t, qt.IsFalse(b.State == motorbike.Active && p.EndedOn != ""), qt.Commentf("a motorbike is lent by nobody"))
		qt.Check(d.t, qt.IsTrue(b.Km >= b.ReadKm && b.ReadKm >= 0), qt.Commentf("%d km and %d read", b.Km, b.ReadKm))
	}
}
