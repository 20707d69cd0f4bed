package phone

import (
	"database/sql"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/shared/tracking"
)

func form(body string) recorded {
	return recorded{method: "POST", target: "/phone/TOKEN", contentType: "application/x-www-form-urlencoded", body: body}
}

const aPoint = "id=1&timestamp=1772434800&lat=-7.5601&lon=110.9002"

func own(body string) recorded {
	return recorded{method: "POST", target: "/phone/owntracks", contentType: "application/json", body: body}
}

const aLocation = `{"_type":"location","tst":1772434800,"lat":-7.5601,"lon":110.9002}`

func TestEveryRecordedRequestIsTakenAndItsPointIsOnTheDiskOrKeptApart(t *testing.T) {
	for _, name := range goldens(t) {
		t.Run(strings.TrimPrefix(name, "testdata/"), func(t *testing.T) {
			st := newStation(t)
			st.ride()
			r := readRequest(t, name)
			status, body := st.send(r)
			qt.Check(t, qt.Equals(status, 200))
			want := ""
			if strings.Contains(name, "owntracks/") {
				want = "[]"
			}
			qt.Check(t, qt.Equals(body, want))
			list, err := r.decode()
			qt.Assert(t, qt.IsNil(err))
			points := 0
			for _, m := range list {
				if m.HasPoint {
					points++
				}
			}
			qt.Check(t, qt.Equals(len(st.trail())+len(st.held()), points))
		})
	}
}

func TestWhoOnlyLooksChangesNothing(t *testing.T) {
	st := newStation(t)
	st.ride()
	for _, r := range []recorded{
		{method: "GET", target: "/phone/TOKEN"},
		{method: "GET", target: "/phone/TOKEN/favicon.ico"},
		{method: "GET", target: "/phone/TOKEN?utm_source=chat"},
		{method: "HEAD", target: "/phone/TOKEN"},
		{method: "HEAD", target: "/phone/TOKEN?" + aPoint + "&alarm=sos"},
		{method: "GET", target: "/phone/TOKEN?id=1&interval=20&distance=25&accuracy=high"}, // the enrolment link itself
		{method: "GET", target: "/phone/owntracks"},
	} {
		status, _ := st.send(r)
		qt.Check(t, qt.Equals(status, 200), qt.Commentf("%s %s", r.method, r.target))
	}
	qt.Check(t, qt.Equals(st.recorder.Stats(), tracking.Stats{}))
	qt.Check(t, qt.HasLen(st.bell.rung, 0))
}

func TestAnyMethodAndAnyPathBehindTheTokenBringsAPosition(t *testing.T) {
	st := newStation(t)
	st.ride()
	for i, r := range []recorded{
		{method: "GET", target: "/phone/TOKEN?timestamp=1772434801&lat=-7.5601&lon=110.9002"},
		{method: "PUT", target: "/phone/TOKEN/?timestamp=1772434802&lat=-7.5601&lon=110.9002"},
		{method: "POST", target: "/phone/TOKEN/a/b?timestamp=1772434803&lat=-7.5601&lon=110.9002"},
		{method: "POST", target: "/phone/TOKEN", body: "timestamp=1772434804&lat=-7.5601&lon=110.9002"},
	} {
		status, _ := st.send(r)
		qt.Check(t, qt.Equals(status, 200))
		qt.Check(t, qt.HasLen(st.trail(), i+1))
	}
}

func TestAnUnknownOrBlockedPhoneKeepsItsPoints(t *testing.T) {
	st := newStation(t)
	st.ride()
	wrongToken := recorded{method: "POST", target: "/phone/guess", contentType: "application/x-www-form-urlencoded", body: aPoint}
	status, _ := st.send(wrongToken)
	qt.Check(t, qt.Equals(status, 401))
	wrongToken.contentType, wrongToken.body = "application/json", `{}`
	status, _ = st.send(wrongToken)
	qt.Check(t, qt.Equals(status, 404))

	for why, change := range map[string]func(*http.Request){
		"no login":         func(r *http.Request) { r.Header.Del("Authorization") },
		"wrong password":   func(r *http.Request) { r.SetBasicAuth("joko", "guess") },
		"unknown user":     func(r *http.Request) { r.SetBasicAuth("budi", password) },
		"empty password":   func(r *http.Request) { r.SetBasicAuth("budi", "") },
		"another's header": func(r *http.Request) { r.Header.Set("X-Limit-U", "budi") },
	} {
		answer := st.answer(own(aLocation), change)
		answer.Body.Close()
		qt.Check(t, qt.Equals(answer.StatusCode, 401), qt.Commentf("%s", why))
		qt.Check(t, qt.Equals(answer.Header.Get("WWW-Authenticate"), `Basic realm="sambang"`))
	}
	status, _ = st.send(own(aLocation), func(r *http.Request) { r.Header.Del("X-Limit-U") })
	qt.Check(t, qt.Equals(status, 200), qt.Commentf("the header need not be sent"))
	qt.Check(t, qt.HasLen(st.trail(), 1))

	st.roster.Enrol("joko-phone", Secrets{Token: "another", User: "joko", Password: "another"})
	status, _ = st.send(form(aPoint))
	qt.Check(t, qt.Equals(status, 401), qt.Commentf("a new code ends the old one"))
	status, _ = st.send(own(aLocation))
	qt.Check(t, qt.Equals(status, 401))

	st.roster.Block("joko-phone")
	now := form(aPoint)
	now.target = "/phone/another"
	status, _ = st.send(now)
	qt.Check(t, qt.Equals(status, 401))
	status, _ = st.send(own(aLocation), func(r *http.Request) { r.SetBasicAuth("joko", "another") })
	qt.Check(t, qt.Equals(status, 401))
	qt.Check(t, qt.HasLen(st.trail(), 1))
}

func TestWithoutAJobAPointIsAnsweredAndCountedOnly(t *testing.T) {
	st := newStation(t)
	status, _ := st.send(form(aPoint))
	qt.Check(t, qt.Equals(status, 200))
	status, _ = st.send(own(aLocation))
	qt.Check(t, qt.Equals(status, 200))
	qt.Check(t, qt.Equals(st.recorder.Stats(), tracking.Stats{Outside: 2, Groups: 2}))
}

func TestAPointOfUnknownTimeIsKeptApartWithoutItsPlace(t *testing.T) {
	st := newStation(t)
	st.ride()
	st.send(form("timestamp=yesterday&lat=-7.5601&lon=110.9002"))
	qt.Assert(t, qt.HasLen(st.held(), 1))
	qt.Check(t, qt.IsTrue(st.held()[0].Point.IsZero()))
}

func TestTheSameRequestAgainIsAnsweredAndChangesNothing(t *testing.T) {
	st := newStation(t)
	st.ride()
	for range 3 {
		status, _ := st.send(form(aPoint))
		qt.Check(t, qt.Equals(status, 200))
	}
	status, _ := st.send(own(aLocation)) // the same position by another app
	qt.Check(t, qt.Equals(status, 200))
	qt.Check(t, qt.HasLen(st.trail(), 1))
}

func TestSOSRingsWithOrWithoutAJobAndAPosition(t *testing.T) {
	st := newStation(t)
	status, _ := st.send(form(aPoint + "&alarm=sos"))
	qt.Check(t, qt.Equals(status, 200))
	st.send(form("id=1&alarm=sos"))
	st.send(form("id=1&alarm=lowBattery"))
	qt.Check(t, qt.HasLen(st.bell.rung, 2))
}

func TestWhatIsNoRequestOfAPhoneIsRefusedWithACode(t *testing.T) {
	st := newStation(t)
	st.ride()
	asJSON := recorded{method: "POST", target: "/phone/TOKEN", contentType: "application/json"}
	for body, want := range map[string]string{
		`{"location":`: `{"code":"phone.no_json"}`,
		"\x00":         `{"code":"phone.no_json"}`,
		"[" + strings.Repeat("{},", listLimit) + "{}]": `{"code":"phone.too_long"}`,
	} {
		asJSON.body = body
		_, got := st.send(asJSON)
		qt.Check(t, qt.Equals(got, want))
	}
	status, _ := st.send(own(`{"_type"`))
	qt.Check(t, qt.Equals(status, 400))

	long := strings.Repeat("x", bodyLimit+1)
	status, _ = st.send(form(long))
	qt.Check(t, qt.Equals(status, 413))
	status, _ = st.send(own(long), func(r *http.Request) { r.ContentLength = -1 }) // in chunks, its length untold
	qt.Check(t, qt.Equals(status, 413))
	qt.Check(t, qt.Equals(st.recorder.Stats(), tracking.Stats{}))
}

func TestNothingIsAnsweredBeforeTheCommitAndAnOverloadAsksToWait(t *testing.T) {
	s := tracking.Defaults(time.UTC)
	s.Queue, s.Group = 1, 1
	st := openStation(t, s)
	st.roster.Enrol("joko-phone", Secrets{Token: token})
	st.windows.Enrol("joko-phone", "joko")
	st.ride()
	st.send(form(aPoint)) // the day's table is made

	db, err := sql.Open("sqlite", filepath.Join(filepath.Dir(st.path), "positions.sqlite")+"?_txlock=immediate")
	qt.Assert(t, qt.IsNil(err))
	defer db.Close()
	lock, err := db.Begin() // the disk stands still
	qt.Assert(t, qt.IsNil(err))

	const phones = 8
	answers := make(chan *http.Response, phones)
	for i := range phones {
		go func() { answers <- st.answer(form(aPoint + strings.Repeat("1", i+1))) }()
	}
	for range phones - 2 { // at most one is with the writer and one waits
		answer := <-answers
		answer.Body.Close()
		qt.Check(t, qt.Equals(answer.StatusCode, 503), qt.Commentf("no 2xx while nothing can reach the disk"))
		qt.Check(t, qt.Equals(answer.Header.Get("Retry-After"), "5"))
	}
	qt.Assert(t, qt.IsNil(lock.Rollback()))
	taken := 0
	for range 2 {
		answer := <-answers
		answer.Body.Close()
		if answer.StatusCode == 200 {
			taken++
		}
	}
	qt.Check(t, qt.IsTrue(taken > 0))
	qt.Check(t, qt.HasLen(st.trail(), 1+taken))
}

func TestAFullDiskKeepsThePointOnThePhone(t *testing.T) {
	st := newStation(t)
	st.ride()
	st.send(form(aPoint))
	db, err := sql.Open("sqlite", st.path)
	qt.Assert(t, qt.IsNil(err))
	defer db.Close()
	_, err = db.Exec(`CREATE TRIGGER full BEFORE INSERT ON position_20260302 BEGIN SELECT RAISE(ABORT, 'disk full'); END`)
	qt.Assert(t, qt.IsNil(err))
	status, body := st.send(form(strings.Replace(aPoint, "4800", "4820", 1)))
	qt.Check(t, qt.Equals(status, 503))
	qt.Check(t, qt.Equals(body, `{"code":"fault"}`), qt.Commentf("the cause is for the operator"))
}
