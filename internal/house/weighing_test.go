package house_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/door/api"
	"sambang/internal/shared/health"
)

// answered decodes what a browser was answered.
func answered[T any](t *testing.T, r reply) (out T) {
	t.Helper()
	qt.Assert(t, qt.Equals(r.status, 200), qt.Commentf("%s", r.body))
	qt.Assert(t, qt.IsNil(json.Unmarshal([]byte(r.body), &out)))
	return out
}

// The cadre asks about a figure before she keeps it, sees her posyandu's month and prints
// a chart; of another village nothing is there, and the head counts without a card.
func TestTheScalesOverTheWire(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x, other := w.put(here, 0, "doctor"), w.put(here, 1, "doctor")
	w.session(here, "cadre")
	ask := health.Weigh{Weighing: w.fresh(), Child: x.child, On: "2026-03-01", Posyandu: x.posyandu, WeightG: 52_000, Source: health.Measured}
	slip := answered[api.JudgeReply](t, w.send("POST", "/api/v1/weighings/judge", ask))
	qt.Check(t, qt.Equals(slip.Code, "health.implausible"))
	qt.Check(t, qt.SliceContains(slip.Judged.Doubts, "weight_slip"))
	ask.WeightG = 8_200
	right := answered[api.JudgeReply](t, w.send("POST", "/api/v1/weighings/judge", ask))
	qt.Check(t, qt.Equals(right.Code, ""))
	qt.Check(t, qt.Equals(right.Judged.LastG, int64(8_000)))
	qt.Check(t, qt.Equals(right.Judged.Reckoned.Status, "T"), qt.Commentf("200 g, the least in the ninth month is 300"))
	ask.Child = other.child
	qt.Check(t, qt.Equals(w.send("POST", "/api/v1/weighings/judge", ask).status, 404))

	month := answered[api.WeighMonth](t, w.send("GET", "/api/v1/weighings/month?month=2026-02", nil))
	measured := 0
	for _, row := range month.Rows {
		qt.Check(t, qt.Equals(row.Village, x.village))
		measured += row.Figures.D
	}
	qt.Check(t, qt.Equals(measured, 1))
	list := answered[api.WeighList](t, w.send("GET", "/api/v1/weighings/month/children?month=2026-02&figure=d", nil))
	qt.Assert(t, qt.HasLen(list.Children, 1))
	qt.Check(t, qt.Equals(list.Children[0].Child, x.child))
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/weighings/month?village="+other.village, nil).status, 404))
	day := answered[health.PosyanduDay](t, w.send("GET", "/api/v1/weighings/posyandu/"+string(x.posyandu)+"?month=2026-03", nil))
	qt.Assert(t, qt.HasLen(day.Children, 1), qt.Commentf("the guest of last month; the child belongs to no posyandu"))
	qt.Check(t, qt.Equals(day.Children[0].Child, x.guest))
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/weighings/posyandu/"+string(other.posyandu), nil).status, 404))

	card := answered[health.GrowthCardView](t, w.send("GET", "/api/v1/growth/children/"+string(x.child), nil))
	qt.Check(t, qt.HasLen(card.Lines, 2), qt.Commentf("its own, and that of the guest who turned out to be the child"))
	qt.Check(t, qt.IsTrue(strings.HasPrefix(w.send("GET", "/api/v1/growth/children/"+string(x.child)+".pdf", nil).body, "%PDF")))
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/growth/children/"+string(other.child), nil).status, 404))
	lines := answered[api.GrowthStandards](t, w.send("GET", "/api/v1/growth/standards/male", nil))
	qt.Check(t, qt.HasLen(lines.WeightForAge, 61))
	qt.Check(t, qt.Equals(lines.WeightForAge[0].Lines[3], int64(3_346)), qt.Commentf("the median boy at birth, in grams"))
	qt.Check(t, qt.Equals(lines.LeastG[2], int64(900)))

	w.session(here, "head")
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/growth/children/"+string(x.child), nil).status, 404))
	qt.Check(t, qt.Equals(w.send("GET", "/api/v1/weighings/month?month=2026-02", nil).status, 200))
}
