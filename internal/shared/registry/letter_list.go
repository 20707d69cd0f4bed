package registry

import (
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// LetterView is a letter as the desk sees it.
type LetterView struct {
	ID ident.ID `json:"id"`
	// Way is sent or received; State on_the_way, taken, not_taken or called_back,
	// Code why it was not taken.
	Way   string `json:"way"`
	State string `json:"state"`
	Code  string `json:"code,omitempty"`
	// OtherName is the other health centre, Slug what was told when there is none of it.
	OtherName string `json:"other_name,omitempty"`
	Slug      string `json:"slug,omitempty"`
	// Village is the code of the village they moved to.
	Village    string          `json:"village"`
	Household  ident.ID        `json:"household,omitempty"`
	People     []LetterPerson  `json:"people"`
	At         instant.Instant `json:"at"`
	AnsweredAt instant.Instant `json:"answered_at,omitzero"`
	// Times counts how often it was sent.
	Times int64 `json:"times"`
}

// LetterPerson is one of those whom a letter is about, by this side's record.
type LetterPerson struct {
	ID   ident.ID `json:"id"`
	Name string   `json:"name"`
}

// ListLetters lists letters, the newest first, of people of some villages: those
// they left, or those they came to. Villages nil: all. After continues behind a
// letter.
func ListLetters(q journal.Query, villages []string, after ident.ID, limit int) ([]LetterView, error) {
	where, args := "facility_id = $1", store.Args(q.Facility)
	if after != "" {
		last, found, err := Letters.Get(q.Tx, q.Facility, after)
		if err != nil || !found {
			return nil, err
		}
		where, args = where+" AND (at < $2 OR at = $2 AND id < $3)", store.Args(q.Facility, last.At, last.ID)
	}
	all, err := Letters.Where(q.Tx, where+" ORDER BY at DESC, id DESC", args...)
	if err != nil {
		return nil, err
	}
	out := []LetterView{}
	for _, l := range all {
		if len(out) == limit {
			break
		}
		theirs, err := concerns(q, l, villages)
		if err != nil {
			return nil, err
		}
		if !theirs {
			continue
		}
		v, err := viewOf(q, l)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// concerns reports whether a letter is about people of some villages.
func concerns(q journal.Query, l Letter, villages []string) (bool, error) {
	if villages == nil {
		return true, nil
	}
	if l.Way == Received && slices.Contains(villages, l.Village) {
		return true, nil
	}
	for _, id := range l.People {
		p, _, err := People.Get(q.Tx, q.Facility, id)
		if err != nil || slices.Contains(villages, p.Village) {
			return err == nil, err
		}
	}
	return false, nil
}

func viewOf(q journal.Query, l Letter) (v LetterView, err error) {
	v = LetterView{ID: l.ID, Way: l.Way, State: l.State, Code: l.Code, Slug: l.Slug, Village: l.Village, Household: l.Household, People: []LetterPerson{},
		At: l.At, AnsweredAt: l.AnsweredAt, Times: l.Generation}
	if v.OtherName, _, err = nameOfCentre(q, l.Other); err != nil {
		return v, err
	}
	for _, id := range l.People {
		_, d, _, err := Open(q, id)
		if err != nil {
			return v, err
		}
		v.People = append(v.People, LetterPerson{id, d.Name})
	}
	return v, nil
}

// Centre is another health centre of this installation, to choose from when
// somebody moves there.
type Centre struct {
	Slug     string    `json:"slug"`
	Name     string    `json:"name"`
	Villages []Village `json:"villages"`
}

// Centres lists the other health centres with their villages, by name.
func Centres(q journal.Query) ([]Centre, error) {
	all, err := AllFacilities(q.Tx)
	if err != nil {
		return nil, err
	}
	out := []Centre{}
	for _, f := range all {
		if f.ID == q.Facility {
			continue
		}
		villages, err := Villages.Where(q.Tx, "facility_id = $1 ORDER BY name, id", f.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, Centre{f.Slug, f.Name, villages})
	}
	slices.SortFunc(out, func(a, b Centre) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return out, nil
}
