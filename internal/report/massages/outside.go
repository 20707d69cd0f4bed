package massages

import (
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// LeastShown is of how many families a village must be to be in what outsiders see. Five, as
// health statistics in print do.
const LeastShown = 5

// Outside is what a partner outside the health centre is shown. A village of fewer than
// LeastShown families is in none of its figures, sums too: so there is nothing from which such
// a number could be reckoned. It knows no ages, no reasons and no family, and is of whole
// months that are over, so that no page differs from yesterday's by one family.
type Outside struct {
	From string
	To   string
	// Places are all villages; Of and the other figures are of those that are shown.
	Places []OutsidePlace
	Of     int
	Visits int
	// Alone are families whose parent can do it alone, Again those visited more than once; -1:
	// of so few, or not of so few, that it is not said.
	Alone int
	Again int
	// Stars is the mean in hundredths; 0: of fewer than LeastShown ratings.
	Stars int
}

// OutsidePlace is the families of a village, by where each was visited last; Few: of fewer
// than LeastShown, nobody included.
type OutsidePlace struct {
	Name     string
	Families int
	Few      bool
}

// outsideMonths is of how many months it is: a year.
const outsideMonths = 12

// OutsideOf reads the last twelve months that are over.
func OutsideOf(q journal.Query) (Outside, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return Outside{}, err
	}
	from, to := monthsBefore(q.Now.Day(f.Location()))
	r, err := read(q, from, to, nil)
	if err != nil {
		return Outside{}, err
	}
	in, err := registry.Villages.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	return outsideFrom(r.lines, r.before(to), in, from, to), err
}

// monthsBefore are the first and the last of the months that are over.
func monthsBefore(day string) (from, to string) {
	at, err := time.Parse("2006-01", monthOf(day))
	if err != nil {
		return "", ""
	}
	return at.AddDate(0, -outsideMonths, 0).Format("2006-01"), at.AddDate(0, -1, 0).Format("2006-01")
}

// outsideFrom counts the families of the villages that have enough of them.
func outsideFrom(lines []Line, before map[ident.ID]past, villages []registry.Village, from, to string) Outside {
	home, count := homes(lines), map[string]int{}
	for _, village := range home {
		count[village]++
	}
	out := Outside{From: from, To: to}
	for _, v := range villages {
		n := count[string(v.ID)]
		if n < LeastShown {
			n = 0
		}
		out.Places = append(out.Places, OutsidePlace{v.Name, n, n == 0})
		out.Of += n
	}
	var shown []Line
	for _, l := range lines {
		if home[l.Family] != "" && count[home[l.Family]] >= LeastShown {
			shown = append(shown, l)
		}
	}
	f := sumOf(families(shown, before), func(Line) bool { return true })
	out.Visits, out.Alone, out.Again = f.Visits, said(f.Alone), said(f.Repeat)
	if f.Rated.Of >= LeastShown {
		out.Stars = f.Rated.Mean
	}
	return out
}

// homes are the villages in which families were visited last.
func homes(lines []Line) map[ident.ID]string {
	last := map[ident.ID]Line{}
	for _, l := range lines {
		if l.What == Done && l.Family != "" && l.Day >= last[l.Family].Day {
			last[l.Family] = l
		}
	}
	out := map[ident.ID]string{}
	for family, l := range last {
		out[family] = l.Village
	}
	return out
}

// said is a part of some families, or -1 where it, or the rest of them, are somebody.
func said(s Share) int {
	if s.Have < LeastShown || s.Of-s.Have < LeastShown && s.Of != s.Have {
		return -1
	}
	return s.Have
}
