package registry

import (
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/ident"
)

// The lists of the register: who is to be looked after, and what is missing.
const (
	ListPregnant      = "pregnant"
	ListDueUnanswered = "due_unanswered"
	ListNewborn       = "newborn"
	ListUnderFive     = "under_five"
	ListAlone         = "alone"
	ListDisabled      = "disabled"
	ListPoor          = "poor"
	ListNoPoint       = "no_point"
	ListNoPosyandu    = "no_posyandu"
	ListDoubtful      = "doubtful"
)

// ListKinds are the lists in the order in which the desk shows them.
var ListKinds = []string{ListPregnant, ListDueUnanswered, ListNewborn, ListUnderFive, ListAlone, ListDisabled, ListPoor, ListNoPoint, ListNoPosyandu, ListDoubtful}

const (
	// newbornDays is how long a child is a newborn: 0 to 28 days (Permenkes 25/2014, article 1).
	newbornDays = 28
	// underFiveYears is what "balita" means: 0 to 59 months (same article).
	underFiveYears = 5
	// unansweredDays after the due date a birth that nobody has told stands on the midwife's list.
	unansweredDays = 3
	// poorDecile is the highest of the deciles of the national data that count as "kurang mampu" (1 to 4).
	poorDecile = 4
)

// ListLimit is how many lines one answer holds at most.
const ListLimit = 200

// ListAsk says which lines of a list are wanted.
type ListAsk struct {
	Kind string
	// Villages are those that may be seen; nil: all of the facility.
	Villages []string
	// Village, Posyandu and Group narrow the list; empty: all of them.
	Village         string
	Posyandu, Group ident.ID
	// Today is the civil day at the facility, YYYY-MM-DD.
	Today string
	// After is the place in the list where the last answer ended; empty: its beginning.
	After string
	Limit int
}

// condition is a WHERE in the making: its text, and what stands for $1, $2, ...
type condition struct {
	text strings.Builder
	args []any
}

// and adds a part; each ? of it is the next argument.
func (c *condition) and(part string, args ...any) {
	if c.text.Len() > 0 {
		c.text.WriteString(" AND ")
	}
	for _, a := range args {
		c.args = append(c.args, a)
		part = strings.Replace(part, "?", "$"+strconv.Itoa(len(c.args)), 1)
	}
	c.text.WriteString(part)
}

// in adds that a column is one of some values; none of them: no row.
func (c *condition) in(column string, values []string) {
	marks := make([]string, len(values))
	args := make([]any, len(values))
	for i, v := range values {
		marks[i], args[i] = "?", v
	}
	if len(values) == 0 {
		marks = []string{"NULL"}
	}
	c.and(column+" IN ("+strings.Join(marks, ", ")+")", args...)
}

// source says where the lines of a list are and how they are sorted: by one
// column, then by id, so that a place in the list is named by the two.
type source struct {
	table, key string
	down       bool // the newest first
}

func sourceOf(kind string) source {
	switch kind {
	case ListPregnant, ListDueUnanswered:
		return source{"person", "due", false}
	case ListNewborn, ListUnderFive:
		return source{"person", "born", true}
	case ListAlone, ListDisabled:
		return source{"person", "born", false} // the eldest first
	case ListNoPosyandu:
		return source{"person", "village", false}
	case ListPoor:
		return source{"household", "CAST(decile AS TEXT)", false}
	case ListNoPoint:
		return source{"house", "code", false}
	}
	return source{"judged_pair", "id", false}
}

// daysBefore is a civil day n days before another.
func daysBefore(day string, n int) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, -n).Format(time.DateOnly)
}

// UnderFiveSince is the first day of birth of those who are under five on a day.
func UnderFiveSince(today string) string {
	t, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return today
	}
	return t.AddDate(-underFiveYears, 0, 1).Format(time.DateOnly)
}

// where makes the condition of a list, without the place where it goes on.
func (a ListAsk) where(facility ident.ID) *condition {
	c := &condition{}
	c.and("facility_id = ?", facility)
	switch sourceOf(a.Kind).table {
	case "person":
		a.resident(c)
		a.ofPerson(c)
	case "household":
		c.and("state = ?", Present)
		c.and("(decile BETWEEN 1 AND ? OR poverty_letter_on <> '')", poorDecile)
		a.sub(c, "house IN (SELECT id FROM house WHERE facility_id = $1 AND %)", "village", "ten_house_group")
		a.withPosyandu(c, "id IN (SELECT household FROM person WHERE facility_id = $1 AND state = 'active' AND posyandu = ?)")
	case "house":
		c.and("has_point = ?", false)
		c.and("hidden_address = ?", false)
		c.and("id IN (SELECT house FROM household WHERE facility_id = $1 AND state = ?)", Present)
		a.place(c, "village", "", "ten_house_group")
		a.withPosyandu(c, "id IN (SELECT house FROM household WHERE facility_id = $1 AND id IN (SELECT household FROM person WHERE facility_id = $1 AND state = 'active' AND posyandu = ?))")
	default:
		a.ofPairs(c)
	}
	return c
}

// resident are all who may stand on a list of people.
func (a ListAsk) resident(c *condition) {
	c.and("state = ?", Active)
	c.in("kind", []string{Resident, Mother, Baby})
	a.place(c, "village", "posyandu", "ten_house_group")
}

// ofPairs are those that nobody has judged yet. Whoever may see one village sees a
// pair when both records lie in it: of the other one nothing may be told.
func (a ListAsk) ofPairs(c *condition) {
	c.and("verdict = ?", Doubtful)
	for _, side := range []string{"one", "other"} {
		c.and(side + " IN (SELECT id FROM person WHERE facility_id = $1 AND state IN ('active', 'moved', 'dead'))")
		if a.Villages != nil {
			a.scoped(c, side)
		}
	}
	if a.Village != "" {
		c.and("(one IN (SELECT id FROM person WHERE facility_id = $1 AND village = ?) OR other IN (SELECT id FROM person WHERE facility_id = $1 AND village = ?))", a.Village, a.Village)
	}
}

// ofPerson is what makes somebody belong to a list of people.
func (a ListAsk) ofPerson(c *condition) {
	since := UnderFiveSince(a.Today)
	switch a.Kind {
	case ListPregnant:
		c.and("due <> ''")
	case ListDueUnanswered:
		c.and("due <> ''")
		c.and("due <= ?", daysBefore(a.Today, unansweredDays))
	case ListNewborn:
		c.and("born >= ?", daysBefore(a.Today, newbornDays))
	case ListUnderFive:
		c.and("born >= ?", since)
	case ListAlone:
		c.and("lives_alone = ?", true)
	case ListDisabled:
		c.and("disabled = ?", true)
	case ListNoPosyandu:
		// The posyandu weighs children and looks after pregnancies: who is missed there
		// when nobody knows which one is theirs.
		c.and("posyandu = ''")
		c.and("(due <> '' OR born >= ?)", since)
	}
}

// place narrows by village, posyandu and group, for a table that has the columns.
func (a ListAsk) place(c *condition, village, posyandu, group string) {
	if a.Villages != nil {
		c.in(village, a.Villages)
	}
	for _, part := range [][2]string{{village, a.Village}, {posyandu, string(a.Posyandu)}, {group, string(a.Group)}} {
		if part[0] != "" && part[1] != "" {
			c.and(part[0]+" = ?", part[1])
		}
	}
}

// sub is place within a subquery: % stands for its conditions.
func (a ListAsk) sub(c *condition, text, village, group string) {
	inner := &condition{args: c.args}
	a.place(inner, village, "", group)
	if len(inner.args) > len(c.args) || a.Villages != nil {
		c.and(strings.Replace(text, "%", inner.text.String(), 1))
		c.args = inner.args
	}
}

func (a ListAsk) withPosyandu(c *condition, text string) {
	if a.Posyandu != "" {
		c.and(text, a.Posyandu)
	}
}

func (a ListAsk) scoped(c *condition, side string) {
	inner := &condition{args: c.args}
	inner.in("village", a.Villages)
	c.and(side + " IN (SELECT id FROM person WHERE facility_id = $1 AND " + inner.text.String() + ")")
	c.args = inner.args
}
