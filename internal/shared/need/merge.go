package need

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Merge says that two requests tell of the same event: verb need.merge, by two
// persons. Whichever way round they are named, the one that started earlier
// stands for both, so that merging never wins time.
type Merge struct {
	Case ident.ID `json:"case"`
	Into ident.ID `json:"into"`
}

// Unmerge says that a merging was wrong: verb need.unmerge, by two persons. Both
// stand for themselves again, each with the clock it always had.
type Unmerge struct {
	Case ident.ID `json:"case"`
}

// Subject is the case.
func (b Merge) Subject() ident.ID { return b.Case }

// Subject is the case.
func (b Unmerge) Subject() ident.ID { return b.Case }

// Check wants two different cases.
func (b Merge) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	if err := wanted("into", b.Into != ""); err != nil {
		return err
	}
	if b.Case == b.Into {
		return fault.BadField("need.same_case", "into")
	}
	return nil
}

// Check wants a case.
func (b Unmerge) Check() *fault.Error { return wanted("case", b.Case != "") }

// pair is two requests.
type pair struct{ one, other Case }

// Audiences are those of both: who does not see one of them merges nothing.
func (p pair) Audiences() []string {
	var keys []string
	theirs := map[string]bool{}
	for _, k := range p.other.Audiences() {
		theirs[k] = true
	}
	for _, k := range p.one.Audiences() {
		if theirs[k] {
			keys = append(keys, k)
		}
	}
	return keys
}

func loadPair(q journal.Query) (p pair, err error) {
	if p.one, err = requestOf(q, q.Subject); err != nil {
		return p, err
	}
	p.other, err = requestOf(q, q.Body.(Merge).Into)
	return p, err
}

func requestOf(q journal.Query, id ident.ID) (Case, error) {
	c, found, err := Cases.Get(q.Tx, q.Facility, id)
	if err == nil && (!found || !c.Request) {
		err = fault.Absent()
	}
	return c, err
}

// older orders two requests: the earlier start first, then the lower number.
func (p pair) older() (first, second Case) {
	if p.other.Started < p.one.Started || p.other.Started == p.one.Started && p.other.Number < p.one.Number {
		return p.other, p.one
	}
	return p.one, p.other
}

func (p pair) merge(s journal.Said[Merge]) journal.Answer {
	stays, goes := p.older()
	switch {
	case stays.Merged != "" || goes.Merged != "":
		return journal.Refuse("need.merged_already")
	case goes.State != Going:
		return journal.Refuse("need.closed_already")
	case stays.State != Going && stays.Outcome != OutcomeServed:
		return journal.Refuse("need.ended_unserved").On("into")
	}
	return journal.Accept(Merged{goes.ID, stays.ID, s.By.Worker, s.Approver.Worker})
}

func (r Room) loadMerged(q journal.Query) (file, error) {
	f, err := r.loadAsked(q)
	if err != nil {
		return f, err
	}
	if f.works, err = r.mayHave(q, f.Case, f.Owner); err != nil || f.works {
		return f, err
	}
	f.next, err = r.heir(q, f.Case)
	return f, err
}

func (f file) unmerge(s journal.Said[Unmerge]) journal.Answer {
	if f.Merged == "" {
		return journal.Refuse("need.not_merged")
	}
	answer := journal.Accept(Unmerged{f.ID, f.Merged, s.By.Worker, s.Approver.Worker})
	if !f.works && f.next != f.Owner { // whoever had it has left in the meantime
		answer = answer.With(f.room.moved(f.Case, f.next, "", "owner_left")...)
	}
	return answer
}

// longest is how many mergings a chain can have: each leads to an earlier start,
// so there is no ring, and nobody reports the same thing a hundred times.
const longest = 100

// Root gives the request that stands for a case: itself, or the one it was merged
// into, and so on.
func Root(q journal.Query, id ident.ID) (ident.ID, error) {
	for range longest {
		c, found, err := Cases.Get(q.Tx, q.Facility, id)
		if err != nil || !found || c.Merged == "" {
			return id, err
		}
		id = c.Merged
	}
	return id, nil
}

// MergedInto lists the requests that a case stands for, the earliest first.
func MergedInto(q journal.Query, id ident.ID) ([]Case, error) {
	return Cases.Where(q.Tx, "facility_id = $1 AND merged = $2 AND merged <> '' ORDER BY started_at, number", q.Facility, id)
}
