package blob

import "encoding/binary"

// cleanWebP walks the chunks of a still picture and keeps those that draw it
// (RFC 9649, section 2): VP8 or VP8L, with VP8X and ALPH where it is see-through.
func cleanWebP(in []byte) (out []byte, width, height int, ok bool) {
	size := int64(binary.LittleEndian.Uint32(in[4:])) + 8
	if size < 12 || size > int64(len(in)) {
		return nil, 0, 0, false
	}
	var canvas, alpha, frame []byte
	for in = in[12:size]; len(in) > 0; {
		name, whole, rest, ok := webpChunk(in)
		if !ok {
			return nil, 0, 0, false
		}
		in = rest
		switch name {
		case "VP8X":
			canvas = whole
		case "ALPH":
			alpha = whole
		case "ANIM", "ANMF":
			return nil, 0, 0, false
		case "VP8 ", "VP8L":
			if frame != nil {
				return nil, 0, 0, false
			}
			frame = whole
		}
	}
	if width, height = webpSize(frame); width == 0 {
		return nil, 0, 0, false
	}
	return webpFile(canvas, alpha, frame, width, height), width, height, true
}

func webpChunk(in []byte) (name string, whole, rest []byte, ok bool) {
	if len(in) < 8 {
		return "", nil, nil, false
	}
	n := int64(binary.LittleEndian.Uint32(in[4:]))
	n += n&1 + 8 // data is padded to an even length
	if n > int64(len(in)) {
		return "", nil, nil, false
	}
	return string(in[:4]), in[:n:n], in[n:], true
}

// webpSize reads width and height from the head of a frame: RFC 6386, section 9.1,
// and RFC 9649, section 3.4. Zero: it is none.
func webpSize(frame []byte) (width, height int) {
	if len(frame) < 18 {
		return 0, 0
	}
	b := frame[8:]
	if string(frame[:4]) == "VP8L" {
		bits := binary.LittleEndian.Uint32(b[1:])
		if b[0] != 0x2f || bits>>29 != 0 {
			return 0, 0
		}
		return int(bits&0x3fff) + 1, int(bits>>14&0x3fff) + 1
	}
	if b[0]&1 != 0 || string(b[3:6]) != "\x9d\x01\x2a" { // a key frame begins so
		return 0, 0
	}
	return int(binary.LittleEndian.Uint16(b[6:]) & 0x3fff), int(binary.LittleEndian.Uint16(b[8:]) & 0x3fff)
}

// webpFile puts the parts into a new file. VP8X is written anew: its flags speak
// of chunks that are gone.
func webpFile(canvas, alpha, frame []byte, width, height int) []byte {
	body := []byte("WEBP")
	if canvas != nil && alpha != nil && string(frame[:4]) == "VP8 " {
		w, h := width-1, height-1
		body = append(body, 'V', 'P', '8', 'X', 10, 0, 0, 0, 0x10, 0, 0, 0,
			byte(w), byte(w>>8), byte(w>>16), byte(h), byte(h>>8), byte(h>>16))
		body = append(body, alpha...)
	}
	body = append(body, frame...)
	out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body)))
	return append(out, body...)
}
