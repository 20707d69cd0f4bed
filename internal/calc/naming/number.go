package naming

import "strings"

func (x *Index) weighDate(t *tally, c clue) {
	swapped := c.date.swapped()
	for at, born := range x.born {
		if born == 0 {
			continue
		}
		sameYear := born.year() == c.date.year()
		if c.year2 >= 0 {
			sameYear = born.year()%100 == c.year2
		}
		switch {
		case !sameYear:
		case born%10000 == c.date%10000:
			t.note(int32(at), 1, whyBorn)
		case born%10000 == swapped%10000:
			t.note(int32(at), 0.6, whyBorn)
		case !born.exact():
			t.note(int32(at), 0.4, whyBorn)
		}
	}
}

// weighNumber looks for digits wherever they may stand.
func (x *Index) weighNumber(t *tally, digits string) {
	n, ok := number(digits)
	if !ok {
		return
	}
	x.weighHouse(t, digits)
	if len(digits) >= 6 && len(digits) <= 16 {
		x.weighNIK(t, n, len(digits))
	}
	if len(digits) == 4 && n >= 1900 && n < 2100 {
		for at, born := range x.born {
			if born != 0 && born.year() == int(n) {
				t.note(int32(at), 0.35, whyBorn)
			}
		}
	}
	x.weighPhone(t, n, digits)
}

// weighNIK finds those whose NIK begins with n, told by so many digits.
func (x *Index) weighNIK(t *tally, n uint64, digits int) {
	step := power(16 - digits)
	low := n * step
	for at, nik := range x.nik {
		if nik >= low && nik-low < step && nik != 0 {
			t.note(int32(at), 0.5+0.5*float32(digits)/16, whyNIK)
		}
	}
}

// weighPhone finds a number as a whole or by its end of four to nine digits.
func (x *Index) weighPhone(t *tally, n uint64, digits string) {
	whole, end := uint64(0), len(digits) >= 4 && len(digits) <= 9
	if len(digits) >= 8 {
		whole = phoneOf(digits)
	}
	if whole == 0 && !end {
		return
	}
	mod := power(min(len(digits), 9))
	test := func(p uint64) bool { return p == whole || end && p%mod == n }
	how := float32(0.95)
	if len(digits) < 8 {
		how = 0.6 + 0.05*float32(len(digits)-4)
	}
	for at, p := range x.phone {
		if p != 0 && (test(p) || x.phones[int32(at)] != nil && x.dials(int32(at), test)) {
			t.note(int32(at), how, whyPhone)
		}
	}
}

// weighHouse finds who lives in a house, or, while its code is being typed, in
// one of those that begin so.
func (x *Index) weighHouse(t *tally, code string) {
	for _, at := range x.house[code] {
		t.note(at, 1, whyHouse)
	}
	if len(code) < 4 || len(code) > 8 {
		return
	}
	for whole, places := range x.house {
		if len(whole) > len(code) && strings.HasPrefix(whole, code) {
			for _, at := range places {
				t.note(at, 0.6, whyHouse)
			}
		}
	}
}

func power(n int) uint64 {
	p := uint64(1)
	for range n {
		p *= 10
	}
	return p
}
