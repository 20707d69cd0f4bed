package page

import (
	"sambang/internal/core/instant"
	"sambang/internal/core/text"
	"sambang/internal/programme/homevisit"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// steps are what has happened and what is promised, by the clock.
func (j journey) steps(s *sheet) (out []receiptStep) {
	v := j.visit
	done := []struct {
		at   instant.Instant
		word string
	}{{j.asked.Started, "received"}, {v.SpokeAt, "spoke"}, {v.SetOutAt, "set_out"}, {v.ArrivedAt, "arrived"}, {v.AboardAt, "aboard"}, {v.AtCentreAt, "at_centre"}, {v.SetOffAt, "set_off"}, {v.HomeAt, "home"}}
	for _, d := range done {
		if !d.at.IsZero() {
			out = append(out, receiptStep{At: hour(s.Lang, d.at, j.v.now, j.v.zone), Word: s.T("receipt.step." + d.word)})
		}
	}
	if j.root.State != need.Going || v.State == homevisit.Done {
		return out
	}
	now := &out[len(out)-1]
	now.Class = "next"
	if !j.eta.IsZero() {
		now.Note = text.T(s.Lang, "page.receipt.expected", map[string]string{"at": hour(s.Lang, roundUp(j.eta), j.v.now, j.v.zone)})
	}
	if j.fetch.State == promise.Running {
		out = append(out, receiptStep{At: hour(s.Lang, j.fetch.Due, j.v.now, j.v.zone), Word: s.T("receipt.step.by"), Class: "later"})
	}
	return append(out, receiptStep{Word: s.T("receipt.step.after"), Class: "later"})
}
