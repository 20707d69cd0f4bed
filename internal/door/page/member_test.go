package page_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/shared/health"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/world"
)

// circle is a group of the village, and Dewi with her baby, asked to join it by her link.
func circle(w *world.World) (dewi ident.ID) {
	w.Midwife("Bidan Sri", world.Village).Cadre("Kader Yuli", world.Village)
	w.Resident("Ny. Dewi Lestari", registry.Enter{Sex: "female", Born: "1998-01-01"}).Resident("Ny. Ratna Wulan", registry.Enter{Sex: "female", Born: "1999-01-01"})
	for mother, baby := range map[string]string{"Ny. Dewi Lestari": "Dimas", "Ny. Ratna Wulan": "Raka"} {
		w.Resident(baby, registry.Enter{Sex: "male", Born: "2025-12-20", Mother: ident.Named(mother)})
	}
	w.As("Bidan Sri").Send("a group", "supportgroup.found", supportgroup.Found{Group: ident.Named("Melati"), Name: "Melati", Village: world.Village, Leader: ident.Named("Kader Yuli")})
	w.Settle()
	w.As("Kader Yuli")
	for _, who := range []string{"Dewi", "Ratna"} {
		var row supportgroup.Member
		full := map[string]string{"Dewi": "Ny. Dewi Lestari", "Ratna": "Ny. Ratna Wulan"}[who]
		w.Query(func(q journal.Query) (err error) {
			row, _, err = supportgroup.Members.First(q.Tx, "facility_id = $1 AND mother = $2", q.Facility, ident.Named(full))
			return err
		})
		member := ident.Named("member " + who)
		if row.ID != "" {
			member = row.ID
		}
		if who == "Dewi" {
			dewi = member
		}
		way := map[string]string{"Dewi": supportgroup.ByLink, "Ratna": supportgroup.InPerson}[who]
		w.Send("asks "+who, "supportgroup.invite", supportgroup.Invite{Member: member, Mother: ident.Named(full), Group: ident.Named("Melati"), Way: way})
		if who == "Ratna" {
			w.Send("yes of Ratna", "supportgroup.answer", supportgroup.Reply{Member: member, Accept: true})
		}
	}
	w.Send("a story", "experience.enter", experience.Enter{Experience: ident.Named("E"), Village: world.Village, Problem: "latch", What: "bayi lepas terus", Helped: "dagu bayi menempel dulu"}).
		Send("a raw one", "experience.enter", experience.Enter{Experience: ident.Named("F"), Village: world.Village, Problem: "latch", What: "belum dibaca bidan", Helped: "entah"})
	w.As("Bidan Sri").Send("it is in", "experience.approve", experience.Approve{Experience: ident.Named("E")}).As("Kader Yuli")
	w.Send("a meeting", "supportgroup.plan_meeting", supportgroup.PlanMeeting{Meeting: ident.Named("next"), Group: ident.Named("Melati"), On: "2026-03-16", From: "09:00", Place: "rumah Bu RT", Topics: []string{"position"}})
	return dewi
}

// A mother is asked by her link, says yes, sees when the group meets and who is in it by
// first name, her baby's curve and months, and asks for help.
func TestAMemberJoinsAndAsks(t *testing.T) {
	world.Both(t, noon, func(t *testing.T, w *world.World) {
		dewi := circle(w)
		s := newStreet(t, w)
		path, b := s.path(link.Group, dewi, "Ny. Dewi Lestari"), s.browser()
		qt.Assert(t, qt.IsFalse(strings.Contains(b.get(path).body, "Melati")), qt.Commentf("nothing before it is opened"))
		first := b.open(path).body
		qt.Check(t, qt.StringContains(first, "diundang"))
		qt.Check(t, qt.IsFalse(strings.Contains(first, "Ratna")), qt.Commentf("who has not joined sees nobody"))
		joined := b.do(http.MethodPost, path+"/accept", fill(t, first, "accept", nil)).body
		qt.Check(t, qt.StringContains(joined, "Senin, 16 Mar 2026 pukul 09.00"))
		qt.Check(t, qt.StringContains(joined, "rumah Bu RT"))
		qt.Check(t, qt.StringContains(joined, "Ratna"))
		qt.Check(t, qt.IsFalse(strings.Contains(joined, "Wulan")), qt.Commentf("first names only"))
		qt.Check(t, qt.IsFalse(strings.Contains(joined, "Raka")), qt.Commentf("and nobody's child"))
		qt.Check(t, qt.StringContains(joined, "Bawa bayi ke posyandu"))

		w.As("Kader Yuli").Send("on the scales", "health.weigh", health.Weigh{Weighing: ident.Named("w"), Child: ident.Named("Dimas"), On: "2026-03-02", WeightG: 5_900, Source: health.Measured}).
			Send("of month 2", "health.feeding", health.Feed{Feeding: ident.Named("f"), Baby: ident.Named("Dimas"), LastDay: health.Exclusive, SinceLast: health.Exclusive, Source: health.Told, On: "2026-03-02"})
		page := b.get(path).body
		qt.Check(t, qt.StringContains(page, `class="growth"`))
		qt.Check(t, qt.StringContains(page, "5,9"))
		qt.Check(t, qt.Equals(strings.Count(page, `data-is="yes"`), 1))
		qt.Check(t, qt.Equals(strings.Count(page, `data-is="unknown"`), 2), qt.Commentf("blank is not no"))
		qt.Check(t, qt.IsTrue(len(page) < 40_000), qt.Commentf("%d bytes", len(page)))

		got := b.do(http.MethodPost, path+"/ask", fill(t, page, "ask", map[string]string{"code": "latch", "words": "bayi <b>menolak</b>"}))
		qt.Check(t, qt.StringContains(got.body, "Pertanyaan ibu sudah sampai"))
		qt.Check(t, qt.StringContains(got.body, "belum dijawab"))
		qt.Check(t, qt.StringContains(got.body, "dagu bayi menempel dulu"), qt.Commentf("what helped somebody else stands beside the question"))
		qt.Check(t, qt.IsFalse(strings.Contains(got.body, "belum dibaca bidan")), qt.Commentf("and nothing that the midwife has not let in"))
		qt.Check(t, qt.StringContains(b.get(path+"?masalah=teething").body, "Belum ada pengalaman tentang ini"))
		urgent := fill(t, b.get(path).body, "ask", map[string]string{"code": "crying"})
		urgent.Set("sign", "C01")
		qt.Check(t, qt.StringContains(b.do(http.MethodPost, path+"/ask", urgent).body, "Ini tanda bahaya"))
		w.Query(func(q journal.Query) error {
			all, err := experience.MemberProblems.Where(q.Tx, "facility_id = $1 ORDER BY told_at, id", q.Facility)
			qt.Assert(t, qt.HasLen(all, 2))
			qt.Check(t, qt.Equals(all[0].Baby, ident.Named("Dimas")))
			return err
		})
		story := fill(t, b.get(path).body, "share", map[string]string{"problem": "crying", "what": "Rewel tiap sore", "helped": "Digendong dulu"})
		qt.Check(t, qt.StringContains(b.do(http.MethodPost, path+"/share", story).body, "Cerita Ibu sudah sampai"))
		w.Query(func(q journal.Query) error {
			all, err := experience.Experiences.Where(q.Tx, "facility_id = $1 AND mother <> '' ORDER BY id", q.Facility)
			qt.Assert(t, qt.HasLen(all, 1))
			qt.Check(t, qt.Equals(all[0].State, experience.Draft), qt.Commentf("the midwife reads it first"))
			return err
		})
		qt.Check(t, qt.IsFalse(strings.Contains(b.get(path+"?masalah=crying").body, "Digendong dulu")))
		bad := fill(t, b.get(path).body, "ask", map[string]string{"code": "nonsense", "words": "tetap di sini"})
		refused := b.do(http.MethodPost, path+"/ask", bad)
		qt.Check(t, qt.Equals(refused.status, http.StatusUnprocessableEntity))
		qt.Check(t, qt.StringContains(refused.body, "tetap di sini"), qt.Commentf("what was typed stays"))
		foreign := fill(t, b.get(path).body, "ask", map[string]string{"code": "latch"})
		foreign.Set("baby", string(ident.Named("Raka")))
		qt.Check(t, qt.Equals(b.do(http.MethodPost, path+"/ask", foreign).status, http.StatusNotFound), qt.Commentf("another mother's child"))
		w.RebuildEquals()
	})
}
