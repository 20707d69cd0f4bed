package api

import (
	"net/http"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/tracking"
)

// OwnFixes are positions of the app while its screen is on.
type OwnFixes struct {
	Fixes []OwnFix `json:"fixes"`
}

// OwnFix is one of them, as a browser tells it: metres, metres a second, degrees.
type OwnFix struct {
	Lat       float64  `json:"lat"`
	Lon       float64  `json:"lon"`
	AccuracyM *float64 `json:"accuracy_m"`
	SpeedMPS  *float64 `json:"speed_mps"`
	Bearing   *float64 `json:"bearing"`
	// Battery is percent, Network wifi, mobile or offline, where the browser tells.
	Battery *float64        `json:"battery,omitempty"`
	Network string          `json:"network,omitempty"`
	At      instant.Instant `json:"at"`
}

// positions takes the worker's own positions. Whether a job runs is tracking's to
// judge: outside one only the number is kept.
func (a *API) positions(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	if _, ok := access.May(s.Actor, access.Create("location")); !ok || s.Actor.Worker == "" {
		return fault.Absent()
	}
	var in OwnFixes
	if err := decode(r, &in); err != nil {
		return err
	}
	if len(in.Fixes) > 100 {
		return fault.BadField("body.too_many", "fixes")
	}
	if a.Positions != nil && len(in.Fixes) > 0 {
		fixes := make([]tracking.Fix, len(in.Fixes))
		for i, f := range in.Fixes {
			fixes[i] = f.fix(s.Actor)
		}
		if err := a.Positions.Take(r.Context(), fixes); err != nil {
			return err
		}
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// fix names the worker as the device: the app is a phone of its own to tracking.
func (f OwnFix) fix(by access.Actor) tracking.Fix {
	x := tracking.NewFix(tracking.FieldApp)
	x.Device, x.At, x.Point = by.Worker, f.At, geo.Point{Lat: f.Lat, Lon: f.Lon}
	for _, v := range []struct {
		from *float64
		to   *float64
	}{{f.AccuracyM, &x.Accuracy}, {f.SpeedMPS, &x.Speed}, {f.Bearing, &x.Bearing}, {f.Battery, &x.Battery}} {
		if v.from != nil {
			*v.to = *v.from
		}
	}
	if f.Network == "wifi" || f.Network == "mobile" || f.Network == "offline" {
		x.Network = f.Network
	}
	return x
}

// phoneQR gives the picture by which a phone is enrolled.
func (a *API) phoneQR(w http.ResponseWriter, r *http.Request) error {
	s, err := a.signed(r)
	if err != nil {
		return err
	}
	png, err := a.PhoneQR(r.Context(), s.Actor, ident.ID(r.PathValue("phone")))
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "image/png")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(png)
	return nil
}
