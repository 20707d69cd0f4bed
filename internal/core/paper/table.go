package paper

// Column is one column of a table.
type Column struct {
	Title string
	// Wide is its share of the width: 2 is twice as wide as 1.
	Wide float64
	// Right sets figures under each other.
	Right bool
}

// Table is a table being drawn; its head stands on every page it reaches.
type Table struct {
	s       *Sheet
	columns []Column
	wide    []float64
	// Tall is the least height of a row in mm: 6.5 for reading, 9 to write in by hand.
	Tall float64
	// Boxed draws lines between the columns too, for forms.
	Boxed bool
	begun bool
}

const pointOfTable, lineOfTable = 9.0, 4.4

// Table begins a table over the whole width; the head is drawn with its first row.
func (s *Sheet) Table(columns ...Column) *Table {
	t := &Table{s: s, columns: columns, Tall: 6.5}
	sum := 0.0
	for _, c := range columns {
		sum += max(c.Wide, 0.1)
	}
	for _, c := range columns {
		t.wide = append(t.wide, s.Width()*max(c.Wide, 0.1)/sum)
	}
	return t
}

// Row draws one line; a long text takes several. Cells that are missing stay empty.
func (t *Table) Row(cells ...string) { t.line(false, "B", cells) }

// Total draws a line in heavy letters under a heavy rule.
func (t *Table) Total(cells ...string) {
	t.s.Room(t.Tall + 1)
	t.s.rule(0.5)
	t.line(true, "", cells)
	t.s.Gap(2)
}

// Band draws a line over all columns, that begins a group of rows.
func (t *Table) Band(words string) {
	t.begin(2*t.Tall + 1)
	t.s.Font(10, true)
	t.s.f.CellFormat(t.s.Width(), t.Tall, t.s.Fit(words, t.s.Width()-2), "B", 1, "L", false, 0, "")
}

// Blank draws so many empty rows, to be filled in by hand.
func (t *Table) Blank(rows int) {
	for range rows {
		t.line(false, "B", nil)
	}
}

// begin sees to room for what comes, and to the head.
func (t *Table) begin(tall float64) {
	if t.s.Room(tall) || !t.begun {
		if !t.begun {
			t.s.Room(tall + t.Tall + 2)
		}
		t.begun = true
		t.head()
	}
}

func (t *Table) head() {
	t.s.Font(8.5, true)
	most := 1
	for i, c := range t.columns {
		most = max(most, len(t.s.lines(c.Title, t.wide[i]-2)))
	}
	t.draw(titles(t.columns), most, lineOfTable*float64(most)+2, "")
	t.s.rule(0.5)
}

func titles(columns []Column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.Title
	}
	return out
}

func (t *Table) line(heavy bool, border string, cells []string) {
	t.s.Font(pointOfTable, heavy)
	most := 1
	for i := range min(len(cells), len(t.columns)) {
		most = max(most, len(t.s.lines(cells[i], t.wide[i]-2)))
	}
	tall := max(t.Tall, lineOfTable*float64(most)+1.6)
	t.begin(tall)
	t.s.Font(pointOfTable, heavy)
	t.draw(cells, most, tall, border)
}

// draw writes the cells of one row, each in as many lines as it needs, and its rules.
func (t *Table) draw(cells []string, most int, tall float64, border string) {
	f, x, y := t.s.f, t.s.margin, t.s.f.GetY()
	top := y + (tall-lineOfTable*float64(most))/2
	for i, c := range t.columns {
		align := "L"
		if c.Right {
			align = "R"
		}
		if i < len(cells) {
			for n, line := range t.s.lines(cells[i], t.wide[i]-2) {
				f.SetXY(x+1, top+float64(n)*lineOfTable)
				f.CellFormat(t.wide[i]-2, lineOfTable, line, "", 0, align, false, 0, "")
			}
		}
		if t.Boxed {
			f.Line(x, y, x, y+tall)
		}
		x += t.wide[i]
	}
	if t.Boxed {
		f.Line(x, y, x, y+tall)
	}
	if border == "B" {
		f.Line(t.s.margin, y+tall, x, y+tall)
	}
	f.SetXY(t.s.margin, y+tall)
}
