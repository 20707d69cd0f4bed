package rice

import "sambang/internal/core/journal"

// listed bounds one file: ten thousand debts are more than a health centre can owe.
const listed = 10_000

// All lists the debts as the desk sees them, the oldest deadline first.
func All(q journal.Query) ([]View, error) {
	debts, err := Debts.Where(q.Tx, "facility_id = $1 ORDER BY due_at, id LIMIT $2", q.Facility, listed)
	if err != nil {
		return nil, err
	}
	out := make([]View, 0, len(debts))
	for _, d := range debts {
		v, err := d.view(q)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// Book lists the lines of the fund, the first written first.
func Book(q journal.Query) ([]LineView, error) {
	lines, err := Lines.Where(q.Tx, "facility_id = $1 ORDER BY on_day, at, id LIMIT $2", q.Facility, listed)
	if err != nil {
		return nil, err
	}
	out := make([]LineView, 0, len(lines))
	for _, l := range lines {
		v, err := l.view(q)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// ViewOf gives one debt as the desk sees it.
func ViewOf(q journal.Query, d Debt) (View, error) { return d.view(q) }
