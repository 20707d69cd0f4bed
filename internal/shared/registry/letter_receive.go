package registry

import (
	"slices"

	"sambang/internal/calc/naming"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/task"
)

// ReceiveLetter takes in who came from another health centre: verb
// registry.receive_letter, given by the machine that carries the letter.
type ReceiveLetter struct {
	Letter     ident.ID    `json:"letter"`
	Generation int64       `json:"generation"`
	From       ident.ID    `json:"from"`
	Village    string      `json:"village" max:"20"`
	On         string      `json:"on" max:"10"`
	Travellers []Traveller `json:"travellers"`
}

// Subject is the letter.
func (b ReceiveLetter) Subject() ident.ID { return b.Letter }

// Check wants a letter with people in it.
func (b ReceiveLetter) Check() *fault.Error {
	if b.Letter == "" || b.From == "" {
		return fault.BadField("body.required", "letter")
	}
	if len(b.Travellers) == 0 {
		return fault.BadField("body.required", "travellers")
	}
	for _, t := range b.Travellers {
		if t.Row.Person == "" || blank(t.Row.Name) || !Lives(t.Kind) {
			return fault.BadField("body.required", "travellers")
		}
	}
	return needDay(b.On, "on", true)
}

// arrival is a letter before it is taken, and who of it may be known already.
type arrival struct {
	letter Letter
	served bool
	owner  ident.ID
	next   int
	doubts [][]doubt // one list a traveller
}

// doubt is a record that may be the same human, with why.
type doubt struct {
	person  ident.ID
	reasons []string
}

func (r Room) loadArrival(q journal.Query) (a arrival, err error) {
	b := q.Body.(ReceiveLetter)
	if a.letter, _, err = Letters.Get(q.Tx, q.Facility, b.Letter); err != nil {
		return a, err
	}
	if _, a.served, err = Villages.Get(q.Tx, q.Facility, ident.ID(b.Village)); err != nil || !a.served {
		return a, err
	}
	if r.Owner != nil {
		if a.owner, err = r.Owner(q, b.Village); err != nil {
			return a, err
		}
	}
	if a.next, err = NextHouse(q, b.Village); err != nil {
		return a, err
	}
	for _, t := range b.Travellers {
		known, err := perhaps(q, t.Row)
		if err != nil {
			return a, err
		}
		a.doubts = append(a.doubts, known)
	}
	return a, nil
}

// perhaps finds who may stand in the register already: with the same NIK, or with
// a name that fits and the same day of birth or telephone. Nobody is taken for
// somebody else by the machine; a person judges.
func perhaps(q journal.Query, row Row) ([]doubt, error) {
	byNIK, err := FindByNIK(q, row.NIK)
	if err != nil {
		return nil, err
	}
	var out []doubt
	add := func(p Person, why string) {
		if p.State == Merged || p.State == Erased || !Lives(p.Kind) {
			return
		}
		at := slices.IndexFunc(out, func(d doubt) bool { return d.person == p.ID })
		if at < 0 {
			out, at = append(out, doubt{person: p.ID}), len(out)
		}
		if !slices.Contains(out[at].reasons, why) {
			out[at].reasons = append(out[at].reasons, why)
		}
	}
	for _, p := range byNIK {
		add(p, naming.ByNIK)
	}
	var born []Person
	if row.Born != "" {
		if born, err = People.Where(q.Tx, "facility_id = $1 AND born = $2 AND born <> ''", q.Facility, row.Born); err != nil {
			return nil, err
		}
		byID(born)
		born = born[:min(len(born), 100)]
	}
	if err := namesakes(q, row, born, naming.ByBorn, add); err != nil {
		return nil, err
	}
	for _, number := range row.Phones {
		family, err := FindByPhone(q, number)
		if err != nil {
			return nil, err
		}
		if err := namesakes(q, row, family, naming.ByPhone, add); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// namesakes adds those whose name fits.
func namesakes(q journal.Query, row Row, people []Person, why string, add func(Person, string)) error {
	name := naming.Fold(row.Name)
	for _, p := range people {
		_, d, _, err := Open(q, p.ID)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(naming.Fold(d.Name), func(token string) bool { return len(token) > 1 && slices.Contains(name, token) }) {
			add(p, naming.ByName)
			add(p, why)
		}
	}
	return nil
}

// take registers who came. A letter that was taken before changes nothing.
func (a arrival) take(s journal.Said[ReceiveLetter]) journal.Answer {
	b := s.Body
	switch {
	case a.letter.State == Taken:
		return journal.Accept()
	case a.letter.State == CalledBack && a.letter.Generation >= b.Generation:
		return journal.Refuse("registry.letter_called_back")
	case !a.served:
		return journal.Refuse("registry.unknown_village").On("village")
	}
	house, household := ident.Derive(b.Letter, 1), ident.Derive(b.Letter, 2)
	answer := a.home(s, house, household)
	taken := LetterReceived{Letter: b.Letter, Generation: b.Generation, From: b.From, Village: b.Village, Household: household, State: Taken}
	for i, t := range b.Travellers {
		answer = answer.With(a.settle(s, i, t, household)...)
		taken.People = append(taken.People, t.Row.Person)
	}
	first := b.Travellers[0].Row.Person
	answer = answer.With(taken, task.Opened{Task: s.NewID(1), Kind: LetterArrived, Person: first, Village: b.Village, Owner: a.owner, Cause: b.Letter})
	return answer
}

// home makes the house and the household of who came. Where the house stands is
// for the midwife to find out: it is among those without a point until then.
func (a arrival) home(s journal.Said[ReceiveLetter], house, household ident.ID) journal.Answer {
	b, row := s.Body, s.Body.Travellers[0].Row
	hidden := slices.ContainsFunc(b.Travellers, func(t Traveller) bool { return t.Row.HiddenAddress })
	e := HouseholdSet{Household: household, House: house, Head: row.Person, Decile: row.Decile, DecileSource: row.DecileSource, DecileOn: row.DecileOn, PovertyLetterOn: row.PovertyLetterOn}
	for _, t := range b.Travellers {
		if t.Row.Relation == HeadOfHousehold {
			e.Head = t.Row.Person
		}
	}
	kk := NormalNIK(row.KK)
	if len(kk) == 16 {
		e.KKHash = s.Lookup("kk", kk)
	}
	if d := (HouseholdDetail{kk, row.PovertyLetter, row.PovertyLetterBy}); d != (HouseholdDetail{}) {
		e.Detail = s.Seal(sealedHousehold, household, 1, d)
	}
	return journal.Accept(HouseSet{House: house, Code: HouseCode(ident.ID(b.Village), a.next), Village: b.Village, HiddenAddress: hidden,
		Detail: s.Seal(sealedHouse, house, 1, HouseDetail{})}, e)
}

// settle registers one of them, with what life had done before they left.
func (a arrival) settle(s journal.Said[ReceiveLetter], i int, t Traveller, household ident.ID) []any {
	b, row := s.Body, t.Row
	d := Detail{Name: row.Name, NIK: row.NIK, Insurance: row.Insurance, MotherName: row.Mother}
	if len(row.Phones) > 0 {
		d.Phone, d.More = row.Phones[0], row.Phones[1:]
	}
	e := Register(s, row.Person, t.Kind, b.Village, row.Born, row.HiddenAddress, d)
	e.Sex, e.BornGuessed, e.Household, e.Relation, e.Mother, e.Guardian = row.Sex, row.BornGuessed, household, row.Relation, t.Mother, t.Guardian
	e.Due, e.LivesAlone, e.Disabled, e.Languages = row.Due, row.LivesAlone, row.Disabled, row.Languages
	came := LifeChanged{Event: s.NewID(1000 + i), Person: row.Person, What: MovedIn, On: b.On}
	if t.Quiet {
		came.Change.Quiet = ptr(true)
	}
	if t.InHospital {
		came.Change.InHospital = ptr(true)
	}
	events := []any{e, came}
	for _, k := range a.doubts[i] {
		events = append(events, PairJudged{pairID(row.Person, k.person), row.Person, k.person, Doubtful, k.reasons})
	}
	for n, kind := range t.Work {
		if !oneOf(kind, AfterDeath, GuardianNeeded, AfterHospital) {
			continue
		}
		events = append(events, task.Opened{Task: s.NewID(2000 + 10*i + n), Kind: kind, Person: row.Person, Village: b.Village, Owner: a.owner, Cause: b.Letter})
	}
	return events
}

// LetterArrived and LetterRecall are tasks at the receiver: to see who came, and
// to see who has gone back.
const (
	LetterArrived = "letter_arrived"
	LetterRecall  = "letter_recalled"
)

// RecallLetter tells a receiver that somebody has come back to where they came
// from: verb registry.recall_letter, given by the machine.
type RecallLetter struct {
	Letter     ident.ID `json:"letter"`
	Generation int64    `json:"generation"`
	From       ident.ID `json:"from"`
	Person     ident.ID `json:"person"`
}

// Subject is the letter.
func (b RecallLetter) Subject() ident.ID { return b.Letter }

// Check wants a letter and a person.
func (b RecallLetter) Check() *fault.Error {
	if b.Letter == "" || b.From == "" || b.Person == "" {
		return fault.BadField("body.required", "letter")
	}
	return nil
}

// departure is a letter that is called back, and whether somebody is asked already.
type departure struct {
	letter Letter
	here   bool
	asked  bool
	owner  ident.ID
}

func (r Room) loadDeparture(q journal.Query) (d departure, err error) {
	b := q.Body.(RecallLetter)
	if d.letter, _, err = Letters.Get(q.Tx, q.Facility, b.Letter); err != nil || d.letter.ID == "" {
		return d, err
	}
	p, found, err := Canonical(q.Tx, q.Facility, b.Person)
	if err != nil {
		return d, err
	}
	d.here = found && p.State == Active
	if _, d.asked, err = task.Tasks.First(q.Tx, "facility_id = $1 AND cause = $2 AND kind = $3 AND state = $4", q.Facility, b.Letter, LetterRecall, task.Open); err != nil {
		return d, err
	}
	village := d.letter.Village
	if found {
		village = p.Village
	}
	if r.Owner != nil {
		d.owner, err = r.Owner(q, village)
	}
	d.letter.Village = village
	return d, err
}

// recall asks somebody here to see to it. Nobody is moved out by the machine: they
// may have gone for a month only. A letter that has not come yet will not be taken.
func (d departure) recall(s journal.Said[RecallLetter]) journal.Answer {
	b := s.Body
	switch {
	case d.letter.State != Taken:
		return journal.Accept(LetterReceived{Letter: b.Letter, Generation: max(b.Generation, d.letter.Generation), From: b.From, State: CalledBack})
	case !d.here || d.asked || !slices.Contains(d.letter.People, b.Person):
		return journal.Accept()
	}
	return journal.Accept(task.Opened{Task: s.NewID(0), Kind: LetterRecall, Person: b.Person, Village: d.letter.Village, Owner: d.owner, Cause: b.Letter})
}
