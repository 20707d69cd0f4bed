package need

import (
	"crypto/subtle"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/keys"
	"sambang/internal/shared/promise"
)

// ReceiptCode is the six digits on a request's receipt. It is derived and lies
// nowhere; whoever has it speaks for the patient.
func ReceiptCode(ring *keys.Ring, facility ident.ID, c ident.ID) string {
	return ring.Digits(6, "request_receipt", string(facility), string(c))
}

// mostMisses is how many wrong codes a request takes; after them only a call back
// by two of the staff confirms anything.
const mostMisses = 5

// CodeFits tells whether somebody may speak by a code: refused says why not, with
// the event that counts the miss. Rooms that take a code ask here, so that all
// tries count together.
func CodeFits(q journal.Query, c Case) func(code string) (refusal string, counts []any) {
	want := ReceiptCode(q.Keys, q.Facility, c.ID)
	return func(code string) (string, []any) {
		refusal := c.against(code, want)
		if refusal == "" || c.CodeMisses >= mostMisses {
			return refusal, nil
		}
		return refusal, []any{CodeMissed{c.ID}}
	}
}

// against says why a code does not speak for a request; empty: it does. Once too
// many were wrong, the right one is as good as none.
func (c Case) against(code, want string) string {
	switch {
	case c.CodeMisses >= mostMisses:
		return "need.code_locked"
	case subtle.ConstantTimeCompare([]byte(code), []byte(want)) != 1:
		return "need.wrong_code"
	}
	return ""
}

// Withdraw takes a request back, by the code of its receipt: verb need.withdraw.
// It is the patient's own word; the staff cancels by two persons.
type Withdraw struct {
	Case ident.ID `json:"case"`
	Code string   `json:"code" max:"10"`
}

// Subject is the case.
func (b Withdraw) Subject() ident.ID { return b.Case }

// Check wants a case and a code.
func (b Withdraw) Check() *fault.Error {
	if err := wanted("case", b.Case != ""); err != nil {
		return err
	}
	return wanted("code", b.Code != "")
}

// receipted is a request in the hand of whoever has a receipt.
type receipted struct {
	Case
	keys []string
	fits func(code string) (string, []any)
}

// Audiences are whoever opened the page of the receipt and the patient on a page of
// their own: beyond that the code is what counts.
func (h receipted) Audiences() []string { return h.keys }

func loadReceipted(q journal.Query) (h receipted, err error) {
	var found bool
	if h.Case, found, err = Cases.Get(q.Tx, q.Facility, q.Subject); err != nil {
		return h, err
	}
	if !found || !h.Request && !h.HeadOnly {
		return h, fault.Absent()
	}
	h.keys, h.fits = []string{"f", "v:" + h.Village, "o:" + string(h.ID)}, CodeFits(q, h.Case)
	for _, p := range h.People {
		h.keys = append(h.keys, "o:"+string(p))
	}
	return h, nil
}

func (h receipted) withdraw(s journal.Said[Withdraw]) journal.Answer {
	if s.By.Worker != "" {
		return journal.Refuse("need.patients_own")
	}
	if refusal, counts := h.fits(s.Body.Code); refusal != "" {
		return journal.Refuse(refusal).On("code").With(counts...)
	}
	switch {
	case h.Merged != "":
		return journal.Refuse("need.merged_already")
	case h.State != Going:
		return journal.Refuse("need.closed_already")
	}
	answer := journal.Accept(Withdrawn{h.ID})
	if h.HeadOnly && h.Promise != "" {
		answer = answer.With(promise.Cancel(h.Promise, s.Now))
	}
	return answer
}
