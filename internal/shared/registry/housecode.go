package registry

import (
	"fmt"
	"strings"

	"sambang/internal/core/ident"
)

// HouseCode names the n-th house of a village: two digits of the village's code,
// four of the house, one check digit, as 07-0423-5. Digits only, for it is read
// out over a radio and typed with a thumb. The check digit is ISO 7064 MOD 11,10:
// it finds every single wrong digit and nearly every swap of two neighbours.
func HouseCode(village ident.ID, n int) string {
	two := "00"
	if v := string(village); len(v) >= 2 {
		two = v[len(v)-2:]
	}
	body := fmt.Sprintf("%s%04d", two, n)
	return body[:2] + "-" + body[2:] + "-" + string(checkDigit(body))
}

// NormalHouseCode brings what somebody typed into the form 07-0423-5; false when
// the check digit does not fit, so that a misread sticker is noticed at once.
func NormalHouseCode(s string) (string, bool) {
	digits := strings.Map(func(r rune) rune {
		switch {
		case r >= '0' && r <= '9':
			return r
		case r == 'O' || r == 'o':
			return '0'
		case r == 'l' || r == 'I':
			return '1'
		}
		return -1
	}, s)
	if len(digits) < 7 || len(digits) > 9 {
		return "", false
	}
	body := digits[:len(digits)-1]
	if checkDigit(body) != digits[len(digits)-1] {
		return "", false
	}
	return body[:2] + "-" + body[2:] + "-" + digits[len(digits)-1:], true
}

// checkDigit is ISO 7064 MOD 11,10.
func checkDigit(digits string) byte {
	p := 10
	for i := range len(digits) {
		sum := (p + int(digits[i]-'0')) % 10
		if sum == 0 {
			sum = 10
		}
		p = sum * 2 % 11
	}
	return byte('0' + (11-p)%10)
}
