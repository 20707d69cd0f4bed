package milk_test

import (
	"encoding/json"
	"maps"
	"slices"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/house"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/link"
	"sambang/internal/shared/promise"
	"sambang/internal/shared/workforce"
)

// book is what the log says so far, kept without the tables.
type book struct {
	seq      int64
	recorded instant.Instant
	holder   map[ident.ID]ident.ID // of a bottle that has not ended
	ended    map[ident.ID]string
	of       map[ident.ID]ident.ID // bottle -> delivery
	last     map[ident.ID]ident.ID // delivery -> who carried it last
	mother   map[ident.ID]ident.ID // delivery -> mother
	place    map[ident.ID]ident.ID // delivery -> place
	lists    map[ident.ID][]ident.ID
	unfit    map[ident.ID]string   // worker -> why
	grants   map[ident.ID]ident.ID // of a courier's role that runs -> worker
	due      map[ident.ID]instant.Instant
	shown    int64
	said     milk.Deliver // the delivery that is being said
	cartons  map[ident.ID]*carton
}

func newBook() *book {
	b := &book{holder: map[ident.ID]ident.ID{}, ended: map[ident.ID]string{}, of: map[ident.ID]ident.ID{}, last: map[ident.ID]ident.ID{}, mother: map[ident.ID]ident.ID{},
		place: map[ident.ID]ident.ID{}, lists: map[ident.ID][]ident.ID{}, unfit: map[ident.ID]string{}, grants: map[ident.ID]ident.ID{}, due: map[ident.ID]instant.Instant{}, cartons: map[ident.ID]*carton{}}
	for _, c := range couriers {
		b.unfit[ident.Named(c)] = "not certified"
	}
	return b
}

func (b *book) before(env journal.Envelope) {
	b.said = milk.Deliver{}
	if env.Verb == "milk.deliver" {
		_ = json.Unmarshal(env.Body, &b.said)
	}
}

// line is an event as the log holds it.
type line struct {
	seq      int64
	kind     string
	actor    string
	command  ident.ID
	recorded instant.Instant
	body     string
}

// look reads what the log says since the last look, then holds the tables
// against it.
func (p *wall) look(after string, command ident.ID) {
	var news []line
	p.query(func(q journal.Query) error {
		return q.Each("SELECT seq, kind, actor, command_id, recorded_at, body FROM event WHERE facility_id = $1 AND seq > $2 ORDER BY seq", store.Args(q.Facility, p.book.seq),
			func(scan func(...any) error) error {
				var l line
				err := scan(&l.seq, &l.kind, &l.actor, &l.command, &l.recorded, &l.body)
				news = append(news, l)
				return err
			})
	})
	for _, l := range news {
		if l.seq != p.book.seq+1 || l.recorded < p.book.recorded {
			p.t.Fatalf("event %d recorded at %v comes after event %d at %v", l.seq, l.recorded, p.book.seq, p.book.recorded)
		}
		p.book.seq, p.book.recorded = l.seq, l.recorded
		wrong := p.handled(l)
		if wrong == "" {
			wrong = p.read(l, news)
		}
		if wrong != "" {
			p.t.Fatalf("after %s, event %d %s %s: %s", after, l.seq, l.kind, l.body, wrong)
		}
	}
	p.query(func(q journal.Query) error {
		for _, check := range []func(journal.Query) (string, error){p.custody, p.labels, p.books, p.fees, p.deadlines, p.shown} {
			wrong, err := check(q)
			if err != nil {
				return err
			}
			if wrong != "" {
				p.t.Fatalf("after %s: %s", after, wrong)
			}
		}
		return nil
	})
}

func body[E any](l line) (e E) {
	if err := json.Unmarshal([]byte(l.body), &e); err != nil {
		panic(err)
	}
	return e
}

// read takes one event into the book; the answer is what is wrong with it.
func (p *wall) read(l line, beside []line) string {
	b := p.book
	switch l.kind {
	case "milk.enrolled/1":
		e := body[milk.Enrolled](l)
		for _, r := range e.Recipients {
			b.lists[e.Place] = append(b.lists[e.Place], r.Person)
		}
	case "milk.recipient_named/1":
		e := body[milk.RecipientNamed](l)
		b.lists[e.Place] = append(b.lists[e.Place], e.Recipient.Person)
	case "milk.recipient_dropped/1":
		e := body[milk.RecipientDropped](l)
		b.lists[e.Place] = slices.DeleteFunc(b.lists[e.Place], func(id ident.ID) bool { return id == e.Recipient })
	case "milk.declared/1":
		e := body[milk.DeclaredEvent](l)
		b.mother[e.Delivery], b.place[e.Delivery] = e.Mother, e.Place
		for _, x := range e.Bottles {
			if b.of[x.ID] != "" {
				return "a bottle is declared twice"
			}
			b.of[x.ID], b.holder[x.ID] = e.Delivery, e.Mother
		}
	case "milk.handed_over/1":
		return p.handedOver(body[milk.HandedOverEvent](l), l, beside)
	case "milk.taken/1":
		e := body[milk.TakenEvent](l)
		if why := b.unfit[e.To]; why != "" && !underReview(l.command, beside) {
			return "taken by somebody " + why
		}
		return b.move(b.heldBy(e.Delivery, e.From), e.From, e.To)
	case "milk.delivered/1":
		return p.delivered(body[milk.DeliveredEvent](l))
	case "milk.returned/1":
		e := body[milk.ReturnedEvent](l)
		return b.end(e.Bottles, e.Delivery, milk.Returned)
	case "milk.discarded/1":
		e := body[milk.DiscardedEvent](l)
		return b.end(e.Bottles, e.Delivery, milk.Discarded)
	case "milk.cancelled/1":
		e := body[milk.CancelledEvent](l)
		return b.end(b.heldBy(e.Delivery, b.mother[e.Delivery]), e.Delivery, milk.Returned)
	case "milk.review_opened/1":
		p.seen["review opened"]++
		if slices.Contains(body[milk.ReviewOpened](l).Reasons, "expired") {
			p.seen["expired"]++
		}
	default:
		return p.assigned(l)
	}
	return ""
}

// assigned reads who may and does get work.
func (p *wall) assigned(l line) string {
	b := p.book
	switch l.kind {
	case "workforce.certified/1":
		if w := body[workforce.Certified](l).Worker; b.unfit[w] == "not certified" {
			delete(b.unfit, w)
		} else if b.unfit[w] == "suspended and not certified" {
			b.unfit[w] = "suspended"
		}
	case "workforce.certificate_withdrawn/1":
		w := body[workforce.CertificateWithdrawn](l).Worker
		if b.unfit[w] == "suspended" {
			b.unfit[w] = "suspended and not certified"
		} else if b.unfit[w] == "" {
			b.unfit[w] = "not certified"
		}
	case "workforce.suspended/1":
		w := body[workforce.Suspend](line{body: subset(l.body, "worker")}).Worker
		if b.unfit[w] == "not certified" {
			b.unfit[w] = "suspended and not certified"
		} else if b.unfit[w] == "" {
			b.unfit[w] = "suspended"
		}
	case "workforce.reinstated/1":
		w := body[workforce.Reinstate](l).Worker
		if b.unfit[w] == "suspended and not certified" {
			b.unfit[w] = "not certified"
		} else if b.unfit[w] == "suspended" {
			delete(b.unfit, w)
		}
	case "workforce.role_granted/1":
		if e := body[workforce.RoleGranted](l); e.Role == access.Courier {
			b.grants[e.ID] = e.Worker
		}
	case "workforce.role_ended/1":
		gone := body[workforce.RoleEnded](l).Grants
		for _, g := range gone {
			if b.grants[g] != b.grants[gone[0]] {
				return "one courier's end ends another's role"
			}
		}
		for _, g := range gone {
			delete(b.grants, g)
			p.seen["role lost"]++
		}
	case "dispatch.offered/1":
		if why := b.unfit[body[dispatch.OfferMade](l).Worker]; why != "" {
			return "offered to somebody " + why
		}
	case "dispatch.accepted/1":
		if why := b.unfit[body[dispatch.JobAccepted](l).Worker]; why != "" {
			return "accepted by somebody " + why
		}
	case "promise.started/1":
		e := body[promise.Started](l)
		if e.Kind == "milk_ride" && e.Due.After(l.recorded.Add(2*60*60*1e9)) {
			return "a phone's time moved the deadline later"
		}
	case "ledger.earned/1", "ledger.earning_released/1":
		p.seen["fee paid"]++
	case "ledger.earning_held/1":
		p.seen["fee held"]++
	}
	return ""
}

func subset(text, field string) string {
	var all map[string]json.RawMessage
	_ = json.Unmarshal([]byte(text), &all)
	out, _ := json.Marshal(map[string]json.RawMessage{field: all[field]})
	return string(out)
}

func (b *book) heldBy(delivery, who ident.ID) (out []ident.ID) {
	for bottle, holder := range b.holder {
		if b.of[bottle] == delivery && holder == who {
			out = append(out, bottle)
		}
	}
	return out
}

// move hands bottles on: each must be where the chain says it is.
func (b *book) move(bottles []ident.ID, from, to ident.ID) string {
	for _, id := range bottles {
		if b.ended[id] != "" || b.holder[id] != from {
			return "the chain of bottle " + string(id) + " is broken"
		}
		b.holder[id], b.last[b.of[id]] = to, to
	}
	return ""
}

// end is the one end of each bottle.
func (b *book) end(bottles []ident.ID, delivery ident.ID, how string) string {
	for _, id := range bottles {
		if b.of[id] != delivery || b.ended[id] != "" || b.holder[id] == "" {
			return "bottle " + string(id) + " ends twice or elsewhere: " + b.ended[id]
		}
		b.ended[id] = how
		delete(b.holder, id)
	}
	return ""
}

func (p *wall) handedOver(e milk.HandedOverEvent, l line, beside []line) string {
	b := p.book
	if why := b.unfit[e.Courier]; why != "" && !underReview(l.command, beside) {
		return "handed to somebody " + why
	}
	mine := b.heldBy(e.Delivery, b.mother[e.Delivery])
	left := slices.DeleteFunc(slices.Clone(mine), func(id ident.ID) bool { return slices.Contains(e.Bottles, id) })
	if wrong := b.move(e.Bottles, b.mother[e.Delivery], e.Courier); wrong != "" {
		return wrong
	}
	return b.end(left, e.Delivery, milk.Returned)
}

// underReview reports whether the same command opened a review: a late report
// of what may not be is kept, and looked at.
func underReview(command ident.ID, beside []line) bool {
	return slices.ContainsFunc(beside, func(l line) bool { return l.command == command && l.kind == "milk.review_opened/1" })
}

// delivered holds a delivery against the mother's list and the code as it was
// said, both as they stood then.
func (p *wall) delivered(e milk.DeliveredEvent) string {
	b := p.book
	listed := slices.Contains(b.lists[b.place[e.Delivery]], e.Recipient)
	held := b.heldBy(e.Delivery, b.last[e.Delivery])
	whole := len(held) == len(e.Bottles) && !slices.ContainsFunc(e.Bottles, func(id ident.ID) bool { return !slices.Contains(held, id) })
	d := p.delivery(e.Delivery)
	code := ""
	p.query(func(q journal.Query) error {
		code = link.Code(q.Keys, q.Facility, d.ID, d.CodeGeneration)
		return nil
	})
	switch {
	case e.Proven && !(listed && whole && b.said.Code == code):
		return "proven, but not by code to somebody on the list"
	case !e.Proven && !e.Held:
		return "not proven, and the fee is not held"
	case e.Courier != b.last[e.Delivery]:
		return "delivered by somebody who did not carry it"
	}
	if whole {
		return b.end(e.Bottles, e.Delivery, milk.Delivered)
	}
	for _, id := range held { // what was wrongly named is under review; what was carried has ended
		how := milk.Returned
		if slices.Contains(e.Bottles, id) {
			how = milk.Delivered
		}
		if wrong := b.end([]ident.ID{id}, e.Delivery, how); wrong != "" {
			return wrong
		}
	}
	return ""
}

// custody holds each bottle's row against its chain.
func (p *wall) custody(q journal.Query) (string, error) {
	all, err := milk.Deliveries.Where(q.Tx, "facility_id = $1", q.Facility)
	for _, d := range all {
		for _, x := range d.Bottles {
			end, holder := p.book.ended[x.ID], p.book.holder[x.ID]
			switch {
			case (end == "") == (holder == ""):
				return "a bottle has no holder and no end, or both", err
			case end != "" && x.State != end, end == "" && (x.Ended() || x.HeldBy != holder):
				return "bottle " + string(x.ID) + " is " + x.State + " with " + string(x.HeldBy) + ", the log says " + end + string(holder), err
			case d.Ended() && end == "":
				return "a delivery has ended and somebody still holds a bottle of it", err
			}
		}
	}
	return "", err
}

// books are invariant 24.
func (p *wall) books(q journal.Query) (string, error) {
	lines, err := ledger.Lines.Where(q.Tx, "facility_id = $1", q.Facility)
	if err != nil {
		return "", err
	}
	sums, balance, reversed := map[string]int64{}, map[ident.ID]int64{}, map[ident.ID]int{}
	for _, l := range lines {
		sums[string(l.Entry)+string(l.Unit)] += l.Amount
		balance[ident.ID(l.Account)] += l.Amount
	}
	for _, sum := range sums {
		if sum != 0 {
			return "an entry does not sum to zero", nil
		}
	}
	all, err := ledger.Balances.Where(q.Tx, "facility_id = $1", q.Facility)
	for _, b := range all {
		if b.Amount != balance[b.ID] {
			return "a balance is not the sum of its lines", err
		}
	}
	entries, err2 := ledger.Entries.Where(q.Tx, "facility_id = $1 AND reverses <> ''", q.Facility)
	for _, e := range entries {
		if reversed[e.Reverses]++; reversed[e.Reverses] > 1 {
			return "an entry is reversed twice", nil
		}
	}
	if err == nil {
		err = err2
	}
	return "", err
}

// fees are invariant 15.
func (p *wall) fees(q journal.Query) (string, error) {
	earned, err := ledger.Earnings.Where(q.Tx, "facility_id = $1", q.Facility)
	if err != nil {
		return "", err
	}
	of := map[ident.ID]ledger.Earning{}
	for _, e := range earned {
		d := p.delivery(e.Subject)
		switch {
		case of[e.Subject].ID != "":
			return "a delivery is paid twice", nil
		case e.Amount != 25_000 || e.Worker != p.book.last[e.Subject]:
			return "not Rp 25,000 to who carried it last", nil
		case d.State == milk.Cancelled || !d.Ended():
			return "a fee for a delivery that is " + d.State, nil
		case d.State != milk.Delivered && e.State == ledger.StateEarned:
			return "a fee without approval for a delivery that is " + d.State, nil
		}
		of[e.Subject] = e
	}
	for _, id := range p.known {
		if d := p.delivery(id); d.State == milk.Delivered && of[id].ID == "" {
			return "a delivery without a fee", nil
		}
		var credits int64
		if _, err := q.One("SELECT count(*) FROM entry WHERE facility_id = $1 AND subject = $2 AND kind = 'earning'", store.Args(q.Facility, id), &credits); err != nil || credits > 1 {
			return "a fee is posted twice", err
		}
	}
	return "", nil
}

// deadlines are invariant 7: what was promised never moves.
func (p *wall) deadlines(q journal.Query) (string, error) {
	all, err := promise.Promises.Where(q.Tx, "facility_id = $1", q.Facility)
	for _, x := range all {
		if due, ok := p.book.due[x.ID]; ok && due != x.Due {
			return "a deadline moved", err
		}
		p.book.due[x.ID] = x.Due
		if x.State == promise.Kept && x.EndedAt.After(x.Due) || x.State == promise.Running && q.Now.After(x.Due.Add(1e9)) {
			return "a promise past its deadline is " + x.State, err
		}
	}
	return "", err
}

// shown is invariant 8: the access log never gets shorter and its chain holds.
func (p *wall) shown(q journal.Query) (string, error) {
	rows, broken, err := house.CheckAccessLog(q.Tx, q.Facility)
	if rows < p.book.shown || broken != "" {
		return "the access log is shorter or broken: " + broken, err
	}
	p.book.shown = rows
	return "", err
}

func (p *wall) shownRows() (rows int64) {
	p.query(func(q journal.Query) (err error) { rows, _, err = house.CheckAccessLog(q.Tx, q.Facility); return err })
	return rows
}

// allowed is invariant 9: a courier whose role has ended decides nothing, and one
// who never had to do with a delivery hears that there is none; that, and only
// that, leaves one line in the access log.
func (p *wall) allowed(s spoken, err error, shown int64) {
	isCourier := slices.ContainsFunc(couriers, func(c string) bool { return ident.Named(c) == s.by.Worker })
	decided := err == nil && (s.out.Status == journal.Accepted || s.out.Status == journal.Refused)
	if isCourier && decided && !slices.Contains(slices.Collect(maps.Values(p.book.grants)), s.by.Worker) {
		p.t.Fatalf("%s was %s %s for a courier whose role has ended", s.env.Verb, s.out.Status, s.out.Code)
	}
	if s.by.Person != "" && decided {
		var b struct {
			Delivery ident.ID `json:"delivery"`
		}
		_ = json.Unmarshal(s.env.Body, &b)
		if m := p.book.mother[b.Delivery]; m != "" && m != s.by.Person && s.out.Code != "milk.already_declared" {
			p.t.Fatalf("%s was %s for another mother", s.env.Verb, s.out.Status)
		}
	}
	denied := p.shownRows() - shown
	// A late report about what he never had to do with is kept word for word as one
	// of what does not exist: held, and seen.
	heldUnseen := s.out.Status == journal.Held && s.out.Code == "report.unknown_subject"
	if err == nil && denied != 0 && !heldUnseen || denied > 1 {
		p.t.Fatalf("%s left %d lines in the access log", s.env.Verb, denied)
	}
	if err != nil && fault.Of(err).Kind == fault.NotFound && denied == 0 && s.env.Verb != "approval.approve" {
		p.t.Fatalf("%s was denied without a trace in the access log", s.env.Verb)
	}
}
