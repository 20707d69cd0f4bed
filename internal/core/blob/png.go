package blob

import (
	"encoding/binary"
	"hash/crc32"
	"strings"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// pngKept are the chunks that draw a picture, with the length of those that have
// a fixed one (PNG third edition, chapter 11). Texts, times, Exif, profiles and
// the frames of a moving picture are not among them.
var pngKept = map[string]int{"IHDR": 13, "PLTE": -1, "tRNS": -1, "gAMA": 4, "cHRM": 32, "sRGB": 1, "IDAT": -1}

// cleanPNG walks the chunks up to IEND and keeps those that draw.
func cleanPNG(in []byte) (out []byte, ok bool) {
	out = append(make([]byte, 0, len(in)), pngMagic...)
	in = in[len(pngMagic):]
	drawn := false
	for {
		name, whole, rest, ok := pngChunk(in)
		if !ok {
			return nil, false
		}
		in = rest
		if name == "IEND" {
			return append(out, whole...), drawn && len(whole) == 12
		}
		n, known := pngKept[name]
		if !known && strings.ToUpper(name[:1]) == name[:1] {
			return nil, false // one that may not be left out, and that we do not know
		}
		if known && (n < 0 || n == len(whole)-12) {
			out = append(out, whole...)
			drawn = drawn || name == "IDAT"
		}
	}
}

// pngChunk reads length, name, data and sum.
func pngChunk(in []byte) (name string, whole, rest []byte, ok bool) {
	if len(in) < 12 {
		return "", nil, nil, false
	}
	n := int64(binary.BigEndian.Uint32(in))
	if n > int64(len(in))-12 {
		return "", nil, nil, false
	}
	whole, rest = in[:n+12], in[n+12:]
	if crc32.ChecksumIEEE(whole[4:n+8]) != binary.BigEndian.Uint32(whole[n+8:]) {
		return "", nil, nil, false
	}
	return string(whole[4:8]), whole, rest, true
}
