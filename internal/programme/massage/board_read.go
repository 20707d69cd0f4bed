package massage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sambang/internal/calc/calendar"
	"sambang/internal/calc/dayplan"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
)

// readBoard reads the days from first to last, of one cadre or (empty) of all.
func readBoard(q journal.Query, cadre ident.ID, first, last string, bikes Bikes) (*board, error) {
	return readBoardOf(q, cadre, "", first, last, bikes)
}

// readBoardOf reads the same of those alone who go to a village on any of the days; empty: of
// all. Whoever looks for a slot in one village need not read the visits of the others.
func readBoardOf(q journal.Query, cadre, village ident.ID, first, last string, bikes Bikes) (b *board, err error) {
	b = &board{q: q, first: first, last: last, bikes: bikes, rosters: map[ident.ID]Roster{}, papers: map[ident.ID][]workforce.Certificate{}, stands: map[ident.ID][]Substitute{},
		bookings: map[ident.ID][]hold{}, points: map[ident.ID]geo.Point{}, homes: map[ident.ID]ident.ID{}, legs: map[string]dayplan.Legs{}}
	if b.set, b.version, err = Policy.Get(q); err != nil {
		return b, err
	}
	if b.facility, err = registry.FacilityOf(q.Tx, q.Facility); err != nil {
		return b, err
	}
	b.zone = b.facility.Location()
	b.today, b.notice = q.Now.Day(b.zone), minutes(b.set.NoticeMinutes)
	if b.troubles, err = Disruptions.Where(q.Tx, "facility_id = $1 AND ended_at = 0 AND day >= $2 AND day <= $3 ORDER BY id", q.Facility, first, last); err != nil {
		return b, err
	}
	if err = b.readCadres(cadre); err != nil {
		return b, err
	}
	if village != "" {
		b.cadres = slices.DeleteFunc(b.cadres, func(c workforce.Worker) bool { return !b.everGoes(c, village) })
	}
	if err = b.readBookings(cadre != "" || village != ""); err != nil {
		return b, err
	}
	for _, read := range []func(ident.ID) error{b.readRefusals, b.readCompanies} {
		if err = read(cadre); err != nil {
			return b, err
		}
	}
	if b.kept, err = travel.ReadKept(q); err != nil {
		return b, err
	}
	b.holidays, err = holiday.Between(q, first, last)
	return b, err
}

// everGoes reports whether a cadre goes to a village on any day of the board.
func (b *board) everGoes(w workforce.Worker, village ident.ID) bool {
	return slices.Contains(w.Villages, string(village)) || slices.ContainsFunc(b.stands[w.ID], func(s Substitute) bool { return s.Village == string(village) })
}

// of is a clause that takes one cadre or all.
func of(column string, cadre ident.ID) string { return " AND ($2 = '' OR " + column + " = $2)" }

// among is a clause that takes some ids, their arguments after those that are there.
func among(column string, ids []ident.ID, args []any) (string, []any) {
	marks := make([]string, len(ids))
	for i, id := range ids {
		args = append(args, id)
		marks[i] = fmt.Sprintf("$%d", len(args))
	}
	return " AND " + column + " IN (" + strings.Join(marks, ", ") + ")", args
}

func (b *board) readCadres(cadre ident.ID) error {
	tx, here := b.q.Tx, b.q.Facility
	rosters, err := Rosters.Where(tx, "facility_id = $1"+of("id", cadre)+" ORDER BY id", here, cadre)
	if err != nil || len(rosters) == 0 {
		return err
	}
	ids := make([]ident.ID, len(rosters))
	for i, r := range rosters {
		b.rosters[r.ID], ids[i] = r, r.ID
	}
	these, args := among("id", ids, store.Args(here, workforce.Active))
	if b.cadres, err = workforce.Workers.Where(tx, "facility_id = $1 AND state = $2"+these+" ORDER BY id", args...); err != nil {
		return err
	}
	stands, err := Substitutes.Where(tx, "facility_id = $1"+of("cadre", cadre)+" AND ended_at = 0 AND to_on >= $3 AND from_on <= $4 ORDER BY id", here, cadre, b.first, b.last)
	if err != nil {
		return err
	}
	for _, s := range stands {
		b.stands[s.Cadre] = append(b.stands[s.Cadre], s)
	}
	papers, err := workforce.Certificates.Where(tx, "facility_id = $1"+of("worker", cadre)+" AND course = $3 AND withdrawn_at = 0 AND valid_to >= $4 AND valid_from <= $5 ORDER BY id",
		here, cadre, workforce.BabyMassage, b.first, b.last)
	for _, c := range papers {
		b.papers[c.Worker] = append(b.papers[c.Worker], c)
	}
	return err
}

// readBookings reads what takes a cadre's time on these days, of all or only of those who are
// on the board; and what is offered, on whatever day, for it is looked through by its own.
func (b *board) readBookings(only bool) error {
	if only && len(b.cadres) == 0 {
		return nil
	}
	where, args := "facility_id = $1 AND starts_at >= $2 AND starts_at < $3", store.Args(b.q.Facility, b.at(b.first, "00:00"), b.at(calendar.Move(b.last, 1), "00:00"))
	if only {
		ids := make([]ident.ID, len(b.cadres))
		for i, c := range b.cadres {
			ids[i] = c.ID
		}
		var these string
		these, args = among("cadre", ids, store.Args(b.q.Facility, b.first, b.last))
		where = "facility_id = $1 AND day >= $2 AND day <= $3" + these
	}
	all, err := holds.Where(b.q.Tx, where, args...)
	if err != nil {
		return err
	}
	offered, err := holds.Where(b.q.Tx, "facility_id = $1 AND offer_cadre <> ''", b.q.Facility)
	if err != nil {
		return err
	}
	for _, k := range offered {
		if !slices.ContainsFunc(all, func(x hold) bool { return x.ID == k.ID }) {
			all = append(all, k)
		}
	}
	slices.SortFunc(all, func(x, y hold) int { return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.ID, y.ID)) })
	for _, k := range all {
		b.has(k)
	}
	return nil
}

// has notes a booking at whoever has it, and at whoever it is offered.
func (b *board) has(k hold) {
	if k.takes() {
		b.bookings[k.Cadre] = append(b.bookings[k.Cadre], k)
	}
	if k.OfferCadre != "" && (k.OfferCadre != k.Cadre || !k.takes()) { // else she has it already
		b.bookings[k.OfferCadre] = append(b.bookings[k.OfferCadre], k)
	}
}

// point is where the home of a booking is. All homes to which its cadre goes are opened at
// once, when the first of them is wanted. One that was erased is one that nobody knows: its way
// counts as the policy's least.
func (b *board) point(cadre ident.ID, k hold) (geo.Point, error) {
	if p, known := b.points[k.ID]; known {
		return p, nil
	}
	var refs []journal.Ref
	for _, x := range b.bookings[cadre] {
		if _, known := b.points[x.ID]; !known && !x.Place.IsZero() {
			refs = append(refs, x.Place)
		}
	}
	places, err := journal.OpenEach[dispatch.Place](b.q, refs)
	if err != nil {
		return geo.Point{}, err
	}
	for _, x := range b.bookings[cadre] {
		if _, known := b.points[x.ID]; !known {
			b.points[x.ID] = places[x.Place].Point()
		}
	}
	return b.points[k.ID], nil
}

func (b *board) at(day, hour string) instant.Instant {
	t, _ := calendar.At(day, hour, b.zone)
	return instant.Of(t)
}

// yard is who has a shared motorbike on a day, and how many could be lent.
func (b *board) yard(day string) (y Yard, err error) {
	if b.yards == nil {
		b.yards, err = b.bikes(b.q, b.first, b.last)
	}
	return b.yards[day], err
}
