package registry

import (
	"regexp"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
)

// Room is the registry. Its functions ask rooms that stand on it; the wiring
// gives them.
type Room struct {
	// Owner names who is to do what is left to do about somebody of a village: its
	// midwife, else the officer, else the head.
	Owner func(q journal.Query, village string) (ident.ID, error)
	// Works reports whether somebody works here and is not suspended.
	Works func(q journal.Query, worker ident.ID) (bool, error)
}

// wordForm is what a purpose or the version of a text may look like.
var wordForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_./-]*$`)

// languageForm is a list of ISO 639 codes: jv,id.
var languageForm = regexp.MustCompile(`^[a-z]{2,3}(,[a-z]{2,3})*$`)

// hashForm is the SHA-256 of a blob.
var hashForm = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Verbs lists what can be asked of the registry.
func (r Room) Verbs() []journal.Verb {
	return []journal.Verb{
		journal.Request("registry.found", 1, r.loadBeginning, beginning.found, access.Create("config"), journal.Founding),
		journal.Request("registry.register", 1, r.loadEntry, file.enter, access.Create("person")),
		journal.Request("registry.correct", 1, r.loadFile, file.amend, access.Update("person")),
		journal.Request("registry.consent", 1, r.loadAsked, asked.agree, access.Update("person")),
		journal.Request("registry.set_numbers", 1, r.loadSwitchboard, switchboard.set, access.Update("config")),
		journal.Request("registry.publish_text", 1, r.loadShelf, shelf.publish, access.Update("config")),
		journal.Request("registry.set_posyandu", 1, r.loadSetting, setting.posyandu, access.Update("register")),
		journal.Request("registry.set_group", 1, r.loadSetting, setting.group, access.Update("register")),
		journal.Request("registry.set_house", 1, r.loadSite, site.set, access.Create("person")),
		journal.Request("registry.set_household", 1, r.loadRoof, roof.set, access.Create("person")),
		journal.Request("registry.enter_rows", 1, r.loadListing, (*listing).enter, access.Create("person")),
		journal.Report("registry.expect", 1, r.loadLife, life.expect, access.Update("person")),
		journal.Report("registry.born", 1, r.loadBirth, birth.tell, access.Update("person")),
		journal.Report("registry.died", 1, r.loadLife, life.die, access.Update("person")),
		journal.Request("registry.comfort", 1, r.loadLife, life.comfort, access.Update("person")),
		journal.Report("registry.move", 1, r.loadMoving, moving.move, access.Update("person")),
		journal.Request("registry.change_guardian", 1, r.loadWardship, wardship.change, access.Update("person")),
		journal.Report("registry.in_hospital", 1, r.loadLife, life.goIn, access.Update("person")),
		journal.Report("registry.home_again", 1, r.loadLife, life.comeHome, access.Update("person")),
		journal.Request("registry.retract", 1, r.loadMistake, mistake.takeBack, access.Update("identity"), journal.TwoPersons),
		journal.Request("registry.merge", 1, r.loadCouple, couple.merge, access.Update("identity")),
		journal.Request("registry.unmerge", 1, r.loadParting, parting.part, access.Update("identity"), journal.TwoPersons),
		journal.Request("registry.receive_letter", 1, r.loadArrival, arrival.take, access.Create("letter")), // the machine's alone
		journal.Request("registry.answer_letter", 1, r.loadPosted, posted.answer, access.Create("letter")),
		journal.Request("registry.recall_letter", 1, r.loadDeparture, departure.recall, access.Create("letter")),
		journal.Request("registry.resend_letter", 1, r.loadResend, posted.resend, access.Update("letter")),
		journal.Request("registry.judge", 1, r.loadJudging, couple.judge, access.Update("identity")),
	}
}

// Events lists what can have happened here.
func (Room) Events() []journal.Event {
	return append(letterEvents(),
		journal.On("registry.founded/1", applyFounded),
		journal.On("registry.person_registered/1", applyRegistered),
		journal.On("registry.person_corrected/1", applyCorrected),
		journal.On("registry.person_forgotten/1", applyForgotten),
		journal.On("registry.consent_recorded/1", applyConsent),
		journal.On("registry.photos_erased/1", applyPhotosErased),
		journal.On("registry.numbers_set/1", applyNumbersSet),
		journal.On("registry.text_published/1", applyPublished),
		journal.On("registry.posyandu_set/1", applyPosyanduSet),
		journal.On("registry.group_set/1", applyGroupSet),
		journal.On("registry.house_set/1", applyHouseSet),
		journal.On("registry.household_set/1", applyHouseholdSet),
		journal.On("registry.rows_entered/1", applyRows),
		journal.On("registry.household_moved/1", applyHouseholdMoved),
		journal.On("registry.life_changed/1", applyLifeChanged),
		journal.On("registry.records_merged/1", func(*store.Tx, journal.Meta, MergedRecords) error { return nil }),
		journal.On("registry.records_unmerged/1", func(*store.Tx, journal.Meta, UnmergedRecords) error { return nil }),
		journal.On("registry.pair_judged/1", applyJudged),
	)
}

// Tables lists what the registry owns; the sealed details lie in the journal's table.
func (Room) Tables() []store.Def {
	return []store.Def{Facilities.Definition(), Villages.Definition(), People.Definition(), Consents.Definition(),
		Houses.Definition(), Households.Definition(), Posyandus.Definition(), Groups.Definition(), LifeEvents.Definition(), Pairs.Definition(),
		ConsentTexts.Definition(), personPhones.Definition(), Letters.Definition()}
}

// Follows lets go of the hashes when somebody's details are erased, and calls back
// the letter about who came back.
func (Room) Follows() []journal.Follow {
	return []journal.Follow{journal.When(forget), journal.When(recallLetters)}
}
