package house

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sambang/internal/core/geo"
	"sambang/internal/shared/registry"
)

// villagesFile lists villages with the code of the Ministry of Home Affairs and a
// point in the middle: code, name, kind, lat, lon, district code and name, regency
// and province; other columns are not read.
//
//go:embed villages.csv
var villagesFile string

// District is a kecamatan with its villages.
type District struct {
	Code, Name, Regency string
	Villages            []registry.InVillage
}

// Districts reads the embedded list, in the order of their codes.
func Districts() ([]District, error) { return readVillages(villagesFile) }

func readVillages(text string) ([]District, error) {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, fmt.Errorf("house: villages: %w", err)
	}
	at := map[string]int{}
	for i, name := range rows[0] {
		at[name] = i
	}
	for _, c := range []string{"code", "name", "lat", "lon", "district_code", "district_name", "regency_name"} {
		if _, ok := at[c]; !ok {
			return nil, fmt.Errorf("house: villages: the column %s is missing", c)
		}
	}
	var all []District
	for n, r := range rows[1:] {
		lat, err := strconv.ParseFloat(r[at["lat"]], 64)
		lon, err2 := strconv.ParseFloat(r[at["lon"]], 64)
		if err != nil || err2 != nil || !(geo.Point{Lat: lat, Lon: lon}).Valid() {
			return nil, fmt.Errorf("house: villages: line %d has no point", n+2)
		}
		if r[at["code"]] == "" || r[at["name"]] == "" {
			return nil, fmt.Errorf("house: villages: line %d has no code or no name", n+2)
		}
		i := slices.IndexFunc(all, func(d District) bool { return d.Code == r[at["district_code"]] })
		if i < 0 {
			i = len(all)
			all = append(all, District{Code: r[at["district_code"]], Name: r[at["district_name"]], Regency: r[at["regency_name"]]})
		}
		all[i].Villages = append(all[i].Villages, registry.InVillage{Code: r[at["code"]], Name: r[at["name"]], Lat: lat, Lon: lon})
	}
	slices.SortFunc(all, func(a, b District) int { return strings.Compare(a.Code, b.Code) })
	return all, nil
}
