package sheet

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"sambang/internal/core/fault"
)

// Parts of a workbook (ECMA-376, part 1, chapter 18) that are read. Others, and
// so archives within the archive, are never inflated.
const (
	partBook    = "xl/workbook.xml"
	partLinks   = "xl/_rels/workbook.xml.rels"
	partStrings = "xl/sharedStrings.xml"
	partStyles  = "xl/styles.xml"
)

// workbook is what must be known before the rows are read.
type workbook struct {
	archive
	sheet   string
	at      string // the part of that sheet
	strings []string
	styles  styles
}

func openXLSX(ctx context.Context, r io.ReaderAt, size int64, l Limits) (*Book, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, broken(err)
	}
	if err := look(z, size, l); err != nil {
		return nil, err
	}
	w := &workbook{archive: archive{Reader: z, l: l}}
	if err := w.open(ctx); err != nil {
		return nil, err
	}
	before := w.out
	b := &Book{Format: XLSX, Sheet: w.sheet}
	b.rows = func(yield func(Row, error) bool) {
		w.out = before // each reading of the rows is measured anew
		w.rows(ctx, yield)
	}
	return b, nil
}

func (w *workbook) open(ctx context.Context) error {
	link, err := w.firstSheet(ctx)
	if err != nil {
		return err
	}
	if err := w.follow(ctx, link); err != nil {
		return err
	}
	if w.strings, err = w.shared(ctx); err != nil {
		return err
	}
	return w.each(ctx, partStyles, w.styles.read)
}

// firstSheet gives the link to the first sheet that is not hidden.
func (w *workbook) firstSheet(ctx context.Context) (link string, err error) {
	if _, found, _ := w.part(partBook); !found {
		return "", fault.New(fault.Invalid, "sheet.not_a_sheet")
	}
	err = w.each(ctx, partBook, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		switch e.Name.Local {
		case "workbookPr":
			w.styles.from1904 = yes(attr(e, "date1904"))
		case "sheet":
			if link == "" && (attr(e, "state") == "" || attr(e, "state") == "visible") {
				link, w.sheet = attr(e, "id"), attr(e, "name")
			}
		}
		return nil
	})
	if err == nil && link == "" {
		err = fault.New(fault.Invalid, "sheet.empty")
	}
	return link, err
}

// follow finds the part that a link means; only parts of this archive are.
func (w *workbook) follow(ctx context.Context, link string) error {
	err := w.each(ctx, partLinks, func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" && attr(e, "Id") == link && attr(e, "TargetMode") != "External" {
			w.at = inside(attr(e, "Target"))
		}
		return nil
	})
	if err == nil && w.at == "" {
		err = broken(errors.New("sheet: the first sheet has no part"))
	}
	return err
}

// inside is the name of the part that a link's target means.
func inside(target string) string {
	if rest, ok := strings.CutPrefix(target, "/"); ok {
		return rest
	}
	return path.Join("xl", target)
}

// shared reads the texts that cells point to by number.
func (w *workbook) shared(ctx context.Context) ([]string, error) {
	var all []string
	var text collector
	const header = 16 // bytes that a string costs besides its letters
	kept := 0
	err := w.each(ctx, partStrings, func(t xml.Token) error {
		if text.take(t) {
			return nil
		}
		if e, ok := t.(xml.EndElement); ok && e.Name.Local == "si" {
			s := text.give()
			if kept += len(s) + header; kept > int(w.l.Out)/2 || len(s) > w.l.Text {
				return fault.New(fault.Invalid, "sheet.text_too_long")
			}
			all = append(all, s)
		}
		return nil
	})
	return all, err
}

// each hands the markup of a part to f. A part that is not there has none. The
// raw tokens are enough: what is not well formed gives no cells.
func (w *workbook) each(ctx context.Context, name string, f func(xml.Token) error) error {
	r, found, err := w.archive.part(name)
	if err != nil || !found {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(r)
	for n := 0; ; n++ {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil && n%4096 == 0 {
			err = ctx.Err()
		}
		if err != nil {
			return readable(err)
		}
		if err := f(t); err != nil {
			return err
		}
	}
}

// readable keeps a code and gives one to the mistakes of the markup.
func readable(err error) error {
	var e *fault.Error
	if errors.As(err, &e) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return broken(err)
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func yes(s string) bool { return s == "1" || s == "true" }

// collector joins the texts of a string that may be cut into runs of different
// letters; the readings of Asian scripts beside it (rPh) are not part of it.
type collector struct {
	b      strings.Builder
	inText bool
	beside bool
}

// take reports whether the token was part of the text.
func (c *collector) take(t xml.Token) bool {
	switch t := t.(type) {
	case xml.StartElement:
		switch t.Name.Local {
		case "t":
			c.inText = !c.beside
			return true
		case "rPh":
			c.beside = true
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "t":
			c.inText = false
			return true
		case "rPh":
			c.beside = false
		}
	case xml.CharData:
		if c.inText {
			c.b.Write(t)
		}
		return true
	}
	return false
}

func (c *collector) give() string {
	s := c.b.String()
	c.b.Reset()
	c.inText, c.beside = false, false
	return s
}

// columnOf reads the letters of a reference such as AB12: from 1, 0 for none.
func columnOf(ref string) int {
	n := 0
	for i := 0; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n
}

// claimed is the last column of a dimension such as A1:XFD1048576.
func claimed(ref string) int {
	_, end, _ := strings.Cut(ref, ":")
	return max(columnOf(ref), columnOf(end))
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
