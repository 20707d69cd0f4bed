package page

import (
	"html/template"
	"net/http"
	"slices"

	"sambang/internal/calc/triage"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/core/text"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/report/notice"
	"sambang/internal/shared/need"
	"sambang/internal/shared/promise"
)

// receiptView is a request's receipt: its number, its deadline and how far it is. It
// names nobody, neither the patient nor who comes: whoever finds the address learns
// how far it is and nothing else.
type receiptView struct {
	Part                   string
	Number, Code, Received string
	Ring                   *ring
	FetchIn                string
	// Answered is what became of the first promise; AnsweredKept that it was kept.
	Answered     string
	AnsweredKept bool
	Steps        []receiptStep
	Rice         template.HTML
	// Urgent is what to do until help comes, of a red sign while nobody is there yet.
	Urgent    *urgentView
	Worse     bool
	Emergency string

	MayConfirm, MayWithdraw      bool
	Came, Withdraw, Board, Today string
	CameID, WithdrawID           ident.ID
}

type urgentView struct {
	Title string
	Lines []string
}

// receiptStep is one line: done, the one that is now (next), or what is to come (later).
type receiptStep struct{ At, Word, Note, Class string }

// journey is a request as its receipt needs it.
type journey struct {
	v *visit
	// asked is the request of the receipt, root the one that stands for it.
	asked, root    need.Case
	visit          homevisit.Visit
	fetch, respond promise.Promise
	debt           rice.Debt
	force          need.Force
	owes           rice.Settings
	// jobs are the rides of the team that may be shown, eta when the first of it arrives.
	jobs   []ident.ID
	eta    instant.Instant
	silent bool
}

// receiptPage draws it.
func (p *Page) receiptPage(w http.ResponseWriter, r *http.Request, v *visit) error {
	s, err := p.receiptSheet(r, v)
	if err != nil {
		return err
	}
	if ok := r.URL.Query().Get("ok"); slices.Contains([]string{"sent", "sent_before", "withdrawn", "confirmed"}, ok) && !s.Quiet {
		s.Note = s.T("ok.report_" + ok)
	}
	p.render(w, r, http.StatusOK, "layout", s)
	return nil
}

// receiptPart is its inside, for the page's own clock.
func (p *Page) receiptPart(w http.ResponseWriter, r *http.Request, v *visit) error {
	s, err := p.receiptSheet(r, v)
	if err != nil {
		return err
	}
	p.render(w, r, http.StatusOK, "sheet", s)
	return nil
}

// receiptSheet reads the request of an address. One that opens none is absent.
func (p *Page) receiptSheet(r *http.Request, v *visit) (*sheet, error) {
	token := r.PathValue("token")
	id, ok := p.slipped(v, token)
	if !ok {
		return nil, fault.Absent()
	}
	var j journey
	err := p.DB.Read(r.Context(), func(tx *store.Tx) (err error) {
		j, err = readJourney(journal.Query{Tx: tx, Facility: v.facility.ID, Now: v.now, Keys: p.Keys}, v, id)
		return err
	})
	if err != nil {
		return nil, err
	}
	s := p.plainSheet(v.lang, v)
	at := "lapor/p/" + token
	view := &receiptView{Part: v.address(at + "/bagian"), Number: j.asked.Short(), Received: text.DayDate(v.lang, j.asked.Started, v.zone) + ", " + text.Hour(j.asked.Started, v.zone),
		Board: v.address("janji"), Today: v.now.Day(v.zone), Emergency: j.force.EmergencyNumber}
	s.Face, s.Extra, s.Also, s.Title, s.Receipt = "receipt", "apply", "report", s.T("receipt.title"), view
	key, mark, tone := j.sentence()
	s.Say = rich(v.lang, "page.receipt.say."+key, "at", tone, map[string]string{"at": mark})
	if s.Quiet = j.silent; j.silent {
		return s, nil
	}
	view.Code = need.ReceiptCode(p.Keys, v.facility.ID, j.asked.ID)
	view.Code = view.Code[:3] + " " + view.Code[3:]
	view.Came, view.Withdraw = v.address(at+"/datang"), v.address(at+"/batal")
	view.CameID, view.WithdrawID = p.freshID(), p.freshID()
	j.eta = p.expected(j.jobs, v.now)
	j.draw(view, s)
	return s, nil
}

// expected is when the first of some rides arrives; zero when nobody knows. Where
// they are stays with us: a receipt is read by more than the family.
func (p *Page) expected(jobs []ident.ID, now instant.Instant) (eta instant.Instant) {
	for _, job := range jobs {
		if p.Hub == nil {
			break
		}
		if at := p.Hub.See(job, now).Arrival; at != nil && (eta.IsZero() || at.Before(eta)) {
			eta = *at
		}
	}
	return eta
}

func readJourney(q journal.Query, v *visit, id ident.ID) (j journey, err error) {
	j = journey{v: v}
	var found bool
	if j.asked, found, err = need.Cases.Get(q.Tx, q.Facility, id); err != nil {
		return j, err
	}
	if !found || !j.asked.Request {
		return j, fault.Absent()
	}
	root, err := need.Root(q, id)
	if err != nil {
		return j, err
	}
	if j.root, _, err = need.Cases.Get(q.Tx, q.Facility, root); err != nil {
		return j, err
	}
	if j.visit, _, err = homevisit.Of(q, root); err != nil {
		return j, err
	}
	for name, to := range map[string]*promise.Promise{homevisit.Fetch: &j.fetch, homevisit.Respond: &j.respond} {
		if *to, _, err = promise.Promises.Get(q.Tx, q.Facility, homevisit.PromiseID(root, name)); err != nil {
			return j, err
		}
	}
	if j.debt, _, err = rice.Debts.First(q.Tx, "facility_id = $1 AND root = $2 AND proof <> $3 ORDER BY due_at, id", q.Facility, root, rice.ByMerge); err != nil {
		return j, err
	}
	if j.owes, _, err = rice.Policy.Get(q); err != nil {
		return j, err
	}
	live, _, err := homevisit.LiveOf(q, root)
	if err != nil {
		return j, err
	}
	j.jobs = live.Jobs
	j.silent = j.asked.PatientDied || j.root.PatientDied || j.visit.Silent
	j.force, err = need.ForceOf(q)
	return j, err
}

// sentence is what is true now: the key, its marked fact, and the tone of that.
func (j journey) sentence() (key, mark, tone string) {
	word := func(key string) (string, string, string) {
		return key, text.T(j.v.lang, "page.receipt.mark."+key, nil), ""
	}
	late := j.fetch.State == promise.Late || j.fetch.State == promise.Running && j.v.now.After(j.fetch.Due)
	switch {
	case j.silent:
		return word("silent")
	case j.root.Outcome == need.OutcomeWithdrawn:
		return word("withdrawn")
	case j.root.Outcome == need.OutcomeDismissed || j.root.Outcome == need.OutcomeCancelled:
		return word("closed")
	case j.visit.State == homevisit.Done:
		return word(doneWord(j.visit.Outcome))
	case slices.Contains([]string{homevisit.Aboard, homevisit.AtCentre, homevisit.Returning, homevisit.Arrived}, j.visit.State):
		return word(j.visit.State)
	case late && j.fetch.FulfilledAt.IsZero():
		return "late", text.Duration(j.v.lang, j.v.now.Sub(j.fetch.Due)), "red"
	case j.fetch.ID == "":
		return word("received")
	}
	return j.going(), hour(j.v.lang, j.fetch.Due, j.v.now, j.v.zone), ""
}

// going is how far the team is, before anybody is with the patient.
func (j journey) going() string {
	switch j.visit.State {
	case homevisit.Sent, homevisit.Accepted:
		return "sent"
	case homevisit.OnTheWay:
		return "on_the_way"
	}
	return "open"
}

// doneWord is the sentence of an outcome; one that we have no sentence for is done.
func doneWord(outcome string) string {
	switch outcome {
	case homevisit.TreatedAtHome, homevisit.BroughtHome, homevisit.HandedOn, homevisit.StaysInCare:
		return outcome
	}
	return "done"
}

// draw fills in what stands below the sentence.
func (j journey) draw(view *receiptView, s *sheet) {
	lang := j.v.lang
	view.Ring = ringOf(lang, j.fetch, j.v.now)
	if view.Ring != nil && view.Ring.State == "kept" {
		view.Ring.Words = text.T(lang, "page.receipt.fetched", map[string]string{"d": text.Duration(lang, j.fetch.FulfilledAt.Sub(j.fetch.Start))})
	}
	if j.fetch.ID != "" {
		view.FetchIn = text.T(lang, "page.receipt.fetch_in", map[string]string{"d": text.Duration(lang, j.fetch.Due.Sub(j.fetch.Start))})
	}
	view.Answered, view.AnsweredKept = j.answered()
	view.Steps = j.steps(s)
	view.Rice = j.rice(lang)
	open := j.root.State == need.Going && j.visit.State != homevisit.Done
	view.Worse = open
	if open && j.root.Colour == need.Red && j.visit.ArrivedAt.IsZero() && j.visit.AboardAt.IsZero() {
		view.Urgent = j.urgent(s)
	}
	view.MayWithdraw = j.asked.State == need.Going && j.asked.Merged == ""
	proof := j.fetch.State == promise.Late && !j.v.now.After(j.fetch.ProofUntil)
	view.MayConfirm = proof || j.fetch.State == promise.Running && !j.visit.SentAt.IsZero()
}

// answered is what became of the first promise.
func (j journey) answered() (words string, kept bool) {
	p, lang := j.respond, j.v.lang
	say := func(key, name, value string) string {
		return text.T(lang, "page.receipt."+key, map[string]string{name: value})
	}
	switch p.State {
	case promise.Kept, promise.StateStruck:
		return say("answered", "d", text.Duration(lang, p.FulfilledAt.Sub(p.Start))), true
	case promise.Late:
		return say("not_answered", "at", hour(lang, p.Due, j.v.now, j.v.zone)), false
	case promise.Running:
		return say("answer_by", "at", hour(lang, p.Due, j.v.now, j.v.zone)), false
	}
	return "", false
}

// urgent is what to do until help comes: of the sign, where the table is signed.
func (j journey) urgent(s *sheet) *urgentView {
	u := &urgentView{Title: s.T("receipt.until")}
	sign, found := triage.Find(j.force.Signs, j.root.Sign)
	if found && (j.force.Live || !sign.Clinical()) {
		u.Lines = append(u.Lines, text.T(s.Lang, "triage."+sign.Code+".until", nil))
	}
	u.Lines = append(u.Lines, s.T("receipt.until_all"))
	return u
}

// rice is what happens when it gets late, or has happened.
func (j journey) rice(lang string) template.HTML {
	say := func(key string, grams int64) template.HTML {
		return strong(lang, "page.receipt.rice."+key, map[string]string{"rice": notice.Kilos(lang, grams), "at": hour(lang, j.fetch.Due, j.v.now, j.v.zone)})
	}
	switch {
	case j.debt.ID != "" && j.debt.State != rice.Withheld:
		return say(j.debt.State, j.debt.Grams)
	case j.fetch.Consequence != promise.Rice || j.fetch.State != promise.Running:
		return ""
	}
	return say("running", j.owes.Grams)
}
