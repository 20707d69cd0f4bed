package house_test

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// Over HTTP: a courier learns without being told what is right, has his own certificate and
// nobody else's; who assesses sees the answers; head and midwife see who may do what.
func TestWhoIsTrainedReadsTheirOwnAndWhoTeachesReadsAll(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.put(here, 0, "doctor")
	paper := func(worker ident.ID) (path string) {
		w.query(here, func(q journal.Query) error {
			all, err := workforce.CertificatesOf(q, worker)
			qt.Assert(t, qt.IsTrue(len(all) > 0))
			path = "/api/v1/training/certificates/" + string(all[0].ID) + ".pdf"
			return err
		})
		return path
	}
	w.session(here, x.courier)
	var course training.CoursePage
	w.send("GET", "/api/v1/training/courses/milk_handling?lang=osi", nil).into(t, &course)
	qt.Check(t, qt.HasLen(course.Bank, 10))
	qt.Check(t, qt.IsNil(course.Bank[0].Right))
	var mine training.PersonPage
	w.send("GET", "/api/v1/training/mine", nil).into(t, &mine)
	qt.Check(t, qt.Equals(mine.Course[0].Certificates[0].State, "valid"))
	qt.Check(t, qt.DeepEquals(mine.Course[0].Missing, []string{"early"}))
	own := w.send("GET", paper(x.rider), nil)
	qt.Check(t, qt.Equals(own.status, 200))
	qt.Check(t, qt.IsTrue(strings.HasPrefix(own.body, "%PDF")))
	for _, path := range []string{paper(worker(here, "courier")), "/api/v1/training/sessions/" + string(x.lesson), "/api/v1/training/people/" + string(x.trainee)} {
		qt.Check(t, qt.Equals(w.send("GET", path, nil).status, 404), qt.Commentf("%s", path))
	}

	w.session(here, "midwife")
	w.send("GET", "/api/v1/training/courses/milk_handling", nil).into(t, &course)
	qt.Check(t, qt.IsNotNil(course.Bank[0].Right))
	var session training.SessionPage
	w.send("GET", "/api/v1/training/sessions/"+string(x.lesson), nil).into(t, &session)
	qt.Check(t, qt.Equals(session.People[0].WorkerName, "KanariMurid"))
	qt.Check(t, qt.Equals(session.Place, "KanariCatatan"))
	qt.Check(t, qt.HasLen(session.Code, 12))

	w.session(here, "head")
	var m training.Matrix
	w.send("GET", "/api/v1/training/matrix", nil).into(t, &m)
	qt.Check(t, qt.HasLen(m.Courses, 7))
	table := w.send("GET", "/api/v1/training/matrix.csv", nil)
	qt.Check(t, qt.Equals(table.status, 200))
	for _, words := range []string{"KanariMurid", "Penanganan ASI perah", "dicabut", "berlaku, sampai 2026-12-31"} {
		qt.Check(t, qt.StringContains(table.body, words))
	}
}
