package api

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/paper"
	"sambang/internal/report/label"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/sticker"
)

// stickerRoutes are the addresses of the stickers on houses.
func (a *API) stickerRoutes() []Route {
	return []Route{
		{"GET /api/v1/stickers", "session", a.stickers},
		{"GET /api/v1/stickers.pdf", "session", a.stickerSheets},
	}
}

// stickerStates are what a list can be narrowed to.
var stickerStates = []string{sticker.Up, sticker.Gone, sticker.Refused, sticker.Outdated, sticker.Without}

// stickerAsk reads who asks for which houses. A village outside is not there.
func (a *API) stickerAsk(r *http.Request) (Signed, sticker.Ask, error) {
	s, err := a.signed(r)
	if err != nil {
		return s, sticker.Ask{}, err
	}
	may, ok := access.May(s.Actor, access.Read("sticker"))
	if !ok {
		return s, sticker.Ask{}, fault.Absent()
	}
	by := r.URL.Query()
	ask := sticker.Ask{Village: by.Get("village"), Group: ident.ID(by.Get("ten_house_group")), After: by.Get("after"), Limit: sticker.ListLimit, Contact: isOne(s.Actor, knowers)}
	if !may.Everywhere() {
		ask.Villages = append([]string{}, villagesOf(s.Actor)...)
	}
	if ask.Village != "" && ask.Villages != nil && !slices.Contains(ask.Villages, ask.Village) || ask.Group != "" && !ask.Group.Valid() {
		return s, ask, fault.Absent()
	}
	return s, ask, some(by, &ask)
}

// some reads which states and which houses.
func some(by url.Values, ask *sticker.Ask) error {
	if text := by.Get("state"); text != "" {
		ask.States = strings.Split(text, ",")
	}
	for _, state := range ask.States {
		if !slices.Contains(stickerStates, state) {
			return fault.BadField("body.bad_choice", "state")
		}
	}
	if text := by.Get("codes"); text != "" {
		ask.Codes = strings.Split(text, ",")
	}
	if len(ask.Codes) > sticker.ListLimit {
		return fault.BadField("body.too_many", "codes")
	}
	for i, typed := range ask.Codes {
		code, ok := registry.NormalHouseCode(typed)
		if !ok {
			return fault.BadField("registry.bad_house_code", "codes")
		}
		ask.Codes[i] = code
	}
	return nil
}

// stickers lists houses by their stickers, with the counts of each village and group.
// It names nobody; houses whose address is hidden are not in it.
func (a *API) stickers(w http.ResponseWriter, r *http.Request) error {
	s, ask, err := a.stickerAsk(r)
	if err != nil {
		return err
	}
	var out sticker.List
	if err := a.asking(r.Context(), s.Actor, func(q journal.Query) (err error) { out, err = sticker.ListOf(q, ask); return err }); err != nil {
		return err
	}
	if ask.Contact && len(out.Houses) > 0 {
		var shown []string
		for _, h := range out.Houses {
			shown = append(shown, "house:"+string(h.ID))
		}
		if err := a.Showed(r.Context(), Showing{Facility: s.Actor.Facility, Actor: s.Actor.ID, Door: "api", Purpose: "stickers", People: shown}); err != nil {
			return err
		}
	}
	return JSON(w, http.StatusOK, out)
}

// stickerSheets prints labels. Printing writes nothing down: a sticker that was printed
// hangs nowhere yet.
func (a *API) stickerSheets(w http.ResponseWriter, r *http.Request) error {
	s, ask, err := a.stickerAsk(r)
	if err != nil {
		return err
	}
	sheets, err := sheetsOf(r)
	if err != nil {
		return err
	}
	err = a.asking(r.Context(), s.Actor, func(q journal.Query) error {
		f, err := registry.FacilityOf(q.Tx, q.Facility)
		if err != nil {
			return err
		}
		sheets.Facility, sheets.Demo, sheets.Phone, sheets.Emergency = f.Name, f.Demo, f.ServicePhone, f.EmergencyNumber
		sheets.Report = a.Address + "/" + f.Slug + "/lapor"
		sheets.Codes, err = sticker.Printed(q, ask)
		return err
	})
	if err != nil {
		return err
	}
	if len(sheets.Codes) == 0 {
		return fault.New(fault.Invalid, "sticker.no_houses")
	}
	made, err := sheets.PDF() // drawn after the database was let go
	if err != nil {
		return err
	}
	paper.Send(w, "stiker", made)
	return nil
}

// sheetsOf reads which labels, and where the first one goes.
func sheetsOf(r *http.Request) (label.Sheets, error) {
	by := r.URL.Query()
	sheets := label.Sheets{Lang: langOf(r), Start: 1, Cut: by.Get("cut") == "1"}
	name := by.Get("layout")
	if name == "" {
		name = label.Layouts[0].Name
	}
	layout, bad := label.LayoutOf(name)
	if bad != nil {
		return sheets, bad
	}
	sheets.Layout = layout
	if text := by.Get("start"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > layout.ASheet() {
			return sheets, fault.BadField("sticker.bad_start", "start")
		}
		sheets.Start = n
	}
	return sheets, nil
}

// stickerPages describes the addresses.
func (b builder) stickerPages() {
	param := func(name, what string) *huma.Param {
		return &huma.Param{Name: name, In: "query", Description: what, Schema: &huma.Schema{Type: huma.TypeString}}
	}
	which := []*huma.Param{param("village", "Of this village only."), param("ten_house_group", "Of this group of ten houses only."),
		param("state", "Some of up, gone, refused, outdated, without; with commas."), param("codes", "Some houses by code; with commas, 200 at most."), param("after", "Continues the list.")}
	list := b.operation("stickers", "Houses by their stickers, with counts by village and group of ten houses", nil, b.of(sticker.List{}))
	list.Parameters = which
	b.doc.Paths["/api/v1/stickers"] = &huma.PathItem{Get: list}
	sheets := b.operation("stickers.sheets", "Label sheets with the number to call, 200 labels at most", nil, nil)
	delete(sheets.Responses, "204")
	sheets.Parameters = append(which, param("layout", "2x4, 2x5 or 3x7 on A4."), param("start", "The first free label of the first sheet, from 1 on."), param("cut", "1 draws lines to cut along."), param("lang", "id or en"))
	sheets.Responses["200"] = &huma.Response{Description: "A4, black on white.", Content: map[string]*huma.MediaType{"application/pdf": {Schema: &huma.Schema{Type: huma.TypeString, Format: "binary"}}}}
	b.doc.Paths["/api/v1/stickers.pdf"] = &huma.PathItem{Get: sheets}
}
