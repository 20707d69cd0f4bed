package sheet

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
	"time"
)

// styles knows which cells show their number as a date.
type styles struct {
	from1904 bool           // the workbook counts days from 1904 (old Macs)
	custom   map[int]string // formats of the workbook's own, by id
	dates    []bool         // by the number of a cell's style
	inCells  bool
}

func (s *styles) read(t xml.Token) error {
	switch e := t.(type) {
	case xml.StartElement:
		switch e.Name.Local {
		case "numFmt":
			if s.custom == nil {
				s.custom = map[int]string{}
			}
			s.custom[atoi(attr(e, "numFmtId"))] = attr(e, "formatCode")
		case "cellXfs":
			s.inCells = true
		case "xf":
			if s.inCells {
				s.dates = append(s.dates, s.isDate(atoi(attr(e, "numFmtId"))))
			}
		}
	case xml.EndElement:
		if e.Name.Local == "cellXfs" {
			s.inCells = false
		}
	}
	return nil
}

// isDate knows the built-in formats that show a day (ECMA-376, 18.8.30; 27 to 36
// and 50 to 58 in East Asian workbooks) and looks for y and d in the others.
func (s *styles) isDate(id int) bool {
	switch {
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 36, id >= 50 && id <= 58:
		return true
	}
	code, quoted := strings.ToLower(s.custom[id]), false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '\\' || c == '_' || c == '*':
			i++ // the next character is shown as it is
		case c == '"':
			quoted = !quoted
		case c == '[' && !quoted: // a colour, a language or a condition
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return false
			}
			i += end
		case !quoted && (c == 'y' || c == 'd'):
			return true
		}
	}
	return false
}

// number writes a stored number as its cell means it.
func (s *styles) number(text string, style int) Cell {
	v, err := strconv.ParseFloat(text, 64)
	if text == "" || err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return Cell{Text: text}
	}
	if style >= 0 && style < len(s.dates) && s.dates[style] {
		if day, ok := s.day(v); ok {
			return Cell{day, Date}
		}
	}
	return Cell{strconv.FormatFloat(v, 'f', -1, 64), numberMark(v)}
}

// exact is the last whole number up to which a stored number is every one of
// them; beyond it (a NIK from Papua) the last digit may be another.
const exact = 1 << 53

// numberMark knows that Excel keeps 15 digits of what is typed and puts zeros
// for the rest; other programs keep what the stored number can hold.
func numberMark(v float64) Mark {
	if v >= 1e15 && (v > exact || math.Mod(v, 10) == 0) {
		return Rounded
	}
	return Number
}

// day turns a count of days into a date. Excel counts a 29 February 1900 that
// never was: before it, days are one off (ECMA-376, 18.17.4.1).
func (s *styles) day(v float64) (string, bool) {
	n := math.Floor(v)
	if n < 1 || n > 2_958_465 { // 9999-12-31
		return "", false
	}
	if s.from1904 {
		n += 1462
	} else if n < 60 {
		n++
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)).Format("2006-01-02"), true
}

// dayOf cuts the hours off an ISO date and time.
func dayOf(text string) string {
	day, _, _ := strings.Cut(text, "T")
	return day
}
