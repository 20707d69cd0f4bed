package experience_test

import (
	"slices"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/shared/workforce"
)

// sentence is what staff see of the sentence of a reason.
func (v village) sentence(reason string) (view experience.SentenceView) {
	v.T.Helper()
	v.Query(func(q journal.Query) error {
		one, found, err := experience.Room{}.Shows()["help_sentence"](q, ident.Named("help "+string(q.Facility)+reason))
		if found {
			view = one.(experience.SentenceView)
		}
		return err
	})
	return view
}

// A sentence of help is told once a midwife has let it in, in her words; who did it and
// when stays, and what she takes back is told no more.
func TestOnlyAMidwifesSentenceIsTold(t *testing.T) {
	both(t, func(t *testing.T, v village) {
		mine := experience.ApproveHelp{Reason: "crying", Words: " Peluk dulu, lalu susui lagi. "}
		_, err := v.As("Kader Yuli").Try("a cadre", "help.approve", mine)
		qt.Check(t, qt.Equals(fault.Of(err).Code, "not_found"))
		qt.Check(t, qt.Equals(v.sentence("crying"), experience.SentenceView{}))

		v.As("Bidan Sri").Refused("nothing there", "help.withdraw", experience.WithdrawHelp{Reason: "crying"}, "help.not_told").
			Send("let in", "help.approve", mine)
		told := v.sentence("crying")
		qt.Check(t, qt.Equals(told.Words, "Peluk dulu, lalu susui lagi."))
		qt.Check(t, qt.Equals(told.ByName, "Bidan Sri"))
		qt.Check(t, qt.Equals(told.State, experience.Approved))
		qt.Check(t, qt.IsTrue(told.At > 0))
		v.Query(func(q journal.Query) error {
			row, _, err := experience.Sentences.Get(q.Tx, q.Facility, told.ID)
			qt.Check(t, qt.DeepEquals(row.Audiences(), []string{"f", workforce.EveryVillage}), qt.Commentf("no list of villages that a later one would be missing from"))
			for _, name := range []string{"Kader Yuli", "Bidan Ani"} {
				actor, err := workforce.Resolve(q, v.Actor(name))
				qt.Check(t, qt.IsNil(err))
				qt.Check(t, qt.IsTrue(slices.Contains(actor.Keys, workforce.EveryVillage)), qt.Commentf("%s tells it", name))
			}
			return err
		})

		v.As("Bidan Ani").Send("in other words", "help.approve", experience.ApproveHelp{Reason: "crying", Words: "Susui lagi."})
		qt.Check(t, qt.Equals(v.sentence("crying").Words, "Susui lagi."))
		qt.Check(t, qt.Equals(v.sentence("crying").ByName, "Bidan Ani"))
		v.As("Bidan Sri").Send("taken back", "help.withdraw", experience.WithdrawHelp{Reason: "crying"}).
			Refused("twice", "help.withdraw", experience.WithdrawHelp{Reason: "crying"}, "help.not_told")
		qt.Check(t, qt.Equals(v.sentence("crying").Words, ""))
		qt.Check(t, qt.Equals(v.sentence("crying").State, experience.Withdrawn))
		_, err = v.As("Bidan Sri").Try("no such reason", "help.approve", experience.ApproveHelp{Reason: "laziness", Words: "x"})
		qt.Check(t, qt.Equals(fault.Of(err).Code, "body.unknown_word"))
		v.RebuildEquals()
	})
}
