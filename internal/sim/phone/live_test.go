package phone_test

import (
	"bufio"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/sim/phone"
)

func hearAll(text string) []phone.Event {
	var all []phone.Event
	_ = phone.ReadEvents(bufio.NewReader(strings.NewReader(text)), func(e phone.Event) { all = append(all, e) })
	return all
}

func TestAStreamIsReadAsTheStandardWritesIt(t *testing.T) {
	all := hearAll("retry: 2000\n\nevent: head\nid: 4.ab\ndata: {\"head\":\"4.ab\"}\n\n: \n\nevent: fix\r\ndata: one\r\ndata: two\r\n\r\nevent: cut")
	qt.Assert(t, qt.DeepEquals(all, []phone.Event{{Name: "head", ID: "4.ab", Data: `{"head":"4.ab"}`}, {Name: "fix", Data: "one\ntwo"}}))
}

func FuzzReadEvents(f *testing.F) {
	f.Add("event: head\nid: 1.a\ndata: {}\n\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, e := range hearAll(text) {
			qt.Assert(t, qt.IsFalse(strings.ContainsAny(e.Name+e.ID, "\n")))
		}
	})
}
