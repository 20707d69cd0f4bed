package massage

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Visit is what happened at the door and in the house, one row a booking. It is there from
// the moment the cadre is on her way; a booking that moves to another day goes on with the
// same row.
type Visit struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"` // of the booking
	Parent   ident.ID `db:"parent"`
	Village  string   `db:"village"`
	Cadre    ident.ID `db:"cadre"` // who came last
	// Day is the civil day on which it was begun.
	Day      string          `db:"day"`
	SetOutAt instant.Instant `db:"set_out_at"`
	// ScreenedAt is when the questions were answered at the door, ScreenedBy by whose asking,
	// Verdict what came of it (screening.Go ...), Rows which rows of the table spoke.
	ScreenedAt instant.Instant `db:"screened_at"`
	ScreenedBy ident.ID        `db:"screened_by"`
	Verdict    string          `db:"verdict"`
	Rows       []string        `db:"rows_said,json"`
	// Paper is the certificate under which it was begun, Stand who she stood in by, where the
	// village was not hers.
	Paper     ident.ID        `db:"paper"`
	Stand     ident.ID        `db:"stand"`
	StartedAt instant.Instant `db:"started_at"`
	EndedAt   instant.Instant `db:"ended_at"`
	// Did and Taught are words of Steps, Alone: the parent can do it alone now.
	Did    []string `db:"did,json"`
	Taught []string `db:"taught,json"`
	Alone  bool     `db:"alone"`
	// Note is sealed (words): what was seen.
	Note journal.Ref `db:"note,json"`
	// StopWhy is why it was broken off (StopWhys), Signs the danger signs that were seen,
	// Request the request for help that they became, Case the midwife's case.
	StopWhy string   `db:"stop_why"`
	Signs   []string `db:"signs,json"`
	Request ident.ID `db:"request"`
	Case    ident.ID `db:"case_id"`
	// Stars are 1 to 5, 0: nobody said; Word is sealed (words). RatedBy is parent or cadre:
	// who wrote it down. Talk is the task that bad ones opened.
	Stars   int64           `db:"stars"`
	Word    journal.Ref     `db:"word,json"`
	RatedBy string          `db:"rated_by"`
	RatedAt instant.Instant `db:"rated_at"`
	Talk    ident.ID        `db:"talk"`
}

// Audiences are the desk, the cadre, and the family by its page. The village does not see it:
// what a parent says of a cadre is between the coordinator and her.
func (v Visit) Audiences() []string {
	keys := []string{"f", "o:" + string(v.Parent), "o:" + string(v.ID)}
	if v.Cadre != "" {
		keys = append(keys, "w:"+string(v.Cadre))
	}
	return keys
}

// Visits is the table of what happened.
var Visits = store.NewTable[Visit]("massage_visit", store.Derived)

// The kinds of sealed words.
const (
	sealedNote = "massage_note"
	sealedWord = "massage_word"
)

// words is the sealed form of what was written.
type words struct {
	Text string `json:"text"`
}

// Steps are the parts of a massage in the order that cadres learn, with what a parent is
// taught beside them. The policy says which of them stand on the checklist.
var Steps = []string{"warm_hands", "oil_test", "legs", "belly", "chest", "arms", "face", "back", "cues", "when_not"}

// doable are those that are done to a child; the rest is only taught.
var doable = []string{"legs", "belly", "chest", "arms", "face", "back"}

// Why a massage is broken off: what the child did, or the parent's word.
const (
	Cried    = "cried"
	Vomited  = "vomited"
	Pale     = "pale"
	Blue     = "blue"
	Limp     = "limp"
	ByParent = "parent"
	OtherWhy = "other"
)

// StopWhys are all of them.
var StopWhys = []string{Cried, Vomited, Pale, Blue, Limp, ByParent, OtherWhy}

// VisitView is a visit as desk, cadre and family see it: each the fields of its column list.
type VisitView struct {
	ID         ident.ID        `json:"id"`
	Cadre      ident.ID        `json:"cadre"`
	Day        string          `json:"day,omitempty"`
	SetOutAt   instant.Instant `json:"set_out_at,omitzero"`
	ScreenedAt instant.Instant `json:"screened_at,omitzero"`
	Verdict    string          `json:"verdict,omitempty"`
	Rows       []string        `json:"rows"`
	StartedAt  instant.Instant `json:"started_at,omitzero"`
	EndedAt    instant.Instant `json:"ended_at,omitzero"`
	Did        []string        `json:"did"`
	Taught     []string        `json:"taught"`
	Alone      bool            `json:"alone"`
	Note       string          `json:"note,omitempty"`
	StopWhy    string          `json:"stop_why,omitempty"`
	Request    ident.ID        `json:"request,omitempty"`
	Case       ident.ID        `json:"case,omitempty"`
	Stars      int64           `json:"stars"`
	Word       string          `json:"word,omitempty"`
	RatedBy    string          `json:"rated_by,omitempty"`
	RatedAt    instant.Instant `json:"rated_at,omitzero"`
}

func showVisit(q journal.Query, id ident.ID) (any, bool, error) {
	v, found, err := Visits.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, false, err
	}
	out := VisitView{ID: v.ID, Cadre: v.Cadre, Day: v.Day, SetOutAt: v.SetOutAt, ScreenedAt: v.ScreenedAt, Verdict: v.Verdict, Rows: v.Rows,
		StartedAt: v.StartedAt, EndedAt: v.EndedAt, Did: v.Did, Taught: v.Taught, Alone: v.Alone, StopWhy: v.StopWhy, Request: v.Request, Case: v.Case,
		Stars: v.Stars, RatedBy: v.RatedBy, RatedAt: v.RatedAt}
	if out.Note, err = opened(q, v.Note); err != nil {
		return nil, false, err
	}
	out.Word, err = opened(q, v.Word)
	return out, err == nil, err
}

// opened reads sealed words; nothing written, or erased, is nothing.
func opened(q journal.Query, r journal.Ref) (string, error) {
	if r.IsZero() {
		return "", nil
	}
	var w words
	_, err := q.Open(r, &w)
	return w.Text, err
}
