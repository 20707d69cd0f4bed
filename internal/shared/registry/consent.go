package registry

import (
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Agree records an answer to a text: verb registry.consent. Given false is a
// refusal or a withdrawal; whoever acts on a consent asks Agreed.
type Agree struct {
	Person  ident.ID `json:"person"`
	Purpose string   `json:"purpose" max:"30"`
	// TextVersion names the text that was shown, as "milk/3".
	TextVersion string `json:"text_version" max:"30"`
	Given       bool   `json:"given"`
	// How is page, paper, spoken or thumbprint; ByWhom self, guardian or representative.
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
	if b.Proof != "" && !hashForm.MatchString(b.Proof) {
		return fault.BadField("body.bad_choice", "proof")
	}
	if !oneOf(b.ByWhom, "self", "guardian", "representative") {
		return fault.BadField("body.bad_choice", "by_whom")
	}
	return nil
}

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

func (f file) agree(s journal.Said[Agree]) journal.Answer {
	switch {
	case f.gone:
		return journal.Refuse("registry.person_erased").On("person")
	case s.Body.ByWhom == "self" && (f.Kind == Baby || f.Born != "" && f.minor(s.Now.Day(utc()))):
		return journal.Refuse("registry.guardian_needed").On("by_whom") // UU 27/2022, article 25
	}
	return journal.Accept(ConsentRecorded(s.Body))
}

func applyConsent(tx *store.Tx, m journal.Meta, e ConsentRecorded) error {
	return Consents.Put(tx, Consent{m.Facility, m.ID(), e.Person, e.Purpose, e.TextVersion, e.Given, e.How, e.ByWhom, e.Guardian, m.OccurredAt, m.Actor, e.Witness, e.Proof})
}
