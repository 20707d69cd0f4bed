package api

import (
	"net/http"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
)

// JudgeReply is what a weighing would come to; Code and Field say why it would not be
// kept, and Judged then what is asked about a figure that cannot be.
type JudgeReply struct {
	Judged *health.Judged `json:"judged,omitempty"`
	Code   string         `json:"code,omitempty"`
	Field  string         `json:"field,omitempty"`
}

// weighJudge answers who may weigh that child with what is asked about its figures.
func (a *API) weighJudge(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	v, ok := access.May(s.Actor, access.Create("weighing"))
	if !ok {
		return fault.Absent()
	}
	var b health.Weigh
	if err := decode(r, &b); err != nil {
		return err
	}
	if f := b.Check(); f != nil {
		return f
	}
	var out JudgeReply
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		keys, err := health.MayWeigh(q, b)
		if err == nil && !v.Everywhere() && !v.Reaches(keys) {
			err = fault.Absent()
		}
		if err != nil {
			return err
		}
		j, code, field, err := health.Judge(q, b)
		out.Code, out.Field = code, field
		if j.Weighing != "" {
			out.Judged = &j
		}
		return err
	})
	if err != nil {
		return err
	}
	return JSON(w, http.StatusOK, out)
}
