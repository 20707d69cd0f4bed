package workforce

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the table of contents. The hooks come from the wiring, for rows show
// what other rooms know and people are reached by other rooms; any may be nil.
type Room struct {
	Tell Tell
	// OnJob reports whether the worker is out on a job.
	OnJob func(q journal.Query, worker ident.ID) (bool, error)
	// Seen gives a phone's last position: when, and the battery in percent.
	Seen func(q journal.Query, phone ident.ID) (at instant.Instant, battery int64, err error)
}

// Verbs are what can be asked of the room.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("workforce.add_worker", 1, loadAnybody, staff.add, access.Create("staff")),
		journal.Request("workforce.suspend", 1, loadStaff, staff.suspend, access.Update("staff"), journal.Urgent),
		journal.Request("workforce.reinstate", 1, loadStaff, staff.reinstate, access.Create("staff")),
		journal.Request("workforce.certify", 1, loadCertifying, staff.certify, access.Create("certificate")),
		journal.Request("workforce.withdraw_certificate", 1, loadStaff, staff.withdraw, access.Update("certificate")),
		journal.Request("workforce.appeal", 1, loadAppealing, appealing.appeal, access.Create("certificate_appeal")),
		journal.Request("workforce.settle_appeal", 1, loadAppealing, appealing.settle, access.Approve("certificate_appeal")),
		journal.Request("workforce.appoint", 1, loadStaff, staff.appoint, access.Create("certificate")),
		journal.Request("workforce.set_licence", 1, loadPractising, practising.setLicence, access.Create("certificate")),
		journal.Request("workforce.set_shift", 1, loadStaff, staff.setShift, access.Update("staff")),
		journal.Request("workforce.refresh", 1, loadStaff, staff.refresh, access.Update("staff")),
		journal.Request("workforce.grant_role", 1, loadGrant, rights.grant, access.Create("account")),
		journal.Request("workforce.end_role", 1, loadEnd, rights.end, access.Update("account"), journal.Urgent),
		journal.Request("workforce.break_glass", 1, r.loadBreaking, breaking.smash, access.Create("break_glass"), journal.Urgent),
		journal.Request("workforce.request_glass", 1, r.loadBreaking, breaking.ask, access.Create("glass_request"), journal.TwoPersons),
		journal.Request("workforce.end_glass", 1, loadGlass, Glass.end, access.Update("break_glass"), journal.Urgent),
		journal.Request("workforce.enrol_phone", 1, loadDevice, device.enrol, access.Create("device")),
		journal.Request("workforce.block_phone", 1, loadDevice, device.block, access.Update("device"), journal.Urgent),
	}
}

// Events are what can have happened in it.
func (Room) Events() []journal.Event {
	return []journal.Event{
		journal.ChangesRights(journal.On("workforce.worker_added/1", applyAdded)),
		journal.On("workforce.suspended/1", applySuspended),
		journal.On("workforce.reinstated/1", applyReinstated),
		journal.On("workforce.certified/1", applyCertified),
		journal.On("workforce.certificate_warned/1", applyWarned),
		journal.On("workforce.certificate_withdrawn/1", applyWithdrawn),
		journal.On("workforce.appealed/1", applyAppealed),
		journal.On("workforce.appeal_settled/1", applySettled),
		journal.On("workforce.appointed/1", applyAppointed),
		journal.On("workforce.licence_set/1", applyLicence),
		journal.Later(journal.On("workforce.shift_set/1", applyShift), turns),
		journal.On("workforce.worker_refreshed/1", applyRefreshed),
		journal.ChangesRights(journal.On("workforce.role_granted/1", applyGranted)),
		journal.ChangesRights(journal.On("workforce.role_ended/1", applyEnded)),
		journal.Later(journal.ChangesRights(journal.On("workforce.glass_broken/1", applyBroken)), glassOver),
		journal.ChangesRights(journal.On("workforce.glass_closed/1", applyGlassClosed)),
		journal.On("workforce.phone_enrolled/1", applyEnrolled),
		journal.On("workforce.phone_blocked/1", applyShutOut),
	}
}

// Tables are what the room owns, with those of signing in.
func (Room) Tables() []store.Def {
	return []store.Def{Workers.Definition(), Certificates.Definition(), Appointments.Definition(), Shifts.Definition(),
		Grants.Definition(), Accounts.Definition(), Phones.Definition(), Glasses.Definition(),
		{Name: "account", Kind: store.Directory}, {Name: "membership", Kind: store.Directory},
		{Name: "session", Kind: store.Loose}, {Name: "login_attempt", Kind: store.Loose}, {Name: "desk_browser", Kind: store.Loose}}
}

// Follows are what it answers to: a worker's name or phone corrected, a command
// that waits for a second person and its end.
func (r Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(renamed), journal.When(founded), journal.When(r.askHeads), journal.When(r.endHeadLinks), journal.When(warnOfEnds), journal.When(turned)}
}
