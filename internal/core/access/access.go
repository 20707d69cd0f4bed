// Package access says who may do and see what. The default is no.
//
// One table of rules (matrix.go and its lists) gives roles actions on resources within a
// scope, one table of columns (columns.go) says which fields of a row a role
// sees. Every door, command, list, export and live view asks here.
package access

import (
	"slices"
	"strings"

	"sambang/internal/core/ident"
)

// Role is what somebody is to a facility.
type Role string

// The roles. A driver may fetch a patient and never counts as a health worker. A
// sanitarian sees to houses, latrines and water, a nutritionist to who has not
// enough to eat. Mother, recipient, neighbour (who comes when an old person's
// kenthongan is heard) and public act through links; machine is the server's own
// work for a deadline.
const (
	Head         Role = "head"
	Officer      Role = "officer"
	Dispatcher   Role = "dispatcher"
	Treasurer    Role = "treasurer"
	Midwife      Role = "midwife"
	Doctor       Role = "doctor"
	Cadre        Role = "cadre"
	Courier      Role = "courier"
	Nurse        Role = "nurse"
	Driver       Role = "driver"
	Sanitarian   Role = "sanitarian"
	Nutritionist Role = "nutritionist"
	Admin        Role = "admin"
	Mother       Role = "mother"
	Recipient    Role = "recipient"
	Neighbour    Role = "neighbour"
	Seller       Role = "seller" // of the campaign, by a page of their own; nobody signs in as one
	Public       Role = "public"
	Machine      Role = "machine"
)

// HealthWorker reports whether the actor is one who may judge an illness: what a
// promise of an answer means is that one of them spoke to the patient.
func HealthWorker(a Actor) bool { return a.Is(Doctor) || a.Is(Nurse) || a.Is(Midwife) }

// Action is what is done to a resource.
type Action byte

// The actions of the authorisation matrix.
const (
	C Action = 'C' // create
	R Action = 'R' // read
	U Action = 'U' // correct, by a new event
	A Action = 'A' // approve
	X Action = 'X' // export
)

// Need is what a verb or a route asks for.
type Need struct {
	Action   Action `json:"action"`
	Resource string `json:"resource"`
}

// Create asks to create a resource.
func Create(resource string) Need { return Need{C, resource} }

// Read asks to read a resource.
func Read(resource string) Need { return Need{R, resource} }

// Update asks to move a resource on.
func Update(resource string) Need { return Need{U, resource} }

// Approve asks to approve what another person prepared.
func Approve(resource string) Need { return Need{A, resource} }

// Export asks to take a resource out of the system.
func Export(resource string) Need { return Need{X, resource} }

// Scope is how far a right reaches.
type Scope byte

// The scopes: own, job (assigned, while active), village, facility.
const (
	Own      Scope = 'o'
	Job      Scope = 'j'
	Village  Scope = 'v'
	Facility Scope = 'p'
)

// prefixes of the audience keys that a scope reaches through.
var prefixes = map[Scope][]string{
	Own:      {"o:", "w:"},
	Job:      {"j:", "w:", "d"}, // a doctor is called to a case as to a job
	Village:  {"v:"},
	Facility: {"f"},
}

// Actor is somebody at a door, with what they are on this day.
type Actor struct {
	Facility ident.ID `json:"facility"`
	// ID names the actor in the log: an account, a link or "machine".
	ID ident.ID `json:"id"`
	// Worker is the person of staff, when the actor is one.
	Worker ident.ID `json:"worker,omitempty"`
	// Person is the mother, recipient or patient behind a link.
	Person ident.ID `json:"person,omitempty"`
	// Subject is what a link was made for; a link reaches nothing else.
	Subject ident.ID `json:"subject,omitempty"`
	Roles   []Role   `json:"roles"`
	// Former are roles once held and lost: their reports are kept for a person to see.
	Former []Role `json:"former,omitempty"`
	// Keys are the audiences the actor belongs to.
	Keys []string `json:"keys"`
	// Authority is the facility's count of changed rights when this was read.
	Authority int64  `json:"authority"`
	Device    string `json:"device,omitempty"`
	Door      string `json:"door,omitempty"`
}

// Is reports whether the actor has a role.
func (a Actor) Is(r Role) bool { return slices.Contains(a.Roles, r) }

// TheMachine is the server acting for a deadline.
func TheMachine(facility ident.ID) Actor {
	return Actor{Facility: facility, ID: "machine", Roles: []Role{Machine}, Keys: []string{"f"}, Door: "errand"}
}

// Verdict is the answer to a need, before the object is known.
type Verdict struct {
	// Role is the first role that has the right.
	Role   Role
	scopes []Scope
	keys   []string
}

// May reports whether any role of the actor has the right at all.
func May(a Actor, n Need) (Verdict, bool) { return may(a.Roles, a.Keys, n) }

// MightOnce reports whether a role the actor has lost had the right.
func MightOnce(a Actor, n Need) bool { _, ok := may(a.Former, a.Keys, n); return ok }

func may(roles []Role, keys []string, n Need) (Verdict, bool) {
	v := Verdict{keys: keys}
	for _, r := range roles {
		for _, s := range matrix[r][n] {
			if v.Role == "" {
				v.Role = r
			}
			if !slices.Contains(v.scopes, s) {
				v.scopes = append(v.scopes, s)
			}
		}
	}
	return v, v.Role != ""
}

// Everywhere reports whether the right reaches the whole facility.
func (v Verdict) Everywhere() bool { return slices.Contains(v.scopes, Facility) }

// Reaches reports whether the right reaches an object seen by these audiences.
func (v Verdict) Reaches(object []string) bool {
	if v.Everywhere() {
		return true
	}
	for _, s := range v.scopes {
		for _, k := range v.keys {
			if hasPrefix(k, prefixes[s]) && slices.Contains(object, k) {
				return true
			}
		}
	}
	return false
}

func hasPrefix(key string, of []string) bool {
	for _, p := range of {
		if strings.HasPrefix(key, p) {
			return true
		}
	}
	return false
}

// Needs lists every need some role has: what a route or verb may name.
func Needs() map[Need][]Role {
	out := map[Need][]Role{}
	for r, rules := range matrix {
		for n := range rules {
			out[n] = append(out[n], r)
		}
	}
	return out
}
