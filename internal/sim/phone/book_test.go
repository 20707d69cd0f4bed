package phone

import (
	"encoding/json"
	"testing"

	"github.com/go-quicktest/qt"
)

func answerOf(t *testing.T, text string) (s syncAnswer) {
	t.Helper()
	qt.Assert(t, qt.IsNil(json.Unmarshal([]byte(text), &s)))
	return s
}

func TestARowStaysWhileAnyAudienceHoldsIt(t *testing.T) {
	b := newBook()
	qt.Assert(t, qt.IsFalse(b.take(answerOf(t, `{"head":"2.aa","reset":true,"audiences":["f","w:1"],
		"changes":[{"audience":"f","tbl":"job","id":"a"},{"audience":"w:1","tbl":"job","id":"a"},{"audience":"f","tbl":"job","id":"b"}],
		"rows":[{"tbl":"job","id":"a","row":{"n":1}},{"tbl":"job","id":"b","row":{"n":2}}],"cursors":{"f":2,"w:1":1}}`))))
	qt.Assert(t, qt.HasLen(b.rows["job"], 2))

	b.take(answerOf(t, `{"head":"3.bb","changes":[{"audience":"f","tbl":"job","id":"a","gone":true}],"cursors":{"f":3,"w:1":1}}`))
	qt.Assert(t, qt.HasLen(b.rows["job"], 2))

	again := b.take(answerOf(t, `{"head":"3.bb","lost":["w:1"],"cursors":{"f":3}}`))
	qt.Assert(t, qt.IsTrue(again))
	qt.Assert(t, qt.HasLen(b.rows["job"], 1))
	qt.Assert(t, qt.HasLen(b.cursors, 0))
}

func TestAnotherHistoryEmptiesTheBook(t *testing.T) {
	b := newBook()
	b.take(answerOf(t, `{"head":"9.aa","reset":true,"changes":[{"audience":"f","tbl":"job","id":"a"}],"rows":[{"tbl":"job","id":"a","row":{}}],"cursors":{"f":9}}`))
	b.take(answerOf(t, `{"head":"4.cc","reset":true,"cursors":{"f":0}}`))
	qt.Assert(t, qt.HasLen(b.rows["job"], 0))
	qt.Assert(t, qt.Equals(b.head, "4.cc"))
}
