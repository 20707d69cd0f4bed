package supportgroup

import (
	"regexp"
	"slices"

	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// Kin are who of a family can come to a meeting.
var Kin = []string{"mother", "grandmother", "father", "other"}

// HoldMeeting tells of a meeting that was held, planned or not: verb
// supportgroup.hold_meeting. Told again, it corrects what was told before.
type HoldMeeting struct {
	Meeting ident.ID  `json:"meeting"`
	Group   ident.ID  `json:"group"`
	On      string    `json:"on" max:"10"`
	Topics  []string  `json:"topics,omitempty" max:"20"`
	Present []Present `json:"present" max:"20"`
	// Note is a short one, without names.
	Note string `json:"note,omitempty" max:"300"`
	// Photo is the hash of a picture that was sent before: only where everybody present
	// said yes.
	Photo string `json:"photo,omitempty" max:"64"`
}

// Subject is the meeting.
func (b HoldMeeting) Subject() ident.ID { return b.Meeting }

var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Check wants who came, each once, and for a photo everybody's yes.
func (b HoldMeeting) Check() *fault.Error {
	if err := all(wanted("meeting", b.Meeting != ""), wanted("group", b.Group != ""), checkDay(b.On), checkTopics(b.Topics), wanted("present", len(b.Present) > 0)); err != nil {
		return err
	}
	seen := map[ident.ID]bool{}
	for _, p := range b.Present {
		switch {
		case p.Member == "" || seen[p.Member]:
			return fault.BadField("body.required", "present.member")
		case len(p.Came) == 0 || slices.ContainsFunc(p.Came, func(who string) bool { return !slices.Contains(Kin, who) }):
			return fault.BadField("body.unknown_word", "present.came")
		case b.Photo != "" && !p.PhotoYes:
			return fault.BadField("supportgroup.photo_needs_yes", "photo")
		}
		seen[p.Member] = true
	}
	if b.Photo != "" && !hashForm.MatchString(b.Photo) {
		return fault.BadField("blob.bad_hash", "photo")
	}
	return nil
}

// holding is a meeting with its group and those who are said to have been there.
type holding struct {
	Meeting
	group Group
	// strange: somebody is named who has no row here; shy: somebody there has said no to
	// photos before.
	strange, shy bool
	from, today  string
}

// Audiences are those of the group's village, and who leads and coaches it.
func (h holding) Audiences() []string { return h.group.Audiences() }

func loadHolding(q journal.Query) (h holding, err error) {
	b := q.Body.(HoldMeeting)
	found := false
	if h.Meeting, found, err = Meetings.Get(q.Tx, q.Facility, b.Meeting); err != nil {
		return h, err
	}
	group := b.Group
	if found {
		group = h.Meeting.Group
	}
	if h.group, err = groupOf(q, group); err != nil {
		return h, err
	}
	book, err := read(q)
	if err != nil {
		return h, err
	}
	h.today, h.from = book.today, sleepsFrom(book.today, book.set.AsleepMonths)
	for _, p := range b.Present {
		m, known, err := Members.Get(q.Tx, q.Facility, p.Member)
		if err != nil {
			return h, err
		}
		h.strange = h.strange || !known
		if known && b.Photo != "" && !h.shy {
			if h.shy, err = registry.Declined(q, m.Mother, registry.ForPhotos); err != nil {
				return h, err
			}
		}
	}
	return h, nil
}

// Kept is what who told of a meeting is answered: whether its photo was kept.
type Kept struct {
	Photo bool `json:"photo"`
}

// hold keeps a meeting, whatever was planned: also one of a group that was closed since,
// and one that was called off and held all the same.
func (h holding) hold(s journal.Said[HoldMeeting]) journal.Answer {
	b := s.Body
	switch {
	case h.strange:
		return journal.Refuse("supportgroup.unknown_member").On("present")
	case b.On > h.today || b.On < h.group.FoundedOn:
		return journal.Refuse("supportgroup.bad_day").On("on")
	}
	e := HeldEvent{Meeting: b.Meeting, Group: h.group.ID, Village: h.group.Village, On: b.On, Topics: b.Topics, Present: b.Present,
		Awake: h.group.AsleepOn != "" && b.On >= h.from, By: s.By.Worker}
	if b.Note != "" {
		e.Note = s.Seal("group_text", s.NewID(0), 1, text{b.Note})
	}
	if b.Photo != "" && !h.shy {
		e.Photo = blob.Ref{Blob: blob.ID(s.Lookup("blob", b.Photo))}
	}
	return journal.Accept(e).Giving(Kept{!e.Photo.IsZero()})
}

// NamesBlob says who sees the photo of a meeting: the village's cadres and midwife and the
// desk, nobody else.
func (Room) NamesBlob(q journal.Query, id string) (audiences []string, resource string, err error) {
	m, found, err := Meetings.First(q.Tx, "facility_id = $1 AND photo = $2 AND photo <> ''", q.Facility, id)
	if err != nil || !found {
		return nil, "", err
	}
	return m.Audiences(), "group_photo", nil
}
