package workforce

import (
	"slices"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Tell is how this room reaches people. The rooms of links and messages lie
// beside this one, so the wiring gives their events; what is nil is not done.
type Tell struct {
	// Link makes the event of a new link for one person about one thing.
	Link func(id ident.ID, purpose string, subject, person ident.ID, expires instant.Instant) any
	// EndLinks makes the event that ends all links of a subject.
	EndLinks func(subject ident.ID, at instant.Instant) any
	// Message makes the event of a message that waits to be sent; link may be empty.
	Message func(id, to ident.ID, kind string, link ident.ID, params map[string]string) any
}

// HeadLink is the purpose of a link by which the head decides on a proposal
// while away from the desk, HeadLinkLife how long it lives at most: a night and
// the day after it.
const (
	HeadLink     = "head"
	HeadLinkLife = 24 * time.Hour
)

// HeadsOn lists the workers who are head on this civil day in the facility's
// zone, deputies included, by id.
func HeadsOn(q journal.Query) ([]ident.ID, error) {
	zone, err := zoneOf(q)
	if err != nil {
		return nil, err
	}
	grants, err := Grants.Where(q.Tx, "facility_id = $1 AND role = $2 AND ended_at = 0 ORDER BY id", q.Facility, access.Head)
	if err != nil {
		return nil, err
	}
	var out []ident.ID
	for _, g := range grants {
		if !g.On(q.Now.Day(zone)) {
			continue
		}
		if g.Worker == "" {
			a, _, err := Accounts.Get(q.Tx, q.Facility, g.Account)
			if err != nil {
				return nil, err
			}
			g.Worker = a.Worker
		}
		if g.Worker != "" {
			out = append(out, g.Worker)
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}

// askHeads follows a command that waits for a second person: whoever is head that
// day gets a link to it. It says nothing of what is behind it.
func (r Room) askHeads(q journal.Query, m journal.Meta, e journal.Kept) ([]any, error) {
	if e.State != "proposed" || r.Tell.Link == nil || r.Tell.Message == nil {
		return nil, nil
	}
	heads, err := HeadsOn(q)
	if err != nil {
		return nil, err
	}
	var out []any
	for i, h := range heads {
		if h == q.By.Worker {
			continue // nobody decides on what they proposed
		}
		link := ident.Derive(m.Command, headLinks+2*i)
		out = append(out, r.Tell.Link(link, HeadLink, m.Command, h, q.Now.Add(HeadLinkLife)),
			r.Tell.Message(ident.Derive(m.Command, headLinks+2*i+1), h, "head", link, nil))
	}
	return out, nil
}

// headLinks is where the ids of a proposal's links begin, beside those of its
// command and its events.
const headLinks = 50_000

// endHeadLinks follows the decision: the links work once.
func (r Room) endHeadLinks(q journal.Query, _ journal.Meta, e journal.Settled) ([]any, error) {
	if r.Tell.EndLinks == nil {
		return nil, nil
	}
	return []any{r.Tell.EndLinks(e.Command, q.Now)}, nil
}

// ByHeadLink gives who acts through a link of purpose head: the worker it was
// made for, with the rights of this moment.
func ByHeadLink(q journal.Query, link, worker ident.ID) (access.Actor, error) {
	return Resolve(q, access.Actor{Facility: q.Facility, ID: link, Worker: worker, Authority: unsettled, Door: "page"})
}

// unsettled as an actor's count of changed rights has them read anew at every
// decision: they may run out by the clock, without any command.
const unsettled = -1

// mayRunOut reports whether a clock alone can change what somebody may do.
func mayRunOut(grants []Grant, glasses []Glass, day string) bool {
	return len(glasses) > 0 || slices.ContainsFunc(grants, func(g Grant) bool {
		return g.EndedAt.IsZero() && (g.To >= day || g.From > day)
	})
}

// grantsOf are all that a person was ever given, by whatever account.
func grantsOf(tx *store.Tx, facility, account, worker ident.ID) ([]Grant, error) {
	return Grants.Where(tx, `facility_id = $1 AND (account <> '' AND account = $2 OR worker <> '' AND worker = $3 OR account <> '' AND account IN
		(SELECT id FROM staff_account WHERE facility_id = $1 AND worker <> '' AND worker = $3)) ORDER BY id`, facility, account, worker)
}
