package notice

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/instant"
	"sambang/internal/core/text"
	"sambang/internal/programme/homevisit/board"
	"sambang/internal/shared/registry"
)

// Words is a board as somebody reads it.
type Words struct {
	Lang     string
	Facility registry.Facility
	Board    board.Board
}

// Fact is one figure: what it is, the number, and what stands small beside either.
type Fact struct{ Word, Note, Number, Unit string }

// Row is one part of a split. Kept is "7 dari 7".
type Row struct {
	Name, Requests, Kept string
	Hidden               bool
}

// T is a sentence of the board.
func (n Words) T(key string, params ...string) string {
	with := map[string]string{}
	for i := 0; i+1 < len(params); i += 2 {
		with[params[i]] = params[i+1]
	}
	return text.T(n.Lang, "page.board."+key, with)
}

// Sentence is what the month says first: the key of the sentence and its marked fact.
func (n Words) Sentence() (key, mark string) {
	f := n.Board.Month
	switch {
	case f.Requests == 0:
		return "page.board.say_none", n.T("say_none_mark")
	case f.Fetch.Of == 0:
		return "page.board.say_running", text.Number(n.Lang, f.Requests)
	}
	return "page.board.say", n.of(f.Fetch)
}

func (n Words) of(s board.Share) string {
	return n.T("of", "n", text.Number(n.Lang, s.Kept), "of", text.Number(n.Lang, s.Of))
}

// Span is from which day to which.
func (n Words) Span(f board.Figures) string {
	return n.T("span", "from", text.CivilDate(n.Lang, f.From), "to", text.CivilDate(n.Lang, f.To))
}

// Counted says when, and from what.
func (n Words) Counted() string {
	zone := n.Facility.Location()
	return n.T("counted", "day", text.Date(n.Lang, n.Board.At, zone), "at", text.Hour(n.Board.At, zone))
}

// At is the day and the hour at which it was counted.
func (n Words) At() string {
	zone := n.Facility.Location()
	return text.Date(n.Lang, n.Board.At, zone) + ", " + text.Hour(n.Board.At, zone)
}

// Hours are those in which the clocks of the promises run; empty: round the clock.
func (n Words) Hours() string {
	if len(n.Board.Vow.Hours) == 0 {
		return n.T("always")
	}
	days := map[int64][]string{}
	for _, s := range n.Board.Vow.Hours {
		days[s.Weekday] = append(days[s.Weekday], dotted(s.From)+"–"+dotted(s.To))
	}
	var parts []string
	for day := int64(1); day <= 7; day++ {
		if len(days[day]) > 0 {
			parts = append(parts, text.T(n.Lang, "day.long."+strconv.FormatInt(day, 10), nil)+" "+strings.Join(days[day], ", "))
		}
	}
	return n.T("hours", "hours", strings.Join(parts, "; "))
}

func dotted(at string) string { return strings.Replace(at, ":", ".", 1) }

// Wait is a length of waiting in words.
func (n Words) Wait(m board.Minutes) string {
	d := text.Duration(n.Lang, time.Duration(m.Minutes)*time.Minute)
	switch {
	case !m.Known:
		return n.T("no_wait")
	case m.Over:
		return n.T("over", "d", d)
	}
	return d
}

// Kilos is a weight of rice: 5 kg, or 2,5 kg.
func Kilos(lang string, grams int64) string {
	part := text.Decimal(lang, math.Abs(float64(grams%1000))/1000, 3) // 0, or 0,5
	return text.Number(lang, grams/1000) + part[1:] + " kg"
}

// Facts are the figures of a span in the order in which they hang.
func (n Words) Facts(f board.Figures) []Fact {
	v := n.Board.Vow
	hours := func(seconds int64) string {
		return text.Duration(n.Lang, time.Duration(seconds)*time.Second)
	}
	out := []Fact{
		{Word: n.T("requests"), Number: text.Number(n.Lang, f.Requests), Note: n.rest(f)},
		{Word: n.T("within_respond", "d", hours(v.RespondSeconds)), Number: text.Number(n.Lang, f.Respond.Kept), Unit: n.T("unit_of", "n", text.Number(n.Lang, f.Respond.Of))},
		{Word: n.T("within_fetch", "d", hours(v.FetchSeconds)), Number: text.Number(n.Lang, f.Fetch.Kept), Unit: n.T("unit_of", "n", text.Number(n.Lang, f.Fetch.Of))},
		n.weight("owed", f.Rice.Owed, n.fallen(f.Rice)),
		n.weight("given", f.Rice.Given, n.T("fund")),
	}
	return out
}

// rest are those of the requests whose fetching is not decided, or was withdrawn, and
// what is not counted as one.
func (n Words) rest(f board.Figures) string {
	var parts []string
	if f.Fetch.Running > 0 {
		parts = append(parts, n.T("running", "n", text.Number(n.Lang, f.Fetch.Running)))
	}
	if f.Fetch.Cancelled > 0 {
		parts = append(parts, n.T("withdrawn", "n", text.Number(n.Lang, f.Fetch.Cancelled)))
	}
	if f.Dismissed > 0 {
		parts = append(parts, n.T("dismissed", "n", text.Number(n.Lang, f.Dismissed)))
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

func (n Words) weight(key string, grams int64, note string) Fact {
	number, unit, _ := strings.Cut(Kilos(n.Lang, grams), " ")
	return Fact{Word: n.T(key), Number: number, Unit: unit, Note: note}
}

// fallen says which debts fell, for what is struck is struck in public.
func (n Words) fallen(r board.Rice) string {
	var parts []string
	if r.Struck > 0 {
		parts = append(parts, n.T("struck", "kg", Kilos(n.Lang, r.Struck)))
	}
	if r.Reversed > 0 {
		parts = append(parts, n.T("reversed", "kg", Kilos(n.Lang, r.Reversed)))
	}
	if len(parts) == 0 {
		return ""
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// Rows are the parts of a split in words, the hidden ones in one; none while every one
// is hidden.
func (n Words) Rows(parts []board.Part) []Row {
	if !slices.ContainsFunc(parts, func(p board.Part) bool { return !p.Hidden }) {
		return nil
	}
	var out []Row
	var hidden []string
	for _, p := range parts {
		name := n.part(p)
		if p.Hidden {
			hidden = append(hidden, name)
			continue
		}
		out = append(out, Row{Name: name, Requests: text.Number(n.Lang, p.Requests), Kept: n.of(board.Share{Kept: p.Kept, Of: p.Of})})
	}
	if len(hidden) > 0 {
		out = append(out, Row{Name: strings.Join(hidden, ", "), Hidden: true})
	}
	return out
}

// part names a village or a colour.
func (n Words) part(p board.Part) string {
	switch {
	case p.Name != "":
		return p.Name
	case p.Key != "":
		return n.T("colour_" + p.Key)
	}
	return n.T("elsewhere")
}

// Short is a day without its year: 16 Nov.
func (n Words) Short(day string) string {
	at, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	whole := text.Date(n.Lang, instant.Of(at), time.UTC)
	return whole[:strings.LastIndexByte(whole, ' ')]
}
