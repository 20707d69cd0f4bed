package mothers

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// group is a support group of the play.
type group struct {
	id, leader ident.ID
	village    string
	// day is the day of the month on which it meets; sleeps: it does not meet any more
	// for the last three months.
	day    int
	sleeps bool
}

// town is who the play is about, as known on its first day, with what is to come.
type town struct {
	*voice
	cast  cast
	zone  *time.Location
	first time.Time // the first midnight
	// groupsFrom is the first day of the groups, of the scales and of what is asked.
	groupsFrom time.Time
	last       time.Time // the midnight of the last day
	posts      []registry.Posyandu
	groups     []group
	// babies are all whose six months are played, by the day on which they are born; weighed
	// all that are small on some day of it.
	babies  []baby
	weighed []child
	// expected are births that are known of from a day on.
	expected []expecting
	members  map[ident.ID]ident.ID // the row of a mother who is a member
	asks     map[string][]asking   // by day
	worries  []problem
	tales    []ident.ID // what is in the bank, in the order of the cast
	// issued are the certificates; withdrawn is the one of which the mother is told.
	issued []granted
	// farewells are who leaves for ever; gone are those who have.
	farewells []farewell
	gone      map[ident.ID]bool
	withdrawn *granted
}

// expecting is a mother who is known to be with child from a day on.
type expecting struct {
	mother  ident.ID
	from    string
	due     string
	village string
}

func midnight(at instant.Instant, zone *time.Location) time.Time {
	t := at.In(zone)
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone)
}

// look reads the register and draws what is to come.
func (t *town) look() error {
	var people []registry.Person
	t.Ask(func(q journal.Query) (err error) {
		if people, err = registry.People.Where(q.Tx, "facility_id = $1 AND state = $2 AND merged_into = '' ORDER BY id", q.Facility, registry.Active); err != nil {
			return err
		}
		t.posts, err = registry.Posyandus.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
		return err
	})
	if t.Err != nil || len(t.posts) == 0 {
		return fmt.Errorf("mothers: nobody lives at %s: %w", Slug, t.Err)
	}
	t.small(people)
	t.births(people)
	t.babies = fate(t.babies, t.groupsFrom)
	t.urgent()
	t.partings()
	t.plan()
	return nil
}

// small are the children of the register: those under five are weighed, and the smallest
// have some of their six months before them.
func (t *town) small(people []registry.Person) {
	oldest, begun := t.first.AddDate(-5, 0, 20).Format(time.DateOnly), t.first.AddDate(0, -6, 0).Format(time.DateOnly)
	for _, p := range people {
		if p.Born < oldest || p.Posyandu == "" || p.Sex == "" {
			continue
		}
		t.weighed = append(t.weighed, child{id: p.ID, posyandu: p.Posyandu, village: p.Village, born: p.Born, sex: p.Sex})
		if p.Born > begun && p.Mother != "" {
			t.babies = append(t.babies, baby{id: p.ID, mother: p.Mother, posyandu: p.Posyandu, village: p.Village, sex: p.Sex, born: p.Born, here: true})
		}
	}
}

// births draws who has a child when: those who expect one already, and in every month some
// more of the women who have no very small one, in each village in its turn. The last of
// them are still to be born.
func (t *town) births(people []registry.Person) {
	youngest := map[ident.ID]string{}
	for _, p := range people {
		if p.Mother != "" {
			youngest[p.Mother] = max(youngest[p.Mother], p.Born)
		}
	}
	slices.SortFunc(people, func(a, b registry.Person) int { return chance("turn "+string(a.ID)) - chance("turn "+string(b.ID)) })
	taken := map[ident.ID]bool{}
	for _, p := range people {
		if p.Due != "" && p.Village != "" {
			taken[p.ID] = true
			t.expect(p, max(p.Due, t.first.AddDate(0, 0, 3).Format(time.DateOnly)), "")
		}
	}
	for n := range 30 * monthly {
		month, turn := n/monthly, []string{bojongnangka, cicadas, bojongnangka, tlajung, bojongnangka}[n%5]
		due := t.first.AddDate(0, month, 3+(n%monthly*11+month*5)%26)
		if month < 9 && n%monthly > 2 {
			continue // who was with child on the first day is born then
		}
		may := func(p registry.Person) bool {
			return !taken[p.ID] && p.Village == turn && t.mayExpect(p, youngest[p.ID], due)
		}
		if i := slices.IndexFunc(people, may); i >= 0 {
			taken[people[i].ID] = true
			t.expect(people[i], due.Format(time.DateOnly), due.AddDate(0, 0, -170).Format(time.DateOnly))
		}
	}
	slices.SortFunc(t.expected, func(a, b expecting) int { return chance("told "+string(a.mother)) - chance("told "+string(b.mother)) })
}

// monthly is how many births there are in a month.
const monthly = 6

// mayExpect reports whether a woman can have a child on a day: of 20 to 38 years, who leads
// a household or is married to who does, and has no child under two.
func (t *town) mayExpect(p registry.Person, youngest string, due time.Time) bool {
	oldest, least := due.AddDate(-38, 0, 0).Format(time.DateOnly), due.AddDate(-20, 0, 0).Format(time.DateOnly)
	return p.Sex == "female" && p.Posyandu != "" && p.Born > oldest && p.Born < least && youngest < due.AddDate(-2, 0, 0).Format(time.DateOnly) &&
		(p.Relation == registry.HeadOfHousehold || p.Relation == registry.Spouse)
}

// expect writes down a birth that is to come: some days before or after its day; one of
// them is of two.
func (t *town) expect(p registry.Person, due, from string) {
	if from != "" {
		t.expected = append(t.expected, expecting{p.ID, max(from, t.first.Format(time.DateOnly)), due, p.Village})
	}
	n := chance("birth " + string(p.ID))
	day, _ := time.Parse(time.DateOnly, due) // a day of ours
	born := max(day.AddDate(0, 0, n%13-7).Format(time.DateOnly), t.first.AddDate(0, 0, 2).Format(time.DateOnly))
	if born > t.last.AddDate(0, 0, -1).Format(time.DateOnly) {
		return // it is for the days to come
	}
	b := baby{id: named("baby of " + string(p.ID)), mother: p.ID, posyandu: p.Posyandu, village: p.Village, born: born, sex: []string{"female", "male"}[n/13%2]}
	if !slices.ContainsFunc(t.babies, func(o baby) bool { return o.twin != "" }) && p.Village == bojongnangka &&
		born > t.groupsFrom.AddDate(0, 4, 0).Format(time.DateOnly) {
		b.twin = named("second baby of " + string(p.ID))
		t.babies = append(t.babies, baby{id: b.twin, mother: p.ID, posyandu: p.Posyandu, village: p.Village, born: born, sex: "female", second: true})
	}
	t.babies = append(t.babies, b)
}

// urgent picks whose weight worries the midwife at the end, and adds the newborn to who is
// weighed. Twins have their six months together: there is one pair, and it is a proud one.
func (t *town) urgent() {
	for i := range t.babies {
		b := &t.babies[i]
		if b.twin != "" || b.second {
			b.graduates = true
		}
		if !b.here {
			t.weighed = append(t.weighed, child{id: b.id, posyandu: b.posyandu, village: b.village, born: b.born, sex: b.sex})
		}
	}
	slices.SortFunc(t.weighed, func(a, b child) int { return chance("scales "+string(a.id)) - chance("scales "+string(b.id)) })
	left := map[string]int{"stalls": 3, "thin": 2, "swollen": 1}
	for i := range t.weighed {
		c := &t.weighed[i]
		if old := daysOld(c.born, t.last.Format(time.DateOnly)); old < 300 || old > 1000 {
			continue
		}
		for _, k := range []struct {
			what string
			mark *bool
		}{{"stalls", &c.stalls}, {"thin", &c.thin}, {"swollen", &c.swollen}} {
			if left[k.what] > 0 {
				left[k.what]--
				*k.mark = true
				break
			}
		}
	}
}

// cadreOf is who leads at a posyandu.
func cadreOf(p registry.Posyandu) ident.ID {
	if len(p.Cadres) == 0 {
		return ""
	}
	return p.Cadres[0]
}

// leads is who speaks for a village: the leader of its first group.
func (t *town) leads(village string) access.Actor {
	for _, g := range t.groups {
		if g.village == village {
			return worker(g.leader)
		}
	}
	return as("bidan-bojong")
}

func number(n int) string { return strconv.Itoa(n) }
