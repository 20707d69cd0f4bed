package milk

import (
	"regexp"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/ledger"
)

// decideWithin is how long a person has to decide about a held fee: the programme
// promises its couriers seven days. Nothing is decided by the time itself.
const decideWithin = 7 * 24 * time.Hour

// mostAnswers bounds what a courier says to one review.
const mostAnswers = 5

// AnswerHold is what a courier says to a doubt about a delivery: in words, with a
// photo, or both.
type AnswerHold struct {
	Review ident.ID `json:"review"`
	Words  string   `json:"words,omitempty" max:"1000"`
	// Photo is the SHA-256 of a picture sent to the door of pictures.
	Photo string `json:"photo,omitempty" max:"64"`
}

// Subject names the review.
func (b AnswerHold) Subject() ident.ID { return b.Review }

var photoForm = regexp.MustCompile(`^([0-9a-f]{64}|[0-9a-f]{32})$`)

// Check wants words or a picture.
func (b AnswerHold) Check() *fault.Error {
	switch {
	case b.Words == "" && b.Photo == "":
		return fault.BadField("body.required", "words")
	case b.Photo != "" && !photoForm.MatchString(b.Photo):
		return fault.BadField("blob.bad_hash", "photo")
	}
	return nil
}

// HoldAnswer is one answer: its words lie sealed.
type HoldAnswer struct {
	ID    ident.ID        `json:"id"`
	At    instant.Instant `json:"at"`
	Words journal.Ref     `json:"words,omitzero"`
	Photo blob.ID         `json:"photo,omitempty"`
}

// HoldAnswered is the event of an answer.
type HoldAnswered struct {
	Review ident.ID        `json:"review"`
	Answer ident.ID        `json:"answer"`
	At     instant.Instant `json:"at"`
	Words  journal.Ref     `json:"words,omitzero"`
	Photo  blob.Ref        `json:"photo,omitzero"`
}

// doubted is a review for those who answer it: its courier sees it for as long as
// it stands, when the delivery itself has long left his phone.
type doubted struct{ Run }

// Audiences are the review's.
func (r doubted) Audiences() []string { return r.Reviewed.Audiences() }

func (room Room) loadDoubted(q journal.Query) (doubted, error) {
	r, err := room.loadReview(q)
	return doubted{r}, err
}

// AnswerHold keeps what the courier says. Told late it is kept after the decision
// too, for whoever looks at it again.
func (r doubted) AnswerHold(s journal.Said[AnswerHold]) journal.Answer {
	switch {
	case s.By.Is(access.Courier) && s.By.Worker != r.Reviewed.Courier:
		return journal.Refuse("milk.not_your_review")
	case r.Reviewed.State != "open" && !s.Late():
		return journal.Refuse("milk.review_closed")
	case len(r.Reviewed.Answers) >= mostAnswers:
		return journal.Refuse("milk.answers_full")
	}
	e := HoldAnswered{Review: r.Reviewed.ID, Answer: s.NewID(0), At: s.At}
	if s.Body.Words != "" {
		e.Words = s.Seal("milk_answer", e.Answer, 1, s.Body.Words)
	}
	if e.Photo.Blob = blob.ID(s.Body.Photo); len(s.Body.Photo) == 64 { // the name a phone gives; see blob.Named
		e.Photo.Blob = blob.ID(s.Lookup("blob", s.Body.Photo))
	}
	return journal.Accept(e)
}

func applyHoldAnswered(tx *store.Tx, m journal.Meta, e HoldAnswered) error {
	rev, _, err := Reviews.Get(tx, m.Facility, e.Review)
	if err != nil {
		return err
	}
	rev.Answers = append(rev.Answers[:len(rev.Answers):len(rev.Answers)], HoldAnswer{e.Answer, e.At, e.Words, e.Photo.Blob})
	return Reviews.Put(tx, rev)
}

// RemindReview is the machine's verb when the time to decide has passed.
type RemindReview struct {
	Review ident.ID `json:"review"`
}

// Subject names the review.
func (b RemindReview) Subject() ident.ID { return b.Review }

// ReviewOverdue is the event of a review that nobody decided in time. The fee stays
// held: only a person pays or drops it.
type ReviewOverdue struct {
	Review ident.ID `json:"review"`
}

// RemindReview marks an undecided review for the head.
func (r doubted) RemindReview(s journal.Said[RemindReview]) journal.Answer {
	if !s.By.Is(access.Machine) || r.Reviewed.State != "open" || s.Now.Before(r.Reviewed.Due) {
		return journal.Refuse("milk.not_overdue")
	}
	return journal.Accept(ReviewOverdue{r.Reviewed.ID})
}

func applyReviewOverdue(tx *store.Tx, m journal.Meta, e ReviewOverdue) error {
	rev, _, err := Reviews.Get(tx, m.Facility, e.Review)
	if err != nil {
		return err
	}
	rev.Overdue = true
	return Reviews.Put(tx, rev)
}

// reminding has the machine come back when a review should have been decided.
func reminding(ev journal.Event) journal.Event {
	return journal.Later(ev, func(m journal.Meta, e ReviewOpened) []journal.Then {
		return []journal.Then{{Due: m.RecordedAt.Add(decideWithin), Verb: "milk.remind_review", Body: RemindReview{e.Review}}}
	})
}

// feeEvents are what can happen to a fee beside the books.
func feeEvents() []journal.Event {
	return []journal.Event{
		journal.On("milk.fee_set/1", applyFeeSet),
		journal.On("milk.hold_answered/1", applyHoldAnswered),
		journal.On("milk.review_overdue/1", applyReviewOverdue),
	}
}

// settleFee is what a decision means for the fee that waited for it.
func (r Run) settleFee(decision string) []any {
	switch {
	case r.FeeState != "held":
		return nil
	case decision == "no_fee":
		return []any{ledger.Drop(feeID(r.ID), "review")}
	}
	return []any{ledger.Release(feeID(r.ID))}
}

// AnswerView is an answer as desk and courier see it.
type AnswerView struct {
	ID    ident.ID        `json:"id"`
	At    instant.Instant `json:"at"`
	Words string          `json:"words,omitempty"`
	Photo blob.ID         `json:"photo,omitempty"`
}

// answersOf opens what was said; what was erased is left out.
func answersOf(q journal.Query, rev Review) ([]AnswerView, error) {
	out := []AnswerView{}
	for _, a := range rev.Answers {
		v := AnswerView{ID: a.ID, At: a.At, Photo: a.Photo}
		if !a.Words.IsZero() {
			if _, err := q.Open(a.Words, &v.Words); err != nil {
				return nil, err
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// NamesBlob says who sees the picture of an answer: whoever sees the review.
func (r Room) NamesBlob(q journal.Query, id string) (audiences []string, resource string, err error) {
	if !photoForm.MatchString(id) {
		return nil, "", nil
	}
	rev, found, err := Reviews.First(q.Tx, "facility_id = $1 AND answers LIKE $2", q.Facility, `%"photo":"`+id+`"%`)
	if err != nil || !found {
		return nil, "", err
	}
	return rev.Audiences(), "review", nil
}
