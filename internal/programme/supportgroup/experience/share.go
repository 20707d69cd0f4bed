package experience

import (
	"strings"

	"sambang/internal/calc/age"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/shared/registry"
)

// Share is what a mother tells of herself on her page, for her cadre: verb
// experience.share. It waits for the midwife as every experience does.
type Share struct {
	Experience ident.ID `json:"experience"`
	// Member is her row in a group.
	Member  ident.ID `json:"member"`
	Problem string   `json:"problem" max:"20"`
	What    string   `json:"what" max:"600"`
	Tried   string   `json:"tried,omitempty" max:"600"`
	Helped  string   `json:"helped" max:"600"`
}

// Subject is her row.
func (b Share) Subject() ident.ID { return b.Member }

// Check wants a problem, what it was like and what helped.
func (b Share) Check() *fault.Error {
	switch {
	case b.Experience == "":
		return fault.BadField("body.required", "experience")
	case b.Member == "":
		return fault.BadField("body.required", "member")
	case !isProblem(b.Problem):
		return fault.BadField("body.unknown_word", "problem")
	case strings.TrimSpace(b.What) == "":
		return fault.BadField("body.required", "what")
	case strings.TrimSpace(b.Helped) == "":
		return fault.BadField("body.required", "helped")
	}
	return nil
}

// sharing is a mother's row before what she tells is kept.
type sharing struct {
	supportgroup.Member
	known bool // an experience of this id is there
	month int64
}

func loadSharing(q journal.Query) (s sharing, err error) {
	found := false
	if s.Member, found, err = supportgroup.Members.Get(q.Tx, q.Facility, q.Subject); err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return s, err
	}
	if _, s.known, err = Experiences.Get(q.Tx, q.Facility, q.Body.(Share).Experience); err != nil {
		return s, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	s.month = -1
	if months := age.Months(s.Born, q.Now.Day(f.Location())); months != age.Unknown && months <= 6 {
		s.month = int64(months)
	}
	return s, err
}

func (x sharing) share(s journal.Said[Share]) journal.Answer {
	b := s.Body
	switch {
	case x.known:
		return journal.Refuse("experience.shared_already").On("experience")
	case x.State != supportgroup.Joined && x.State != supportgroup.Finished:
		return journal.Refuse("supportgroup.not_a_member").On("member")
	}
	sealed := s.Seal("experience", b.Experience, 1, words{strings.TrimSpace(b.What), strings.TrimSpace(b.Tried), strings.TrimSpace(b.Helped)})
	return journal.Accept(EnteredEvent{Experience: b.Experience, Village: x.Village, Problem: b.Problem, Month: x.month, Words: sealed, By: s.By.Worker, Mother: x.Mother})
}
