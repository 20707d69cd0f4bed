package homevisit

import (
	"regexp"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/need"
)

// Accept tells that the team has taken the visit.
type Accept struct {
	Visit ident.ID `json:"visit"`
}

// SetOut tells that the team is on its way to the patient. Alone: without its
// health worker.
type SetOut struct {
	Visit ident.ID `json:"visit"`
	Alone bool     `json:"alone,omitempty"`
}

// Arrive tells that the team is with the patient. Alone: without its health worker.
type Arrive struct {
	Visit ident.ID `json:"visit"`
	Alone bool     `json:"alone,omitempty"`
}

// TakeAboard tells that the patient is in our vehicle.
type TakeAboard struct {
	Visit ident.ID `json:"visit"`
	Alone bool     `json:"alone,omitempty"`
}

// ReachCentre tells that the patient is at the health centre.
type ReachCentre struct {
	Visit ident.ID `json:"visit"`
}

// EndCare tells that what the patient came for is done. Stays: they are not brought
// home, for they stay in care.
type EndCare struct {
	Visit ident.ID `json:"visit"`
	Stays bool     `json:"stays,omitempty"`
}

// SetOffHome tells that the patient is on the way home.
type SetOffHome struct {
	Visit ident.ID `json:"visit"`
}

// BringHome tells that the patient is home again: the end.
type BringHome struct {
	Visit ident.ID `json:"visit"`
}

// FinishOnSpot tells that the visit ends where the patient is: treated at home, or
// dead when we came.
type FinishOnSpot struct {
	Visit ident.ID `json:"visit"`
	Died  bool     `json:"died,omitempty"`
	Alone bool     `json:"alone,omitempty"`
}

// FindNobody tells that nobody was there, or no such place.
type FindNobody struct {
	Visit ident.ID `json:"visit"`
	Photo string   `json:"photo,omitempty" max:"64"`
}

// HandOn tells that others have the patient now, by name and time.
type HandOn struct {
	Visit ident.ID `json:"visit"`
	// To is 119 or hospital.
	To string `json:"to" max:"20"`
	// Name is who took the patient over.
	Name string `json:"name" max:"120"`
	// Photo is of the receipt, a blob's hash, or nothing.
	Photo string `json:"photo,omitempty" max:"64"`
}

// Speak tells that somebody has spoken with the patient or the person beside them,
// and what came of it.
type Speak struct {
	Visit   ident.ID `json:"visit"`
	Outcome string   `json:"outcome" max:"1000"`
}

// Subjects are the visits.
func (b Accept) Subject() ident.ID       { return b.Visit }
func (b SetOut) Subject() ident.ID       { return b.Visit }
func (b Arrive) Subject() ident.ID       { return b.Visit }
func (b TakeAboard) Subject() ident.ID   { return b.Visit }
func (b ReachCentre) Subject() ident.ID  { return b.Visit }
func (b EndCare) Subject() ident.ID      { return b.Visit }
func (b SetOffHome) Subject() ident.ID   { return b.Visit }
func (b BringHome) Subject() ident.ID    { return b.Visit }
func (b FinishOnSpot) Subject() ident.ID { return b.Visit }
func (b FindNobody) Subject() ident.ID   { return b.Visit }
func (b HandOn) Subject() ident.ID       { return b.Visit }
func (b Speak) Subject() ident.ID        { return b.Visit }

var photoForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

func checkPhoto(p string) *fault.Error {
	if p != "" && !photoForm.MatchString(p) {
		return fault.BadField("blob.bad_hash", "photo")
	}
	return nil
}

// Check wants a picture's hash, if any.
func (b FindNobody) Check() *fault.Error { return checkPhoto(b.Photo) }

// Check wants somebody by name, at 119 or a hospital.
func (b HandOn) Check() *fault.Error {
	switch {
	case b.To != "119" && b.To != "hospital":
		return fault.BadField("body.unknown_word", "to")
	case b.Name == "":
		return fault.BadField("body.required", "name")
	}
	return checkPhoto(b.Photo)
}

// Check wants what came of it.
func (b Speak) Check() *fault.Error {
	if b.Outcome == "" {
		return fault.BadField("body.required", "outcome")
	}
	return nil
}

// What a step may say beside itself.
const (
	stays = "stays"
	died  = "died"
)

// told keeps a report of a step: what it says, what it proves, what speaks against it.
func (r Run) told(w word, step, code, photo string) journal.Answer {
	e := Stepped{Visit: r.ID, Step: step, At: w.at, By: w.by.Worker, Code: code, Late: w.late, Doubts: r.doubts(w), Photo: photo}
	if r.ofTeam(w.by) {
		e.Team = r.Team
	}
	if step == "no_show" {
		e.Doubts = append(e.Doubts, step)
	}
	return journal.Accept(e).With(r.fulfilled(w, step)...)
}

// over closes the request with the visit, when this is what ends it.
func (r Run) over(w word) []any {
	if r.Visit.Ended() {
		return nil
	}
	return []any{need.Served(r.ID, w.by.Worker)}
}

// Accept notes that the team comes.
func (r Run) Accept(s journal.Said[Accept]) journal.Answer {
	return r.told(wordOf(s), "accepted", "", "")
}

// SetOut notes that it is on its way; the patient is told, once.
func (r Run) SetOut(s journal.Said[SetOut]) journal.Answer {
	w := wordOf(s)
	w.alone = s.Body.Alone
	answer := r.told(w, "set_out", "", "")
	if r.SetOutAt.IsZero() && !r.Visit.Ended() && !s.Late() {
		answer = answer.With(r.tell(s.NewID(1), "visit_on_the_way", nil)...)
	}
	return answer
}

// Arrive notes that it is with the patient.
func (r Run) Arrive(s journal.Said[Arrive]) journal.Answer {
	w := wordOf(s)
	w.alone = s.Body.Alone
	return r.told(w, "arrived", "", "")
}

// Aboard notes that the patient is in our vehicle.
func (r Run) Aboard(s journal.Said[TakeAboard]) journal.Answer {
	w := wordOf(s)
	w.alone = s.Body.Alone
	return r.told(w, "aboard", "", "")
}

// AtCentre notes that the patient is at the health centre.
func (r Run) AtCentre(s journal.Said[ReachCentre]) journal.Answer {
	return r.told(wordOf(s), "at_centre", "", "")
}

// CareEnded begins the promise of the way home, once. It counts from when care
// ended as told, but not from before the patient had come: no report that was told
// out of order breaks a promise.
func (r Run) CareEnded(s journal.Said[EndCare]) journal.Answer {
	w := wordOf(s)
	if s.Body.Stays {
		return r.told(w, "care_ended", stays, "").With(r.over(w)...)
	}
	answer := r.told(w, "care_ended", "", "")
	if r.Visit.Ended() || !r.CareEndedAt.IsZero() {
		return answer
	}
	e := answer.Events[0].(Stepped)
	e.Begins = min(max(s.At, r.AtCentreAt, r.StartedAt), s.Now)
	answer.Events[0] = e
	return answer
}

// SetOffHome notes that the patient is on the way home.
func (r Run) SetOffHome(s journal.Said[SetOffHome]) journal.Answer {
	return r.told(wordOf(s), "set_off_home", "", "")
}

// Home is the end of a visit whose patient was with us.
func (r Run) Home(s journal.Said[BringHome]) journal.Answer {
	w := wordOf(s)
	return r.told(w, "home", "", "").With(r.over(w)...)
}

// DoneOnSpot is the end of a visit at the patient's home.
func (r Run) DoneOnSpot(s journal.Said[FinishOnSpot]) journal.Answer {
	w, code := wordOf(s), ""
	if w.alone = s.Body.Alone; s.Body.Died {
		code = died
	}
	return r.told(w, "done_on_spot", code, "").With(r.over(w)...)
}

// NoShow notes that nobody was found; what comes of it is for the desk to say.
func (r Run) NoShow(s journal.Said[FindNobody]) journal.Answer {
	return r.told(wordOf(s), "no_show", "", s.Body.Photo)
}

// HandOn is the end of a visit whose patient others have now.
func (r Run) HandOn(s journal.Said[HandOn]) journal.Answer {
	w := wordOf(s)
	e := HandedOnEvent{Visit: r.ID, To: s.Body.To, Name: s.Seal("home_visit_name", s.NewID(0), 1, s.Body.Name), At: s.At, By: s.By.Worker,
		Photo: s.Body.Photo, Late: s.Late(), Doubts: r.doubts(w)}
	if r.ofTeam(s.By) {
		e.Team = r.Team
	}
	return journal.Accept(e).With(r.fulfilled(w, "handed_on")...).With(r.over(w)...)
}

// Speak keeps what came of a talk. By a health worker it is the answer that was
// promised; by anybody else it is a note.
func (r Run) Speak(s journal.Said[Speak]) journal.Answer {
	w := wordOf(s)
	e := Spoken{Visit: r.ID, At: s.At, By: s.By.Worker, HealthWorker: r.teller(w).HealthWorker, Late: s.Late(), Doubts: r.doubts(w),
		Outcome: s.Seal("home_visit_note", s.NewID(0), 1, s.Body.Outcome)}
	return journal.Accept(e).With(r.fulfilled(w, "spoken")...)
}
