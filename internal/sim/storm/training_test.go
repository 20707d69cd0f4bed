package storm

import (
	"fmt"

	"sambang/internal/core/ident"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// learnEvery is how many of a courier's looks at the phone lie between two at the course.
const learnEvery = 15

// learn is a courier who reads a module of the milk course on the phone, or checks what
// stuck: right, but for the first question now and then. It draws no lot of the day, whose
// other steps stay what they are.
func (d *day) learn(p *phone) {
	if d.lessons++; d.lessons%learnEvery != 0 {
		return
	}
	now, course := d.clock.Now(), training.Courses()[0]
	if turn := d.lessons / learnEvery; turn%2 == 0 {
		p.does(d.t, now, "training.read", training.Read{Course: workforce.MilkHandling, Module: course.Modules[turn%len(course.Modules)].Code})
		return
	}
	attempt := ident.Named(fmt.Sprint("check ", d.lessons))
	p.does(d.t, now, "training.answer", training.Answer{Attempt: attempt, Course: workforce.MilkHandling, Answers: drawn(course, attempt)})
}

// drawn are the answers of an attempt, the first one left out.
func drawn(p training.Pack, attempt ident.ID) (out []training.Given) {
	for _, d := range training.Draw(p, attempt)[1:] {
		q, _ := p.Question(d.Question)
		out = append(out, training.Given{Question: d.Question, Answer: q.Right})
	}
	return out
}
