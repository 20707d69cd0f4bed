package experience

import (
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/health"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// Withdrawn is the state of a sentence that nobody is told any more.
const Withdrawn = "withdrawn"

// Sentence is the row of the one sentence that answers a month with other food, by the
// reason that was told for it. Without a row, or while it is withdrawn, a mother is told
// only that the midwife will come to her.
type Sentence struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Reason is a word of health.Reasons.
	Reason string `db:"reason"`
	// State is Approved or Withdrawn.
	State string `db:"state"`
	// Words are sealed: what somebody wrote.
	Words  journal.Ref     `db:"words,json"`
	By     ident.ID        `db:"by_worker"`
	At     instant.Instant `db:"at"`
	SeenBy []string        `db:"seen_by,json"`
}

// Audiences are the desk and who serves a village, whichever.
func (x Sentence) Audiences() []string { return x.SeenBy }

// Sentences is the table of them.
var Sentences = store.NewTable[Sentence]("help_sentence", store.Derived)

// ApproveHelp says what mothers are told who gave other food for a reason: verb
// help.approve, by a midwife. Said again, the words are the new ones.
type ApproveHelp struct {
	// Reason is a word of health.Reasons.
	Reason string `json:"reason" max:"20"`
	Words  string `json:"words" max:"300"`
}

// WithdrawHelp takes a sentence back: verb help.withdraw, by a midwife.
type WithdrawHelp struct {
	Reason string `json:"reason" max:"20"`
}

// Check wants a reason and one sentence.
func (b ApproveHelp) Check() *fault.Error {
	if strings.TrimSpace(b.Words) == "" {
		return fault.BadField("body.required", "words")
	}
	return WithdrawHelp{b.Reason}.Check()
}

// Check wants a reason.
func (b WithdrawHelp) Check() *fault.Error {
	if !slices.Contains(health.Reasons, b.Reason) {
		return fault.BadField("body.unknown_word", "reason")
	}
	return nil
}

// HelpApprovedEvent is the event of a sentence that mothers are told from now on.
type HelpApprovedEvent struct {
	Sentence ident.ID    `json:"sentence"`
	Reason   string      `json:"reason"`
	Words    journal.Ref `json:"words"`
	By       ident.ID    `json:"by"`
	SeenBy   []string    `json:"seen_by"`
}

// HelpWithdrawnEvent is the event of a sentence that nobody is told any more.
type HelpWithdrawnEvent struct {
	Sentence ident.ID `json:"sentence"`
	By       ident.ID `json:"by"`
}

// helping is a sentence before it is said, or taken back.
type helping struct {
	Sentence
	found    bool
	villages []string
}

// Audiences are the desk and every village: a midwife of any says it for all.
func (h helping) Audiences() []string { return append([]string{"f"}, h.villages...) }

func loadHelping(q journal.Query) (h helping, err error) {
	reason := ""
	switch b := q.Body.(type) {
	case ApproveHelp:
		reason = b.Reason
	case WithdrawHelp:
		reason = b.Reason
	}
	id := ident.Named("help " + string(q.Facility) + reason)
	if h.Sentence, h.found, err = Sentences.Get(q.Tx, q.Facility, id); err != nil {
		return h, err
	}
	h.ID = id
	h.villages, err = everyVillage(q)
	return h, err
}

// everyVillage are the audiences of all villages: who may decide for all of them serves one.
func everyVillage(q journal.Query) (keys []string, err error) {
	all, err := registry.Villages.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	for _, v := range all {
		keys = append(keys, "v:"+string(v.ID))
	}
	return keys, err
}

func (h helping) approve(s journal.Said[ApproveHelp]) journal.Answer {
	words := s.Seal("help_sentence", h.ID, h.Words.Version+1, advice{strings.TrimSpace(s.Body.Words)})
	return journal.Accept(HelpApprovedEvent{h.ID, s.Body.Reason, words, s.By.Worker, []string{"f", workforce.EveryVillage}})
}

func (h helping) withdraw(s journal.Said[WithdrawHelp]) journal.Answer {
	if !h.found || h.State != Approved {
		return journal.Refuse("help.not_told")
	}
	return journal.Accept(HelpWithdrawnEvent{h.ID, s.By.Worker})
}

func applyHelpApproved(tx *store.Tx, m journal.Meta, e HelpApprovedEvent) error {
	return Sentences.Put(tx, Sentence{m.Facility, e.Sentence, e.Reason, Approved, e.Words, e.By, m.RecordedAt, e.SeenBy})
}

func applyHelpWithdrawn(tx *store.Tx, m journal.Meta, e HelpWithdrawnEvent) error {
	x, found, err := Sentences.Get(tx, m.Facility, e.Sentence)
	if err != nil || !found {
		return err
	}
	x.State, x.By, x.At = Withdrawn, e.By, m.RecordedAt
	return Sentences.Put(tx, x)
}

// SentenceView is a sentence as staff see it; of one that is withdrawn the words stay away.
type SentenceView struct {
	ID     ident.ID        `json:"id"`
	Reason string          `json:"reason"`
	State  string          `json:"state"`
	Words  string          `json:"words,omitempty"`
	ByName string          `json:"by_name,omitempty"`
	At     instant.Instant `json:"at"`
}

func showSentence(q journal.Query, id ident.ID) (any, bool, error) {
	x, found, err := Sentences.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	v := SentenceView{ID: x.ID, Reason: x.Reason, State: x.State, At: x.At}
	if x.State == Approved {
		if v.Words, err = opened(q, x.Words); err != nil {
			return nil, false, err
		}
	}
	v.ByName, err = workforce.Name(q, x.By)
	return v, err == nil, err
}
