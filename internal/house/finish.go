package house

import (
	"context"
	"encoding/json"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/phone"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// finish adds to an answer the addresses that hold a secret: they are derived for
// whoever gave the command and stand in no log. A repeat gets the address of now.
func (h *House) finish(ctx context.Context, facility ident.ID, verb string, out journal.Outcome) (journal.Outcome, error) {
	if out.Status != journal.Accepted || len(out.Result) == 0 || verb != "link.issue" && verb != "motorbike.open_page" && verb != "workforce.enrol_phone" {
		return out, nil
	}
	var made struct{ Link, Phone ident.ID }
	if err := json.Unmarshal(out.Result, &made); err != nil {
		return out, fault.Wrap(err, "house: result of %s", verb)
	}
	var result map[string]any
	err := h.DB.Read(ctx, func(tx *store.Tx) (err error) {
		if verb != "workforce.enrol_phone" {
			result, err = h.linkResult(tx, facility, made.Link)
		} else {
			result, err = h.phoneResult(tx, facility, made.Phone)
		}
		return err
	})
	if err == nil {
		out.Result, err = json.Marshal(result)
	}
	return out, err
}

func (h *House) linkResult(tx *store.Tx, facility, id ident.ID) (map[string]any, error) {
	url, _, err := h.linkAddress(journal.Query{Tx: tx, Facility: facility, Now: h.Clock.Now(), Keys: h.Ring}, id)
	return map[string]any{"link": id, "url": url}, err
}

func (h *House) phoneResult(tx *store.Tx, facility, id ident.ID) (map[string]any, error) {
	p, found, err := workforce.Phones.Get(tx, facility, id)
	if err != nil || !found || p.State == workforce.PhoneBlocked {
		return map[string]any{"phone": id}, err
	}
	url, own, err := h.phoneAddresses(p)
	return map[string]any{"phone": id, "url": url, "owntracks_url": own, "qr": "/api/v1/phones/" + string(id) + "/qr.png"}, err
}

func (h *House) phoneAddresses(p workforce.Phone) (url, own string, err error) {
	s := p.Secrets(h.Ring)
	url = phone.TraccarURL(h.Address, s.Token, p.ID, phone.CourierTracking())
	own, err = phone.OwnTracksLink(h.Address, phone.Secrets{Token: s.Token, User: s.User, Password: s.Password}, p.ID, string(p.ID[len(p.ID)-2:]), phone.CourierTracking())
	return url, own, err
}

// qrSize in pixels: sharp when printed 5 cm wide at 300 dots an inch.
const qrSize = 600

// phoneQR draws what a phone reads to be enrolled, for who may enrol phones.
func (h *House) phoneQR(ctx context.Context, a access.Actor, id ident.ID) ([]byte, error) {
	if v, ok := access.May(a, access.Create("device")); !ok || !v.Everywhere() {
		return nil, fault.Absent()
	}
	var text string
	err := h.DB.Read(ctx, func(tx *store.Tx) error {
		p, found, err := workforce.Phones.Get(tx, a.Facility, id)
		if err != nil {
			return err
		}
		if !found || p.State == workforce.PhoneBlocked {
			return fault.Absent()
		}
		url, own, err := h.phoneAddresses(p)
		if text = url; p.Kind == "owntracks" {
			text = own
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return phone.QR(text, qrSize)
}

// linkAddress is the full address of a link's page.
func (h *House) linkAddress(q journal.Query, id ident.ID) (url string, open bool, err error) {
	l, found, err := link.Links.Get(q.Tx, q.Facility, id)
	if err != nil || !found || !l.Open(q.Now) {
		return "", false, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	return h.Address + "/t/" + link.Token(h.Ring, f.Slug, l), err == nil, err
}
