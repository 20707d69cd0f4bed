package sheet

import (
	"archive/zip"
	"bytes"
	"io"

	"sambang/internal/core/fault"
)

// measured is the size from which on the ratio of a part is looked at: small
// parts of repeated markup shrink well and harm nobody.
const measured = 1 << 20

// longest is how many bytes a piece of markup, or the text between two pieces,
// may have: the reader of XML keeps one such piece in memory.
const longest = 1 << 20

// look refuses an archive by what it says of itself, before anything in it is
// inflated. What it really inflates to is counted by part.
func look(z *zip.Reader, size int64, l Limits) error {
	if len(z.File) > l.Entries {
		return fault.New(fault.Invalid, "sheet.too_many_parts")
	}
	var packed, out uint64
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return fault.New(fault.Invalid, "sheet.encrypted")
		}
		if f.CompressedSize64 > uint64(size) || f.UncompressedSize64 > uint64(l.Out) || tooDense(int64(f.UncompressedSize64), int64(f.CompressedSize64), l) {
			return fault.New(fault.Invalid, "sheet.bomb")
		}
		packed, out = packed+f.CompressedSize64, out+f.UncompressedSize64
	}
	// Parts that lie over each other in the file add up to more than the file.
	if packed > uint64(size) || out > uint64(l.Out) || tooDense(int64(out), size, l) {
		return fault.New(fault.Invalid, "sheet.bomb")
	}
	return nil
}

func tooDense(out, packed int64, l Limits) bool { return out > measured && out > packed*l.Ratio }

// archive is a measured zip.
type archive struct {
	*zip.Reader
	l Limits
	// out counts the bytes inflated so far, by all parts together.
	out int64
}

// part opens a part by name; found is false when there is none.
func (a *archive) part(name string) (r io.ReadCloser, found bool, err error) {
	for _, f := range a.File {
		if f.Name == name {
			r, err := f.Open()
			if err != nil {
				return nil, true, broken(err)
			}
			return &part{r, a, int64(f.CompressedSize64), 0, 0, false}, true, nil
		}
	}
	return nil, false, nil
}

// part counts what really comes out of a part (archive/zip, too, holds a part to
// its stated size), and stops what cannot be read with little memory: markup without an end, document types (and with them all
// entities of a file's own) and comments, which no spreadsheet program writes.
type part struct {
	io.ReadCloser
	a      *archive
	packed int64
	out    int64
	run    int
	open   bool // the last byte was a <
}

func (p *part) Read(b []byte) (int, error) {
	n, err := p.ReadCloser.Read(b)
	p.out += int64(n)
	p.a.out += int64(n)
	if p.a.out > p.a.l.Out || tooDense(p.out, p.packed, p.a.l) {
		return 0, fault.New(fault.Invalid, "sheet.bomb")
	}
	if bad := p.scan(b[:n]); bad != nil {
		return 0, bad
	}
	if err != nil && err != io.EOF {
		err = broken(err)
	}
	return n, err
}

func (p *part) scan(b []byte) error {
	for len(b) > 0 {
		if p.open && b[0] == '!' {
			return fault.New(fault.Invalid, "sheet.not_a_sheet")
		}
		i := bytes.IndexByte(b, '<')
		if p.open = i >= 0; !p.open {
			i = len(b) - 1
		}
		if p.run += i + 1; p.run > longest {
			return fault.New(fault.Invalid, "sheet.bomb")
		}
		if p.open {
			p.run = 0
		}
		b = b[i+1:]
	}
	return nil
}
