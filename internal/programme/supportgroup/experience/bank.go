package experience

import (
	"slices"
	"strings"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Enter writes down what helped: verb experience.enter. The same id again corrects it, and
// it waits for the midwife anew.
type Enter struct {
	Experience ident.ID `json:"experience"`
	Village    string   `json:"village" max:"20"`
	// Problem is a code of Problems; Month the age of the baby in full months, nothing: not said.
	Problem string `json:"problem" max:"20"`
	Month   *int64 `json:"month,omitempty"`
	// What it was like, what was tried, what helped; no names.
	What   string `json:"what" max:"600"`
	Tried  string `json:"tried,omitempty" max:"600"`
	Helped string `json:"helped" max:"600"`
	// From is the problem that was solved in this way.
	From ident.ID `json:"from,omitempty"`
}

// Approve lets it in: verb experience.approve. Looked says that the midwife has looked at
// the words that seem to be names.
type Approve struct {
	Experience ident.ID `json:"experience"`
	Looked     bool     `json:"looked,omitempty"`
}

// Hide takes it out: verb experience.hide.
type Hide struct {
	Experience ident.ID `json:"experience"`
	// Why is wrong, name, unkind or other.
	Why string `json:"why" max:"20"`
}

// Subject is the experience.
func (b Enter) Subject() ident.ID { return b.Experience }

// Subject is the experience.
func (b Approve) Subject() ident.ID { return b.Experience }

// Subject is the experience.
func (b Hide) Subject() ident.ID { return b.Experience }

var hideReasons = []string{"wrong", "name", "unkind", "other"}

// Check wants a problem, what it was like and what helped.
func (b Enter) Check() *fault.Error {
	switch {
	case b.Experience == "":
		return fault.BadField("body.required", "experience")
	case b.Village == "":
		return fault.BadField("body.required", "village")
	case !isProblem(b.Problem):
		return fault.BadField("body.unknown_word", "problem")
	case strings.TrimSpace(b.What) == "":
		return fault.BadField("body.required", "what")
	case strings.TrimSpace(b.Helped) == "":
		return fault.BadField("body.required", "helped")
	case b.Month != nil && (*b.Month < 0 || *b.Month > 6):
		return fault.BadField("body.bad_choice", "month")
	}
	return nil
}

// Check wants an experience.
func (b Approve) Check() *fault.Error {
	if b.Experience == "" {
		return fault.BadField("body.required", "experience")
	}
	return nil
}

// Check wants a reason.
func (b Hide) Check() *fault.Error {
	switch {
	case b.Experience == "":
		return fault.BadField("body.required", "experience")
	case !slices.Contains(hideReasons, b.Why):
		return fault.BadField("body.unknown_word", "why")
	}
	return nil
}

// words are the sealed form of an experience.
type words struct {
	What   string `json:"what"`
	Tried  string `json:"tried,omitempty"`
	Helped string `json:"helped"`
}

func (w words) all() string { return w.What + " \n " + w.Tried + " \n " + w.Helped }

// entry is an experience before it is written down.
type entry struct {
	Experience
	found, served, from bool
	village             string
}

// Audiences are the desk and the village, of a new one as of one that is corrected.
func (e entry) Audiences() []string {
	if e.found {
		return e.Experience.Audiences()
	}
	return []string{"f", "v:" + e.village}
}

func loadEntry(q journal.Query) (e entry, err error) {
	b := q.Body.(Enter)
	e.village = b.Village
	if e.Experience, e.found, err = Experiences.Get(q.Tx, q.Facility, b.Experience); err != nil {
		return e, err
	}
	if _, e.served, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(b.Village)); err != nil {
		return e, err
	}
	_, known, err := MemberProblems.Get(q.Tx, q.Facility, b.From)
	e.from = b.From == "" || known
	return e, err
}

func (e entry) enter(s journal.Said[Enter]) journal.Answer {
	b := s.Body
	switch {
	case !e.served, e.found && b.Village != e.Village:
		return journal.Refuse("experience.no_such_village").On("village")
	case !e.from:
		return journal.Refuse("experience.no_such_problem").On("from")
	}
	month := int64(-1)
	if b.Month != nil {
		month = *b.Month
	}
	sealed := s.Seal("experience", b.Experience, e.Words.Version+1, words{strings.TrimSpace(b.What), strings.TrimSpace(b.Tried), strings.TrimSpace(b.Helped)})
	return journal.Accept(EnteredEvent{b.Experience, b.Village, b.Problem, month, sealed, b.From, s.By.Worker, e.Mother})
}

// judging is an experience before the midwife lets it in.
type judging struct {
	Experience
	names    []string
	villages []string
}

func loadJudging(q journal.Query) (j judging, err error) {
	if j.Experience, err = experienceOf(q, q.Subject); err != nil {
		return j, err
	}
	if j.villages, err = everyVillage(q); err != nil {
		return j, err
	}
	if _, approves := q.Body.(Approve); !approves {
		return j, nil
	}
	w, err := wordsIn(q, j.Experience)
	if err != nil {
		return j, err
	}
	known, err := namesAround(q, j.Experience)
	if err != nil {
		return j, err
	}
	j.names = Names(w.all(), known)
	return j, nil
}

// Audiences are the desk and its village; once it was in, every village: a midwife of any
// takes out what must not stand there.
func (j judging) Audiences() []string {
	if j.State == Draft {
		return j.Experience.Audiences()
	}
	return append([]string{"f"}, j.villages...)
}

func experienceOf(q journal.Query, id ident.ID) (Experience, error) {
	x, found, err := Experiences.Get(q.Tx, q.Facility, id)
	if err == nil && !found {
		err = fault.Absent()
	}
	return x, err
}

func wordsIn(q journal.Query, x Experience) (w words, err error) {
	_, err = q.Open(x.Words, &w)
	return w, err
}

// namesAround are the names of who works for a village and who is in its groups: those
// that a story of the village most likely tells of; of a mother's own also hers and her
// children's.
func namesAround(q journal.Query, x Experience) (all []string, err error) {
	people := map[ident.ID]bool{}
	members, err := supportgroup.Members.Where(q.Tx, "facility_id = $1 AND village = $2 AND state = $3 ORDER BY id", q.Facility, x.Village, supportgroup.Joined)
	if err != nil {
		return nil, err
	}
	own, err := supportgroup.Members.Where(q.Tx, "facility_id = $1 AND mother = $2 AND mother <> '' ORDER BY id", q.Facility, x.Mother)
	if err != nil {
		return nil, err
	}
	members = append(members, own...)
	for _, m := range members {
		people[m.Mother] = true
		for _, b := range m.Babies {
			people[b] = true
		}
	}
	for id := range people {
		_, d, _, err := registry.OpenCanonical(q, id)
		if err != nil {
			return nil, err
		}
		all = append(all, d.Name)
	}
	workers, err := workforce.Workers.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id", q.Facility, workforce.Active)
	for _, w := range workers {
		name, err := workforce.Name(q, w.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, name)
	}
	return all, err
}

func (j judging) approve(s journal.Said[Approve]) journal.Answer {
	switch {
	case !s.By.Is(access.Midwife):
		return journal.Refuse("experience.midwife_lets_in")
	case j.State == Approved:
		return journal.Refuse("experience.in_already")
	case len(j.names) > 0 && !s.Body.Looked:
		return journal.Refuse("experience.names_inside").On("looked")
	}
	return journal.Accept(ApprovedEvent{j.ID, s.By.Worker, []string{"f", "v:" + j.Village, workforce.EveryVillage}})
}

func (j judging) hide(s journal.Said[Hide]) journal.Answer {
	if j.State == Hidden {
		return journal.Refuse("experience.hidden_already")
	}
	return journal.Accept(HiddenEvent{j.ID, s.Body.Why, s.By.Worker})
}

// Bank reads the experiences that are in, with their words.
func Bank(q journal.Query) (all []Told, err error) {
	rows, err := Experiences.Where(q.Tx, "facility_id = $1 AND state = $2 ORDER BY id LIMIT 2000", store.Args(q.Facility, Approved)...)
	for _, x := range rows {
		w, err := wordsIn(q, x)
		if err != nil {
			return nil, err
		}
		all = append(all, Told{x.ID, x.Problem, x.Month, w.What, w.Tried, w.Helped, x.Helped})
	}
	return all, err
}
