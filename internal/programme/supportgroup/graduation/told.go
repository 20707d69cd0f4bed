package graduation

import (
	"slices"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/health"
)

// Told says that a mother has been told that her certificate is not valid any more: verb
// graduation.told. How is told (face to face) or phone.
type Told struct {
	Certificate ident.ID `json:"certificate"`
	How         string   `json:"how" max:"10"`
}

// PrintName says which names the family wants printed: verb graduation.print_name. What
// is left empty is printed as the register has it.
type PrintName struct {
	Certificate ident.ID `json:"certificate"`
	Mother      string   `json:"mother,omitempty" max:"80"`
	Baby        string   `json:"baby,omitempty" max:"80"`
}

// Subject is the certificate.
func (b Told) Subject() ident.ID { return b.Certificate }

// Subject is the certificate.
func (b PrintName) Subject() ident.ID { return b.Certificate }

// Check wants a certificate and how she was told.
func (b Told) Check() *fault.Error {
	switch {
	case b.Certificate == "":
		return fault.BadField("body.required", "certificate")
	case !slices.Contains([]string{health.Told, health.Phone}, b.How):
		return fault.BadField("body.unknown_word", "how")
	}
	return nil
}

// Check wants a certificate.
func (b PrintName) Check() *fault.Error {
	if b.Certificate == "" {
		return fault.BadField("body.required", "certificate")
	}
	return nil
}

// ToldEvent is the event of it: from here on the certificate is withdrawn.
type ToldEvent struct {
	Certificate ident.ID `json:"certificate"`
	How         string   `json:"how"`
	By          ident.ID `json:"by"`
}

// NamedEvent is the event of the names to be printed; they lie sealed.
type NamedEvent struct {
	Certificate ident.ID    `json:"certificate"`
	Names       journal.Ref `json:"names"`
}

func loadWatched(q journal.Query) (w watched, err error) {
	c, found, err := Certificates.Get(q.Tx, q.Facility, q.Subject)
	if err == nil && !found {
		err = fault.Absent()
	}
	if err != nil {
		return w, err
	}
	return watch(q, c)
}

func (w watched) told(s journal.Said[Told]) journal.Answer {
	if w.State != ToTell {
		return journal.Refuse("graduation.nothing_to_tell")
	}
	return journal.Accept(ToldEvent{w.ID, s.Body.How, s.By.Worker}).With(w.closed("done")...)
}

func (w watched) printName(s journal.Said[PrintName]) journal.Answer {
	if w.State != Valid {
		return journal.Refuse("graduation.not_valid")
	}
	names := s.Seal(sealedNames, w.ID, w.Names.Version+1, Names{s.Body.Mother, s.Body.Baby})
	return journal.Accept(NamedEvent{w.ID, names})
}

func withdrawn(c *Certificate, m journal.Meta, e ToldEvent) {
	c.State, c.ToldAt, c.ToldBy = Withdrawn, m.RecordedAt, e.By
}

func named(c *Certificate, _ journal.Meta, e NamedEvent) { c.Names = e.Names }
