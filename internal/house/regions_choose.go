package house

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// offered are the districts that the first page shows: those found by what was
// searched for and those with a village chosen already; without a search, those
// that ship with the program. Country reports that there is more to search.
func (h *House) offered(ctx context.Context, form url.Values) (all []District, country bool, err error) {
	own, err := Districts()
	if err != nil {
		return nil, false, err
	}
	err = h.DB.Read(ctx, func(tx *store.Tx) error {
		n, err := CountRegions(tx)
		if country = n[Village-1] > 0; err != nil || !country {
			return err
		}
		codes := []string{}
		for _, v := range form["village"] {
			codes = append(codes, parentOf(v))
		}
		if all, err = loadDistricts(tx, codes); err != nil {
			return err
		}
		found, err := findDistricts(tx, form.Get("q"))
		all = append(all, found...)
		return err
	})
	if form.Get("q") == "" {
		all = append(all, own...)
	}
	slices.SortFunc(all, func(a, b District) int { return strings.Compare(a.Code, b.Code) })
	return slices.CompactFunc(all, func(a, b District) bool { return a.Code == b.Code }), country, err
}

// chosen finds villages by code: in the country's list, else in the one that ships
// with the program, which also lends a point where the country's has none. A code
// that is nowhere is left out.
func (h *House) chosen(ctx context.Context, codes []string) ([]registry.InVillage, error) {
	own, err := Districts()
	if err != nil {
		return nil, err
	}
	have := map[string]registry.InVillage{}
	for _, d := range own {
		for _, v := range d.Villages {
			have[v.Code] = v
		}
	}
	var all []registry.InVillage
	err = h.DB.Read(ctx, func(tx *store.Tx) error {
		for _, code := range slices.Compact(slices.Sorted(slices.Values(codes))) {
			v, known := have[code]
			var r registry.InVillage
			found, err := tx.One("SELECT code, name, lat, lon FROM region WHERE code = $1 AND level = 4", store.Args(code), &r.Code, &r.Name, &r.Lat, &r.Lon)
			if err != nil {
				return err
			}
			if found && (geo.Point{Lat: r.Lat, Lon: r.Lon}).IsZero() {
				r.Lat, r.Lon = v.Lat, v.Lon
			}
			if found {
				v = r
			}
			if found || known {
				all = append(all, v)
			}
		}
		return nil
	})
	return all, err
}

// placed gives the villages without a point the one that was told: a map needs
// somewhere to begin. It must lie in Indonesia.
func placed(all []registry.InVillage, told string) error {
	for i, v := range all {
		if !(geo.Point{Lat: v.Lat, Lon: v.Lon}).IsZero() {
			continue
		}
		lat, lon, _ := strings.Cut(told, ",")
		p, ok := pointOf(strings.TrimSpace(lat), strings.TrimSpace(lon))
		if !ok || p.IsZero() {
			return fault.BadField("body.bad_point", "point")
		}
		all[i].Lat, all[i].Lon = p.Lat, p.Lon
	}
	return nil
}
