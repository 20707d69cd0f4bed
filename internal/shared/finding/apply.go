package finding

import (
	"slices"

	"sambang/internal/core/blob"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

func applyReported(tx *store.Tx, m journal.Meta, e ReportedEvent) error {
	var number int64
	if _, err := tx.One("SELECT COALESCE(MAX(number), 0) FROM finding WHERE facility_id = $1", store.Args(m.Facility), &number); err != nil {
		return err
	}
	f := Finding{Facility: m.Facility, ID: e.Finding, Number: number + 1, Kind: e.Kind, State: Open, Village: e.Village, House: e.House, Household: e.Household,
		Person: e.Person, Place: e.Place, What: e.What, Visit: e.Visit, FoundBy: e.By, FoundAt: e.At, PolicyVersion: e.Policy, SeenBy: []string{}}
	f.follow(e.FollowUp)
	return f.stepped(tx, m, Step{Kind: "reported", At: e.At, By: e.By, To: e.Owner, DueOn: e.DueOn, Photo: e.Photo.Blob})
}

// follow begins a follow-up in place of the one there was.
func (f *Finding) follow(u FollowUp) {
	f.owned(u.Owner)
	f.DueOn, f.Due, f.Follow, f.Overdue = u.DueOn, u.Due, u.Count, false
}

// owned changes the owner and remembers who it was.
func (f *Finding) owned(by ident.ID) {
	if f.Owner != "" && f.Owner != by {
		f.seen("w:" + string(f.Owner))
	}
	f.Owner = by
}

func (f *Finding) seen(by string) {
	if !slices.Contains(f.SeenBy, by) {
		f.SeenBy = append(f.SeenBy, by)
	}
}

// stepped writes the finding with a new line of its timeline.
func (f Finding) stepped(tx *store.Tx, m journal.Meta, s Step) error {
	s.Facility, s.ID, s.Finding, s.Seq, s.RecordedAt = m.Facility, m.ID(), f.ID, m.Seq, m.RecordedAt
	if s.At.IsZero() {
		s.At = m.RecordedAt
	}
	if err := Steps.Put(tx, s); err != nil {
		return err
	}
	return Findings.Put(tx, f)
}

// change applies an event to its finding with the line of the timeline it leaves.
func change[E any](of func(E) ident.ID, to func(*Finding, journal.Meta, E) Step) func(*store.Tx, journal.Meta, E) error {
	return func(tx *store.Tx, m journal.Meta, e E) error {
		f, found, err := Findings.Get(tx, m.Facility, of(e))
		if err != nil || !found {
			return err
		}
		return f.stepped(tx, m, to(&f, m, e))
	}
}

func noted(_ *Finding, _ journal.Meta, e NotedEvent) Step {
	kind := "noted"
	if e.Code == toldAgain {
		kind = toldAgain
	}
	return Step{Kind: kind, At: e.At, By: e.By, Note: e.Note, Photo: e.Photo.Blob}
}

func coordinated(f *Finding, _ journal.Meta, e CoordinatedEvent) Step {
	f.State, f.Asked, f.Letters, f.Reminders = Coordinated, e.Asked, e.Letter, 0
	f.follow(e.FollowUp)
	return Step{Kind: "coordinated", By: e.By, To: e.Owner, DueOn: e.DueOn, Letter: e.Letter, Note: e.Asked}
}

func reminded(f *Finding, _ journal.Meta, e RemindedEvent) Step {
	f.Letters, f.Reminders = e.Letter, f.Reminders+1
	f.follow(e.FollowUp)
	return Step{Kind: "reminded", By: e.By, To: e.Owner, DueOn: e.DueOn, Letter: e.Letter, Note: f.Asked}
}

func handed(f *Finding, _ journal.Meta, e HandedEvent) Step {
	f.owned(e.Owner)
	return Step{Kind: "handed", Code: e.Why, By: e.By, To: e.Owner}
}

func moved(f *Finding, _ journal.Meta, e MovedEvent) Step {
	f.seen("v:" + f.Village)
	f.Village = e.Village
	if e.House != "" {
		f.House = e.House
	}
	return Step{Kind: "moved"}
}

func overdue(f *Finding, _ journal.Meta, _ OverdueEvent) Step {
	f.Overdue = true
	return Step{Kind: "overdue"}
}

func closed(f *Finding, m journal.Meta, e ClosedEvent) Step {
	f.State, f.Reason, f.ClosedAt, f.ClosedBy, f.Overdue = Closed, e.Reason, m.RecordedAt, e.By, false
	return Step{Kind: "closed", Code: e.Reason, By: e.By, Note: e.Words, Photo: e.Photo.Blob}
}

func reopened(f *Finding, _ journal.Meta, e ReopenedEvent) Step {
	f.State, f.Reason, f.ClosedAt, f.ClosedBy, f.Reopened = Open, "", 0, "", f.Reopened+1
	f.follow(e.FollowUp)
	return Step{Kind: "reopened", By: e.By, To: e.Owner, DueOn: e.DueOn, Note: e.Reason}
}

func applyPhotoHidden(tx *store.Tx, m journal.Meta, e PhotoHiddenEvent) error {
	return photo(tx, m, e.Finding, e.Step, Hidden, Step{Kind: "photo_hidden", By: e.By, Note: e.Reason})
}

// applyPhotoSettled shows a photo again, or takes it out for ever.
func applyPhotoSettled(tx *store.Tx, m journal.Meta, e PhotoSettledEvent) error {
	if !e.Erased {
		return photo(tx, m, e.Finding, e.Step, "", Step{Kind: "photo_shown", By: e.By})
	}
	s, found, err := Steps.Get(tx, m.Facility, e.Step)
	if err != nil || !found {
		return err
	}
	if err := blob.Erase(tx, m.Facility, s.Photo, m.RecordedAt); err != nil {
		return err
	}
	return photo(tx, m, e.Finding, e.Step, Erased, Step{Kind: "photo_erased", By: e.By})
}

func photo(tx *store.Tx, m journal.Meta, finding, step ident.ID, state string, line Step) error {
	f, found, err := Findings.Get(tx, m.Facility, finding)
	if err != nil || !found {
		return err
	}
	s, found, err := Steps.Get(tx, m.Facility, step)
	if err != nil || !found {
		return err
	}
	s.PhotoState = state
	if err := Steps.Put(tx, s); err != nil {
		return err
	}
	return f.stepped(tx, m, line)
}

func applyLooked(tx *store.Tx, m journal.Meta, e LookedEvent) error {
	return Looks.Put(tx, Look{m.Facility, m.Facility, e.Day})
}

func applyAidGiven(tx *store.Tx, m journal.Meta, e AidGivenEvent) error {
	return Aids.Put(tx, Aid{Facility: m.Facility, ID: e.Aid, Household: e.Household, Village: e.Village, Kind: e.Kind, On: e.On, Details: e.Details,
		By: e.By, RecordedAt: m.RecordedAt, Twin: e.Twin})
}

func applyAidUndone(tx *store.Tx, m journal.Meta, e AidUndoneEvent) error {
	a, found, err := Aids.Get(tx, m.Facility, e.Aid)
	if err != nil || !found {
		return err
	}
	a.Undone, a.Reason = true, e.Reason
	return Aids.Put(tx, a)
}
