package health

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// The figures of a posyandu's month, as the form has them.
const (
	FigureS       = "s" // children under five of the posyandu at the month's end
	FigureK       = "k" // those of S who have a card: who were ever weighed
	FigureD       = "d" // those of S who were weighed in the month: N + T + O + B, and NoStatus
	FigureN       = "n"
	FigureT       = "t"
	FigureO       = "o"
	FigureB       = "b"
	FigureTwoT    = "two_t"
	FigureBGM     = "below_red_line"
	FigureMeasure = "measured" // whose length was taken
	FigureGuests  = "guests"   // weighed here and of elsewhere; in none of the others
	FigureAbsent  = "absent"   // K less D
)

// SKDNFigures lists them.
var SKDNFigures = []string{FigureS, FigureK, FigureD, FigureN, FigureT, FigureO, FigureB, FigureTwoT, FigureBGM, FigureMeasure, FigureGuests, FigureAbsent}

// SKDN are a posyandu's children of one month by figure: the numbers are the lengths of
// the lists, so that each number opens its own.
type SKDN struct {
	Posyandu ident.ID
	Name     string
	Village  string
	Lists    map[string][]ident.ID
}

// SKDNOf reads the month (YYYY-MM) of every posyandu of these villages, or (nil) of all.
// Who belongs to a posyandu is as the register has it now, also of a month long past;
// children of no posyandu are the last row of their village, without an id.
func SKDNOf(q journal.Query, month string, villages []string) ([]SKDN, error) {
	first, err := time.Parse("2006-01", month)
	if err != nil {
		return nil, fault.BadField("body.bad_date", "month")
	}
	s := skdn{rows: map[ident.ID]*SKDN{}, open: villages}
	if err := s.posts(q); err != nil {
		return nil, err
	}
	end := first.AddDate(0, 1, -1)
	if err := s.children(q, end); err != nil {
		return nil, err
	}
	if err := s.weighings(q, first, end); err != nil {
		return nil, err
	}
	return s.sorted(), nil
}

// skdn gathers the rows.
type skdn struct {
	rows map[ident.ID]*SKDN
	open []string
	// of is the posyandu of each child, latest its last weighing of the month.
	of     map[ident.ID]ident.ID
	latest map[ident.ID]Weighing
}

func (s *skdn) serves(village string) bool { return s.open == nil || slices.Contains(s.open, village) }

func (s *skdn) posts(q journal.Query) error {
	all, err := registry.Posyandus.Where(q.Tx, "facility_id = $1 ORDER BY village, name, id", q.Facility)
	for _, p := range all {
		if s.serves(p.Village) {
			s.rows[p.ID] = &SKDN{Posyandu: p.ID, Name: p.Name, Village: p.Village, Lists: map[string][]ident.ID{}}
		}
	}
	return err
}

// row is a posyandu's, or that of a village's children of none.
func (s *skdn) row(posyandu ident.ID, village string) *SKDN {
	if r := s.rows[posyandu]; r != nil && posyandu != "" {
		return r
	}
	key := ident.ID("none " + village)
	if s.rows[key] == nil {
		s.rows[key] = &SKDN{Village: village, Lists: map[string][]ident.ID{}}
	}
	return s.rows[key]
}

// children fills in S: alive and here, born on the last day or before and not yet five.
func (s *skdn) children(q journal.Query, end time.Time) error {
	from := end.AddDate(-5, 0, 0).Format(time.DateOnly)
	all, err := registry.People.Where(q.Tx, "facility_id = $1 AND state = 'active' AND born > $2 AND born <= $3 ORDER BY born, id", q.Facility, from, end.Format(time.DateOnly))
	s.of = map[ident.ID]ident.ID{}
	for _, p := range all {
		if !registry.Lives(p.Kind) || !s.serves(p.Village) {
			continue
		}
		r := s.row(p.Posyandu, p.Village)
		r.add(p.ID, FigureS)
		s.of[p.ID] = p.Posyandu
		if r.Posyandu == "" {
			s.of[p.ID] = ident.ID("none " + p.Village)
		}
	}
	return err
}

func (r *SKDN) add(child ident.ID, figures ...string) {
	for _, f := range figures {
		r.Lists[f] = append(r.Lists[f], child)
	}
}

// weighings fills in the rest, by the last weighing of the month of each child.
func (s *skdn) weighings(q journal.Query, first, end time.Time) error {
	s.latest = map[ident.ID]Weighing{}
	month, err := Weighings.Where(q.Tx, "facility_id = $1 AND on_day >= $2 AND on_day <= $3 AND replaced_by = '' AND taken_back_at = 0 ORDER BY on_day, recorded_at, id",
		q.Facility, first.Format(time.DateOnly), end.Format(time.DateOnly))
	if err != nil {
		return err
	}
	var order []ident.ID
	for _, w := range month {
		child := w.Child
		if !w.Guest {
			if child, err = s.stands(q, child); err != nil {
				return err
			}
		}
		had, again := s.latest[child]
		if !again {
			order = append(order, child)
		}
		keep(&w.LengthTenthsMM, had.LengthTenthsMM)
		if w.WeightG == 0 && again { // a length alone does not hide the weight of that month
			had.LengthTenthsMM = w.LengthTenthsMM
			w = had
		}
		s.latest[child] = w
	}
	for _, child := range order {
		s.count(child, s.latest[child])
	}
	return s.cards(q, end.Format(time.DateOnly))
}

// stands is the record that stands for a child: asked of the register only where it is
// not one of S.
func (s *skdn) stands(q journal.Query, child ident.ID) (ident.ID, error) {
	if _, here := s.of[child]; here {
		return child, nil
	}
	p, found, err := registry.Canonical(q.Tx, q.Facility, child)
	if err != nil || !found {
		return child, err
	}
	return p.ID, nil
}

// count puts a child's month into its lists.
func (s *skdn) count(child ident.ID, w Weighing) {
	post, here := s.of[child]
	r := s.rows[post]
	if !here || r == nil {
		if r = s.rows[w.Posyandu]; r != nil && w.Posyandu != "" {
			r.add(child, FigureGuests)
		}
		return
	}
	if w.LengthTenthsMM > 0 {
		r.add(child, FigureMeasure)
	}
	if w.WeightG == 0 {
		return
	}
	r.add(child, FigureD)
	if figure := map[string]string{"N": FigureN, "T": FigureT, "O": FigureO, "B": FigureB}[w.Reckoned.Status]; figure != "" {
		r.add(child, figure)
	}
	if w.Reckoned.T >= 2 {
		r.add(child, FigureTwoT)
	}
	if w.Reckoned.BelowRedLine {
		r.add(child, FigureBGM)
	}
}

// cards fills in K and who has not come: who has a card was weighed by the month's end.
func (s *skdn) cards(q journal.Query, end string) error {
	var ever []ident.ID
	err := q.Each("SELECT DISTINCT child FROM weighing WHERE facility_id = $1 AND on_day <= $2 AND replaced_by = '' AND taken_back_at = 0 AND guest = $3 ORDER BY child",
		[]any{q.Facility, end, false}, func(scan func(...any) error) error {
			var id ident.ID
			if err := scan(&id); err != nil {
				return err
			}
			ever = append(ever, id)
			return nil
		})
	seen := map[ident.ID]bool{}
	for _, id := range ever {
		child, err := s.stands(q, id)
		if err != nil {
			return err
		}
		r := s.rows[s.of[child]]
		if _, here := s.of[child]; !here || seen[child] || r == nil {
			continue
		}
		seen[child] = true
		r.add(child, FigureK)
		if !slices.Contains(r.Lists[FigureD], child) {
			r.add(child, FigureAbsent)
		}
	}
	return err
}

func (s *skdn) sorted() []SKDN {
	out := make([]SKDN, 0, len(s.rows))
	for _, r := range s.rows {
		out = append(out, *r)
	}
	slices.SortFunc(out, func(a, b SKDN) int {
		none := func(r SKDN) int {
			if r.Posyandu == "" {
				return 1
			}
			return 0
		}
		return cmp.Or(cmp.Compare(a.Village, b.Village), cmp.Compare(none(a), none(b)), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Posyandu, b.Posyandu))
	})
	return out
}
