package supportgroup

import (
	"slices"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

func applyFounded(tx *store.Tx, m journal.Meta, e FoundedEvent) error {
	var number int64
	if _, err := tx.One("SELECT COALESCE(MAX(number), 0) FROM support_group WHERE facility_id = $1", store.Args(m.Facility), &number); err != nil {
		return err
	}
	return Groups.Put(tx, Group{Facility: m.Facility, ID: e.Group, Number: number + 1, Name: e.Name, Village: e.Village, Posyandu: e.Posyandu,
		Leader: e.Leader, Coach: e.Coach, State: Active, FoundedOn: e.On})
}

// group changes the row of a group.
func group(tx *store.Tx, m journal.Meta, id ident.ID, to func(*Group)) error {
	g, found, err := Groups.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	to(&g)
	return Groups.Put(tx, g)
}

func applyChanged(tx *store.Tx, m journal.Meta, e ChangedEvent) error {
	return group(tx, m, e.Group, func(g *Group) {
		g.Name, g.Posyandu, g.Leader, g.Coach = e.Name, e.Posyandu, e.Leader, e.Coach
	})
}

// applyClosed ends a group, what it had planned, and its place in invitations.
func applyClosed(tx *store.Tx, m journal.Meta, e ClosedEvent) error {
	if err := group(tx, m, e.Group, func(g *Group) {
		g.State, g.Why, g.ClosedOn, g.AsleepOn = Closed, e.Reason, e.On, ""
	}); err != nil {
		return err
	}
	planned, err := Meetings.Where(tx, "facility_id = $1 AND grp = $2 AND state = $3 ORDER BY id", m.Facility, e.Group, Planned)
	if err != nil {
		return err
	}
	for _, p := range planned {
		p.State, p.Why = Cancelled, "closed"
		if err := Meetings.Put(tx, p); err != nil {
			return err
		}
	}
	rows, err := Members.Where(tx, "facility_id = $1 AND grp = $2 AND state IN ($3, $4, $5) ORDER BY id", m.Facility, e.Group, Waiting, ToInvite, Invited)
	for _, r := range rows {
		r.house(Place{})
		if err := Members.Put(tx, r); err != nil {
			return err
		}
	}
	return err
}

func applyAsleep(tx *store.Tx, m journal.Meta, e AsleepEvent) error {
	return group(tx, m, e.Group, func(g *Group) { g.AsleepOn = e.On })
}

// house puts a row into another group; who had it before may still tell late.
func (r *Member) house(p Place) {
	if r.GroupVillage != "" && r.GroupVillage != p.GroupVillage && r.GroupVillage != r.Village {
		r.seen("v:" + r.GroupVillage)
	}
	r.Group, r.GroupVillage = p.Group, p.GroupVillage
}

func (r *Member) seen(by string) {
	if !slices.Contains(r.SeenBy, by) {
		r.SeenBy = append(r.SeenBy, by)
	}
}

// stand puts a standing into a row.
func (r *Member) stand(s Standing) {
	if r.Village != "" && r.Village != s.Village && r.Village != r.GroupVillage {
		r.seen("v:" + r.Village)
	}
	r.Village, r.Babies, r.Born, r.FinishOn = s.Village, s.Babies, s.Born, s.FinishOn
	r.State, r.Since, r.Why, r.InviteBy = s.State, s.Since, s.Why, s.InviteBy
	if r.Babies == nil {
		r.Babies = []ident.ID{}
	}
}

func newMember(m journal.Meta, id, mother ident.ID) Member {
	return Member{Facility: m.Facility, ID: id, Mother: mother, Babies: []ident.ID{}, SeenBy: []string{}, RemindedMonth: -1}
}

func applyDue(tx *store.Tx, m journal.Meta, e DueEvent) error {
	r := newMember(m, e.Member, e.Mother)
	r.house(e.Place)
	r.stand(e.Standing)
	return Members.Put(tx, r)
}

// member changes the row of a member.
func member(tx *store.Tx, m journal.Meta, id ident.ID, to func(*Member)) error {
	r, found, err := Members.Get(tx, m.Facility, id)
	if err != nil || !found {
		return err
	}
	to(&r)
	return Members.Put(tx, r)
}

func applyReckoned(tx *store.Tx, m journal.Meta, e ReckonedEvent) error {
	return member(tx, m, e.Member, func(r *Member) {
		r.Mother = e.Mother
		r.house(e.Place)
		r.stand(e.Standing)
	})
}

func applyInvited(tx *store.Tx, m journal.Meta, e InvitedEvent) error {
	r := newMember(m, e.Member, e.Mother)
	if !e.New {
		have, found, err := Members.Get(tx, m.Facility, e.Member)
		if err != nil || !found {
			return err
		}
		r = have
	}
	r.house(e.Place)
	r.stand(e.Standing)
	r.Way, r.InvitedOn, r.InvitedBy = e.Way, e.Since, e.By
	return Members.Put(tx, r)
}

func applyAnswered(tx *store.Tx, m journal.Meta, e AnsweredEvent) error {
	return member(tx, m, e.Member, func(r *Member) {
		r.house(e.Place)
		r.stand(e.Standing)
		if e.State == Joined {
			r.JoinedOn = e.Since
		}
	})
}

func applyLeft(tx *store.Tx, m journal.Meta, e LeftEvent) error {
	return member(tx, m, e.Member, func(r *Member) { r.State, r.Since, r.Why = Left, e.On, e.Why })
}

func applyRehomed(tx *store.Tx, m journal.Meta, e RehomedEvent) error {
	return member(tx, m, e.Member, func(r *Member) { r.house(e.Place) })
}

func applyAsked(tx *store.Tx, m journal.Meta, e AskedEvent) error {
	return member(tx, m, e.Member, func(r *Member) {
		if e.When == AtJoining {
			r.Joining = e.Knowledge
		} else {
			r.SixMonths = e.Knowledge
		}
	})
}

func applyPlanned(tx *store.Tx, m journal.Meta, e PlannedEvent) error {
	topics := e.Topics
	if topics == nil {
		topics = []string{}
	}
	before, _, err := Meetings.Get(tx, m.Facility, e.Meeting)
	if err != nil {
		return err
	}
	return Meetings.Put(tx, Meeting{Facility: m.Facility, ID: e.Meeting, Group: e.Group, Village: e.Village, On: e.On, From: e.From, Place: e.Place,
		Topics: topics, State: Planned, By: e.By, RemindedFor: before.RemindedFor})
}

func applyCancelled(tx *store.Tx, m journal.Meta, e CancelledEvent) error {
	g, found, err := Meetings.Get(tx, m.Facility, e.Meeting)
	if err != nil || !found {
		return err
	}
	g.State, g.Why, g.By = Cancelled, e.Why, e.By
	return Meetings.Put(tx, g)
}

// applyHeld keeps a meeting with who was there; the list of an earlier telling goes.
func applyHeld(tx *store.Tx, m journal.Meta, e HeldEvent) error {
	g, _, err := Meetings.Get(tx, m.Facility, e.Meeting)
	if err != nil {
		return err
	}
	g.Facility, g.ID, g.Group, g.Village, g.On, g.Topics = m.Facility, e.Meeting, e.Group, e.Village, e.On, e.Topics
	g.State, g.Why, g.Note, g.Photo, g.By = Held, "", e.Note, e.Photo.Blob, e.By
	g.Came, g.Family = 0, 0
	if g.Topics == nil {
		g.Topics = []string{}
	}
	if err := attended(tx, m, e, &g); err != nil {
		return err
	}
	if err := Meetings.Put(tx, g); err != nil {
		return err
	}
	var met string
	if _, err := tx.One("SELECT COALESCE(MAX(on_day), '') FROM group_meeting WHERE facility_id = $1 AND grp = $2 AND state = $3", store.Args(m.Facility, e.Group, Held), &met); err != nil {
		return err
	}
	return group(tx, m, e.Group, func(row *Group) {
		row.MetOn = met
		if e.Awake {
			row.AsleepOn = ""
		}
	})
}

// attended writes the list of a meeting and counts it.
func attended(tx *store.Tx, m journal.Meta, e HeldEvent, g *Meeting) error {
	before, err := Attendances.Where(tx, "facility_id = $1 AND meeting = $2 ORDER BY id", m.Facility, e.Meeting)
	if err != nil {
		return err
	}
	for _, a := range before {
		if !slices.ContainsFunc(e.Present, func(p Present) bool { return p.Member == a.Member }) {
			if err := Attendances.Delete(tx, m.Facility, a.ID); err != nil {
				return err
			}
		}
	}
	for _, p := range e.Present {
		if slices.Contains(p.Came, "mother") {
			g.Came++
		}
		if slices.ContainsFunc(p.Came, func(who string) bool { return who != "mother" }) {
			g.Family++
		}
		a := Attendance{m.Facility, ident.Named("attendance " + string(e.Meeting) + string(p.Member)), e.Meeting, e.Group, e.Village, p.Member, e.On, p.Came, p.PhotoYes}
		if err := Attendances.Put(tx, a); err != nil {
			return err
		}
	}
	return nil
}

// applyPhotoErased takes a photo out for ever.
func applyPhotoErased(tx *store.Tx, m journal.Meta, e PhotoErasedEvent) error {
	g, found, err := Meetings.Get(tx, m.Facility, e.Meeting)
	if err != nil || !found || g.Photo == "" {
		return err
	}
	if err := blob.Erase(tx, m.Facility, g.Photo, m.RecordedAt); err != nil {
		return err
	}
	g.Photo = ""
	return Meetings.Put(tx, g)
}
