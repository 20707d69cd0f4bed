package finding

import (
	"cmp"
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Buckets are the last days, since it was found, of the columns of the ageing: up to a
// week, a month, three months; what is older is in the last one. They are the house's
// own, as cash books age their debts.
var Buckets = [3]int64{7, 30, 90}

// Ages counts what is open of one kind in one village.
type Ages struct {
	Kind    string `json:"kind"`
	Village string `json:"village"`
	Open    int64  `json:"open"`
	Overdue int64  `json:"overdue"`
	// Counts are by age in days: 0 to 7, 8 to 30, 31 to 90, over 90.
	Counts [4]int64 `json:"counts"`
	// Oldest is the age of the oldest, in days.
	Oldest int64 `json:"oldest"`
}

// days is how many civil days lie between an instant and today.
func days(at, now instant.Instant, zone *time.Location) int64 {
	from, _ := time.Parse(time.DateOnly, at.Day(zone))
	to, _ := time.Parse(time.DateOnly, now.Day(zone))
	return max(0, int64(to.Sub(from).Hours()/24))
}

// Ageing counts open findings by kind and village, those with the oldest first.
func Ageing(q journal.Query) ([]Ages, error) {
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	rows := map[[2]string]*Ages{}
	err = q.Each("SELECT kind, village, found_at, overdue FROM finding WHERE facility_id = $1 AND state <> $2 ORDER BY number", store.Args(q.Facility, Closed), func(scan func(...any) error) error {
		var kind, village string
		var at instant.Instant
		var late bool
		if err := scan(&kind, &village, &at, &late); err != nil {
			return err
		}
		a := rows[[2]string{kind, village}]
		if a == nil {
			a = &Ages{Kind: kind, Village: village}
			rows[[2]string{kind, village}] = a
		}
		a.add(days(at, q.Now, zone), late)
		return nil
	})
	out := make([]Ages, 0, len(rows))
	for _, a := range rows {
		out = append(out, *a)
	}
	slices.SortFunc(out, func(a, b Ages) int {
		return cmp.Or(cmp.Compare(b.Oldest, a.Oldest), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Village, b.Village))
	})
	return out, err
}

func (a *Ages) add(age int64, late bool) {
	a.Open++
	if late {
		a.Overdue++
	}
	i := 0
	for i < len(Buckets) && age > Buckets[i] {
		i++
	}
	a.Counts[i]++
	a.Oldest = max(a.Oldest, age)
}

// All lists findings for a file: the open ones first, late ones before the others, the
// oldest first.
func All(q journal.Query) (out []View, err error) {
	all, err := Findings.Where(q.Tx, "facility_id = $1 ORDER BY CASE WHEN state = 'closed' THEN 1 ELSE 0 END, overdue DESC, found_at, number", q.Facility)
	if err != nil {
		return nil, err
	}
	for _, f := range all {
		v, err := ViewOf(q, f)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// AllAid lists what households were given, the newest first.
func AllAid(q journal.Query) (out []AidView, err error) {
	all, err := Aids.Where(q.Tx, "facility_id = $1 ORDER BY on_day DESC, id", q.Facility)
	if err != nil {
		return nil, err
	}
	for _, a := range all {
		v, err := AidViewOf(q, a)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// OpenOf counts the open findings of a house.
func OpenOf(q journal.Query, house ident.ID) (n int64, err error) {
	_, err = q.One("SELECT COUNT(*) FROM finding WHERE facility_id = $1 AND house = $2 AND state <> $3", store.Args(q.Facility, house, Closed), &n)
	return n, err
}
