package workforce

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// desk are the roles that see the whole facility.
var desk = []access.Role{access.Head, access.Officer, access.Dispatcher, access.Treasurer, access.Sanitarian, access.Nutritionist, access.Admin}

// granted are the roles that are given by a grant; the others come from a link.
var granted = append([]access.Role{access.Midwife, access.Cadre, access.Courier, access.Doctor, access.Nurse, access.Driver}, desk...)

// Resolve reads what an account is on the facility's civil day: its roles, those
// it has lost, the audiences it belongs to. It is the journal's Resolve, and the
// doors' when somebody comes in. Who acts through a link, and the machine, are
// what their door says. Rights that the clock alone can change (a deputy's last
// day, a broken glass) carry no count of changes, so that the journal reads them
// anew at every decision: a command that waited past midnight is decided by the
// day of its decision.
func Resolve(q journal.Query, a access.Actor) (access.Actor, error) {
	if _, err := q.One("SELECT authority FROM facility_head WHERE facility_id = $1", store.Args(q.Facility), &a.Authority); err != nil {
		return a, err
	}
	if a.Person != "" || a.Subject != "" || a.Is(access.Machine) || a.Is(access.Public) {
		return a, nil
	}
	zone, err := zoneOf(q)
	if err != nil {
		return a, err
	}
	grants, err := grantsOf(q.Tx, q.Facility, a.ID, a.Worker)
	if err != nil {
		return a, err
	}
	glasses, err := openGlasses(q, a)
	if err != nil {
		return a, err
	}
	day := q.Now.Day(zone)
	if mayRunOut(grants, glasses, day) {
		a.Authority = unsettled
	}
	a.Roles, a.Former = held(grants, day)
	a.Keys, err = audiences(q, a)
	for _, g := range glasses {
		if key := "o:" + string(g.Person); a.Is(g.Role) && !slices.Contains(a.Keys, key) {
			a.Keys = append(a.Keys, key)
		}
	}
	return a, err
}

// held parts the roles of a day from those once held and lost.
func held(grants []Grant, day string) (roles, former []access.Role) {
	for _, g := range grants {
		if g.On(day) && !slices.Contains(roles, g.Role) {
			roles = append(roles, g.Role)
		}
	}
	for _, g := range grants {
		if g.From <= day && !slices.Contains(roles, g.Role) && !slices.Contains(former, g.Role) {
			former = append(former, g.Role)
		}
	}
	return roles, former
}

// audiences are the keys of an actor; who holds no role sees nothing.
func audiences(q journal.Query, a access.Actor) ([]string, error) {
	if len(a.Roles) == 0 {
		return nil, nil
	}
	var keys []string
	if slices.ContainsFunc(a.Roles, func(r access.Role) bool { return slices.Contains(desk, r) }) {
		keys = append(keys, "f")
	}
	// What is confidential reaches whoever is head, deputies included, and the doctors.
	if a.Is(access.Head) {
		keys = append(keys, "h")
	}
	if a.Is(access.Doctor) {
		keys = append(keys, "d")
	}
	if a.Worker == "" {
		return keys, nil
	}
	keys = append(keys, "w:"+string(a.Worker))
	if a.Is(access.Courier) {
		keys = append(keys, Colleagues)
	}
	if !a.Is(access.Midwife) && !a.Is(access.Cadre) {
		return keys, nil
	}
	keys = append(keys, EveryVillage)
	w, _, err := Workers.Get(q.Tx, q.Facility, a.Worker)
	for _, v := range w.Villages {
		keys = append(keys, "v:"+v)
	}
	return keys, err
}

// RolesOf lists the grants of an account and its worker that have not ended, for
// the list of accounts. An empty account is nobody's: without that, ending one
// worker's role would end those of all who hold theirs without an account.
func RolesOf(q journal.Query, account, worker ident.ID) ([]Grant, error) {
	return Grants.Where(q.Tx, "facility_id = $1 AND (account <> '' AND account = $2 OR worker <> '' AND worker = $3) AND ended_at = 0 ORDER BY from_day, id",
		q.Facility, account, worker)
}
