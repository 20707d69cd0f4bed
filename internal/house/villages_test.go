package house

import (
	"strings"
	"testing"
)

// FuzzVillages reads any list of villages: whole or not at all.
func FuzzVillages(f *testing.F) {
	f.Add(villagesFile)
	f.Add(strings.SplitN(villagesFile, "\n", 2)[0])
	f.Add("")
	f.Add("code,name,lat,lon,district_code,district_name,regency_name\n1,a,NaN,1e400,2,b,c\n")
	f.Add("code,name,lat,lon,district_code,district_name,regency_name\n1,a,-91,181,2,b,c\n")
	f.Fuzz(func(t *testing.T, text string) {
		all, err := readVillages(text)
		if err != nil && all != nil {
			t.Fatalf("half a list with %v", err)
		}
		for _, d := range all {
			for _, v := range d.Villages {
				if !(v.Lat >= -90 && v.Lat <= 90 && v.Lon >= -180 && v.Lon <= 180) || v.Code == "" || v.Name == "" {
					t.Fatalf("a village at %v, %v named %q %q", v.Lat, v.Lon, v.Code, v.Name)
				}
			}
		}
	})
}
