package registry

import (
	"regexp"

	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Agree records an answer to a text: verb registry.consent. Given false is a
// refusal or a withdrawal, and has its effect in the same transaction: see Asking.
// Whoever acts on a consent asks Agreed.
type Agree struct {
	Person  ident.ID `json:"person"`
	Purpose string   `json:"purpose" max:"30"`
	// TextVersion names the text that was shown, as "milk/3" or "3".
	TextVersion string `json:"text_version" max:"30"`
	Given       bool   `json:"given"`
	// How is page, paper, spoken, thumbprint, signature, witness or voice; ByWhom self, guardian or representative.
	How      string   `json:"how"`
	ByWhom   string   `json:"by_whom"`
	Guardian ident.ID `json:"guardian,omitempty"`
	// Witness is who stood by, when there is one; Proof the hash of a signature, a
	// thumbprint or a recording.
	Witness ident.ID `json:"witness,omitempty"`
	Proof   string   `json:"proof,omitempty" max:"64"`
}

// Subject is the person.
func (b Agree) Subject() ident.ID { return b.Person }

// Check wants to know of whom, for what, to which text, how and by whom: a
// consent that cannot be proven is void (UU 27/2022, articles 21 to 24).
func (b Agree) Check() *fault.Error {
	for _, f := range []struct {
		name  string
		wrong bool
	}{{"person", b.Person == ""}, {"purpose", !wordForm.MatchString(b.Purpose)}, {"text_version", !wordForm.MatchString(b.TextVersion)}} {
		if f.wrong {
			return fault.BadField("body.required", f.name)
		}
	}
	if !oneOf(b.How, "page", "paper", "spoken", "thumbprint", "signature", "witness", "voice") {
		return fault.BadField("body.bad_choice", "how")
	}
	if !oneOf(b.ByWhom, "self", "guardian", "representative") {
		return fault.BadField("body.bad_choice", "by_whom")
	}
	if b.Proof != "" && !proofForm.MatchString(b.Proof) {
		return fault.BadField("blob.bad_hash", "proof")
	}
	return nil
}

// proofForm is what names a picture or a recording: it stands in the event, where
// no free text may.
var proofForm = regexp.MustCompile(`^([0-9a-f]{32}|[0-9a-f]{64})$`)

// ConsentRecorded is the event of one answer to one text.
type ConsentRecorded struct {
	Person      ident.ID `json:"person"`
	Purpose     string   `json:"purpose"`
	TextVersion string   `json:"text_version"`
	Given       bool     `json:"given"`
	How         string   `json:"how"`
	ByWhom      string   `json:"by_whom"`
	Guardian    ident.ID `json:"guardian,omitempty"`
	Witness     ident.ID `json:"witness,omitempty"`
	Proof       string   `json:"proof,omitempty"`
}

// Asking is a room that does something people agreed to. The wiring takes only
// programmes that answer to a consent given or withdrawn, so that none goes on
// after a no: in the same transaction it says what stops.
type Asking interface {
	// ConsentAnswered gives the events of the room's own that follow, as a journal.Follow does.
	ConsentAnswered(q journal.Query, m journal.Meta, e ConsentRecorded) ([]any, error)
}

// Asked is the follow by which a room hears of consents.
func Asked(a Asking) journal.Follow { return journal.When(a.ConsentAnswered) }

// asked is a file with what an answer to a text must fit.
type asked struct {
	file
	// texts: the purpose has published texts; text is the one that was shown.
	texts    bool
	text     ConsentText
	guardian Person
	// house stands with photos that go when their purpose is withdrawn.
	house HouseDetail
	photo House
}

func (r Room) loadAsked(q journal.Query) (a asked, err error) {
	b := q.Body.(Agree)
	if a.file, err = r.loadFile(q); err != nil {
		return a, err
	}
	if _, a.texts, err = ConsentTexts.First(q.Tx, "facility_id = $1 AND purpose = $2", q.Facility, b.Purpose); err != nil {
		return a, err
	}
	for _, id := range []string{b.TextVersion, b.Purpose + "/" + b.TextVersion} {
		t, found, err := ConsentTexts.Get(q.Tx, q.Facility, ident.ID(id))
		if err != nil {
			return a, err
		}
		if found && t.Purpose == b.Purpose {
			a.text = t
		}
	}
	if b.Guardian != "" {
		if a.guardian, _, err = Canonical(q.Tx, q.Facility, b.Guardian); err != nil {
			return a, err
		}
	}
	if b.Purpose == ForPhotos && !b.Given {
		a.photo, a.house, _, err = HouseOf(q, a.Household)
	}
	return a, err
}

// agree keeps the answer. A text that was never shown proves nothing; what is kept
// by duty is not asked for, so that nobody believes it could be refused.
func (a asked) agree(s journal.Said[Agree]) journal.Answer {
	b, today := s.Body, s.Now.Day(utc())
	child := a.Born != "" && a.minor(today) || a.Born == "" && a.Kind == Baby
	switch {
	case a.gone:
		return journal.Refuse("registry.person_erased").On("person")
	case b.Given && a.texts && a.text.ID == "": // a no needs no text
		return journal.Refuse("registry.unknown_text").On("text_version")
	case a.text.ID != "" && a.text.Basis != ByConsent, a.text.ID == "" && !byConsent(b.Purpose):
		return journal.Refuse("registry.not_by_consent").On("purpose")
	case child && b.ByWhom == "self":
		return journal.Refuse("registry.guardian_needed").On("by_whom") // UU 27/2022, article 25
	case child && b.Guardian != "" && !a.mayDecide(today):
		return journal.Refuse("registry.no_such_guardian").On("guardian")
	case b.ByWhom == "guardian" && !child && a.Born != "" && !a.BornGuessed:
		return journal.Refuse("registry.not_a_child").On("by_whom")
	}
	e := ConsentRecorded(b)
	if child && e.Guardian == "" {
		e.Guardian = a.decides()
	}
	answer := journal.Accept(e)
	if b.Purpose == ForPhotos && !b.Given && len(a.house.Photos) > 0 {
		answer = answer.With(a.bare(s)...)
	}
	return answer
}

// mayDecide reports whether the guardian who is named may answer for the child: a
// living grown-up, and nobody else once somebody was named for it. A former
// guardian may not.
func (a asked) mayDecide(today string) bool {
	g := a.guardian
	return g.State == Active && Lives(g.Kind) && (g.Born == "" || !g.minor(today)) && (a.Guardian == "" || a.Guardian == g.ID)
}

// bare takes the photos off the house in which somebody lives who does not want
// them any more: one no is enough, for the house is everybody's.
func (a asked) bare(s journal.Said[Agree]) []any {
	gone := PhotosErased{House: a.photo.ID}
	for _, said := range a.house.Photos {
		id := said
		if len(said) == 64 { // the name a phone gives; see blob.Named
			id = s.Lookup("blob", said)
		}
		gone.Photos = append(gone.Photos, blob.Ref{Blob: blob.ID(id)})
	}
	d := a.house
	d.Photos = nil
	h := a.photo
	return []any{gone, HouseSet{House: h.ID, Code: h.Code, Village: h.Village, Group: h.Group, HiddenAddress: h.HiddenAddress, HasPoint: h.HasPoint,
		Detail: s.Seal(sealedHouse, h.ID, h.Detail.Version+1, d)}}
}

// PhotosErased is the event of photos that were erased because somebody withdrew.
type PhotosErased struct {
	House  ident.ID   `json:"house"`
	Photos []blob.Ref `json:"photos"`
}

func applyPhotosErased(tx *store.Tx, m journal.Meta, e PhotosErased) error {
	for _, p := range e.Photos {
		if err := blob.Erase(tx, m.Facility, p.Blob, m.RecordedAt); err != nil {
			return err
		}
	}
	return nil
}

func applyConsent(tx *store.Tx, m journal.Meta, e ConsentRecorded) error {
	return Consents.Put(tx, Consent{m.Facility, m.ID(), e.Person, e.Purpose, e.TextVersion, e.Given, e.How, e.ByWhom, e.Guardian, m.OccurredAt, m.Actor, e.Witness, e.Proof})
}
