package admission

import (
	"regexp"
	"slices"
	"time"

	"sambang/internal/calc/age"
	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/messaging"
	"sambang/internal/shared/registry"
)

// Apply asks for a place: verb milk.apply. A mother says it on the public page, a cadre
// or the desk for her.
type Apply struct {
	Application ident.ID `json:"application"`
	// Channel is page, cadre or desk; who says it decides what is kept.
	Channel string          `json:"channel,omitempty" max:"10"`
	Helper  string          `json:"helper,omitempty" max:"120"`
	Mother  milk.PersonBody `json:"mother"`
	// Babies are all of one birth.
	Babies        []milk.BabyBody `json:"babies"`
	Village       string          `json:"village" max:"13"`
	Pickup        dispatch.Place  `json:"pickup"`
	Finish        dispatch.Place  `json:"finish"`
	HiddenAddress bool            `json:"hidden_address,omitempty"`
	Recipients    []milk.Named    `json:"recipients"`
	Days          []int64         `json:"days"`
	From          string          `json:"from" max:"5"`
	To            string          `json:"to" max:"5"`
	Pledge        Pledge          `json:"pledge"`
}

// Pledge is the promise to give nothing but her milk for six months.
type Pledge struct {
	// TextVersion names the text that was shown, as milk_pledge/1.
	TextVersion string `json:"text_version" max:"30"`
	// How is page, paper, spoken, thumbprint, signature, witness or voice; Proof the
	// hash of what shows it, when something does.
	How   string `json:"how"`
	Proof string `json:"proof,omitempty" max:"64"`
}

// Subject names the application.
func (b Apply) Subject() ident.ID { return b.Application }

// most babies are born at once.
const most = 4

var (
	hourForm  = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d$`)
	textForm  = regexp.MustCompile(`^[a-z0-9][a-z0-9_./-]*$`)
	proofForm = regexp.MustCompile(`^([0-9a-f]{32}|[0-9a-f]{64})?$`)
)

// Check wants a mother, babies of one birth, two places, one to three recipients, days
// and hours, and her pledge.
func (b Apply) Check() *fault.Error {
	switch {
	case b.Application == "":
		return fault.BadField("body.required", "application")
	case b.Mother.Name == "":
		return fault.BadField("body.required", "mother.name")
	case b.Village == "":
		return fault.BadField("body.required", "village")
	case b.Pickup.Label == "":
		return fault.BadField("body.required", "pickup")
	case b.Finish.Label == "":
		return fault.BadField("body.required", "finish")
	case len(b.Babies) == 0 || len(b.Babies) > most:
		return fault.BadField("body.required", "babies")
	}
	if b.Mother.Phone != "" {
		if _, e := registry.NormalPhone(b.Mother.Phone); e != nil {
			return e
		}
	}
	for _, step := range []*fault.Error{checkBabies(b.Babies), CheckRecipients(b.Recipients), checkPoints(b.Pickup, b.Finish), checkHours(b.Days, b.From, b.To), b.Pledge.check()} {
		if step != nil {
			return step
		}
	}
	return nil
}

func checkBabies(babies []milk.BabyBody) *fault.Error {
	for _, x := range babies {
		if x.Name == "" {
			return fault.BadField("body.required", "babies.name")
		}
		if _, err := time.Parse(time.DateOnly, x.Born); err != nil {
			return fault.BadField("body.bad_date", "babies.born")
		}
	}
	return nil
}

// CheckRecipients wants one to three people, each with a name and a relation.
func CheckRecipients(all []milk.Named) *fault.Error {
	if len(all) == 0 || len(all) > milk.MaxRecipients {
		return fault.BadField("milk.one_to_three_recipients", "recipients")
	}
	for i, r := range all {
		if e := r.Check(); e != nil {
			return e
		}
		if slices.ContainsFunc(all[:i], func(x milk.Named) bool { return x.ID == r.ID }) {
			return fault.BadField("milk.already_named", "recipients")
		}
	}
	return nil
}

func checkPoints(points ...dispatch.Place) *fault.Error {
	for _, p := range points {
		if !p.Point().Valid() {
			return fault.BadField("body.bad_point", "pickup")
		}
	}
	return nil
}

func checkHours(days []int64, from, to string) *fault.Error {
	if len(days) == 0 || len(days) > 7 {
		return fault.BadField("body.required", "days")
	}
	for i, d := range days {
		if d < 1 || d > 7 || slices.Contains(days[:i], d) {
			return fault.BadField("body.bad_choice", "days")
		}
	}
	if !hourForm.MatchString(from) {
		return fault.BadField("body.required", "from")
	}
	if !hourForm.MatchString(to) {
		return fault.BadField("body.required", "to")
	}
	return nil
}

func (p Pledge) check() *fault.Error {
	switch {
	case !textForm.MatchString(p.TextVersion):
		return fault.BadField("body.required", "pledge.text_version")
	case !slices.Contains([]string{"page", "paper", "spoken", "thumbprint", "signature", "witness", "voice"}, p.How):
		return fault.BadField("body.bad_choice", "pledge.how")
	case !proofForm.MatchString(p.Proof):
		return fault.BadField("blob.bad_hash", "pledge.proof")
	}
	return nil
}

// AppliedEvent is the event of somebody asking for a place.
type AppliedEvent struct {
	Application ident.ID    `json:"application"`
	Number      int64       `json:"number"`
	Mother      ident.ID    `json:"mother"`
	Babies      []Baby      `json:"babies"`
	Village     string      `json:"village"`
	Channel     string      `json:"channel"`
	Detail      journal.Ref `json:"detail"`
	Days        []int64     `json:"days"`
	From        string      `json:"from"`
	To          string      `json:"to"`
	Hidden      bool        `json:"hidden,omitempty"`
	Metres      int64       `json:"metres"`
	PledgeText  string      `json:"pledge_text"`
	PledgeHow   string      `json:"pledge_how"`
	On          string      `json:"on"`
	Policy      int64       `json:"policy"`
}

// RepeatedEvent is the event of asking again from the public page: only that it came.
type RepeatedEvent struct {
	Application ident.ID `json:"application"`
	Number      int64    `json:"number"`
	SameAs      ident.ID `json:"same_as,omitempty"`
	On          string   `json:"on"`
}

// channel is by which door somebody of that role comes.
func channel(a access.Actor) string {
	switch {
	case a.Worker == "":
		return ByPage
	case a.Is(access.Officer) || a.Is(access.Head):
		return ByDesk
	}
	return ByCadre
}

// Apply files it, unless the mother or the baby has one already.
func (c applying) Apply(s journal.Said[Apply]) journal.Answer {
	b := s.Body
	public := s.By.Worker == ""
	day := s.At.Day(c.zone)
	switch {
	case c.ID != "":
		return journal.Refuse("milk.application_filed")
	case !c.served:
		return journal.Refuse("registry.unknown_village").On("village")
	case c.texts && !c.text:
		return journal.Refuse("registry.unknown_text").On("pledge")
	case public && c.borrowed: // an id on a page must not open a name
		return journal.Refuse("registry.person_exists").On("mother")
	case c.mother.unfit() != "":
		return journal.Refuse(c.mother.unfit()).On("mother")
	}
	for i, baby := range b.Babies {
		switch months := age.Months(baby.Born, day); {
		case months == age.Unknown:
			return journal.Refuse("registry.born_in_future").On("babies.born")
		case int64(months) >= c.settings.BabyMonths:
			return journal.Refuse("milk.baby_too_old").On("babies.born")
		case c.babies[i].unfit() != "":
			return journal.Refuse(c.babies[i].unfit()).On("babies")
		}
	}
	if c.taken || c.same.ID != "" {
		return c.again(s, public, day)
	}
	return c.file(s, day)
}

// again answers who has asked before. On the public page that looks the same as if
// nobody had: whoever asks must not learn who takes part.
func (c applying) again(s journal.Said[Apply], public bool, day string) journal.Answer {
	if public {
		return journal.Accept(RepeatedEvent{s.Body.Application, c.next, c.same.ID, day}).Giving(filed{s.Body.Application})
	}
	if c.taken {
		return journal.Refuse("milk.already_enrolled")
	}
	return journal.Refuse("milk.already_applied").Giving(found{c.same.ID, c.same.Number})
}

// filed is the result of an application, found that of one that was there.
type filed struct {
	Application ident.ID `json:"application"`
}
type found struct {
	Application ident.ID `json:"application"`
	Number      int64    `json:"number"`
}

// file registers who is new, keeps the pledge and puts the application on the list.
func (c applying) file(s journal.Said[Apply], day string) journal.Answer {
	b := s.Body
	events, mother := c.register(s)
	e := AppliedEvent{Application: b.Application, Number: c.next, Mother: mother, Village: b.Village, Channel: channel(s.By), Days: slices.Sorted(slices.Values(b.Days)),
		From: b.From, To: b.To, Hidden: b.HiddenAddress, PledgeText: b.Pledge.TextVersion, PledgeHow: b.Pledge.How, On: day, Policy: c.version}
	for i, baby := range b.Babies {
		more, id := c.registerBaby(s, i, mother)
		events = append(events, more...)
		e.Babies = append(e.Babies, Baby{id, baby.Born})
	}
	d := Detail{b.Pickup, b.Finish, b.Recipients, b.Helper}
	e.Detail, e.Metres = s.Seal(sealedAs, b.Application, 1, d), d.metres()
	events = append(events, e, registry.ConsentRecorded{Person: mother, Purpose: registry.ForPledge, TextVersion: b.Pledge.TextVersion, Given: true,
		How: b.Pledge.How, ByWhom: "self", Proof: b.Pledge.Proof},
		messaging.Queue(messaging.Message{ID: s.NewID(9), To: mother, Kind: "milk_applied"}))
	return journal.Accept(events...).Giving(filed{b.Application})
}

// register enters the mother, unless the register knows her.
func (c applying) register(s journal.Said[Apply]) ([]any, ident.ID) {
	b := s.Body
	if c.mother.found {
		return nil, c.mother.ID
	}
	id := b.Mother.ID
	if id == "" {
		id = s.NewID(0)
	}
	p := registry.Register(s, id, registry.Mother, b.Village, "", b.HiddenAddress, registry.Detail{Name: b.Mother.Name, Phone: b.Mother.Phone, NIK: b.Mother.NIK, Home: c.home(b)})
	p.Sex = "female"
	return []any{p}, id
}

// home is where she lives, when that is where the milk goes to.
func (c applying) home(b Apply) (at geo.Point) {
	if b.HiddenAddress {
		return at
	}
	return b.Finish.Point()
}

// registerBaby enters a baby as hers, unless the register knows it.
func (c applying) registerBaby(s journal.Said[Apply], i int, mother ident.ID) ([]any, ident.ID) {
	if c.babies[i].found {
		return nil, c.babies[i].ID
	}
	b := s.Body.Babies[i]
	id := b.ID
	if id == "" {
		id = s.NewID(20 + i)
	}
	p := registry.Register(s, id, registry.Baby, s.Body.Village, b.Born, false, registry.Detail{Name: b.Name})
	p.Mother = mother
	if hers := c.mother.Person; hers.Household != "" {
		p.Household, p.Relation, p.Posyandu, p.Group = hers.Household, registry.Child, hers.Posyandu, hers.Group
	}
	return []any{p}, id
}
