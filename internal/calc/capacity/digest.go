package capacity

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash"
	"math"

	"sambang/internal/calc/dayplan"
)

// Digest is equal for weeks of which every answer is equal: the same jobs, people and
// hours, and ways that take as long. It costs a small part of planning the week.
func Digest(days []Day) string {
	h := sha256.New()
	for _, d := range days {
		write(h, d.Sheet)
		p, _ := dayplan.Compile(d.Sheet, d.Legs)
		for _, m := range p.Matrices {
			for _, figures := range [][]float64{m.Seconds, m.Slow, m.Metres} {
				for _, f := range figures {
					var b [8]byte
					binary.BigEndian.PutUint64(b[:], math.Float64bits(f))
					h.Write(b[:])
				}
			}
		}
	}
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// Key is equal for those who ask the same.
func (a Asking) Key(r Range) string {
	h := sha256.New()
	write(h, a)
	write(h, r)
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil))
}

// write adds what anything looks like; a value that JSON cannot hold is no part of a sheet.
func write(h hash.Hash, v any) {
	if err := json.NewEncoder(h).Encode(v); err != nil {
		fmt.Fprint(h, err)
	}
}
