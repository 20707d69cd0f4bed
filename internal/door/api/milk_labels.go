package api

import (
	"crypto/rand"
	"encoding/binary"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/core/text"
	"sambang/internal/programme/milk"
)

// mostLabels is how many labels one answer draws: ten sheets.
const mostLabels = 10 * labelsASheet

// handlingRoutes are the addresses about how milk is treated.
func (a *API) handlingRoutes() []Route {
	return []Route{
		{"GET /api/v1/milk/table", "session", a.milkTable},
		{"GET /api/v1/milk/labels.pdf", "session", a.milkLabels},
	}
}

// milkTable shows the table of how long milk keeps, with its signatures.
func (a *API) milkTable(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, may := access.May(s.Actor, access.Read("fitness")); !may {
		return fault.Absent()
	}
	var v milk.TableView
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) { v, err = milk.ShowTable(q); return err }); err != nil {
		return err
	}
	return JSON(w, http.StatusOK, v)
}

// milkLabels prints labels: blank ones for a mother, or those of a delivery's
// bottles. Printing writes nothing down; whose labels were shown does.
func (a *API) milkLabels(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	reach, may := access.May(s.Actor, access.Create("custody"))
	ask, count, err := labelAsk(r)
	if err != nil {
		return err
	}
	if !may {
		return fault.Absent()
	}
	var of milk.LabelSheet
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) { of, err = milk.LabelsOf(q, ask); return err }); err != nil {
		return err
	}
	reached := reach.Reaches(of.Audiences)
	if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "labels", People: of.People, Denied: !reached}); err != nil {
		return err
	}
	if !reached {
		return fault.Absent()
	}
	var blank []string
	for range count {
		blank = append(blank, milk.PrintedLabel(thirtyBits()))
	}
	lang := text.ID
	if r.URL.Query().Get("lang") == text.EN {
		lang = text.EN
	}
	made, err := labelsPDF(lang, of, blank)
	if err != nil {
		return err
	}
	paper.Send(w, "label", made)
	return nil
}

// labelAsk reads what is asked for: of a place one sheet unless it says how many,
// of a delivery one label a bottle.
func labelAsk(r *http.Request) (ask milk.LabelAsk, count int, err error) {
	v := r.URL.Query()
	ask = milk.LabelAsk{Place: ident.ID(v.Get("place")), Delivery: ident.ID(v.Get("delivery")), Baby: v.Get("baby") == "1"}
	if ask.Delivery.Valid() {
		return ask, 0, nil
	}
	count = labelsASheet
	if n := v.Get("count"); n != "" {
		if count, err = strconv.Atoi(n); err != nil || count < 1 || count > mostLabels {
			return ask, 0, fault.BadField("milk.bad_label_count", "count")
		}
	}
	if !ask.Place.Valid() || ask.Delivery != "" {
		return ask, 0, fault.Absent()
	}
	return ask, count, nil
}

// thirtyBits are random: a label tells nobody whose it is, or which comes next.
func thirtyBits() uint32 {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	return binary.LittleEndian.Uint32(b[:]) >> 2
}

// handling describes the addresses.
func (b builder) handling() {
	param := func(name, kind, what string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Description: what, Schema: &huma.Schema{Type: kind}}
	}
	b.doc.Paths["/api/v1/milk/table"] = &huma.PathItem{Get: b.operation("milk.table", "How long milk keeps, with sources and signatures", nil, b.of(milk.TableView{}))}
	labels := b.operation("milk.labels", "Labels of 40 x 30 mm to print", nil, nil)
	delete(labels.Responses, "204")
	labels.Parameters = []*huma.Param{param("place", huma.TypeString, "Whose labels; or a delivery."), param("delivery", huma.TypeString, "The labels of its bottles, filled in."),
		param("count", huma.TypeInteger, "How many blank ones; 36 fill a sheet."), param("baby", huma.TypeString, "1 puts the baby's name and day of birth on them."), param("lang", huma.TypeString, "id or en")}
	labels.Responses["200"] = &huma.Response{Description: "A4, black on white.", Content: map[string]*huma.MediaType{"application/pdf": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	b.doc.Paths["/api/v1/milk/labels.pdf"] = &huma.PathItem{Get: labels}
}
