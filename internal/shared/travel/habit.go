package travel

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/workforce"
)

// How somebody agreed to work by night.
const (
	BySelf = "self"
	Told   = "told"
)

// SetPauses says which pauses somebody keeps: verb travel.set_pauses. Everybody says it
// of themselves, the desk of everybody.
type SetPauses struct {
	Worker ident.ID `json:"worker"`
	// Keeps are words of the section "pauses"; none: no pause.
	Keeps []string `json:"keeps" max:"20"`
}

// SetNight says that somebody agrees to work by night, or no more: verb travel.set_night.
// Told: they said so to whoever writes it, who asked them.
type SetNight struct {
	Worker ident.ID `json:"worker"`
	Agrees bool     `json:"agrees"`
	Told   bool     `json:"told,omitempty"`
}

// Subject is the worker.
func (b SetPauses) Subject() ident.ID { return b.Worker }

// Subject is the worker.
func (b SetNight) Subject() ident.ID { return b.Worker }

// Check wants somebody, and each word once.
func (b SetPauses) Check() *fault.Error {
	if b.Worker == "" {
		return fault.BadField("body.required", "worker")
	}
	for i, w := range b.Keeps {
		if w == "" || slices.Contains(b.Keeps[:i], w) {
			return fault.BadField("body.unknown_word", "keeps")
		}
	}
	return nil
}

// Check wants somebody.
func (b SetNight) Check() *fault.Error {
	if b.Worker == "" {
		return fault.BadField("body.required", "worker")
	}
	return nil
}

// PausesSet is the event of the pauses that somebody keeps from now on.
type PausesSet struct {
	Worker ident.ID `json:"worker"`
	Keeps  []string `json:"keeps"`
}

// NightSet is the event of somebody's agreement to work by night, or of its end. Said is
// how it was given: self or told.
type NightSet struct {
	Worker ident.ID `json:"worker"`
	Agrees bool     `json:"agrees"`
	Said   string   `json:"said"`
}

// habits is the state of a verb about what somebody keeps.
type habits struct {
	Habit
	words []string
}

func loadHabits(q journal.Query) (h habits, err error) {
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, q.Subject)
	if err != nil {
		return h, err
	}
	if !found || w.State != workforce.Active {
		return h, fault.Absent()
	}
	set, _, err := PausePolicy.Get(q)
	if err != nil {
		return h, err
	}
	h.words = set.words()
	h.Habit, err = habitOf(q, q.Subject)
	return h, err
}

func (h habits) pauses(s journal.Said[SetPauses]) journal.Answer {
	for _, w := range s.Body.Keeps {
		if !slices.Contains(h.words, w) {
			return journal.Refuse("travel.unknown_pause").On("keeps")
		}
	}
	keeps := append([]string{}, s.Body.Keeps...)
	slices.SortFunc(keeps, func(a, b string) int { return slices.Index(h.words, a) - slices.Index(h.words, b) })
	if slices.Equal(keeps, h.Keeps) {
		return journal.Refuse("travel.so_already").On("keeps")
	}
	return journal.Accept(PausesSet{h.ID, keeps})
}

// night lets nobody agree for another without having asked them.
func (h habits) night(s journal.Said[SetNight]) journal.Answer {
	said := BySelf
	if s.By.Worker != h.ID || s.By.Is(access.Machine) {
		said = Told
	}
	switch {
	case s.Body.Agrees && said == Told && !s.Body.Told:
		return journal.Refuse("travel.ask_first").On("told")
	case s.Body.Agrees == h.Night:
		return journal.Refuse("travel.so_already").On("agrees")
	}
	return journal.Accept(NightSet{h.ID, s.Body.Agrees, said})
}

func applyPausesSet(tx *store.Tx, m journal.Meta, e PausesSet) error {
	return changeHabit(tx, m, e.Worker, func(h *Habit) { h.Keeps = append([]string{}, e.Keeps...) })
}

func applyNightSet(tx *store.Tx, m journal.Meta, e NightSet) error {
	return changeHabit(tx, m, e.Worker, func(h *Habit) { h.Night, h.NightSaid, h.NightAt = e.Agrees, e.Said, m.RecordedAt })
}

func changeHabit(tx *store.Tx, m journal.Meta, worker ident.ID, by func(*Habit)) error {
	h, err := habitOf(journal.Query{Tx: tx, Facility: m.Facility}, worker)
	if err != nil {
		return err
	}
	by(&h)
	return Habits.Put(tx, h)
}

// HabitView is what somebody keeps as they and the desk know it.
type HabitView struct {
	// ID is the worker's.
	ID        ident.ID        `json:"id"`
	Keeps     []string        `json:"keeps"`
	Night     bool            `json:"night"`
	NightSaid string          `json:"night_said,omitempty"`
	NightAt   instant.Instant `json:"night_at,omitzero"`
}

func showHabit(q journal.Query, id ident.ID) (any, bool, error) {
	h, found, err := Habits.Get(q.Tx, q.Facility, id)
	return HabitView{h.ID, h.Keeps, h.Night, h.NightSaid, h.NightAt}, found, err
}
