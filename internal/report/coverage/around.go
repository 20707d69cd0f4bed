package coverage

import (
	"slices"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/store"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/programme/supportgroup/graduation"
)

// groups reads in whose support group each baby's mother was. Whoever joined once counts
// for the group, whatever came after: no group looks better for those who left it.
func (r *reading) groups(since string) error {
	rows, err := supportgroup.Members.Where(r.q.Tx, "facility_id = $1 AND joined_on <> '' AND born >= $2 ORDER BY joined_on, id", r.q.Facility, since)
	for _, m := range rows {
		for _, id := range m.Babies {
			if b := r.who(id); b != nil {
				b.Group = m.Group
			}
		}
	}
	return err
}

// decisions reads where a health worker let blank months count. Of several the newest
// holds, and it fills only what it was said of: a month that is blank again is blank.
func (r *reading) decisions() error {
	rows, err := graduation.Decisions.Where(r.q.Tx, "facility_id = $1 AND replaced_by = '' ORDER BY decided_at, id", r.q.Facility)
	for _, d := range rows {
		if b := r.who(d.Baby); b != nil {
			b.Decided = d.Counts && b.blankOnly(d.Months)
		}
	}
	return err
}

// blankOnly reports whether no month from 0 to 5 is blank but these.
func (b Infant) blankOnly(months []int) bool {
	for i, a := range b.Months[:decidingMonths] {
		if a.State == "" && !slices.Contains(months, i) {
			return false
		}
	}
	return true
}

// known reads what else is known of the mothers: who works is who has a place with the
// milk couriers; who missed is who joined before her group last met and was not there,
// nor anybody of hers.
func (r *reading) known(today string) (map[ident.ID]Known, error) {
	k := map[ident.ID]Known{}
	for _, read := range []func(map[ident.ID]Known) error{r.working, func(k map[ident.ID]Known) error { return r.missed(k, today) }, r.troubled} {
		if err := read(k); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// learn notes something of a baby, by any of its records.
func (r *reading) learn(k map[ident.ID]Known, baby ident.ID, is func(*Known)) {
	if b := r.who(baby); b != nil {
		one := k[b.Baby]
		is(&one)
		k[b.Baby] = one
	}
}

func (r *reading) working(k map[ident.ID]Known) error {
	return r.q.Each("SELECT baby FROM milk_place WHERE facility_id = $1 AND state = $2 AND baby <> '' ORDER BY id", store.Args(r.q.Facility, milk.Going), func(scan func(...any) error) error {
		var baby ident.ID
		err := scan(&baby)
		r.learn(k, baby, func(one *Known) { one.Working = true })
		return err
	})
}

// missedDays is how long a meeting that somebody missed is a reason to ask after her: a
// group that is asleep is one of its own, and no fault of hers. Our own figure.
const missedDays = 62

func (r *reading) missed(k map[ident.ID]Known, today string) error {
	at, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return err
	}
	since := at.AddDate(0, 0, -missedDays).Format(time.DateOnly)
	held, err := supportgroup.Meetings.Where(r.q.Tx, "facility_id = $1 AND state = $2 AND on_day >= $3 ORDER BY on_day, id", r.q.Facility, supportgroup.Held, since)
	if err != nil {
		return err
	}
	last := map[ident.ID]supportgroup.Meeting{}
	for _, m := range held {
		last[m.Group] = m
	}
	came := map[[2]ident.ID]bool{}
	if err = r.q.Each("SELECT meeting, member FROM group_attendance WHERE facility_id = $1 AND on_day >= $2", store.Args(r.q.Facility, since), func(scan func(...any) error) error {
		var meeting, member ident.ID
		err := scan(&meeting, &member)
		came[[2]ident.ID{meeting, member}] = true
		return err
	}); err != nil {
		return err
	}
	members, err := supportgroup.Members.Where(r.q.Tx, "facility_id = $1 AND state = $2 AND born <> '' ORDER BY id", r.q.Facility, supportgroup.Joined)
	for _, m := range members {
		meeting, met := last[m.Group]
		if !met || meeting.On < m.JoinedOn || came[[2]ident.ID{meeting.ID, m.ID}] {
			continue
		}
		for _, id := range m.Babies {
			r.learn(k, id, func(one *Known) { one.Missed = true })
		}
	}
	return err
}

// troubled reads who told of something that is not solved; what is told of a mother alone
// is a reason for each of her babies.
func (r *reading) troubled(k map[ident.ID]Known) error {
	rows, err := experience.MemberProblems.Where(r.q.Tx, "facility_id = $1 AND state IN ($2, $3) ORDER BY id", r.q.Facility, experience.Open, experience.Answered)
	for _, p := range rows {
		babies := []ident.ID{p.Baby}
		if p.Baby == "" {
			babies = r.children[r.stands(p.Mother)]
		}
		for _, id := range babies {
			r.learn(k, id, func(one *Known) { one.Problem = true })
		}
	}
	return err
}

// stands is the record that stands for one.
func (r *reading) stands(id ident.ID) ident.ID {
	for range 10 {
		into, merged := r.merged[id]
		if !merged {
			break
		}
		id = into
	}
	return id
}
