package house

import (
	"strings"
	"unicode"

	"sambang/internal/core/geo"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// The levels of a region.
const (
	Province = iota + 1
	Regency  // or city
	Subdistrict
	Village // desa, kelurahan, or desa adat in Papua
)

// Provinces is how many there are: Kepmendagri 300.2.2-2430 of 2025.
const Provinces = 38

// Region is a row of the country's list.
type Region struct {
	// Code is that of the Ministry of Home Affairs with its dots: 33.13.14.2002.
	Code string
	// Name is as the list writes it. It is empty for a region that only its own
	// villages tell of.
	Name string
	// BPS is the code of the statistics office, which counts otherwise: digits
	// without dots, empty where nobody has told it.
	BPS string
	// Point is somewhere in it; zero where the list says none.
	Point geo.Point
}

// Level is Province to Village, by the code.
func (r Region) Level() int { return strings.Count(r.Code, ".") + 1 }

// Parent is the code of the region it lies in; a province lies in none.
func (r Region) Parent() string { return parentOf(r.Code) }

func parentOf(code string) string {
	i := strings.LastIndexByte(code, '.')
	return code[:max(i, 0)]
}

// regionCode writes a code with its dots, however it was told: 2, 4, 6 or 10
// digits. False: it is none.
func regionCode(told string) (string, bool) {
	digits := strings.ReplaceAll(strings.TrimSpace(told), ".", "")
	for _, c := range digits {
		if c < '0' || c > '9' {
			return "", false
		}
	}
	switch len(digits) {
	case 2:
		return digits, true
	case 4:
		return digits[:2] + "." + digits[2:], true
	case 6:
		return digits[:2] + "." + digits[2:4] + "." + digits[4:], true
	case 10:
		return digits[:2] + "." + digits[2:4] + "." + digits[4:6] + "." + digits[6:], true
	}
	return "", false
}

// folded is a name without case, spaces and signs: Gunung Putri is Gunungputri.
func folded(name string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return -1
	}, name)
}

// KnownRegion reports whether a code stands in the country's list: the first six
// digits of a NIK, or any code with or without dots. Loaded reports whether the
// list could know it: its province is loaded down to the districts, or every
// province is. Without that, not known means nothing.
func KnownRegion(tx *store.Tx, code string) (known, loaded bool, err error) {
	code, ok := regionCode(code)
	if !ok {
		return false, false, nil
	}
	var one string
	if known, err = tx.One("SELECT code FROM region WHERE code = $1", store.Args(code), &one); err != nil || known {
		return known, known, err
	}
	if loaded, err = tx.One("SELECT d.code FROM region r JOIN region d ON d.parent = r.code WHERE r.parent = $1 LIMIT 1", store.Args(code[:2]), &one); err != nil || loaded {
		return false, loaded, err
	}
	var n int64
	_, err = tx.One("SELECT COUNT(*) FROM region WHERE parent = ''", nil, &n)
	return false, n >= Provinces, err
}

// BPSCode translates a code to that of the statistics office: by the loaded list,
// else by the one that ships with the program. Empty: nobody has told it.
func BPSCode(tx *store.Tx, code string) (bps string, err error) {
	code, ok := regionCode(code)
	if !ok {
		return "", nil
	}
	if _, err := tx.One("SELECT bps_code FROM region WHERE code = $1", store.Args(code), &bps); err != nil || bps != "" {
		return bps, err
	}
	own, err := shippedBPS()
	for _, r := range own {
		if r.Code == code {
			bps = r.BPS
		}
	}
	return bps, err
}

// CountRegions is how many regions of each level are loaded, from Province on.
func CountRegions(tx *store.Tx) (n [Village]int64, err error) {
	err = tx.Each("SELECT level, COUNT(*) FROM region GROUP BY level", nil, func(scan func(...any) error) error {
		var level, here int64
		err := scan(&level, &here)
		if level >= Province && level <= Village {
			n[level-1] = here
		}
		return err
	})
	return n, err
}

// mostFound is how many districts a search shows.
const mostFound = 12

// findDistricts finds loaded districts by a part of their name, by that of one of
// their villages, or by code; fewer than three letters find none.
func findDistricts(tx *store.Tx, words string) ([]District, error) {
	if code, ok := regionCode(words); ok && len(code) >= len("33.13.14") {
		return loadDistricts(tx, []string{code[:len("33.13.14")]})
	}
	words = folded(words)
	if len(words) < 3 {
		return nil, nil
	}
	var codes []string
	for _, ask := range []string{
		"SELECT code FROM region WHERE level = 3 AND folded LIKE $1 ORDER BY code LIMIT $2",
		"SELECT DISTINCT parent FROM region WHERE level = 4 AND folded LIKE $1 ORDER BY parent LIMIT $2",
	} {
		err := tx.Each(ask, store.Args("%"+words+"%", mostFound), func(scan func(...any) error) error {
			var c string
			err := scan(&c)
			codes = append(codes, c)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return loadDistricts(tx, codes)
}

// loadDistricts reads districts with their villages; each once, as many as are shown.
func loadDistricts(tx *store.Tx, codes []string) (all []District, err error) {
	seen := map[string]bool{}
	for _, code := range codes {
		if seen[code] || len(all) == mostFound {
			continue
		}
		seen[code] = true
		d := District{Code: code, Name: code, Regency: parentOf(code)}
		if err := nameOf(tx, code, &d.Name); err != nil {
			return nil, err
		}
		if err := nameOf(tx, parentOf(code), &d.Regency); err != nil {
			return nil, err
		}
		if d.Villages, err = villagesOf(tx, code); err != nil {
			return nil, err
		}
		if len(d.Villages) > 0 {
			all = append(all, d)
		}
	}
	return all, nil
}

// nameOf leaves what is there when the region is not known by name.
func nameOf(tx *store.Tx, code string, into *string) error {
	var name string
	_, err := tx.One("SELECT name FROM region WHERE code = $1", store.Args(code), &name)
	if name != "" {
		*into = name
	}
	return err
}

func villagesOf(tx *store.Tx, district string) (all []registry.InVillage, err error) {
	err = tx.Each("SELECT code, name, lat, lon FROM region WHERE parent = $1 ORDER BY code", store.Args(district), func(scan func(...any) error) error {
		var v registry.InVillage
		err := scan(&v.Code, &v.Name, &v.Lat, &v.Lon)
		all = append(all, v)
		return err
	})
	return all, err
}
