package page_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// look leaves a paper for the eye where SAMBANG_PAPER names a folder.
func look(t *testing.T, name, made string) {
	if folder := os.Getenv("SAMBANG_PAPER"); folder != "" {
		qt.Check(t, qt.IsNil(os.WriteFile(folder+"/"+name+".pdf", []byte(made), 0o600)))
	}
}

func TestAMotherTakesHerPapersAlong(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		s := newStreet(t, w.Mother("Sri", "Mbah Parti"))
		w.As("officer").Send("pledge", "registry.consent", registry.Agree{Person: ident.Named("Sri"), Purpose: registry.ForPledge, TextVersion: "1", Given: true, How: "paper", ByWhom: "self"})
		path, b := s.path(link.Place, place, "Sri"), s.browser()
		for _, name := range []string{"surat", "janji"} {
			qt.Check(t, qt.Equals(b.get(path+"/"+name+".pdf").status, http.StatusNotFound), qt.Commentf("%s of a page that was not opened", name))
		}
		b.open(path)
		qt.Check(t, qt.StringContains(b.get(path).body, "Surat untuk tempat kerja (PDF)"))
		for _, name := range []string{"surat", "janji"} {
			got := b.get(path + "/" + name + ".pdf")
			qt.Assert(t, qt.Equals(got.status, http.StatusOK))
			qt.Check(t, qt.Equals(got.header.Get("Content-Type"), "application/pdf"))
			qt.Check(t, qt.IsTrue(strings.HasPrefix(got.body, "%PDF")))
			qt.Check(t, qt.Equals(strings.Count(got.body, "<</Type /Page\n"), 1), qt.Commentf("%s is one sheet", name))
			look(t, name, got.body)
			look(t, name+"-en", b.get(path+"/"+name+".pdf?lang=en").body)
		}
	})
}
