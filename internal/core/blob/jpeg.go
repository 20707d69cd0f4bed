package blob

import (
	"bytes"
	"encoding/binary"
)

// Markers of a JPEG file: ITU-T T.81, table B.1.
const (
	markSOI   = 0xd8
	markEOI   = 0xd9
	markSOS   = 0xda
	markDQT   = 0xdb
	markDHT   = 0xc4
	markDRI   = 0xdd
	markSOF0  = 0xc0
	markSOF2  = 0xc2
	markAPP0  = 0xe0
	markAPP1  = 0xe1
	markAPP14 = 0xee
)

// plainJFIF is the APP0 segment of a file in the usual colours, 1:1 pixels and no
// preview (JFIF 1.02). Decoders look at its presence to tell YCbCr from RGB.
const plainJFIF = "\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00"

// cleanJPEG walks the segments of a file and keeps those that draw it. It stops
// at the end of the picture; a file without one is refused.
func cleanJPEG(in []byte) (out []byte, ok bool) {
	out = append(make([]byte, 0, len(in)), 0xff, markSOI)
	told := false
	for in = in[2:]; ; {
		mark, body, rest, ok := segment(in)
		if !ok {
			return nil, false
		}
		whole := in[:len(in)-len(rest)]
		in = rest
		switch {
		case mark == markEOI:
			return append(out, 0xff, markEOI), true
		case mark == markSOS:
			n := scanLength(in)
			out = append(append(out, whole...), in[:n]...)
			in = in[n:]
		case mark == markAPP0 && bytes.HasPrefix(body, []byte("JFIF\x00")):
			out = append(out, plainJFIF...)
		case mark == markAPP1 && !told:
			way := turned(body)
			told = way != nil
			out = append(out, way...)
		case mark == markAPP14 && len(body) == 12 && bytes.HasPrefix(body, []byte("Adobe")), draws(mark):
			out = append(out, whole...)
		}
	}
}

// draws says which segments a decoder needs: the frame (baseline, extended or
// progressive: others no browser shows), tables and the interval of restarts.
func draws(mark byte) bool {
	switch mark {
	case markDQT, markDHT, markDRI:
		return true
	}
	return mark >= markSOF0 && mark <= markSOF2
}

// segment reads one marker and, where it has one, its body.
func segment(in []byte) (mark byte, body, rest []byte, ok bool) {
	for len(in) > 1 && in[0] == 0xff && in[1] == 0xff { // fill bytes
		in = in[1:]
	}
	if len(in) < 2 || in[0] != 0xff {
		return 0, nil, nil, false
	}
	mark, in = in[1], in[2:]
	if mark == markEOI {
		return mark, nil, in, true
	}
	if mark < 0xc0 || mark <= markSOI && mark >= 0xd0 || len(in) < 2 { // none stands alone here
		return 0, nil, nil, false
	}
	n := int(binary.BigEndian.Uint16(in))
	if n < 2 || n > len(in) {
		return 0, nil, nil, false
	}
	return mark, in[2:n], in[n:], true
}

// scanLength is how far the drawn data goes: up to the next marker that is
// neither a restart nor a stuffed byte.
func scanLength(in []byte) int {
	for i := 0; i+1 < len(in); i++ {
		if in[i] == 0xff && in[i+1] != 0 && in[i+1] != 0xff && (in[i+1] < 0xd0 || in[i+1] > 0xd7) {
			return i
		}
	}
	return len(in)
}

// turned gives a segment that says how a photo is turned and nothing else, where
// the sent one says that it is: phones store a photo as the sensor lay.
func turned(exif []byte) []byte {
	body, ok := bytes.CutPrefix(exif, []byte("Exif\x00\x00"))
	if !ok {
		return nil
	}
	way := orientation(body)
	if way < 2 || way > 8 {
		return nil
	}
	// A big-endian TIFF with one directory of one entry: Orientation, SHORT, one
	// value (Exif 2.32, section 4.6.4 A), and no further directory.
	return append([]byte("\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00"),
		byte(way), 0, 0, 0, 0, 0, 0)
}

// orientation finds the tag in the first directory of a TIFF; 0: it is not there.
func orientation(tiff []byte) int {
	var order binary.ByteOrder = binary.BigEndian
	switch {
	case bytes.HasPrefix(tiff, []byte("II*\x00")):
		order = binary.LittleEndian
	case !bytes.HasPrefix(tiff, []byte("MM\x00*")):
		return 0
	}
	if len(tiff) < 8 {
		return 0
	}
	at := int64(order.Uint32(tiff[4:]))
	if at+2 > int64(len(tiff)) {
		return 0
	}
	entries := tiff[at+2:]
	for range order.Uint16(tiff[at:]) {
		if len(entries) < 12 {
			return 0
		}
		if order.Uint16(entries) == 0x0112 && order.Uint16(entries[2:]) == 3 {
			return int(order.Uint16(entries[8:]))
		}
		entries = entries[12:]
	}
	return 0
}
