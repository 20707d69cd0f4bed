package training

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strconv"

	"sambang/internal/core/ident"
)

// Drawn is a question as it is put: Order are the places of its answers in the pack, in the
// order in which they are shown.
type Drawn struct {
	Question string  `json:"question"`
	Order    []int64 `json:"order"`
}

// Draw draws the questions of an attempt: which, in which order, and in which order their
// answers. It follows from the pack and the attempt's id alone, so that a phone without
// signal draws the same. Every question and every answer has a lot, the 32-bit FNV-1a hash
// of "<attempt>/<question>" and "<attempt>/<question>/<place of the answer>"; the lowest
// come first, of equal ones the one that stands first in the pack.
func Draw(p Pack, attempt ident.ID) []Drawn {
	questions := slices.Clone(p.Questions)
	slices.SortStableFunc(questions, func(a, b Question) int {
		return cmp.Compare(lot(attempt, a.Code), lot(attempt, b.Code))
	})
	out := []Drawn{}
	for _, q := range questions[:min(int(p.Asked), len(questions))] {
		d := Drawn{Question: q.Code}
		for i := range q.Answers {
			d.Order = append(d.Order, int64(i))
		}
		slices.SortStableFunc(d.Order, func(a, b int64) int {
			return cmp.Compare(lot(attempt, answerLot(q.Code, a)), lot(attempt, answerLot(q.Code, b)))
		})
		out = append(out, d)
	}
	return out
}

func answerLot(question string, place int64) string {
	return question + "/" + strconv.FormatInt(place, 10)
}

// lot is mixed once more after the hash: its low bits alone would leave neighbours together.
func lot(attempt ident.ID, of string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(string(attempt) + "/" + of)) // a hash never fails
	x := h.Sum32()
	x ^= x >> 16
	x *= 0x85ebca6b
	x ^= x >> 13
	x *= 0xc2b2ae35
	return x ^ x>>16
}

// Given is an answer: Answer is its place in the pack, not on the screen.
type Given struct {
	Question string `json:"question" max:"40"`
	Answer   int64  `json:"answer"`
}

// Ticked is whether a question was answered right, or an item done right, as an assessor saw.
type Ticked struct {
	Code string `json:"code" max:"40"`
	OK   bool   `json:"ok"`
}

// share is how many percent; of nothing it is 0.
func share(have, of int) int64 {
	if of == 0 {
		return 0
	}
	return int64(have * 100 / of)
}

// scoreKnowledge scores an own check: what was not answered is wrong. False: a question was
// answered that was not drawn, or twice.
func scoreKnowledge(p Pack, attempt ident.ID, given []Given) (score int64, wrong []string, ok bool) {
	ticks := []Ticked{}
	for _, g := range given {
		q, _ := p.Question(g.Question)
		ticks = append(ticks, Ticked{g.Question, g.Answer == q.Right})
	}
	return scoreOral(p, attempt, ticks)
}

// scoreOral scores what an assessor ticked of the questions drawn.
func scoreOral(p Pack, attempt ident.ID, ticks []Ticked) (score int64, wrong []string, ok bool) {
	said := map[string]bool{}
	for _, t := range ticks {
		if _, twice := said[t.Code]; twice {
			return 0, nil, false
		}
		said[t.Code] = t.OK
	}
	right, known := 0, 0
	for _, d := range Draw(p, attempt) {
		ok, asked := said[d.Question]
		if asked {
			known++
		}
		if ok {
			right++
		} else {
			wrong = append(wrong, d.Question)
		}
	}
	return share(right, int(p.Asked)), wrong, known == len(said)
}

// scorePractical scores a checklist: what was not ticked was not done. Must: everything that
// has to be done was. False: an item is none of the course's, or stands twice.
func scorePractical(p Pack, ticks []Ticked) (score int64, wrong []string, must, ok bool) {
	done, known := map[string]bool{}, 0
	for _, t := range ticks {
		if _, twice := done[t.Code]; twice {
			return 0, nil, false, false
		}
		done[t.Code] = t.OK
	}
	right, must := 0, true
	for _, i := range p.Practical {
		if _, ticked := done[i.Code]; ticked {
			known++
		}
		if done[i.Code] {
			right++
			continue
		}
		wrong = append(wrong, i.Code)
		must = must && !i.Must
	}
	return share(right, len(p.Practical)), wrong, must, known == len(done)
}
