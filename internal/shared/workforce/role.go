package workforce

import (
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// GrantRole is the command that gives a role to an account, or to a worker
// whatever their account. Days are YYYY-MM-DD, both included; To empty is open.
// ActingFor names the account of the head whose deputy this is.
type GrantRole struct {
	Account   ident.ID    `json:"account,omitempty"`
	Worker    ident.ID    `json:"worker,omitempty"`
	Role      access.Role `json:"role"`
	From      string      `json:"from"`
	To        string      `json:"to,omitempty"`
	ActingFor ident.ID    `json:"acting_for,omitempty"`
}

// EndRole is the command that ends a role now.
type EndRole struct {
	Account ident.ID    `json:"account,omitempty"`
	Worker  ident.ID    `json:"worker,omitempty"`
	Role    access.Role `json:"role"`
}

// Subject is the worker; a grant to an account alone has none.
func (b GrantRole) Subject() ident.ID { return b.Worker }

// Check wants somebody, a role that is granted, and days in order; a deputy has an end.
func (b GrantRole) Check() *fault.Error {
	switch {
	case b.Account == "" && b.Worker == "":
		return fault.BadField("body.required", "account")
	case !slices.Contains(granted, b.Role):
		return fault.BadField("workforce.bad_role", "role")
	case !civilDay(b.From):
		return fault.BadField("workforce.bad_day", "from")
	case b.To != "" && (!civilDay(b.To) || b.To < b.From), b.ActingFor != "" && b.To == "":
		return fault.BadField("workforce.bad_day", "to")
	}
	return nil
}

// Check wants somebody.
func (b EndRole) Check() *fault.Error {
	if b.Account == "" && b.Worker == "" {
		return fault.BadField("body.required", "account")
	}
	return nil
}

// RoleGranted is the event of a role given.
type RoleGranted struct {
	ID        ident.ID    `json:"id"`
	Account   ident.ID    `json:"account,omitempty"`
	Worker    ident.ID    `json:"worker,omitempty"`
	Role      access.Role `json:"role"`
	From      string      `json:"from"`
	To        string      `json:"to,omitempty"`
	ActingFor ident.ID    `json:"acting_for,omitempty"`
}

// RoleEnded is the event of a role taken.
type RoleEnded struct {
	Grants []ident.ID `json:"grants"`
}

// rights is the state of giving and taking a role: what the other holds.
type rights struct {
	account, worker ident.ID
	grants          []Grant
	unknown         bool // a worker is named whom nobody knows
}

func loadGrant(q journal.Query) (rights, error) {
	b := q.Body.(GrantRole)
	return loadRights(q, b.Account, b.Worker)
}

func loadEnd(q journal.Query) (rights, error) {
	b := q.Body.(EndRole)
	return loadRights(q, b.Account, b.Worker)
}

func loadRights(q journal.Query, account, worker ident.ID) (rights, error) {
	r := rights{account: account, worker: worker}
	if worker != "" {
		_, found, err := Workers.Get(q.Tx, q.Facility, worker)
		if err != nil {
			return r, err
		}
		r.unknown = !found
	}
	var err error
	r.grants, err = RolesOf(q, account, worker)
	return r, err
}

// own reports whether the actor is the one whose roles these are.
func (r rights) own(a access.Actor) bool {
	return a.ID == r.account || r.worker != "" && a.Worker == r.worker
}

func (r rights) grant(s journal.Said[GrantRole]) journal.Answer {
	b := s.Body
	switch {
	case r.unknown:
		return journal.Refuse("workforce.unknown_worker").On("worker")
	case r.own(s.By):
		return journal.Refuse("workforce.own_role")
	case b.Role == access.Head && !s.By.Is(access.Head) && !s.By.Is(access.Machine):
		return journal.Refuse("workforce.head_names_head")
	}
	return journal.Accept(RoleGranted{s.NewID(0), b.Account, b.Worker, b.Role, b.From, b.To, b.ActingFor})
}

func (r rights) end(s journal.Said[EndRole]) journal.Answer {
	if s.Body.Role == access.Head && !s.By.Is(access.Head) && !s.By.Is(access.Machine) {
		return journal.Refuse("workforce.head_names_head")
	}
	var ids []ident.ID
	for _, g := range r.grants {
		if g.Role == s.Body.Role {
			ids = append(ids, g.ID)
		}
	}
	if len(ids) == 0 {
		return journal.Refuse("workforce.no_role")
	}
	return journal.Accept(RoleEnded{ids})
}

func applyGranted(tx *store.Tx, m journal.Meta, e RoleGranted) error {
	if err := Grants.Put(tx, Grant{m.Facility, e.ID, e.Account, e.Worker, e.Role, e.From, e.To, e.ActingFor, 0}); err != nil {
		return err
	}
	return showAccount(tx, m.Facility, e.Account, e.Worker)
}

func applyEnded(tx *store.Tx, m journal.Meta, e RoleEnded) error {
	for _, id := range e.Grants {
		g, found, err := Grants.Get(tx, m.Facility, id)
		if err != nil || !found {
			return err
		}
		g.EndedAt = max(m.RecordedAt, instant.Instant(1))
		if err := Grants.Put(tx, g); err != nil {
			return err
		}
		if err := showAccount(tx, m.Facility, g.Account, g.Worker); err != nil {
			return err
		}
	}
	return nil
}

// showAccount sends the account's row out anew.
func showAccount(tx *store.Tx, facility, account, worker ident.ID) error {
	if account == "" {
		account = worker
	}
	have, _, err := Accounts.Get(tx, facility, account)
	if err != nil {
		return err
	}
	if worker == "" {
		worker = have.Worker
	}
	return Accounts.Put(tx, StaffAccount{facility, account, worker})
}
