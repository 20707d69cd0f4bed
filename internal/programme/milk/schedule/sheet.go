package schedule

import (
	"cmp"
	"slices"

	"sambang/internal/calc/calendar"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Sheet is a courier's day on paper, for when no phone works.
type Sheet struct {
	Facility registry.Facility
	Courier  string
	Day      string
	At       instant.Instant
	Lines    []SheetLine
}

// SheetLine is one mother's bag. Of a place whose address is hidden neither home
// nor telephone stands there: a sheet may be lost on the way.
type SheetLine struct {
	At         instant.Instant
	Number     string
	MotherName string
	Phone      string
	BabyName   string
	From       dispatch.Place
	To         dispatch.Place
	Hidden     bool
	Ward       bool
	Recipients []milk.RecipientView
	// Bag and Bottles are there when bottles were declared already.
	Bag     string
	Bottles []milk.BottleView
	Mother  ident.ID
}

// People are those who stand on the sheet, for the access log.
func (s Sheet) People() []ident.ID {
	var out []ident.ID
	for _, l := range s.Lines {
		out = append(out, l.Mother)
		for _, r := range l.Recipients {
			out = append(out, r.ID)
		}
	}
	return out
}

// SheetOf reads what a courier still has to do on a civil day: what was planned for
// him, and what he has taken on besides.
func SheetOf(q journal.Query, courier ident.ID, day string) (s Sheet, err error) {
	if s.Facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return s, err
	}
	s.Day, s.At = day, q.Now
	if s.Courier, err = workforce.Name(q, courier); err != nil {
		return s, err
	}
	planned, err := OfDay(q, courier, day)
	if err != nil {
		return s, err
	}
	seen := map[ident.ID]bool{}
	for _, p := range planned {
		if p.State == Skipped {
			continue
		}
		over, err := isOver(q, p.Delivery)
		if err != nil {
			return s, err
		}
		if seen[p.Delivery] = true; over {
			continue
		}
		l, err := lineOf(q, p.Place, p.At, p.Start, p.Finish, p.Delivery)
		if err != nil {
			return s, err
		}
		s.Lines = append(s.Lines, l)
	}
	return s, s.besides(q, courier, seen)
}

// isOver reports whether nothing is left to do for a delivery.
func isOver(q journal.Query, delivery ident.ID) (bool, error) {
	if delivery == "" {
		return false, nil
	}
	d, _, err := milk.Deliveries.Get(q.Tx, q.Facility, delivery)
	return d.Ended(), err
}

// besides adds his deliveries of the day that no plan knew of.
func (s *Sheet) besides(q journal.Query, courier ident.ID, seen map[ident.ID]bool) error {
	from, ok := calendar.At(s.Day, "00:00", s.Facility.Location())
	if !ok {
		return nil
	}
	all, err := milk.Deliveries.Where(q.Tx, "facility_id = $1 AND courier = $2 AND want_at >= $3 AND want_at < $4 AND ended_at = 0 ORDER BY want_at, id",
		q.Facility, courier, instant.Of(from), instant.Of(from.AddDate(0, 0, 1)))
	if err != nil {
		return err
	}
	for _, d := range all {
		if seen[d.ID] {
			continue
		}
		l, err := lineOf(q, d.Place, d.WantAt, d.Pickup, d.Finish, d.ID)
		if err != nil {
			return err
		}
		s.Lines = append(s.Lines, l)
	}
	slices.SortStableFunc(s.Lines, func(a, b SheetLine) int { return cmp.Compare(a.At, b.At) })
	return nil
}

func lineOf(q journal.Query, place ident.ID, at instant.Instant, start, finish journal.Ref, delivery ident.ID) (SheetLine, error) {
	p, _, err := milk.Places.Get(q.Tx, q.Facility, place)
	if err != nil {
		return SheetLine{}, err
	}
	v, _, err := milk.ShowPlace(q, place)
	if err != nil {
		return SheetLine{}, err
	}
	l := SheetLine{At: at, Number: milk.Label(place), MotherName: v.MotherName, Phone: v.MotherPhone, BabyName: v.BabyName, Hidden: p.Hidden, Ward: finish != p.Finish, Mother: p.Mother}
	for _, r := range v.Recipients {
		if r.Active {
			l.Recipients = append(l.Recipients, r)
		}
	}
	if _, err := q.Open(start, &l.From); err != nil {
		return l, err
	}
	if _, err := q.Open(finish, &l.To); err != nil {
		return l, err
	}
	if delivery != "" {
		d, _, err := milk.ShowDelivery(q, delivery)
		if err != nil {
			return l, err
		}
		l.Bag, l.Bottles = d.Bag, d.Bottles
	}
	if l.Hidden && !l.Ward {
		l.To, l.Phone = dispatch.Place{}, ""
	}
	return l, nil
}
