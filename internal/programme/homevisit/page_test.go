package homevisit_test

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
	"sambang/internal/programme/homevisit"
	"sambang/internal/world"
)

// ways are the verbs that lead from a request into each state.
var ways = []struct {
	state string
	verbs []string
}{
	{homevisit.Open, nil},
	{homevisit.Sent, []string{"send"}},
	{homevisit.Accepted, []string{"send", "accept"}},
	{homevisit.OnTheWay, []string{"send", "set_out"}},
	{homevisit.Arrived, []string{"send", "set_out", "arrive"}},
	{homevisit.Aboard, []string{"send", "set_out", "arrive", "aboard"}},
	{homevisit.AtCentre, []string{"send", "set_out", "aboard", "at_centre"}},
	{homevisit.Returning, []string{"send", "aboard", "at_centre", "care_ended", "set_off_home"}},
	{homevisit.Done, []string{"send", "done_on_spot"}},
}

// moving are the verbs about a visit that somebody of its team or the desk says.
var moving = []string{"send", "accept", "give_back", "set_out", "arrive", "spoke", "aboard", "at_centre", "care_ended", "set_off_home", "home",
	"done_on_spot", "hand_on", "no_show"}

// say tries a verb; the doctor of the team says what the desk does not.
func (w town) say(n int, verb string, id ident.ID) {
	body := map[string]any{"send": homevisit.Send{Visit: id, Team: ident.Named("Tim 1")}, "accept": homevisit.Accept{Visit: id},
		"give_back": homevisit.GiveBack{Visit: id, Reason: "road"}, "set_out": homevisit.SetOut{Visit: id}, "arrive": homevisit.Arrive{Visit: id},
		"spoke": homevisit.Speak{Visit: id, Outcome: "baik"}, "aboard": homevisit.TakeAboard{Visit: id}, "at_centre": homevisit.ReachCentre{Visit: id},
		"care_ended": homevisit.EndCare{Visit: id}, "set_off_home": homevisit.SetOffHome{Visit: id}, "home": homevisit.BringHome{Visit: id},
		"done_on_spot": homevisit.FinishOnSpot{Visit: id}, "hand_on": homevisit.HandOn{Visit: id, To: "119", Name: "Bu Indah"}, "no_show": homevisit.FindNobody{Visit: id}}[verb]
	by := "dr. Rani"
	if verb == "send" {
		by = "dispatcher"
	}
	_, err := w.As(by).Try(fmt.Sprint(verb, " ", n, id), "visit."+verb, body)
	qt.Assert(w.T, qt.IsNil(err), qt.Commentf("%s %d", verb, n))
}

// drawn says every verb in every state and draws what moved.
func drawn(t *testing.T) string {
	w := opened(world.New(t, "", morning))
	var b strings.Builder
	b.WriteString("```mermaid\nstateDiagram-v2\n    [*] --> open: need.request, need.ask\n")
	n := 0
	for _, from := range ways {
		to, order := map[string][]string{}, []string{}
		for _, verb := range moving {
			n++
			id := w.asked(fmt.Sprint("P", n))
			for _, step := range from.verbs {
				w.say(n, step, id)
			}
			qt.Assert(t, qt.Equals(w.visit(id).State, from.state))
			w.say(-n, verb, id)
			if now := w.visit(id).State; now != from.state {
				if to[now] == nil {
					order = append(order, now)
				}
				to[now] = append(to[now], verb)
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
	verbs := homevisit.Room{}.Verbs()
	slices.SortFunc(verbs, func(a, b journal.Verb) int { return cmp.Compare(a.Name, b.Name) })
	for _, v := range verbs {
		var who []string
		for _, r := range access.Needs()[v.Need] {
			who = append(who, string(r))
		}
		slices.Sort(who)
		kind := string(v.Kind)
		if v.TwoPersons {
			kind += ", two persons"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", v.Name, kind, strings.Join(who, ", "))
	}
	return b.String()
}

// TestThePageOfTheProgrammeShowsWhatItDoes draws the states from what the verbs
// really do; SAMBANG_UPDATE=1 writes the drawing into the page.
func TestThePageOfTheProgrammeShowsWhatItDoes(t *testing.T) {
	const name = "../../../docs/homevisit.md"
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
	qt.Check(t, qt.Equals(string(raw), page), qt.Commentf("docs/homevisit.md is not fresh: SAMBANG_UPDATE=1 go test ./internal/programme/homevisit -run PageOfTheProgramme"))
}
