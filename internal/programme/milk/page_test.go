package milk_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/world"
)

// load is one delivery on its way through the states, with people of its own.
type load struct {
	*world.World
	n              int
	courier, other string
	id, bottle     ident.ID
}

func (l *load) row() (d milk.Delivery) {
	l.Query(func(q journal.Query) (err error) {
		d, _, err = milk.Deliveries.Get(q.Tx, q.Facility, l.id)
		return err
	})
	return d
}

func newLoad(w *world.World, n int, two bool) *load {
	l := &load{World: w, n: n, courier: fmt.Sprint("K", n), other: fmt.Sprint("L", n), id: ident.Named(fmt.Sprint("delivery ", n)), bottle: ident.Named(fmt.Sprint("bottle ", n))}
	mother := fmt.Sprint("M", n)
	w.Mother(mother, fmt.Sprint("R", n)).Courier(l.courier)
	if two {
		w.Courier(l.other)
	}
	w.As(mother).Send(fmt.Sprint("declare ", n), "milk.declare", milk.Declare{Delivery: l.id, Place: ident.Named("place " + mother),
		Bottles: []milk.BottleBody{{ID: l.bottle, VolumeML: 100, ExpressedAt: w.Clock.Now(), Milk: "fresh"}}})
	return l
}

// accepted lets whoever the machine has asked be the load's courier.
func (l *load) accepted() {
	d := l.row()
	for n := 1; n <= l.n; n++ {
		for _, name := range []string{fmt.Sprint("K", n), fmt.Sprint("L", n)} {
			if d.OfferedTo == ident.Named(name) {
				l.courier = name
			}
		}
	}
	if l.courier == l.other {
		l.other = fmt.Sprint("K", l.n)
	}
	l.As(l.courier).Send(fmt.Sprint("accept ", l.n), "dispatch.accept", dispatch.Accept{Job: d.Job})
}

// body is what the load's people say with a verb; by is who says it.
func (l *load) body(verb string) (by string, body any) {
	d, bottles := l.row(), []ident.ID{l.bottle}
	switch verb {
	case "milk.cancel":
		return fmt.Sprint("M", l.n), milk.Cancel{Delivery: l.id, Reason: "mistake"}
	case "milk.hand_over":
		return l.courier, milk.HandOver{Delivery: l.id, Bag: fmt.Sprint("tas ", l.n), Bottles: bottles, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true}
	case "milk.pack":
		return l.courier, milk.Pack{Delivery: l.id}
	case "milk.depart":
		return l.courier, milk.Depart{Delivery: l.id}
	case "milk.arrive":
		return l.courier, milk.Arrive{Delivery: l.id}
	case "milk.deliver":
		code := ""
		l.Query(func(q journal.Query) error { code = link.Code(q.Keys, q.Facility, l.id, d.CodeGeneration); return nil })
		return l.courier, milk.Deliver{Delivery: l.id, Recipient: ident.Named(fmt.Sprint("R", l.n)), Code: code, Bottles: bottles}
	case "milk.absent":
		return l.courier, milk.Absent{Delivery: l.id, Action: "wait"}
	case "milk.give":
		return l.courier, milk.Give{Delivery: l.id, To: ident.Named(l.other)}
	case "milk.take":
		return l.other, milk.Take{Delivery: l.id, Bottles: bottles}
	case "milk.return":
		return l.courier, milk.Return{Delivery: l.id, To: "workplace", Bottles: bottles}
	case "milk.discard":
		return l.courier, milk.Discard{Delivery: l.id, Bottles: bottles, Reason: "leak"}
	case "milk.undo":
		return l.courier, milk.Undo{Delivery: l.id, Step: d.LastStep}
	}
	return "dispatcher", milk.NewCode{Delivery: l.id}
}

// say tries a verb and tells whether it was accepted.
func (l *load) say(verb string) bool {
	by, body := l.body(verb)
	out, err := l.As(by).Try(fmt.Sprint(verb, " ", l.n, l.row().LastStep), verb, body)
	return err == nil && out.Status == journal.Accepted
}

// ways are the verbs that lead from a declaration into each state.
var ways = []struct {
	state string
	verbs []string
}{
	{milk.Declared, nil},
	{milk.HandedOver, []string{"milk.hand_over"}},
	{milk.Packed, []string{"milk.hand_over", "milk.pack"}},
	{milk.OnTheWay, []string{"milk.hand_over", "milk.pack", "milk.depart"}},
	{milk.Arrived, []string{"milk.hand_over", "milk.pack", "milk.depart", "milk.arrive"}},
	{milk.Delivered, []string{"milk.hand_over", "milk.pack", "milk.depart", "milk.arrive", "milk.deliver"}},
	{milk.Returned, []string{"milk.hand_over", "milk.return"}},
	{milk.Discarded, []string{"milk.hand_over", "milk.discard"}},
	{milk.Cancelled, []string{"milk.cancel"}},
}

// moving are the verbs about a delivery that somebody can say.
var moving = []string{"milk.cancel", "milk.hand_over", "milk.pack", "milk.depart", "milk.arrive", "milk.deliver", "milk.absent", "milk.give", "milk.take",
	"milk.return", "milk.discard", "milk.undo", "milk.new_code"}

// drawn tries every verb in every state and draws what moved.
func drawn(t *testing.T) string {
	w := world.New(t, "", noon)
	var b strings.Builder
	b.WriteString("```mermaid\nstateDiagram-v2\n    [*] --> declared: declare\n")
	n := 0
	for _, from := range ways {
		to, order := map[string][]string{}, []string{}
		for _, verb := range moving {
			n++
			l := newLoad(w, n, verb == "milk.give" || verb == "milk.take")
			if from.state != milk.Declared && from.state != milk.Cancelled || verb == "milk.hand_over" {
				l.accepted()
			}
			for _, step := range from.verbs {
				qt.Assert(t, qt.IsTrue(l.say(step)), qt.Commentf("%s on the way to %s: %s", step, from.state, l.Outcome().Code))
			}
			qt.Assert(t, qt.Equals(l.row().State, from.state))
			if verb == "milk.take" {
				l.say("milk.give")
			}
			l.say(verb)
			if now := l.row().State; now != from.state {
				if to[now] == nil {
					order = append(order, now)
				}
				to[now] = append(to[now], strings.TrimPrefix(verb, "milk."))
			}
		}
		for _, s := range order {
			fmt.Fprintf(&b, "    %s --> %s: %s\n", from.state, s, strings.Join(to[s], ", "))
		}
		if len(order) == 0 {
			fmt.Fprintf(&b, "    %s --> [*]\n", from.state)
		}
	}
	b.WriteString("```\n")
	return b.String()
}

// listed is the table of the programme's verbs with who may say each.
func listed() string {
	var b strings.Builder
	b.WriteString("| verb | kind | who, by the matrix of rights |\n| --- | --- | --- |\n")
	verbs := milk.Room{}.Verbs()
	slices.SortFunc(verbs, func(a, b journal.Verb) int { return cmp.Compare(a.Name, b.Name) })
	for _, v := range verbs {
		var who []string
		for _, r := range access.Needs()[v.Need] {
			who = append(who, string(r))
		}
		slices.Sort(who)
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", v.Name, v.Kind, strings.Join(who, ", "))
	}
	return b.String()
}

// TestThePageOfTheProgrammeShowsWhatItDoes draws the states from what the verbs
// really do; SAMBANG_UPDATE=1 writes the drawing into the page.
func TestThePageOfTheProgrammeShowsWhatItDoes(t *testing.T) {
	const name = "../../../docs/milk.md"
	raw, err := os.ReadFile(name)
	qt.Assert(t, qt.IsNil(err))
	page := string(raw)
	for mark, part := range map[string]string{"states": drawn(t), "verbs": listed()} {
		begin, end := "<!-- "+mark+": made by a test -->\n", "<!-- end of "+mark+" -->"
		before, rest, ok := strings.Cut(page, begin)
		_, after, ok2 := strings.Cut(rest, end)
		qt.Assert(t, qt.IsTrue(ok && ok2), qt.Commentf("the page has no place for %s", mark))
		page = before + begin + part + end + after
	}
	if os.Getenv("SAMBANG_UPDATE") == "1" {
		qt.Assert(t, qt.IsNil(os.WriteFile(name, []byte(page), 0o644)))
		return
	}
	qt.Check(t, qt.Equals(string(raw), page), qt.Commentf("docs/milk.md is not fresh: SAMBANG_UPDATE=1 go test ./internal/programme/milk -run PageOfTheProgramme"))
}
