package house_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/house"
)

// routes says of every address who may use it; * is everybody who has signed in.
// One that is missing here fails the test.
var routes = map[string]string{
	"POST /api/v1/session":                 "open",
	"GET /api/v1/session/desk":             "open",
	"POST /api/v1/session/pin":             "open",
	"DELETE /api/v1/session":               "open",
	"GET /api/v1/me":                       "*",
	"POST /api/v1/me/pin":                  "*",
	"POST /api/v1/do/{verb}":               "verb", // see the probes of verbs
	"POST /api/v1/sync":                    "*",
	"GET /api/v1/live":                     "*",
	"GET /api/v1/time":                     "*",
	"POST /api/v1/witness":                 "open", // to whoever shows a browser on which they have signed in
	"POST /api/v1/positions":               "courier driver",
	"PUT /api/v1/blobs/{hash}":             "*",
	"GET /api/v1/blobs/{hash}":             "whoever may read what names it",
	"GET /api/v1/phones/{phone}/qr.png":    "head officer dispatcher",
	"GET /api/v1/register/people/{id}":     "whoever keeps the register there: see TestWhoSeesAPage",
	"GET /api/v1/register/households/{id}": "whoever keeps the register there: see TestWhoSeesAPage",
	"GET /api/v1/register/due":             "head officer dispatcher midwife cadre",
	"GET /api/v1/register/letters":         "head officer dispatcher midwife",
	"GET /api/v1/register/centres":         "head officer dispatcher midwife cadre",
	"GET /api/v1/register/ask-again":       "officer dispatcher midwife cadre",
	"GET /api/openapi.json":                "open",
	"GET /api/v1/milk/daysheet.pdf":        "officer dispatcher courier",

	"GET /api/v1/me/track-readers":        "*",
	"GET /api/v1/certificates":            "head officer dispatcher treasurer doctor",
	"GET /api/v1/certificates.xlsx":       "head officer dispatcher treasurer doctor",
	"GET /api/v1/workers/{id}/letter.pdf": "nothing of this name",

	// What lies behind these names is told by TestListsAreReadWhereTheRegisterIsKept and beside it.
	"GET /api/v1/register/search":                 "head officer dispatcher midwife cadre",
	"POST /api/v1/register/alike":                 "head officer dispatcher midwife cadre",
	"POST /api/v1/register/imports":               "officer dispatcher",
	"GET /api/v1/register/imports":                "officer dispatcher",
	"GET /api/v1/register/imports/{id}":           "nothing of this name",
	"POST /api/v1/register/imports/{id}/mapping":  "nothing of this name",
	"POST /api/v1/register/imports/{id}/run":      "nothing of this name",
	"POST /api/v1/register/imports/{id}/cancel":   "nothing of this name",
	"GET /api/v1/register/imports/{id}/bad.xlsx":  "nothing of this name",
	"GET /api/v1/register/export":                 "head officer",
	"GET /api/v1/register/lists":                  "head officer dispatcher midwife cadre",
	"GET /api/v1/register/lists/{kind}":           "nothing of this name",
	"GET /api/v1/register/texts":                  "head officer dispatcher midwife cadre",
	"GET /api/v1/register/groups":                 "head officer dispatcher midwife cadre",
	"GET /api/v1/stickers":                        "head officer dispatcher midwife cadre",
	"GET /api/v1/stickers.pdf":                    "head officer dispatcher midwife cadre",
	"GET /api/v1/register/map":                    "officer dispatcher midwife cadre",
	"GET /api/v1/coverage":                        "head officer midwife cadre nutritionist",
	"GET /api/v1/coverage/watch":                  "officer midwife cadre",
	"GET /api/v1/coverage/figures.xlsx":           "head officer midwife cadre nutritionist",
	"POST /api/v1/weighings/eppgbm":               "officer midwife cadre nutritionist",
	"GET /api/v1/weighings/eppgbm.xlsx":           "head midwife nutritionist",
	"GET /api/v1/coverage/figures.csv":            "head officer midwife cadre nutritionist",
	"GET /api/v1/coverage/list":                   "officer midwife cadre",
	"GET /api/v1/reach":                           "head officer midwife cadre",
	"GET /api/v1/reach/figures.xlsx":              "head officer midwife cadre",
	"GET /api/v1/reach/figures.csv":               "head officer midwife cadre",
	"GET /api/v1/massage/places":                  "nothing of this name",
	"GET /api/v1/massage/motorbikes":              "head officer dispatcher",
	"GET /api/v1/massage/bookings/{id}/slip.pdf":  "nothing of this name",
	"GET /api/v1/massage/day.pdf":                 "officer dispatcher cadre",
	"GET /api/v1/massage/week.pdf":                "officer dispatcher",
	"GET /api/v1/massage/week.xlsx":               "officer dispatcher",
	"GET /api/v1/massage/week.csv":                "officer dispatcher",
	"GET /api/v1/massage/rota":                    "head officer dispatcher midwife cadre",
	"GET /api/v1/massage/statistics":              "head officer dispatcher midwife",
	"GET /api/v1/massage/statistics/list":         "head officer dispatcher midwife",
	"GET /api/v1/massage/statistics/figures.xlsx": "head officer dispatcher midwife",
	"GET /api/v1/massage/statistics/figures.csv":  "head officer dispatcher midwife",
	"GET /api/v1/massage/slots":                   "head officer dispatcher midwife cadre",
	"GET /api/v1/leads":                           "head officer midwife cadre",
	"GET /api/v1/care/map":                        "head officer dispatcher midwife cadre",
	"GET /api/v1/care/map/{village}":              "nothing of this name",
	"GET /api/v1/register/groups/{id}/list.pdf":   "nothing of this name",
	"GET /api/v1/register/posyandu/{id}/list.pdf": "nothing of this name",
	"GET /api/v1/register/villages/{id}/list.pdf": "nothing of this name",
	"GET /api/v1/milk/table":                      "head officer dispatcher midwife doctor",
	"GET /api/v1/milk/labels.pdf":                 "nothing of this name",
	"GET /api/v1/register/houses/{id}":            "nothing of this name",
	"GET /api/v1/milk/places/{id}/employer.pdf":   "nothing of this name",
	"GET /api/v1/milk/places/{id}/pledge.pdf":     "nothing of this name",
	"GET /api/v1/milk/pledge.pdf":                 "officer midwife cadre",
	"GET /api/v1/map/villages.geojson":            "nothing of this name",
	"GET /api/v1/milk/applications":               "head officer midwife cadre",
	"GET /api/v1/milk/applications.xlsx":          "head officer",
	"GET /api/v1/milk/applications/{id}/advice":   "nothing of this name",
	"GET /api/v1/milk/capacity":                   "head officer",
	"GET /api/v1/travel":                          "head officer dispatcher midwife cadre doctor nurse driver courier sanitarian nutritionist",
	"GET /tiles/{z}/{x}/{y}":                      "open",

	// Whose statement is whose is told by TestAStatementIsReadByWhomItConcerns.
	"GET /api/v1/phones/health":                          "head officer dispatcher",
	"GET /api/v1/duty/handover.pdf":                      "head officer dispatcher",
	"GET /api/v1/duty/slips/{book}/slips.pdf":            "nothing of this name",
	"GET /api/v1/complaints/trend":                       "head",
	"GET /api/v1/triage":                                 "head officer dispatcher midwife cadre doctor nurse driver courier",
	"GET /api/v1/records/{file}":                         "nothing of this name",
	"GET /api/v1/served":                                 "head officer midwife",
	"GET /api/v1/whatif":                                 "head officer",
	"POST /api/v1/whatif":                                "head officer",
	"GET /api/v1/whatif/play":                            "head officer",
	"POST /api/v1/whatif/stop":                           "head officer",
	"GET /api/v1/whatif/result.csv":                      "nothing of this name",
	"GET /api/v1/whatif/result.xlsx":                     "nothing of this name",
	"GET /api/v1/records/form":                           "midwife cadre doctor nurse",
	"GET /api/v1/board":                                  "head officer treasurer",
	"GET /api/v1/board/board.pdf":                        "head officer treasurer",
	"GET /api/v1/rounds":                                 "head officer dispatcher midwife cadre",
	"GET /api/v1/rounds/list.pdf":                        "head officer dispatcher midwife cadre",
	"GET /api/v1/rounds/list.xlsx":                       "head officer",
	"POST /api/v1/plan/try":                              "officer dispatcher",
	"POST /api/v1/plan/ask":                              "officer dispatcher",
	"POST /api/v1/plan/place":                            "officer dispatcher",
	"GET /api/v1/plan/why":                               "head officer dispatcher midwife cadre doctor nurse driver courier",
	"GET /api/v1/supportgroups":                          "head officer midwife cadre",
	"GET /api/v1/weighings/month":                        "head officer midwife cadre nutritionist",
	"GET /api/v1/weighings/month/children":               "head officer midwife cadre nutritionist",
	"GET /api/v1/weighings/posyandu/{id}":                "nothing of this name",
	"POST /api/v1/weighings/judge":                       "officer midwife cadre nutritionist",
	"GET /api/v1/growth/standards/{sex}":                 "nothing of this name",
	"GET /api/v1/growth/children/{file}":                 "nothing of this name",
	"GET /api/v1/suggest/rounds/{team}":                  "nothing of this name",
	"GET /api/v1/suggest/visit/{case}":                   "nothing of this name",
	"GET /api/v1/milk/overview":                          "head officer treasurer",
	"GET /api/v1/milk/overview/overview.pdf":             "head officer treasurer",
	"GET /api/v1/milk/overview/overview.xlsx":            "head officer treasurer",
	"GET /api/v1/payment/statements/{id}/statement.pdf":  "nothing of this name",
	"GET /api/v1/payment/statements/{id}/statement.xlsx": "nothing of this name",
	"GET /api/v1/payment/hand-ins/{id}/receipt.pdf":      "nothing of this name",
	"GET /api/v1/payment/ledger.xlsx":                    "head treasurer",
	"GET /api/v1/rice/debts.xlsx":                        "head treasurer",
	"GET /api/v1/rice/debts.csv":                         "head treasurer",
	"GET /api/v1/rice/fund.xlsx":                         "head treasurer",
	"GET /api/v1/rice/fund.csv":                          "head treasurer",
	"GET /api/v1/rice/debts/{id}/receipt.pdf":            "nothing of this name",
	"GET /api/v1/findings/ageing":                        "head officer dispatcher sanitarian nutritionist",
	"GET /api/v1/findings/{id}/letter.pdf":               "nothing of this name",
	"GET /api/v1/findings.xlsx":                          "head officer sanitarian nutritionist",
	"GET /api/v1/findings.csv":                           "head officer sanitarian nutritionist",
	"GET /api/v1/findings/ageing.xlsx":                   "head officer sanitarian nutritionist",
	"GET /api/v1/findings/ageing.csv":                    "head officer sanitarian nutritionist",
	"GET /api/v1/aid.xlsx":                               "head officer",
	"GET /api/v1/aid.csv":                                "head officer",
	"GET /api/v1/campaign/sellers":                       "head officer",
	"GET /api/v1/campaign/sellers/{id}":                  "nothing of this name",
	"GET /api/v1/campaign/sellers/{id}/message":          "nothing of this name",
	"GET /api/v1/campaign/batches":                       "head officer",
	"GET /api/v1/campaign/batches/{id}/labels.pdf":       "nothing of this name",
	"GET /api/v1/campaign/stock":                         "head officer",
	"GET /api/v1/campaign/contacts":                      "head officer",
	"GET /api/v1/campaign/content":                       "head officer midwife admin",
	"GET /api/v1/training/courses":                       "head officer midwife doctor nurse cadre courier driver",
	"GET /api/v1/training/courses/{code}":                "nothing of this name",
	"GET /api/v1/training/sessions":                      "head officer midwife doctor nurse cadre courier driver",
	"GET /api/v1/training/sessions/{id}":                 "nothing of this name",
	"GET /api/v1/training/matrix":                        "head officer midwife",
	"GET /api/v1/training/matrix.csv":                    "head officer midwife",
	"GET /api/v1/training/matrix.xlsx":                   "head officer midwife",
	"GET /api/v1/training/mine":                          "head officer midwife doctor nurse cadre courier driver",
	"GET /api/v1/training/people/{id}":                   "nothing of this name",
	"GET /api/v1/training/certificates/{file}":           "nothing of this name",
	"GET /api/v1/graduation":                             "head officer midwife cadre",
	"GET /api/v1/graduation/{file}":                      "nothing of this name",
	"GET /api/v1/aid/check":                              "nothing of this name",
}

// doorways are addresses outside the JSON door, with what opens them.
var doorways = map[string]string{
	"/api/": "nothing", "GET /healthz": "open", "GET /readyz": "open", "PUT /test/clock": "the test clock", "/": "the app", "/t/": "a link", "/c/": "nothing", "GET /c/{word}": "the word on a certificate", "/k/": "nothing", "GET /k/{word}": "the word on a certificate",
	"/b/": "nothing", "GET /b/{word}": "anybody", "POST /b/{word}/scan": "anybody, for a code", "GET /b/keep.js": "open",
	"GET /t/{token}": "a link", "GET /t/{token}/part": "a link", "GET /t/{token}/live": "a link", "GET /t/{token}/jam": "a link", "GET /t/{token}/lagi": "a link", "GET /t/{token}/app.webmanifest": "a link", "GET /{slug}/pijat/app.webmanifest": "anybody", "POST /t/{token}/{act}": "a link", "GET /t/{token}/sertifikat/{baby}": "a link",
	"GET /{slug}/asi/daftar": "anybody", "POST /{slug}/asi/daftar": "anybody", "GET /{slug}/asi/aduan": "anybody", "POST /{slug}/asi/aduan": "anybody",
	"GET /{slug}/asi/p/{token}": "a receipt", "POST /{slug}/asi/p/{token}/{act}": "a receipt and its code", "GET /{slug}/asi/{$}": "anybody", "/{slug}/asi/": "nothing",
	"GET /{slug}/pijat": "anybody", "POST /{slug}/pijat": "anybody", "POST /{slug}/pijat/anak": "anybody", "POST /{slug}/pijat/jam": "anybody",
	"GET /{slug}/pijat/p/{token}": "a receipt", "POST /{slug}/pijat/p/{token}/{act}": "a receipt, and the code for the telephone",
	"GET /{slug}/kenthongan": "anybody", "POST /{slug}/kenthongan": "anybody",
	"GET /{slug}/lapor": "anybody", "POST /{slug}/lapor": "anybody", "GET /{slug}/lapor/cari": "anybody", "POST /{slug}/lapor/cari": "number and code",
	"GET /{slug}/lapor/p/{token}": "a receipt", "GET /{slug}/lapor/p/{token}/bagian": "a receipt", "POST /{slug}/lapor/p/{token}/{act}": "a receipt",
	"GET /{slug}/janji": "anybody", "GET /{slug}/janji.pdf": "anybody", "/{slug}/{rest...}": "nothing",
	"GET /first-run/{token}": "the one-time link", "POST /first-run/{token}": "the one-time link",
}

func TestEveryRouteIsOpenExactlyToWhomItIs(t *testing.T) {
	t.Parallel()
	w := newTown(t, "")
	x := w.put(here, 0, "doctor")
	y := w.put(there, 0, "doctor")
	for _, r := range w.h.API(house.Doors{}).Routes() {
		qt.Assert(t, qt.Not(qt.Equals(routes[r.Pattern], "")), qt.Commentf("%s has no row", r.Pattern))
	}
	for _, role := range staffRoles {
		w.session(here, string(role))
		for pattern, who := range routes {
			if who == "open" || who == "verb" || strings.HasSuffix(pattern, "/live") {
				continue
			}
			method, path, _ := strings.Cut(pattern, " ")
			got := w.send(method, strings.Replace(path, "{phone}", string(x.phone), 1), routeBody(path))
			want := who == "*" || slices.Contains(strings.Fields(who), string(role))
			qt.Check(t, qt.Equals(got.status != 404, want), qt.Commentf("%s as %s: %d", pattern, role, got.status))
			if strings.Contains(path, "{phone}") {
				absent := w.send(method, "/api/v1/phones/"+string(w.fresh())+"/qr.png", nil)
				afar := w.send(method, "/api/v1/phones/"+string(y.phone)+"/qr.png", nil)
				qt.Check(t, qt.Equals(afar.status, 404))
				qt.Check(t, qt.Equals(withoutID(afar.body), withoutID(absent.body)))
			}
		}
	}
}

// routeBody is an empty question to a route.
func routeBody(path string) any {
	switch path {
	case "/api/v1/me/pin":
		return map[string]string{"pin": "482915"}
	case "/api/v1/sync":
		return map[string]any{"device": "d", "app": "1", "head": "", "cursors": map[string]int64{}, "commands": []any{}}
	case "/api/v1/positions":
		return map[string]any{"fixes": []any{}}
	}
	return nil
}

var requestID = regexp.MustCompile(`"request_id":"[^"]*"`)

func withoutID(body string) string { return requestID.ReplaceAllString(body, "") }

// TestEveryAddressOfTheServerIsListed reads how addresses are hung up in our own
// code: a mux cannot be asked.
func TestEveryAddressOfTheServerIsListed(t *testing.T) {
	hung := regexp.MustCompile(`(?:HandleFunc|Handle)\("([^"]+)"`)
	found := 0
	for _, dir := range []string{".", "../door/page", "../door/api"} {
		files, err := filepath.Glob(filepath.Join(dir, "*.go"))
		qt.Assert(t, qt.IsNil(err))
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			source, err := os.ReadFile(file)
			qt.Assert(t, qt.IsNil(err))
			for _, m := range hung.FindAllStringSubmatch(string(source), -1) {
				found++
				pattern := m[1]
				qt.Check(t, qt.IsTrue(routes[pattern] != "" || doorways[pattern] != "" || strings.HasPrefix(pattern, "GET /t/")), qt.Commentf("%s in %s has no row", pattern, file))
			}
		}
	}
	qt.Assert(t, qt.IsTrue(found > 5))
}
