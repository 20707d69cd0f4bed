package api

import (
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/report/visitslip"
)

// describeMassageSlip describes the slip of a booking.
func (b builder) describeMassageSlip() {
	in := func(name, where string) *huma.Param {
		return &huma.Param{Name: name, In: where, Required: where == "path", Schema: &huma.Schema{Type: huma.TypeString}}
	}
	b.doc.Paths["/api/v1/massage/bookings/{id}/slip.pdf"] = &huma.PathItem{Get: b.file("massage.slip", "The slip of a booking for a family without a telephone, A4: when who comes, what to have ready and what it costs. Who may give out pages has the family's on it", "application/pdf", in("id", "path"), in("lang", "query"))}
}

// massageSlip answers with the slip of a booking, for whoever books there; to everybody else it
// is not there. Only who may give out a family's page has it printed: whoever holds it speaks
// as the family.
func (a *API) massageSlip(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	id := ident.ID(r.PathValue("id"))
	may, ok := access.May(s.Actor, access.Create("massage"))
	if !ok || !id.Valid() {
		return fault.Absent()
	}
	_, paged := access.May(s.Actor, access.Create("link"))
	var f visitslip.Facts
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) {
		f, err = visitslip.Read(q, id, paged)
		return err
	})
	if err != nil {
		return err
	}
	if !may.Reaches(f.Booking.Audiences()) {
		return fault.Absent()
	}
	made, err := f.Draw(langOf(r), a.Address) // drawn after the database was let go
	if err != nil {
		return err
	}
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "massage_slip", People: []string{"person:" + string(f.Booking.Parent)}}); err != nil {
		return err
	}
	paper.Send(w, f.Name(), made)
	return nil
}
