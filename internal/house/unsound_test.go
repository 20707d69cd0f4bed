package house_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/text"
	"sambang/internal/door/api"
)

// unsound are bodies that are no proper question, with the status that says so;
// VERB stands for a verb that exists.
var unsound = []struct {
	name, body string
	status     []int
}{
	{"nothing", ``, []int{400}},
	{"half a document", `{"id":`, []int{400}},
	{"no JSON", `<?xml version="1.0"?>`, []int{400}},
	{"two documents", `{} {}`, []int{400, 422}},
	{"a list", `[]`, []int{422}},
	{"a number", `7`, []int{422}},
	{"an unknown member", `{"surprise":1}`, []int{422}},
	{"deep nesting", strings.Repeat(`{"body":`, 20_000), []int{400, 422}},
	{"bytes that are no text", "{\"\xff\xfe\":1}", []int{400, 422}},
	{"too much", `{"device":"` + strings.Repeat("x", api.BodyLimit) + `"}`, []int{413}},
}

func TestWhatIsNoProperQuestionGetsACodeAtEveryDoor(t *testing.T) {
	inTown(t, func(m *mouths) {
		for _, path := range []string{"/api/v1/do/milk.declare", "/api/v1/sync", "/api/v1/session", "/api/v1/session/pin", "/api/v1/me/pin"} {
			for _, u := range unsound {
				m.as("dispatcher")
				r := m.send("POST", path, u.body)
				what := path + ": " + u.name
				qt.Check(m.t, qt.IsTrue(slices.Contains(u.status, r.status)), qt.Commentf("%s: %d %s", what, r.status, r.body))
				qt.Check(m.t, qt.Equals(r.header.Get("Content-Type"), "application/problem+json"), qt.Commentf("%s", what))
				qt.Check(m.t, qt.IsTrue(text.Has(text.ID, "code."+r.code())), qt.Commentf("%s: %s", what, r.body))
			}
		}
	})
}

// wrong are bodies of a verb that do not fit its form.
func TestABodyThatDoesNotFitItsVerbGetsACode(t *testing.T) {
	inTown(t, func(m *mouths) {
		x := m.put(here, 0, "doctor")
		verbs := m.h.Journal.Verbs()
		for _, name := range slices.Sorted(maps.Keys(verbs)) {
			who := m.speaker(verbs[name], x)
			if who == "" {
				continue
			}
			m.as(who)
			for _, body := range []string{`[]`, `7`, `"x"`, `{"surprise":1}`, `{"` + strings.Repeat("x", 300) + `":1}`} {
				r := m.say(name, json.RawMessage(body))
				qt.Check(m.t, qt.Equals(r.status, 422), qt.Commentf("%s %.40s: %s", name, body, r.body))
				m.told(r, name+" "+body)
			}
			for _, body := range []string{`null`, `{}`} { // whatever is missing has a name
				m.told(m.say(name, json.RawMessage(body)), name+" "+body)
			}
		}
	})
}

func TestTheSameIDWithOtherContentIsAConflict(t *testing.T) {
	inTown(t, func(m *mouths) {
		m.as("head")
		ask := func(name string) reply {
			return m.send("POST", "/api/v1/do/workforce.add_worker", m.command("one", "workforce.add_worker", map[string]any{"worker": joko, "name": name, "kinds": []string{"courier"}}))
		}
		first := ask("Joko")
		qt.Assert(m.t, qt.Equals(first.status, 200))
		qt.Check(m.t, qt.Equals(ask("Joko").body, first.body))
		other := ask("Bukan Joko")
		qt.Check(m.t, qt.Equals(other.status, 409))
		qt.Check(m.t, qt.Equals(other.code(), "command.other_content"))
		m.as("officer")
		qt.Check(m.t, qt.Equals(ask("Joko").status, 409), qt.Commentf("nor does somebody else get her answer"))
	})
}

// nowhere are things that do not exist.
func (m *mouths) nowhere(x things) things {
	y := things{centre: x.centre, village: x.village, courier: x.courier}
	for _, id := range y.all() {
		*id = m.fresh()
	}
	return y
}

func TestWhatIsElsewhereLooksLikeWhatIsNot(t *testing.T) {
	inTown(t, func(m *mouths) {
		x, afar := m.put(here, 0, "doctor"), m.put(there, 0, "doctor")
		afar.village = x.village
		none, same := m.nowhere(x), 0
		verbs := m.h.Journal.Verbs()
		for _, name := range slices.Sorted(maps.Keys(verbs)) {
			if who := m.speaker(verbs[name], x); who == "" || placeless[name] != "" {
				continue
			} else {
				m.as(who)
			}
			ask := func(about things) reply {
				raw, err := json.Marshal(spoken[name](m.town, about))
				qt.Assert(m.t, qt.IsNil(err))
				return m.say(name, raw)
			}
			a, b := ask(afar), ask(none)
			qt.Check(m.t, qt.Equals(a.status, b.status), qt.Commentf("%s", name))
			qt.Check(m.t, qt.Equals(anonymous(a.body), anonymous(b.body)), qt.Commentf("%s", name))
			if a.status == 404 {
				same++
			}
		}
		qt.Check(m.t, qt.IsTrue(same > 10), qt.Commentf("%d answered 404", same))
	})
}

var numbers = regexp.MustCompile(`"(request_id|id|seq)":("[^"]*"|\d+)`)

// anonymous is an answer without what differs from request to request.
func anonymous(body string) string { return numbers.ReplaceAllString(body, "") }
