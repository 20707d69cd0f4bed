package survey

import (
	"strconv"

	"sambang/internal/calc/growth"
)

func (f *file) writeHead(cells [][]byte) error {
	b := f.same(cells)
	for i, name := range Outputs {
		if i > 0 || len(b) > 0 {
			b = append(b, ',')
		}
		b = append(b, name...)
	}
	_, err := f.out.Write(append(b, '\n'))
	return err
}

// same are the cells that are kept, as they stood.
func (f *file) same(cells [][]byte) []byte {
	b := f.room[:0]
	first := true
	for i, cell := range cells {
		if !f.keep[i] {
			continue
		}
		if !first {
			b = append(b, ',')
		}
		first = false
		b = append(b, cell...)
	}
	return b
}

// write writes a row: what was there, then the figures in the order of Outputs.
func (f *file) write(r growth.Result, c growth.Child) error {
	b := append(f.same(f.cells), ',')
	if c.Length > 0 {
		b = appendDecimal(b, int64(r.Length), growth.Unit, false)
	}
	b = append(b, ',')
	b = appendFlag(b, r.TooEarly)
	for _, s := range r.Scores {
		b = append(b, ',')
		if s.Has {
			b = appendDecimal(b, int64(s.Z), 100, true)
		}
	}
	for _, s := range r.Scores {
		b = append(b, ',')
		if s.Has {
			b = appendFlag(b, s.Flagged)
		}
	}
	f.room = append(b, '\n')
	_, err := f.out.Write(f.room)
	return err
}

func appendFlag(b []byte, set bool) []byte {
	if set {
		return append(b, '1')
	}
	return append(b, '0')
}

// appendDecimal writes x / over, over a power of ten; without zeros at its end unless
// they are wanted.
func appendDecimal(b []byte, x, over int64, zeros bool) []byte {
	if x < 0 {
		b, x = append(b, '-'), -x
	}
	b = strconv.AppendInt(b, x/over, 10)
	rest := x % over
	if rest == 0 && !zeros {
		return b
	}
	b = append(b, '.')
	for over /= 10; over > 0; over /= 10 {
		if rest == 0 && !zeros {
			return b
		}
		b = append(b, byte('0'+rest/over))
		rest %= over
	}
	return b
}
