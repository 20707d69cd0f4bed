package house

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"sambang/internal/core/geo"
)

// mostBytes is how large a list may be; that of the whole country has about 6 MB.
const mostBytes = 64 << 20

// columnNames are the names that published lists give to what we read.
var columnNames = map[string]string{
	"code": "code", "kode": "code", "kode_wilayah": "code", "kode_kemendagri": "code", "kode_dagri": "code",
	"name": "name", "nama": "name", "nama_wilayah": "name",
	"lat": "lat", "latitude": "lat", "lon": "lon", "lng": "lon", "long": "lon", "longitude": "lon",
	"bps_code": "bps", "bps": "bps", "kode_bps": "bps", "bps_code_2018": "bps",
}

// listed is a list of regions being read.
type listed struct {
	rows *csv.Reader
	at   map[string]int
	line int
	// codes say on which line a code stood first.
	codes map[string]int
	// stray counts points that do not lie in the country.
	stray int
}

// ReadRegions reads a list with the columns code and name, and lat, lon and
// bps_code where it has them: comma, semicolon or tab, with a line of names, or
// without one as laravolt/indonesia writes its lists (code, parent, name, lat, lon).
// The first bad line is an error, and nothing is read then. A point that does not
// lie in Indonesia is left out and counted: published lists have a few.
func ReadRegions(from io.Reader) (list []Region, stray int, err error) {
	return readList(from, "name")
}

// ReadBPS reads a table from the codes of the Ministry of Home Affairs to those of
// the statistics office: the columns code and bps_code.
func ReadBPS(from io.Reader) ([]Region, error) {
	list, _, err := readList(from, "bps")
	return slices.DeleteFunc(list, func(r Region) bool { return r.BPS == "" }), err // those it does not know yet
}

func readList(from io.Reader, wanted string) (all []Region, stray int, err error) {
	l, row, err := openList(from, wanted)
	for err == nil {
		if row == nil {
			row, err = l.next()
			continue
		}
		r, bad := l.region(row)
		if bad == nil && wanted == "name" && r.Name == "" {
			bad = errors.New("no name")
		}
		if before := l.codes[r.Code]; bad == nil && before != 0 {
			bad = fmt.Errorf("%s stands on line %d already", r.Code, before)
		}
		if bad != nil {
			return nil, 0, fmt.Errorf("line %d: %w", l.line, bad)
		}
		l.codes[r.Code] = l.line
		all, row = append(all, r), nil
	}
	if err == io.EOF {
		return all, l.stray, nil
	}
	return nil, 0, err
}

func (l *listed) next() ([]string, error) {
	row, err := l.rows.Read()
	if err == nil {
		l.line, _ = l.rows.FieldPos(0)
	}
	return row, err
}

// openList finds out how a list is written; first is a row that is no line of names.
func openList(from io.Reader, wanted string) (l *listed, first []string, err error) {
	b, err := io.ReadAll(io.LimitReader(from, mostBytes+1))
	if err != nil {
		return nil, nil, err
	}
	if len(b) > mostBytes {
		return nil, nil, fmt.Errorf("the list has more than %d MB: is it the right file?", mostBytes>>20)
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	head, _, _ := bytes.Cut(b, []byte("\n"))
	l = &listed{rows: csv.NewReader(bufio.NewReader(bytes.NewReader(b))), at: map[string]int{}, codes: map[string]int{}, line: 1}
	l.rows.FieldsPerRecord = -1
	for _, comma := range ";\t" {
		if bytes.Count(head, []byte(string(comma))) > bytes.Count(head, []byte(",")) {
			l.rows.Comma = comma
		}
	}
	row, err := l.rows.Read()
	if err != nil {
		return nil, nil, errors.New("the list is empty, or no CSV")
	}
	if _, isCode := regionCode(row[0]); isCode {
		l.guess(row, wanted)
		first = row
	} else {
		for i, name := range row {
			if c, ok := columnNames[strings.ToLower(strings.TrimSpace(name))]; ok {
				l.at[c] = i
			}
		}
	}
	for _, c := range []string{"code", wanted} {
		if _, ok := l.at[c]; !ok {
			return nil, nil, fmt.Errorf("no column is named %s", map[string]string{"code": "code or kode", "name": "name or nama", "bps": "bps_code or kode_bps"}[c])
		}
	}
	return l, first, nil
}

// guess names the columns of a list without a line of names.
func (l *listed) guess(row []string, wanted string) {
	names := []string{"code", wanted}
	if wanted == "name" && len(row) > 2 {
		if _, parent := regionCode(row[1]); parent {
			names = []string{"code", "", "name"}
		}
		names = append(names, "lat", "lon")
	}
	for i, name := range names {
		if name != "" && i < len(row) {
			l.at[name] = i
		}
	}
}

func (l *listed) cell(row []string, column string) string {
	i, ok := l.at[column]
	if !ok || i >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[i])
}

func (l *listed) region(row []string) (r Region, err error) {
	var ok bool
	if r.Code, ok = regionCode(l.cell(row, "code")); !ok {
		return r, errors.New("the code has not 2, 4, 6 or 10 digits")
	}
	if r.Name = l.cell(row, "name"); !utf8.ValidString(r.Name) || utf8.RuneCountInString(r.Name) > 80 || strings.ContainsFunc(r.Name, unicode.IsControl) {
		return r, errors.New("the name is longer than 80 letters, or no text")
	}
	if r.BPS = l.cell(row, "bps"); r.BPS != "" && !bpsFits(r.BPS, r.Level()) {
		return r, errors.New("the code of the statistics office has the wrong length")
	}
	if r.Point, ok = pointOf(l.cell(row, "lat"), l.cell(row, "lon")); !ok {
		l.stray++
	}
	return r, nil
}

// bpsFits checks the digits: 2, 4, 7 and 10 by level.
func bpsFits(code string, level int) bool {
	_, err := strconv.ParseUint(code, 10, 64)
	return err == nil && len(code) == [...]int{2, 4, 7, 10}[level-1]
}

// pointOf reads a point; none at all is none. The country reaches from 6.1 N to
// 11.1 S and from 94.9 E to 141.1 E.
func pointOf(lat, lon string) (p geo.Point, ok bool) {
	if lat == "" && lon == "" || lat == "NULL" {
		return p, true
	}
	y, err := strconv.ParseFloat(lat, 64)
	x, bad := strconv.ParseFloat(lon, 64)
	if err != nil || bad != nil || !(y > -12 && y < 7 && x > 94 && x < 142) {
		return p, false
	}
	return geo.Point{Lat: y, Lon: x}, true
}

// shippedBPS are the codes in the list that ships with the program, as of 2018;
// where a newer table was loaded, that one counts.
func shippedBPS() ([]Region, error) { return ReadBPS(strings.NewReader(villagesFile)) }
