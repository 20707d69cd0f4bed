package sheet

import (
	"bytes"
	"context"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"sambang/internal/core/fault"
)

// openCSV reads a text whole: it is at most Limits.In bytes.
func openCSV(ctx context.Context, r io.ReaderAt, size int64, l Limits) (*Book, error) {
	raw, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, fault.Wrap(err, "sheet: read")
	}
	text, name, err := decoded(raw)
	if err != nil {
		return nil, err
	}
	// Lists saved by web applications as ".xls" are often pages in truth.
	if strings.ContainsRune(text, 0) || strings.HasPrefix(strings.TrimSpace(text), "<") {
		return nil, fault.New(fault.Invalid, "sheet.not_a_sheet")
	}
	if strings.TrimSpace(text) == "" {
		return nil, fault.New(fault.Invalid, "sheet.empty")
	}
	first := 1
	delimiter := rune(0)
	if line, rest, ok := strings.Cut(text, "\n"); ok && sepLine.MatchString(strings.TrimSpace(line)) {
		// Excel's own first line that names the delimiter; it is a row to Excel too.
		delimiter, _ = utf8.DecodeRuneInString(line[4:])
		text, first = rest, 2
	}
	if delimiter == 0 {
		delimiter = delimiterOf(text)
	}
	b := &Book{Format: CSV, Encoding: name, Delimiter: delimiter}
	b.rows = func(yield func(Row, error) bool) { csvRows(ctx, text, delimiter, first, l, yield) }
	return b, nil
}

var sepLine = regexp.MustCompile(`^sep=[,;\t|]$`)

// decoded makes UTF-8 of what was sent. Text that is not UTF-8 is taken for
// Windows-1252, the code page of Indonesian Windows; it reads every byte.
func decoded(raw []byte) (text, name string, err error) {
	name = "utf-8"
	var from encoding.Encoding
	switch {
	case bytes.HasPrefix(raw, []byte{0xef, 0xbb, 0xbf}):
		raw = raw[3:]
		fallthrough
	case utf8.Valid(raw):
		return strings.ToValidUTF8(string(raw), "\ufffd"), name, nil
	case bytes.HasPrefix(raw, []byte{0xff, 0xfe}), bytes.HasPrefix(raw, []byte{0xfe, 0xff}):
		name, from = "utf-16", unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM)
	default:
		name, from = "windows-1252", charmap.Windows1252
	}
	out, err := from.NewDecoder().Bytes(raw)
	if err != nil {
		return "", "", broken(err)
	}
	return string(out), name, nil
}

// delimiterOf looks at the first lines: the delimiter is what stands there most
// often outside quotes. A list of one column has none; then it is a comma.
func delimiterOf(text string) rune {
	counts := map[rune]int{}
	quoted, lines := false, 0
	for _, c := range text {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\n' && !quoted:
			lines++
		case !quoted && strings.ContainsRune(",;\t|", c):
			counts[c]++
		}
		if lines == 20 {
			break
		}
	}
	best := ','
	for _, c := range ";\t|" {
		if counts[c] > counts[best] {
			best = c
		}
	}
	return best
}

// csvRows gives the rows of a text and refuses what is beyond the limits.
func csvRows(ctx context.Context, text string, delimiter rune, number int, l Limits, yield func(Row, error) bool) {
	p := lines{rest: text, delimiter: delimiter, l: l}
	for count := 0; p.rest != ""; number++ {
		cells, err := p.next()
		if err == nil && number%256 == 0 {
			err = ctx.Err()
		}
		if cells = trim(cells); err == nil && len(cells) == 0 || remark(cells) {
			continue
		}
		if count++; err == nil && count > l.Rows {
			err = fault.New(fault.Invalid, "sheet.too_many_rows")
		}
		err = inRow(err, number)
		if !yield(Row{number, cells}, err) || err != nil {
			return
		}
	}
}

// remark is how Write signs a CSV: one cell that begins with "# ".
func remark(cells []Cell) bool { return len(cells) == 1 && strings.HasPrefix(cells[0].Text, "# ") }

// lines cuts a text into rows of cells. It is lenient as people's files are: a
// quote in the middle of a cell is a quote, every line end counts.
type lines struct {
	rest      string
	delimiter rune
	l         Limits
}

func (p *lines) next() ([]Cell, error) {
	var cells []Cell
	for {
		text, end := p.cell()
		if len(text) > p.l.Text {
			return nil, fault.New(fault.Invalid, "sheet.text_too_long")
		}
		if len(cells) >= p.l.Columns && text != "" {
			return nil, fault.New(fault.Invalid, "sheet.too_many_columns")
		}
		if len(cells) < p.l.Columns {
			cells = append(cells, typed(text))
		}
		if end {
			return cells, nil
		}
	}
}

// cell takes one cell off the text and says whether its row ends with it.
func (p *lines) cell() (text string, end bool) {
	if strings.HasPrefix(p.rest, `"`) {
		return p.quoted()
	}
	return p.plain()
}

func (p *lines) plain() (text string, end bool) {
	i := strings.IndexFunc(p.rest, func(c rune) bool { return c == p.delimiter || c == '\n' || c == '\r' })
	if i < 0 {
		text, p.rest = p.rest, ""
		return text, true
	}
	text, p.rest = p.rest[:i], p.rest[i:]
	return text, p.after()
}

func (p *lines) quoted() (string, bool) {
	var b strings.Builder
	begin := p.rest
	p.rest = p.rest[1:]
	for {
		i := strings.IndexByte(p.rest, '"')
		if i < 0 { // the quote never ends, so it was meant as a character
			p.rest = begin
			return p.plain()
		}
		b.WriteString(p.rest[:i])
		p.rest = p.rest[i+1:]
		if !strings.HasPrefix(p.rest, `"`) {
			break
		}
		b.WriteByte('"')
		p.rest = p.rest[1:]
	}
	// What stands between the closing quote and the next delimiter belongs to the cell.
	tail, end := "", true
	if i := strings.IndexFunc(p.rest, func(c rune) bool { return c == p.delimiter || c == '\n' || c == '\r' }); i < 0 {
		tail, p.rest = p.rest, ""
	} else {
		tail, p.rest = p.rest[:i], p.rest[i:]
		end = p.after()
	}
	return b.String() + strings.TrimRight(tail, " "), end
}

// after takes the delimiter or the line end away.
func (p *lines) after() (end bool) {
	switch {
	case strings.HasPrefix(p.rest, "\r\n"):
		p.rest = p.rest[2:]
		return true
	case p.rest[0] == '\n' || p.rest[0] == '\r':
		p.rest = p.rest[1:]
		return true
	}
	p.rest = p.rest[utf8.RuneLen(p.delimiter):]
	return false
}

var (
	// 3.31E+15 and 3,31E+15: what a spreadsheet writes of a long number.
	scientific = regexp.MustCompile(`^\d([.,]\d+)?[eE]\+?1\d$`)
	// ="0812": how some applications keep a spreadsheet from eating zeros.
	wrapped = regexp.MustCompile(`^="([^"]*)"$`)
)

// typed reads what the text of a CSV cell says about itself.
func typed(text string) Cell {
	text = strings.TrimSpace(text)
	if m := wrapped.FindStringSubmatch(text); m != nil {
		return Cell{m[1], Plain}
	}
	if scientific.MatchString(text) {
		return Cell{text, Rounded}
	}
	if rest, ok := strings.CutPrefix(text, "'"); ok && acts(strings.TrimLeft(rest, "'")) {
		text = rest // our own mark, see Safe
	}
	return Cell{text, Plain}
}
