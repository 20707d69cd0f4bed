package storm

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/programme/campaign/lead"
	"sambang/internal/programme/homevisit"
	"sambang/internal/programme/homevisit/alarm"
	"sambang/internal/programme/homevisit/rice"
	"sambang/internal/programme/homevisit/rounds"
	"sambang/internal/programme/massage"
	"sambang/internal/programme/massage/motorbike"
	"sambang/internal/programme/milk"
	"sambang/internal/programme/milk/admission"
	"sambang/internal/programme/milk/schedule"
	"sambang/internal/programme/supportgroup"
	"sambang/internal/programme/supportgroup/experience"
	"sambang/internal/programme/supportgroup/graduation"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/duty"
	"sambang/internal/shared/equipment"
	"sambang/internal/shared/finding"
	"sambang/internal/shared/fleet"
	"sambang/internal/shared/health"
	"sambang/internal/shared/holiday"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/need"
	"sambang/internal/shared/payment"
	"sambang/internal/shared/plan"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/sticker"
	"sambang/internal/shared/task"
	"sambang/internal/shared/travel"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/training"
)

// town is a health centre whose server can be stopped and started on another
// copy of its data, behind one address.
type town struct {
	t        *testing.T
	h        *house.House
	data     string
	clock    *house.TestClock
	now      atomic.Pointer[http.Handler]
	address  string
	facility ident.ID
}

func newTown(t *testing.T) *town {
	w := &town{t: t, data: t.TempDir(), clock: house.NewTestClock()}
	w.clock.Set(instant.Of(time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC))) // 7 o'clock in Karanganyar
	front := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { (*w.now.Load()).ServeHTTP(rw, r) }))
	t.Cleanup(front.Close)
	w.address = front.URL
	w.open()
	t.Cleanup(func() { w.h.Close() })
	return w
}

func (w *town) open() {
	w.t.Helper()
	var err error
	w.h, err = house.Open(context.Background(), house.Config{Data: w.data, Clock: w.clock, Log: slog.New(slog.DiscardHandler), Address: w.address})
	qt.Assert(w.t, qt.IsNil(err))
	w.h.Desk.Work.Memory, w.h.Desk.Work.Iterations = 64, 1 // what a password costs is told in signin
	handler, err := w.h.Handler(house.Doors{Guard: api.Guard{Log: slog.New(slog.DiscardHandler)}})
	qt.Assert(w.t, qt.IsNil(err))
	w.now.Store(&handler)
}

// backup copies the folder of a server that stands still for a moment.
func (w *town) backup() string {
	w.t.Helper()
	copied := w.t.TempDir()
	w.h.Close()
	qt.Assert(w.t, qt.IsNil(os.CopyFS(copied, os.DirFS(w.data))))
	w.open()
	return copied
}

// restore goes on from a copy; what was written since is gone.
func (w *town) restore(copied string) {
	w.t.Helper()
	w.h.Close()
	w.data = filepath.Clean(copied)
	w.open()
}

func (w *town) settle() {
	w.t.Helper()
	for {
		n, err := w.h.Errands.Once(context.Background())
		qt.Assert(w.t, qt.IsNil(err))
		if n == 0 {
			return
		}
	}
}

func (w *town) read(f func(tx *store.Tx) error) {
	w.t.Helper()
	qt.Assert(w.t, qt.IsNil(w.h.DB.Read(context.Background(), f)))
}

// me is what the server knows a phone's person as.
func (w *town) me(p *phone) (api.Me, bool) {
	w.t.Helper()
	res, err := p.http.Get(w.address + "/api/v1/me")
	qt.Assert(w.t, qt.IsNil(err))
	defer res.Body.Close()
	var me api.Me
	if res.StatusCode != http.StatusOK {
		return me, false
	}
	qt.Assert(w.t, qt.IsNil(json.NewDecoder(res.Body).Decode(&me)))
	return me, true
}

// seen is a row with everybody who may see it, from the row itself.
type seen struct {
	table     string
	id        ident.ID
	audiences []string
}

// seenOf reads a whole table and asks each row who may see it: the sync door
// never looks here, it goes by what was written down when the row was put.
func seenOf[T interface{ Audiences() []string }](tx *store.Tx, f ident.ID, t *store.Table[T]) ([]seen, error) {
	rows, err := t.Where(tx, "facility_id = $1", f)
	var out []seen
	for _, r := range rows {
		out = append(out, seen{t.Definition().Name, ident.ID(reflect.ValueOf(r).FieldByName("ID").String()), r.Audiences()})
	}
	return out, err
}

// everything is every row of every synced table.
func (w *town) everything(tx *store.Tx) []seen {
	w.t.Helper()
	var all []seen
	tables := map[string]bool{}
	take := func(rows []seen, err error) {
		qt.Assert(w.t, qt.IsNil(err))
		all = append(all, rows...)
	}
	for name, read := range map[string]func() ([]seen, error){
		"village":               func() ([]seen, error) { return seenOf(tx, w.facility, registry.Villages) },
		"person":                func() ([]seen, error) { return seenOf(tx, w.facility, registry.People) },
		"posyandu":              func() ([]seen, error) { return seenOf(tx, w.facility, registry.Posyandus) },
		"ten_house_group":       func() ([]seen, error) { return seenOf(tx, w.facility, registry.Groups) },
		"feeding":               func() ([]seen, error) { return seenOf(tx, w.facility, health.Feedings) },
		"experience":            func() ([]seen, error) { return seenOf(tx, w.facility, experience.Experiences) },
		"help_sentence":         func() ([]seen, error) { return seenOf(tx, w.facility, experience.Sentences) },
		"massage_booking":       func() ([]seen, error) { return seenOf(tx, w.facility, massage.Bookings) },
		"massage_roster":        func() ([]seen, error) { return seenOf(tx, w.facility, massage.Rosters) },
		"massage_disruption":    func() ([]seen, error) { return seenOf(tx, w.facility, massage.Disruptions) },
		"massage_substitute":    func() ([]seen, error) { return seenOf(tx, w.facility, massage.Substitutes) },
		"massage_refusal":       func() ([]seen, error) { return seenOf(tx, w.facility, massage.Refusals) },
		"massage_company":       func() ([]seen, error) { return seenOf(tx, w.facility, massage.Companies) },
		"massage_partner":       func() ([]seen, error) { return seenOf(tx, w.facility, motorbike.Partners) },
		"massage_motorbike":     func() ([]seen, error) { return seenOf(tx, w.facility, motorbike.Motorbikes) },
		"massage_loan":          func() ([]seen, error) { return seenOf(tx, w.facility, motorbike.Loans) },
		"massage_trip":          func() ([]seen, error) { return seenOf(tx, w.facility, motorbike.Trips) },
		"massage_fee":           func() ([]seen, error) { return seenOf(tx, w.facility, massage.Fees) },
		"hand_in":               func() ([]seen, error) { return seenOf(tx, w.facility, payment.HandIns) },
		"massage_visit":         func() ([]seen, error) { return seenOf(tx, w.facility, massage.Visits) },
		"campaign_lead":         func() ([]seen, error) { return seenOf(tx, w.facility, lead.Leads) },
		"training_session":      func() ([]seen, error) { return seenOf(tx, w.facility, training.Sessions) },
		"training_place":        func() ([]seen, error) { return seenOf(tx, w.facility, training.Places) },
		"training_attempt":      func() ([]seen, error) { return seenOf(tx, w.facility, training.Attempts) },
		"training_progress":     func() ([]seen, error) { return seenOf(tx, w.facility, training.Progresses) },
		"member_problem":        func() ([]seen, error) { return seenOf(tx, w.facility, experience.MemberProblems) },
		"six_month_certificate": func() ([]seen, error) { return seenOf(tx, w.facility, graduation.Certificates) },
		"visit_record":          func() ([]seen, error) { return seenOf(tx, w.facility, health.Records) },
		"growth_card":           func() ([]seen, error) { return seenOf(tx, w.facility, health.GrowthCards) },
		"growth_concern":        func() ([]seen, error) { return seenOf(tx, w.facility, health.Concerns) },
		"task":                  func() ([]seen, error) { return seenOf(tx, w.facility, task.Tasks) },
		"worker":                func() ([]seen, error) { return seenOf(tx, w.facility, workforce.Workers) },
		"phone":                 func() ([]seen, error) { return seenOf(tx, w.facility, workforce.Phones) },
		"staff_account":         func() ([]seen, error) { return seenOf(tx, w.facility, workforce.Accounts) },
		"milk_application":      func() ([]seen, error) { return seenOf(tx, w.facility, admission.Applications) },
		"milk_place":            func() ([]seen, error) { return seenOf(tx, w.facility, milk.Places) },
		"milk_delivery":         func() ([]seen, error) { return seenOf(tx, w.facility, milk.Deliveries) },
		"milk_step":             func() ([]seen, error) { return seenOf(tx, w.facility, milk.Steps) },
		"milk_review":           func() ([]seen, error) { return seenOf(tx, w.facility, milk.Reviews) },
		"milk_schedule":         func() ([]seen, error) { return seenOf(tx, w.facility, schedule.Schedules) },
		"milk_pickup":           func() ([]seen, error) { return seenOf(tx, w.facility, schedule.Pickups) },
		"milk_holiday":          func() ([]seen, error) { return seenOf(tx, w.facility, holiday.Holidays) },
		"milk_absence":          func() ([]seen, error) { return seenOf(tx, w.facility, schedule.Absences) },
		"milk_count":            func() ([]seen, error) { return seenOf(tx, w.facility, schedule.Counts) },
		"house_sticker":         func() ([]seen, error) { return seenOf(tx, w.facility, sticker.Stickers) },
		"cooler":                func() ([]seen, error) { return seenOf(tx, w.facility, equipment.Coolers) },
		"cooler_check":          func() ([]seen, error) { return seenOf(tx, w.facility, equipment.Checks) },
		"finding":               func() ([]seen, error) { return seenOf(tx, w.facility, finding.Findings) },
		"aid":                   func() ([]seen, error) { return seenOf(tx, w.facility, finding.Aids) },
		"rice_debt":             func() ([]seen, error) { return seenOf(tx, w.facility, rice.Debts) },
		"rice_handover":         func() ([]seen, error) { return seenOf(tx, w.facility, rice.Handovers) },
		"rice_line":             func() ([]seen, error) { return seenOf(tx, w.facility, rice.Lines) },
		"rice_batch":            func() ([]seen, error) { return seenOf(tx, w.facility, rice.Batches) },
		"round":                 func() ([]seen, error) { return seenOf(tx, w.facility, rounds.Rounds) },
		"support_group":         func() ([]seen, error) { return seenOf(tx, w.facility, supportgroup.Groups) },
		"group_member":          func() ([]seen, error) { return seenOf(tx, w.facility, supportgroup.Members) },
		"group_meeting":         func() ([]seen, error) { return seenOf(tx, w.facility, supportgroup.Meetings) },
		"group_attendance":      func() ([]seen, error) { return seenOf(tx, w.facility, supportgroup.Attendances) },
		"round_visit":           func() ([]seen, error) { return seenOf(tx, w.facility, rounds.Visits) },
		"home_visit":            func() ([]seen, error) { return seenOf(tx, w.facility, homevisit.Visits) },
		"home_visit_step":       func() ([]seen, error) { return seenOf(tx, w.facility, homevisit.Steps) },
		"desk_duty":             func() ([]seen, error) { return seenOf(tx, w.facility, duty.Duties) },
		"slip_book":             func() ([]seen, error) { return seenOf(tx, w.facility, duty.Books) },
		"vehicle":               func() ([]seen, error) { return seenOf(tx, w.facility, fleet.Vehicles) },
		"base":                  func() ([]seen, error) { return seenOf(tx, w.facility, fleet.Bases) },
		"team":                  func() ([]seen, error) { return seenOf(tx, w.facility, fleet.Teams) },
		"day_plan":              func() ([]seen, error) { return seenOf(tx, w.facility, plan.Days) },
		"day_route":             func() ([]seen, error) { return seenOf(tx, w.facility, plan.Routes) },
		"plan_wish":             func() ([]seen, error) { return seenOf(tx, w.facility, plan.Wishes) },
		"travel_weather":        func() ([]seen, error) { return seenOf(tx, w.facility, travel.Weathers) },
		"travel_habit":          func() ([]seen, error) { return seenOf(tx, w.facility, travel.Habits) },
		"road_closure":          func() ([]seen, error) { return seenOf(tx, w.facility, fleet.Closures) },
		"on_call":               func() ([]seen, error) { return seenOf(tx, w.facility, fleet.OnCalls) },
		"alarm_post":            func() ([]seen, error) { return seenOf(tx, w.facility, alarm.Posts) },
		"alarm":                 func() ([]seen, error) { return seenOf(tx, w.facility, alarm.Alarms) },
		"alarm_call":            func() ([]seen, error) { return seenOf(tx, w.facility, alarm.Calls) },
		"alarm_code":            func() ([]seen, error) { return seenOf(tx, w.facility, alarm.Codes) },
		"lone_watch":            func() ([]seen, error) { return seenOf(tx, w.facility, dispatch.Watches) },
		"need_case":             func() ([]seen, error) { return seenOf(tx, w.facility, need.Cases) },
		"job":                   func() ([]seen, error) { return seenOf(tx, w.facility, dispatch.Jobs) },
		"promise":               func() ([]seen, error) { return seenOf(tx, w.facility, promise.Promises) },
		"earning":               func() ([]seen, error) { return seenOf(tx, w.facility, ledger.Earnings) },
		"balance":               func() ([]seen, error) { return seenOf(tx, w.facility, ledger.Balances) },
		"fund":                  func() ([]seen, error) { return seenOf(tx, w.facility, payment.Funds) },
		"receipt":               func() ([]seen, error) { return seenOf(tx, w.facility, payment.Receipts) },
		"support":               func() ([]seen, error) { return seenOf(tx, w.facility, payment.Supports) },
		"statement":             func() ([]seen, error) { return seenOf(tx, w.facility, payment.Statements) },
		"message":               func() ([]seen, error) { return seenOf(tx, w.facility, messaging.Messages) },
		"proposal":              func() ([]seen, error) { return seenOf(tx, w.facility, journal.Proposals) },
	} {
		tables[name] = true
		take(read())
	}
	for name := range w.h.Shows {
		qt.Check(w.t, qt.IsTrue(tables[name] || slices.Contains(apart, name)), qt.Commentf("the table %s is sent to phones and compared nowhere", name))
	}
	return all
}

// apart are synced tables of which these days write no row.
var apart = []string{"break_glass", "day_head", "policy_version"}

// view is what a person should see: every row, cut to their audiences and columns.
func (w *town) view(me api.Me) map[string]map[string]any {
	w.t.Helper()
	actor := access.Actor{Facility: w.facility, ID: me.Account, Worker: me.Worker, Roles: me.Roles, Keys: me.Audiences, Door: "api"}
	out := map[string]map[string]any{}
	w.read(func(tx *store.Tx) error {
		q := journal.Query{Tx: tx, Facility: w.facility, By: actor, Now: w.clock.Now(), Keys: w.h.Ring}
		for _, s := range w.everything(tx) {
			fields, all := access.Sees(actor, s.table, s.audiences)
			if !all && len(fields) == 0 {
				continue
			}
			shown, found, err := w.h.Shows[s.table](q, s.id)
			if err != nil || !found {
				return err
			}
			var row map[string]any
			if err := json.Unmarshal(raw(w.t, shown), &row); err != nil {
				return err
			}
			maps.DeleteFunc(row, func(k string, _ any) bool { return !all && k != "id" && !slices.Contains(fields, k) })
			out[s.table+"/"+string(s.id)] = row
		}
		return nil
	})
	return out
}

// differs names the first row in which a phone is not what it should be, and the
// fields.
func differs(have, want map[string]map[string]any) string {
	for _, k := range slices.Sorted(maps.Keys(want)) {
		if have[k] == nil {
			return "the phone lacks " + k
		}
		for _, f := range slices.Sorted(maps.Keys(want[k])) {
			if strings.HasPrefix(k, "message/") && (f == "link" || f == "text") {
				continue // a link that has died since opens nothing: its row is not sent again for that
			}
			if h, w := fmt.Sprint(have[k][f]), fmt.Sprint(want[k][f]); h != w {
				return k + ": " + f + " is " + h + " and should be " + w
			}
		}
		if len(have[k]) > len(want[k]) {
			return k + ": the phone has more fields than it may see"
		}
	}
	for k := range have {
		if want[k] == nil {
			return "the phone keeps " + k
		}
	}
	return ""
}

// lastShown is the newest line of the access log and how many there are.
func (w *town) lastShown() (n int64, people []string) {
	w.read(func(tx *store.Tx) error {
		var text string
		if _, err := tx.One("SELECT count(*) FROM access_log WHERE facility_id = $1", store.Args(w.facility), &n); err != nil {
			return err
		}
		_, err := tx.One("SELECT people FROM access_log WHERE facility_id = $1 ORDER BY at DESC LIMIT 1", store.Args(w.facility), &text)
		people = strings.Fields(text)
		return err
	})
	return n, people
}
