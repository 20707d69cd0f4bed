package papertest

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"unicode/utf16"
)

var shown = regexp.MustCompile(`(?s)\(((?:[^()\\]|\\.)*)\) ?Tj`)

// Text is what a PDF of ours says, its pieces in the order in which they were drawn, with a
// space between them. Letters stand in it as UTF-16, two bytes each.
func Text(made []byte) string {
	var out []string
	for _, m := range streams.FindAllSubmatch(made, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		page, _ := io.ReadAll(r)
		for _, piece := range shown.FindAllSubmatch(page, -1) {
			out = append(out, letters(unescaped(piece[1])))
		}
	}
	return strings.Join(out, " ")
}

// unescaped takes away the strokes before what ends a string, and those of line ends.
func unescaped(raw []byte) (out []byte) {
	for i := 0; i < len(raw); i++ {
		if raw[i] == '\\' && i+1 < len(raw) {
			if i++; raw[i] == 'r' {
				out = append(out, '\r')
				continue
			}
		}
		out = append(out, raw[i])
	}
	return out
}

func letters(raw []byte) string {
	two := make([]uint16, 0, len(raw)/2)
	for i := 0; i+1 < len(raw); i += 2 {
		two = append(two, uint16(raw[i])<<8|uint16(raw[i+1]))
	}
	return string(utf16.Decode(two))
}
