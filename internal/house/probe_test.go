package house_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
)

// placeless verbs are about nothing that lies in a place yet, or name something
// by an id that their answer does not tell apart from an unknown one: whoever has
// the right at all has it in every position.
var placeless = map[string]string{
	"registry.found":          "a health centre begins once; the machine is told so",
	"journal.close_day":       "a day is the whole facility's",
	"policy.change":           "settings are the whole facility's",
	"registry.register":       "the person is new; another facility's village is refused by name",
	"registry.publish_text":   "the text is the whole facility's",
	"registry.set_numbers":    "the numbers are the whole facility's",
	"registry.set_posyandu":   "the posyandu is new; another facility's village is refused by name",
	"registry.set_group":      "the group is new; another facility's village is refused by name",
	"registry.enter_rows":     "the people are new; a row of another facility's village is answered as bad, whoever's it is",
	"registry.set_house":      "another facility's village is refused by name",
	"registry.set_household":  "an unknown house is refused by name",
	"registry.receive_letter": "who comes by letter is new; another facility's village is refused by name",
	"registry.recall_letter":  "a letter that never came is noted, so that it is not taken later",
	"milk.apply":              "who asks is new; another facility's village is refused by name",
	"milk.enrol":              "the mother is new; another facility's village is refused by name",
	"milk.sign_table":         "the table is the whole facility's",
	"need.complain":           "a complaint is about what somebody has to say",
	"need.open":               "the case is new; another facility's village is refused by name",
	"need.request":            "a request is new, and a place that nobody knows stops none",
	"need.ask":                "a request is new, and a place that nobody knows stops none",
	"need.sign_triage":        "the table is the whole facility's",
	"workforce.add_worker":    "the worker is new",
	"workforce.enrol_phone":   "the phone is new; an unknown worker is refused by name",
	"workforce.grant_role":    "an unknown worker is refused by name",
	"workforce.end_role":      "an unknown worker holds no role",
	"equipment.add":           "the box is new",
	"duty.take_desk":          "the desk is the whole facility's",
	"duty.hand_over":          "the desk is the whole facility's",
	"duty.receive":            "the desk is the whole facility's",
	"duty.print_slips":        "the slips are the whole facility's",
	"duty.void_slip":          "the slips are the whole facility's",
	"fleet.add_vehicle":       "the vehicle is new",
	"fleet.set_base":          "the base is new; another facility's village is refused by name",
	"fleet.form_team":         "the team is new; an unknown worker is refused by name",
	"fleet.set_on_call":       "an unknown worker is refused by name",
	"payment.open_fund":       "the fund is new",
	"rice.gift":               "what comes in is the whole facility's",
	"rice.buy":                "what comes in is the whole facility's",
	"rice.count":              "the store is the whole facility's",
	"rice.look_stock":         "the store is the whole facility's",
	"round.turn":              "the rounds are the whole facility's",
	"supportgroup.found":      "the group is new; another facility's village is refused by name",
	"supportgroup.turn":       "what a day changes is the whole facility's",
	"campaign.receive":        "what comes in is the whole facility's",
	"help.approve":            "a sentence is the whole facility's",
	"help.withdraw":           "a sentence is the whole facility's",
	"lead.refer":              "who is told of is new; another facility's village is refused by name",
	"training.plan":           "the session is new; an unknown trainer is refused by name",
	"training.change":         "an unknown session is refused by name",
	"experience.enter":        "the experience is new; another facility's village is refused by name",
	"plan.make":               "a day is the whole facility's",
	"plan.again":              "a day is the whole facility's",
	"travel.set_weather":      "the weather is the whole facility's; another facility's village is refused by name",
	"travel.learn":            "the table of travel times is the whole facility's",
	"finding.report":          "the finding is new; another facility's house is refused by name",
	"alarm.set_code":          "the code is new; another facility's village is refused by name",
	"finding.look":            "what is open is the whole facility's",
	"aid.give":                "an unknown household is refused by name",
	"payment.receive":         "what comes in is the whole facility's",
	"payment.support":         "an unknown worker is refused by name",
	"payment.hand_in":         "who carries nothing here is refused by the amount",
	"payment.prepare":         "an unknown worker is refused by name",
	"link.issue":              "a link about nothing opens a page that is not there",
	"schedule.plan":           "the days ahead are the whole facility's",
	"schedule.set_holiday":    "a day off is the whole facility's",
	"schedule.fill_holidays":  "days off are the whole facility's",
	"massage.book":            "the booking is new; another facility's village is refused by name",
	"massage.stand_in":        "the substitute is new; an unknown worker is refused by name",
	"massage.set_hours":       "an unknown worker is refused by name",
	"massage.set_off":         "an unknown worker is refused by name",
	"massage.drop_off":        "an unknown worker is refused by name",
	"massage.disrupt":         "an unknown worker is refused by name",
	"motorbike.set_partner":   "the partner is new",
	"motorbike.add":           "the motorbike is new",
}

// themselves verbs begin something of the speaker's own, wherever they are: whoever has the
// right at all has it in every position.
var themselves = map[string]string{
	"fleet.close_road":   "whoever is out there says that a road is closed; another facility's village is refused by name",
	"dispatch.check_in":  "who goes out alone begins a watch of their own",
	"training.read":      "who learns does so for themselves",
	"training.answer":    "who checks what they know does so for themselves",
	"dispatch.need_help": "who asks for help does so for themselves",
}

// anywhere are cells that are open in every position: a request is new, and a place
// that nobody knows, or that is another's, stops none.
var anywhere = map[string]string{
	"need.request midwife":  "nobody is told that an emergency lies outside her village",
	"need.request cadre":    "nobody is told that an emergency lies outside her village",
	"need.ask midwife":      "nobody is told that an emergency lies outside her village",
	"need.ask cadre":        "nobody is told that an emergency lies outside her village",
	"need.ask mother":       "she may write for a neighbour",
	"help.approve midwife":  "a midwife of any village says it for all of them",
	"help.withdraw midwife": "a midwife of any village says it for all of them",
	"lead.refer seller":     "whoever buys a paper may live in any village; another facility's is refused by name",
}

// wider are cells in which a state lets somebody in beside the scope of the
// matrix, narrower those that it keeps shut, each with its reason.
var (
	wider = map[string]string{
		"visit.accept doctor":       "any doctor may speak with a patient, and be the one who comes",
		"visit.give_back doctor":    "any doctor may speak with a patient, and be the one who comes",
		"visit.set_out doctor":      "any doctor may speak with a patient, and be the one who comes",
		"visit.arrive doctor":       "any doctor may speak with a patient, and be the one who comes",
		"visit.spoke doctor":        "any doctor may speak with a patient, and be the one who comes",
		"visit.aboard doctor":       "any doctor may speak with a patient, and be the one who comes",
		"visit.at_centre doctor":    "any doctor may speak with a patient, and be the one who comes",
		"visit.care_ended doctor":   "any doctor may speak with a patient, and be the one who comes",
		"visit.set_off_home doctor": "any doctor may speak with a patient, and be the one who comes",
		"visit.home doctor":         "any doctor may speak with a patient, and be the one who comes",
		"visit.done_on_spot doctor": "any doctor may speak with a patient, and be the one who comes",
		"visit.hand_on doctor":      "any doctor may speak with a patient, and be the one who comes",
		"visit.no_show doctor":      "any doctor may speak with a patient, and be the one who comes",
		"visit.call_back doctor":    "any doctor may speak with a patient, and be the one who comes",
		"need.open courier":         "a courier tells of what they saw, wherever it was",
		"fleet.open_road doctor":    "whoever is out there sees that a road passes again",
		"fleet.open_road nurse":     "whoever is out there sees that a road passes again",
		"fleet.open_road midwife":   "whoever is out there sees that a road passes again",
		"fleet.open_road driver":    "whoever is out there sees that a road passes again",
		"milk.declare courier":      "a courier on duty types for a mother without a phone, whichever she is",
	}
	narrower = map[string]string{
		"workforce.appeal midwife":     "the certificate is somebody else's: see the stories of appeals",
		"workforce.appeal doctor":      "the certificate is somebody else's: see the stories of appeals",
		"workforce.appeal cadre":       "the certificate is somebody else's: see the stories of appeals",
		"workforce.appeal courier":     "the certificate is somebody else's: see the stories of appeals",
		"workforce.appeal nurse":       "the certificate is somebody else's: see the stories of appeals",
		"workforce.appeal driver":      "the certificate is somebody else's: see the stories of appeals",
		"training.attend cadre":        "the list is the trainer's, the code one's own: see the stories of training",
		"training.attend courier":      "the list is the trainer's, the code one's own: see the stories of training",
		"training.attend driver":       "the list is the trainer's, the code one's own: see the stories of training",
		"need.request mother":          "on her page she asks, and the clock starts when it reaches us",
		"need.open mother":             "on her page she complains, or says that bottles were mixed up",
		"dispatch.ring_watch midwife":  "the watch of these objects is a courier's",
		"dispatch.ring_watch cadre":    "the watch of these objects is a courier's",
		"dispatch.ring_watch doctor":   "the watch of these objects is a courier's",
		"dispatch.ring_watch nurse":    "the watch of these objects is a courier's",
		"dispatch.ring_watch driver":   "the watch of these objects is a courier's",
		"dispatch.check_out midwife":   "the watch of these objects is a courier's",
		"dispatch.check_out cadre":     "the watch of these objects is a courier's",
		"dispatch.check_out doctor":    "the watch of these objects is a courier's",
		"dispatch.check_out nurse":     "the watch of these objects is a courier's",
		"dispatch.check_out driver":    "the watch of these objects is a courier's",
		"equipment.hand courier":       "the desk gives a box to somebody; who has it looks it over",
		"equipment.mend courier":       "the desk says that a box is whole again",
		"equipment.retire courier":     "the desk puts a box away",
		"milk.stranded mother":         "who can go no further says so, or the desk for them",
		"milk.stranded midwife":        "who can go no further says so, or the desk for them",
		"milk.stranded cadre":          "who can go no further says so, or the desk for them",
		"schedule.plan mother":         "the days ahead are the whole facility's",
		"schedule.plan courier":        "the days ahead are the whole facility's",
		"schedule.courier_out mother":  "a courier's day is his own and the desk's",
		"schedule.courier_back mother": "a courier's day is his own and the desk's",
		"health.correct nurse":         "the record of these objects is a doctor's",
		"health.correct cadre":         "the record of these objects is a doctor's",
		"health.mark_copied nurse":     "the record of these objects is a doctor's",
		"health.mark_copied cadre":     "the record of these objects is a doctor's",
		"finding.hide_photo nurse":     "the finding of these objects is a doctor's",
		"finding.hide_photo driver":    "the finding of these objects is a doctor's",
		"need.answer doctor":           "a doctor keeps a complaint about the head where there is no other head",
		"need.sort_complaint doctor":   "a doctor keeps a complaint about the head where there is no other head",
		"task.close cadre":             "the task of these objects is the midwife's",
		"task.hand cadre":              "the task of these objects is the midwife's",
		"travel.set_pauses doctor":     "the worker of these objects is somebody else",
		"travel.set_pauses midwife":    "the worker of these objects is somebody else",
		"travel.set_pauses cadre":      "the worker of these objects is somebody else",
		"travel.set_pauses courier":    "the worker of these objects is somebody else",
		"travel.set_pauses nurse":      "the worker of these objects is somebody else",
		"travel.set_pauses driver":     "the worker of these objects is somebody else",
		"travel.set_night doctor":      "the worker of these objects is somebody else",
		"travel.set_night midwife":     "the worker of these objects is somebody else",
		"travel.set_night cadre":       "the worker of these objects is somebody else",
		"travel.set_night courier":     "the worker of these objects is somebody else",
		"travel.set_night nurse":       "the worker of these objects is somebody else",
		"travel.set_night driver":      "the worker of these objects is somebody else",
		"massage.confirm mother":       "the unconfirmed visit of these objects is another family's",
		"massage.new_code mother":      "the unconfirmed visit of these objects is another family's",
		"massage.set_hours midwife":    "the worker of these objects is somebody else",
		"massage.set_hours cadre":      "the worker of these objects is somebody else",
		"massage.set_off midwife":      "the worker of these objects is somebody else",
		"massage.set_off cadre":        "the worker of these objects is somebody else",
		"massage.drop_off midwife":     "the worker of these objects is somebody else",
		"massage.drop_off cadre":       "the worker of these objects is somebody else",
		"massage.disrupt midwife":      "the worker of these objects is somebody else",
		"massage.disrupt cadre":        "the worker of these objects is somebody else",
		"massage.undisrupt midwife":    "the worker of these objects is somebody else",
		"massage.undisrupt cadre":      "the worker of these objects is somebody else",
		"massage.set_out midwife":      "the visits of these objects are somebody else's",
		"massage.set_out cadre":        "the visits of these objects are somebody else's",
		"massage.screen midwife":       "the visits of these objects are somebody else's",
		"massage.screen cadre":         "the visits of these objects are somebody else's",
		"massage.start midwife":        "the visits of these objects are somebody else's",
		"massage.start cadre":          "the visits of these objects are somebody else's",
		"massage.finish midwife":       "the visits of these objects are somebody else's",
		"massage.finish cadre":         "the visits of these objects are somebody else's",
		"massage.stop midwife":         "the visits of these objects are somebody else's",
		"massage.stop cadre":           "the visits of these objects are somebody else's",
		"massage.not_home midwife":     "the visits of these objects are somebody else's",
		"massage.not_home cadre":       "the visits of these objects are somebody else's",
		"massage.refuse_house midwife": "the visits of these objects are somebody else's",
		"massage.refuse_house cadre":   "the visits of these objects are somebody else's",
		"massage.fee_paid midwife":     "the visits of these objects are somebody else's",
		"massage.fee_paid cadre":       "the visits of these objects are somebody else's",
		"massage.rate midwife":         "the visits of these objects are somebody else's",
		"massage.rate cadre":           "the visits of these objects are somebody else's",
		"workforce.end_glass admin":    "the glass of these objects is a doctor's, not the administrator's own",
	}
)

// moving verbs leave their objects elsewhere: dead, moved, merged, handed on.
var moving = map[string]bool{"schedule.drop_holiday": true, "schedule.courier_out": true, "schedule.skip": true, "registry.died": true, "registry.move": true, "registry.merge": true, "task.hand": true, "task.close": true, "need.hand": true, "rice.carry": true, "round.plan": true, "round.unplan": true, "finding.hand": true}

// position is where an object lies, seen from who asks.
type position string

const (
	own     position = "own"
	village position = "own village"
	other   position = "other village"
	foreign position = "other facility"
)

var positions = []position{own, village, other, foreign}

// land holds the objects of each position; what an accepted command has moved on
// is made anew.
type land struct {
	*town
	at map[position]things
}

func (l *land) thing(p position) things {
	l.t.Helper()
	if _, ok := l.at[p]; !ok {
		l.at[p] = l.take(p)
	}
	return l.at[p]
}

// who is somebody of a role before the objects: the own ones are theirs.
func (l *land) who(role access.Role) access.Actor {
	x := l.thing(own)
	a := access.Actor{Facility: here.id, ID: ident.Named("probe of " + string(role)), Roles: []access.Role{role}, Door: "test"}
	switch role {
	case access.Machine:
		return access.TheMachine(here.id)
	case access.Mother:
		a.Person, a.Subject, a.Keys = x.mother, x.place, []string{"o:" + string(x.mother)}
	case access.Recipient:
		a.Person, a.Subject, a.Keys = x.recipient, x.delivery, []string{"o:" + string(x.recipient)}
	case access.Seller:
		a.Person, a.Subject, a.Keys = x.vendor, x.vendor, []string{"o:" + string(x.vendor)}
	case access.Public:
	case access.Courier:
		return here.actor(x.courier)
	default:
		return here.actor(string(role))
	}
	return a
}

// reaches says what the matrix promises of a cell.
func (l *land) reaches(role access.Role, name string, v *journal.Verb, p position) bool {
	a := access.Actor{Roles: []access.Role{role}}
	verdict, ok := access.May(a, v.Need)
	if strings.HasPrefix(name, "approval.") { // and the right to what was proposed
		_, also := access.May(a, access.Approve("glass_request"))
		ok = ok && also
	}
	switch {
	case !ok:
		return false
	case anywhere[name+" "+string(role)] != "" || themselves[name] != "" || placeless[name] != "" && verdict.Everywhere():
		return true
	case p == foreign || narrower[name+" "+string(role)] != "":
		return false
	case wider[fmt.Sprintf("%s %s", name, role)] != "":
		return true
	}
	keys := map[access.Role][]string{access.Midwife: {"v:1", "w:me"}, access.Cadre: {"v:1", "w:me"}, access.Courier: {"w:me"}, access.Mother: {"o:me"}, access.Seller: {"o:me"}, access.Doctor: {"w:me"}, access.Nurse: {"w:me"}, access.Driver: {"w:me"}, access.Admin: {"w:me"}}
	a.Keys = append([]string{"f"}, keys[role]...)
	verdict, _ = access.May(a, v.Need)
	return verdict.Reaches(map[position][]string{own: {"v:1", "w:me", "o:me"}, village: {"v:1", "w:joko", "o:ani"}, other: {"v:2", "w:joko", "o:ani"}}[p])
}

var everyRole = append(slices.Clone(staffRoles), access.Mother, access.Recipient, access.Seller, access.Public, access.Machine)

func TestEveryVerbIsOpenExactlyWhereTheMatrixSays(t *testing.T) {
	t.Parallel()
	verbs := newTown(t, "").h.Journal.Verbs()
	for name := range spoken {
		qt.Check(t, qt.IsNotNil(verbs[name]), qt.Commentf("%s is no verb", name))
	}
	names := slices.Sorted(maps.Keys(verbs))
	for half := range slices.Chunk(names, 12) { // a town each: one in which hundreds work answers slowly
		t.Run(half[0], func(t *testing.T) {
			t.Parallel()
			l := &land{town: stillCopy(t, false, ready{own: 12, village: 3, other: 3, foreign: 2}), at: map[position]things{}}
			l.probeAll(half, verbs)
		})
	}
}

// probeAll asks for every cell of some verbs.
func (l *land) probeAll(names []string, verbs map[string]*journal.Verb) {
	needs, allowed, denied := access.Needs(), 0, 0
	for i, name := range names {
		v := verbs[name]
		qt.Assert(l.t, qt.IsNotNil(spoken[name]), qt.Commentf("%s has no probe: give it a body", name))
		qt.Assert(l.t, qt.Not(qt.HasLen(needs[v.Need], 0)), qt.Commentf("%s has no row in the matrix", name))
		for r, role := range everyRole {
			open, shut := l.cells(role, name, v)
			for _, p := range some(open, i+r) {
				l.probe(name, role, p, true)
				allowed++
			}
			for _, p := range some(shut, i+r) {
				l.probe(name, role, p, false)
				denied++
			}
		}
	}
	l.t.Logf("%d verbs, %d roles, up to %d positions: %d probes allowed, %d denied", len(names), len(everyRole), len(positions), allowed, denied)
}

// cells are the positions in which the matrix opens a verb to a role, and the others.
func (l *land) cells(role access.Role, name string, v *journal.Verb) (open, shut []position) {
	for _, p := range positions {
		if l.reaches(role, name, v, p) {
			open = append(open, p)
		} else {
			shut = append(shut, p)
		}
	}
	return open, shut
}

// some are the cells that are asked: one's own always, so that what is done there follows
// on one another as in the long form, and of the others the one whose turn it is.
func some(cells []position, n int) []position {
	others := slices.DeleteFunc(slices.Clone(cells), func(p position) bool { return p == own })
	if slices.Contains(cells, own) {
		return append([]position{own}, turn(others, n)...)
	}
	return turn(others, n)
}

// probe asks for one cell.
func (l *land) probe(name string, role access.Role, p position, want bool) {
	l.t.Helper()
	x := l.thing(p)
	out, err := l.try(l.who(role), name, spoken[name](l.town, x))
	open := err == nil && out.Code != "report.unknown_subject" || err != nil && fault.Of(err).Kind != fault.NotFound
	qt.Check(l.t, qt.Equals(open, want), qt.Commentf("%s as %s on %s: %s %s %v", name, role, p, out.Status, out.Code, err))
	if err != nil && fault.Of(err).Kind == fault.NotFound {
		qt.Check(l.t, qt.Equals(*fault.Of(err), *fault.Absent()), qt.Commentf("%s as %s on %s says more than that there is nothing", name, role, p))
	}
	for _, c := range canaries {
		qt.Check(l.t, qt.Not(qt.StringContains(string(out.Result), c)), qt.Commentf("the answer to %s tells what is sealed", name))
	}
	if out.Status == journal.Accepted && (strings.HasPrefix(name, "milk.") || strings.HasPrefix(name, "dispatch.") || name == "messaging.mark" || moving[name]) {
		delete(l.at, p) // somebody else may carry it now, and a message that is sent leaves its worker
	}
}

// Over HTTP what is forbidden and what is not there are the same bytes: a command
// that is denied leaves nothing, so the same id may ask twice.
func TestWhatIsForbiddenLooksLikeWhatIsNotThere(t *testing.T) {
	t.Parallel()
	l := &land{town: newTown(t, ""), at: map[position]things{}}
	x, nothing := l.thing(foreign), things{centre: there, village: here.villages[1]}
	near := l.thing(other)
	for _, id := range nothing.all() {
		*id = l.fresh()
	}
	verbs, compared := l.h.Journal.Verbs(), 0
	for r, role := range staffRoles {
		l.session(here, string(role))
		for n, name := range slices.Sorted(maps.Keys(verbs)) {
			id := l.fresh()
			ask := func(x things) reply {
				return l.send("POST", "/api/v1/do/"+name, map[string]any{"id": id, "verb": name, "v": 1, "body": spoken[name](l.town, x)})
			}
			for _, p := range turn([]position{foreign, other}, r+n) {
				x := map[position]things{foreign: x, other: near}[p]
				if l.reaches(role, name, verbs[name], p) || verbs[name].Kind == journal.IsReport && l.reaches(role, name, verbs[name], other) {
					continue
				}
				forbidden, absent := ask(x), ask(nothing)
				qt.Check(t, qt.Equals(forbidden.status, 404), qt.Commentf("%s %s %s", name, role, p))
				qt.Check(t, qt.Equals(forbidden.body, absent.body), qt.Commentf("%s %s %s", name, role, p))
				qt.Check(t, qt.Equals(forbidden.status, absent.status), qt.Commentf("%s %s %s", name, role, p))
				compared++
			}
		}
	}
	t.Logf("%d answers compared", compared)
	qt.Assert(t, qt.IsTrue(compared > 300))
}
