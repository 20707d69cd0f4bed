// Package papertest reads a finished paper as a camera would: it takes the dark strokes
// of the PDF and decodes the square codes from them (ISO/IEC 18004, level M, up to
// version 8). It mends no damage: on paper that was just drawn there is none.
package papertest

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"fmt"
	"io"
	"math"
	"regexp"
	"slices"
	"strconv"
)

// pageTall is how tall A4 is, in millimetres: a PDF counts from its foot.
const pageTall = 297.0

// Stroke is a filled box, in millimetres from the upper left corner of an A4 sheet.
type Stroke struct{ X, Y, Wide, Tall float64 }

var (
	streams = regexp.MustCompile(`(?s)stream\r?\n(.*?)endstream`)
	boxes   = regexp.MustCompile(`(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re f\n`)
)

// Strokes are the filled boxes of a PDF's pages, by page.
func Strokes(made []byte) (pages [][]Stroke) {
	const mm = 25.4 / 72
	for _, m := range streams.FindAllSubmatch(made, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		page, _ := io.ReadAll(r)
		var all []Stroke
		for _, b := range boxes.FindAllSubmatch(page, -1) {
			var v [4]float64
			for i := range v {
				v[i], _ = strconv.ParseFloat(string(b[i+1]), 64)
			}
			tall := math.Abs(v[3]) * mm
			all = append(all, Stroke{v[0] * mm, pageTall - v[1]*mm, v[2] * mm, tall})
		}
		if len(all) > 0 {
			pages = append(pages, all)
		}
	}
	return pages
}

// Square is a code on a page: where it lies and its side, in millimetres, and its dots.
type Square struct {
	X, Y, Side float64
	Dots       [][]bool
}

// Within are the strokes that begin in a box of the page, as in one label.
func Within(all []Stroke, x, y, wide, tall float64) (mine []Stroke) {
	for _, s := range all {
		if s.X >= x && s.X < x+wide && s.Y >= y && s.Y < y+tall {
			mine = append(mine, s)
		}
	}
	return mine
}

// SquareOf is the code that strokes draw, which must be nothing else.
func SquareOf(mine []Stroke) Square {
	left := slices.MinFunc(mine, func(a, b Stroke) int { return cmp.Compare(a.X, b.X) }).X
	top := slices.MinFunc(mine, func(a, b Stroke) int { return cmp.Compare(a.Y, b.Y) }).Y
	thin := slices.MinFunc(mine, func(a, b Stroke) int { return cmp.Compare(a.Tall, b.Tall) }).Tall - 0.01 // a stroke is drawn that much taller
	right := 0.0
	for _, s := range mine {
		right = max(right, s.X+s.Wide)
	}
	n := int(math.Round((right - left) / thin))
	one := (right - left) / float64(n)
	q := Square{left, top, right - left, make([][]bool, n)}
	for i := range q.Dots {
		q.Dots[i] = make([]bool, n)
	}
	for _, s := range mine {
		row, from := int(math.Round((s.Y-top)/one)), int(math.Round((s.X-left)/one))
		for k := range int(math.Round(s.Wide / one)) {
			q.Dots[row][from+k] = true
		}
	}
	return q
}

// blocksOf are the data bytes of each block at level M, by version.
var blocksOf = map[int][]int{1: {16}, 2: {28}, 3: {44}, 4: {32, 32}, 5: {43, 43}, 6: {27, 27, 27, 27}, 7: {31, 31, 31, 31}, 8: {38, 38, 39, 39}}

// spots are the middles of the alignment marks, by version.
var spots = map[int][]int{2: {6, 18}, 3: {6, 22}, 4: {6, 26}, 5: {6, 30}, 6: {6, 34}, 7: {6, 22, 38}, 8: {6, 24, 42}}

// Read decodes what a square says.
func (q Square) Read() (string, error) {
	n := len(q.Dots)
	version := (n - 17) / 4
	blocks := blocksOf[version]
	if blocks == nil || n != 17+4*version {
		return "", fmt.Errorf("a code of %d dots a side", n)
	}
	format := 0
	for _, at := range [][2]int{{8, 0}, {8, 1}, {8, 2}, {8, 3}, {8, 4}} {
		format = format<<1 | bit(q.Dots[at[0]][at[1]])
	}
	format ^= 0b10101
	if format>>3 != 0 {
		return "", fmt.Errorf("the level is %02b, not M", format>>3)
	}
	raw := q.bits(version, format&7)
	data := make([][]byte, len(blocks))
	at := 0
	for k := range blocks[len(blocks)-1] {
		for b, size := range blocks {
			if k < size {
				data[b] = append(data[b], raw[at])
				at++
			}
		}
	}
	return words(slices.Concat(data...), version)
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// bits walks over the dots in the order of the standard, without the mask.
func (q Square) bits(version, mask int) (out []byte) {
	n := len(q.Dots)
	value, count, up := 0, 0, true
	for col := n - 1; col > 0; col -= 2 {
		if col == 6 {
			col--
		}
		for k := range n {
			row := k
			if up {
				row = n - 1 - k
			}
			for _, c := range []int{col, col - 1} {
				if fixed(n, version, row, c) {
					continue
				}
				value, count = value<<1|bit(q.Dots[row][c] != masked(mask, row, c)), count+1
				if count == 8 {
					out, value, count = append(out, byte(value)), 0, 0
				}
			}
		}
		up = !up
	}
	return out
}

// fixed reports whether a dot belongs to the frame and not to the words.
func fixed(n, version, row, col int) bool {
	if row < 9 && col < 9 || row < 9 && col >= n-8 || row >= n-8 && col < 9 || row == 6 || col == 6 {
		return true
	}
	if version >= 7 && (row < 6 && col >= n-11 || col < 6 && row >= n-11) {
		return true
	}
	for _, r := range spots[version] {
		for _, c := range spots[version] {
			corner := r == 6 && (c == 6 || c == n-7) || r == n-7 && c == 6
			if !corner && abs(row-r) <= 2 && abs(col-c) <= 2 {
				return true
			}
		}
	}
	return false
}

func abs(n int) int { return max(n, -n) }

func masked(mask, i, j int) bool {
	return [...]bool{(i+j)%2 == 0, i%2 == 0, j%3 == 0, (i+j)%3 == 0, (i/2+j/3)%2 == 0, i*j%2+i*j%3 == 0, (i*j%2+i*j%3)%2 == 0, ((i+j)%2+i*j%3)%2 == 0}[mask]
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

// words reads the segments of the data.
func words(data []byte, version int) (string, error) {
	at := 0
	take := func(n int) (v int) {
		for range n {
			v, at = v<<1|int(data[at/8]>>(7-at%8)&1), at+1
		}
		return v
	}
	out := ""
	for at+4 <= 8*len(data) {
		switch mode := take(4); mode {
		case 0:
			return out, nil
		case 1: // figures
			for n := take(10); n > 0; n -= 3 {
				digits := min(n, 3)
				out += fmt.Sprintf("%0*d", digits, take([]int{0, 4, 7, 10}[digits]))
			}
		case 2: // figures and capitals
			n := take(9)
			for ; n > 1; n -= 2 {
				two := take(11)
				out += string(alphabet[two/45]) + string(alphabet[two%45])
			}
			if n == 1 {
				out += string(alphabet[take(6)])
			}
		case 4: // bytes
			for range take(8) {
				out += string(rune(take(8)))
			}
		default:
			return "", fmt.Errorf("a segment of the kind %d", mode)
		}
	}
	return out, nil
}
