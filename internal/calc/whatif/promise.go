package whatif

import (
	"sambang/internal/core/instant"
)

// promise writes down what a job was promised: one line, settled when the stop is made.
func (p *play) promise(j *job) {
	what, due, end := "only", j.drop.Due, j.drop.DueAtEnd
	switch {
	case j.pick != nil && !j.pick.Due.IsZero():
		what, due, end = "pick", j.pick.Due, j.pick.DueAtEnd
	case j.pick != nil:
		what = "drop"
	}
	if due.IsZero() {
		return
	}
	rice := int64(0)
	if j.call != none && j.kind != "home" {
		rice = p.rates.Calls[j.call].Rice
	}
	j.promise = len(p.promises)
	p.promises = append(p.promises, Promise{Day: p.dayOf(due), Job: string(j.id), What: what, End: end, Due: due, Rice: rice})
}

// settle says what became of the promise when its stop was made.
func (p *play) settle(j *job, what string, begin, left instant.Instant) {
	if j.promise == none || p.promises[j.promise].What != what {
		return
	}
	o := &p.promises[j.promise]
	o.At = begin
	if o.End {
		o.At = left
	}
	o.Kept = !o.At.After(o.Due)
}

// close counts the promises that fell due while the days lasted, each on the day it was
// due: whoever was not reached by then was let down, whether or not somebody came later.
func (p *play) close() {
	for i := range p.promises {
		o := &p.promises[i]
		if o.Day >= len(p.days) {
			continue
		}
		d := &p.days[o.Day]
		d.Promised++
		if o.Kept {
			d.Kept++
		} else {
			d.Rice += o.Rice
		}
	}
	p.closeList()
}

// dayOf is the day played on which an hour lies.
func (p *play) dayOf(at instant.Instant) int { return int(at.Sub(p.drawn.first).Hours() / 24) }
