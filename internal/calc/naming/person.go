package naming

import (
	"strings"

	"sambang/internal/core/ident"
)

// Person is what the index knows of somebody. Every field but ID may be empty.
type Person struct {
	ID     ident.ID
	Name   string
	Mother string // the mother's name
	// Born is YYYY-MM-DD; of a guess (BornGuessed) only the year counts, and YYYY will do.
	Born        string
	BornGuessed bool
	Sex         string // female, male
	Village     string // any code; it is only compared
	House       string // house code, with or without dashes, any case
	NIK         string // 16 digits; anything else is not kept
	Phones      []string
	// Seq says which of two rows of one person is newer: a lower one never
	// replaces a higher one.
	Seq int64
}

// The codes of why somebody was found.
const (
	ByName      = "name"
	ByNameClose = "name_close" // spelt otherwise, mistyped, or only in part the same
	ByBorn      = "born"
	ByMother    = "mother"
	ByNIK       = "nik"
	ByPhone     = "phone"
	ByHouse     = "house"
)

// Hit is somebody who was found.
type Hit struct {
	ID ident.ID
	// Score is 0 to 1. Of Find it orders; of Like it is the likelihood that both
	// are one person (see Likely).
	Score float64
	// Why holds codes, in the order name, born, mother, nik, phone, house.
	Why []string
}

type reason uint8

const (
	whyName reason = 1 << iota
	whyClose
	whyBorn
	whyMother
	whyNIK
	whyPhone
	whyHouse
)

// codes spells a set of reasons out. A name of which one part fits only nearly
// fits only nearly.
func (r reason) codes() []string {
	var out []string
	if r&whyClose != 0 {
		out = append(out, ByNameClose)
	} else if r&whyName != 0 {
		out = append(out, ByName)
	}
	for _, x := range []struct {
		bit  reason
		code string
	}{{whyBorn, ByBorn}, {whyMother, ByMother}, {whyNIK, ByNIK}, {whyPhone, ByPhone}, {whyHouse, ByHouse}} {
		if r&x.bit != 0 {
			out = append(out, x.code)
		}
	}
	return out
}

// day is a civil date as year*10000 + month*100 + day; month and day are 0 where
// they are not known, and 0 is no date.
type day uint32

func (d day) year() int    { return int(d / 10000) }
func (d day) exact() bool  { return d%10000 != 0 }
func (d day) swapped() day { return d/10000*10000 + d%100*100 + d/100%100 }

func makeDay(y, m, d int) day {
	if y < 1800 || y > 2200 || m < 1 || m > 12 || d < 1 || d > 31 {
		return 0
	}
	return day(y*10000 + m*100 + d)
}

// dayOf reads YYYY-MM-DD, or the year of a guess.
func dayOf(born string, guessed bool) day {
	if len(born) < 4 {
		return 0
	}
	year, ok := number(born[:4])
	if !ok || year < 1800 || year > 2200 {
		return 0
	}
	if guessed || len(born) < 10 {
		return day(year * 10000)
	}
	m, ok1 := number(born[5:7])
	d, ok2 := number(born[8:10])
	if !ok1 || !ok2 {
		return day(year * 10000)
	}
	return makeDay(int(year), int(m), int(d))
}

// number reads up to 18 digits; false when there is anything else.
func number(s string) (uint64, bool) {
	if s == "" || len(s) > 18 {
		return 0, false
	}
	var n uint64
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + uint64(s[i]-'0')
	}
	return n, true
}

func nikOf(s string) uint64 {
	n, ok := number(s)
	if !ok || len(s) != 16 {
		return 0
	}
	return n
}

// phoneOf is the number behind the country code: 0812..., +62812... and 812...
// are one; 0 when there is none. What is shorter than 6 digits is no phone.
func phoneOf(s string) uint64 {
	digits := strings.TrimLeft(digitsOf(s), "0")
	if len(digits) > 9 {
		digits = strings.TrimPrefix(digits, "62")
	}
	digits = strings.TrimLeft(digits, "0")
	if len(digits) < 6 {
		return 0
	}
	n, _ := number(digits)
	return n
}

// houseOf is a house code without case, dashes and spaces.
func houseOf(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return -1
	}, s)
}
