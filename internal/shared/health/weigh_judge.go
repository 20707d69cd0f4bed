package health

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// Judged is what a weighing comes to, as who tells of it is answered: what is asked about
// its figures, what follows from them, and why the child is on the midwife's list.
type Judged struct {
	Weighing ident.ID `json:"weighing"`
	// Doubts are codes of what is asked; the list of them is calc/growth's.
	Doubts   []string `json:"doubts"`
	Reckoned Reckoned `json:"reckoned"`
	// LastG and LastOn are the weight of the last time before and its day.
	LastG   int64    `json:"last_g,omitempty"`
	LastOn  string   `json:"last_on,omitempty"`
	Reasons []string `json:"reasons"`
	Urgent  bool     `json:"urgent,omitempty"`
	// Replaces is the weighing of that day that it stands for from now on.
	Replaces ident.ID `json:"replaces,omitempty"`
}

// judged tells of one weighing among all of the child.
func (v weighed) judged(w Weighing, all []Weighing) Judged {
	j := Judged{Weighing: w.ID, Doubts: plain(w.Doubts), Reckoned: w.Reckoned, Reasons: []string{}, Replaces: w.Replaces}
	for i, o := range all {
		switch {
		case o.ID == w.ID:
			j.Reasons = plain(worryOf(w, all[:i], v.set.ArmLimitMM))
		case o.On < w.On && o.WeightG > 0:
			j.LastG, j.LastOn = o.WeightG, o.On
		}
	}
	for _, r := range j.Reasons {
		j.Urgent = j.Urgent || isUrgent(r)
	}
	return j
}

// Judge says what a weighing would come to, without keeping it: what a face asks before it
// saves. The code is that of the refusal, where it would be turned away: of a figure that
// cannot be the doubts say why, for 52 is mostly 5.2.
func Judge(q journal.Query, b Weigh) (j Judged, code, field string, err error) {
	q.Body, q.Subject = b, b.Subject()
	v, err := loadWeigh(q)
	if err != nil {
		return j, "", "", err
	}
	if code, field = v.refuses(b); code != "" && code != "health.implausible" {
		return j, code, field, nil
	}
	w, all := v.among(b)
	return v.judged(w, all), code, field, nil
}

// MayWeigh lists who sees the child of a weighing: a door that judges asks here first.
func MayWeigh(q journal.Query, b Weigh) ([]string, error) {
	q.Body, q.Subject = b, b.Subject()
	v, err := loadWeigh(q)
	return v.Audiences(), err
}
