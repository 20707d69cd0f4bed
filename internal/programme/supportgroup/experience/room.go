package experience

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Room is the table of contents.
type Room struct{}

// Verbs lists what can be told and answered.
func (Room) Verbs() []journal.Verb {
	update := access.Update("member_problem")
	return []journal.Verb{
		journal.Report("experience.enter", 1, loadEntry, entry.enter, access.Create("experience")),
		journal.Report("experience.share", 1, loadSharing, sharing.share, access.Create("own_story")),
		journal.Request("experience.approve", 1, loadJudging, judging.approve, access.Approve("experience")),
		journal.Request("experience.hide", 1, loadJudging, judging.hide, access.Approve("experience")),
		journal.Request("help.approve", 1, loadHelping, helping.approve, access.Approve("help")),
		journal.Request("help.withdraw", 1, loadHelping, helping.withdraw, access.Approve("help")),
		journal.Report("problem.tell", 1, loadTelling, telling.tell, access.Create("member_problem"), journal.Urgent),
		journal.Report("problem.answer", 1, loadGoing, going.answer, update),
		journal.Report("problem.look", 1, loadGoing, going.look, update),
		journal.Request("problem.pass", 1, loadGoing, going.pass, update),
	}
}

// Events lists what can have happened.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.On("experience.entered/1", applyEntered),
		journal.On("experience.approved/1", applyApproved),
		journal.On("experience.hidden/1", applyHidden),
		journal.On("help.approved/1", applyHelpApproved),
		journal.On("help.withdrawn/1", applyHelpWithdrawn),
		journal.Later(journal.On("problem.told/1", applyTold), passes),
		journal.On("problem.answered/1", applyAnswered),
		journal.On("problem.passed/1", applyPassed),
		journal.On("problem.ended/1", applyEnded),
		journal.On("problem.moved/1", applyMoved),
	}
}

// passes is the machine's word when nobody has answered in time.
func passes(_ journal.Meta, e ToldEvent) []journal.Then {
	if e.Passed {
		return nil
	}
	return []journal.Then{{Due: e.PassAt, Verb: "problem.pass", Body: Pass{Problem: e.Problem, Hours: true}}}
}

// Tables lists what the room owns.
func (Room) Tables() []store.Def {
	return []store.Def{Experiences.Definition(), MemberProblems.Definition(), Sentences.Definition()}
}

// Follows lets problems follow a mother.
func (Room) Follows() []journal.Follow { return []journal.Follow{journal.When(lifeChanged)} }

// lifeChanged lets a mother's problems follow her to another village; they end when she,
// or the baby, is not here any more: nobody asks after them.
func lifeChanged(q journal.Query, _ journal.Meta, e registry.LifeChanged) (out []any, err error) {
	p, found, err := registry.Canonical(q.Tx, q.Facility, e.Person)
	if err != nil || !found {
		return nil, err
	}
	all, err := MemberProblems.Where(q.Tx, "facility_id = $1 AND (mother = $2 OR baby = $2) ORDER BY id", q.Facility, p.ID)
	moved := false
	for _, one := range all {
		switch {
		case p.State != registry.Active && one.Going():
			out = append(out, EndedEvent{Problem: one.ID, State: Unsolved})
		case p.State == registry.Active && one.Mother == p.ID && one.Village != p.Village && !moved:
			out, moved = append(out, MovedEvent{p.ID, p.Village}), true
		}
	}
	return out, err
}

// View is an experience as its readers see it.
type View struct {
	ID      ident.ID `json:"id"`
	Village string   `json:"village"`
	Problem string   `json:"problem"`
	Month   int64    `json:"month"`
	What    string   `json:"what,omitempty"`
	Tried   string   `json:"tried,omitempty"`
	Helped  string   `json:"helped,omitempty"`
	State   string   `json:"state"`
	Times   int64    `json:"times"`
	ByName  string   `json:"by_name,omitempty"`
	From    ident.ID `json:"from,omitempty"`
	Why     string   `json:"why,omitempty"`
	// Own: a mother has told it herself, on her page; of whom is nobody's to know.
	Own bool `json:"own,omitempty"`
	// Names are words that seem to be names, while it waits for the midwife.
	Names []string `json:"names,omitempty"`
}

// ProblemView is a problem as staff see it.
type ProblemView struct {
	ID         ident.ID        `json:"id"`
	Mother     ident.ID        `json:"mother"`
	MotherName string          `json:"mother_name"`
	Baby       ident.ID        `json:"baby,omitempty"`
	Member     ident.ID        `json:"member,omitempty"`
	Village    string          `json:"village"`
	Code       string          `json:"code"`
	Month      int64           `json:"month"`
	Signs      []string        `json:"signs"`
	Words      string          `json:"words,omitempty"`
	State      string          `json:"state"`
	ToldAt     instant.Instant `json:"told_at"`
	ByName     string          `json:"by_name,omitempty"`
	DueOn      string          `json:"due_on,omitempty"`
	Advice     string          `json:"advice,omitempty"`
	Tried      ident.ID        `json:"tried,omitempty"`
	PassedAt   instant.Instant `json:"passed_at,omitempty"`
	Why        string          `json:"why,omitempty"`
	Request    ident.ID        `json:"request,omitempty"`
	HelpedBy   ident.ID        `json:"helped_by,omitempty"`
}

// Shows gives the views of the synced tables.
func (Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"experience": showExperience, "member_problem": showProblem, "help_sentence": showSentence}
}

func showExperience(q journal.Query, id ident.ID) (any, bool, error) {
	x, found, err := Experiences.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := View{ID: x.ID, Village: x.Village, Problem: x.Problem, Month: x.Month, State: x.State, Times: x.Helped, From: x.From, Why: x.Why, Own: x.Mother != ""}
	if x.State == Hidden {
		return v, true, nil // its words are nobody's any more
	}
	w, err := wordsIn(q, x)
	if err != nil {
		return nil, false, err
	}
	v.What, v.Tried, v.Helped = w.What, w.Tried, w.Helped
	if x.State == Draft {
		known, err := namesAround(q, x)
		if err != nil {
			return nil, false, err
		}
		v.Names = Names(w.all(), known)
		if v.ByName, err = workforce.Name(q, x.By); err != nil {
			return nil, false, err
		}
	}
	return v, true, nil
}

func showProblem(q journal.Query, id ident.ID) (any, bool, error) {
	p, found, err := MemberProblems.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := ProblemView{ID: p.ID, Mother: p.Mother, Baby: p.Baby, Member: p.Member, Village: p.Village, Code: p.Code, Month: p.Month, Signs: plain(p.Signs), State: p.State,
		ToldAt: p.ToldAt, DueOn: p.DueOn, Tried: p.Tried, PassedAt: p.PassedAt, Why: p.Why, Request: p.Request, HelpedBy: p.HelpedBy}
	_, d, _, err := registry.OpenCanonical(q, p.Mother)
	if err != nil {
		return nil, false, err
	}
	v.MotherName = supportgroup.FirstName(d.Name)
	if v.Words, err = opened(q, p.Words); err != nil {
		return nil, false, err
	}
	if v.Advice, err = opened(q, p.Advice); err != nil {
		return nil, false, err
	}
	v.ByName, err = workforce.Name(q, p.ToldBy)
	return v, err == nil, err
}

func opened(q journal.Query, r journal.Ref) (string, error) {
	var a advice
	if r.IsZero() {
		return "", nil
	}
	_, err := q.Open(r, &a)
	return a.Text, err
}
