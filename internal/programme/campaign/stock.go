package campaign

import (
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/task"
	"sambang/internal/shared/workforce"
)

// Receive takes material into the store: verb campaign.receive.
type Receive struct {
	Material string `json:"material" max:"20"`
	Count    int64  `json:"count"`
	// From is who it came from, or where it was printed.
	From string `json:"from,omitempty" max:"120"`
}

// GiveKit gives a seller vest or flag: verb campaign.give_kit.
type GiveKit struct {
	Seller   ident.ID `json:"seller"`
	Material string   `json:"material" max:"20"`
	Count    int64    `json:"count"`
}

// TakeBack takes material back from a seller into the store: verb campaign.take_back.
// Papers come back from their batch, the kit by its material.
type TakeBack struct {
	Seller   ident.ID `json:"seller"`
	Batch    ident.ID `json:"batch,omitempty"`
	Material string   `json:"material,omitempty" max:"20"`
	Count    int64    `json:"count"`
}

// WriteOff writes material off that is gone: verb campaign.write_off, up to a count of the
// policy, and campaign.write_off_many above it, by two persons. Without a seller it lay in
// the store.
type WriteOff struct {
	Seller   ident.ID `json:"seller,omitempty"`
	Batch    ident.ID `json:"batch,omitempty"`
	Material string   `json:"material,omitempty" max:"20"`
	Count    int64    `json:"count"`
	// Why is a code of Losses.
	Why string `json:"why" max:"20"`
}

// WriteOffMany is WriteOff above the count that one person may write off alone.
type WriteOffMany WriteOff

// Subject is the seller.
func (b GiveKit) Subject() ident.ID { return b.Seller }

// Subject is the seller.
func (b TakeBack) Subject() ident.ID { return b.Seller }

// Subject is the seller, or nothing: the store.
func (b WriteOff) Subject() ident.ID { return b.Seller }

// Subject is the seller, or nothing: the store.
func (b WriteOffMany) Subject() ident.ID { return b.Seller }

func badCount(count int64) *fault.Error {
	if count < 1 || count > most {
		return fault.BadField("campaign.bad_count", "count")
	}
	return nil
}

// Check wants a material and a count.
func (b Receive) Check() *fault.Error {
	if !slices.Contains(Materials, b.Material) {
		return fault.BadField("body.unknown_word", "material")
	}
	return badCount(b.Count)
}

// Check wants a part of the kit.
func (b GiveKit) Check() *fault.Error {
	switch {
	case b.Seller == "":
		return fault.BadField("body.required", "seller")
	case !slices.Contains(Kit, b.Material):
		return fault.BadField("body.unknown_word", "material")
	}
	return badCount(b.Count)
}

// Check wants a batch or a part of the kit.
func (b TakeBack) Check() *fault.Error {
	if b.Seller == "" {
		return fault.BadField("body.required", "seller")
	}
	return checkThing(b.Batch, b.Material, Kit, b.Count)
}

// Check wants what is gone, and a reason of ours.
func (b WriteOff) Check() *fault.Error {
	if !slices.Contains(Losses, b.Why) {
		return fault.BadField("body.unknown_word", "why")
	}
	if b.Seller == "" {
		if b.Batch != "" {
			return fault.BadField("body.required", "seller")
		}
		return checkThing("", b.Material, Materials, b.Count)
	}
	return checkThing(b.Batch, b.Material, Kit, b.Count)
}

// Check wants what is gone, and a reason of ours.
func (b WriteOffMany) Check() *fault.Error { return WriteOff(b).Check() }

// checkThing wants either a batch or one of the materials, and a count.
func checkThing(batch ident.ID, material string, of []string, count int64) *fault.Error {
	if (batch == "") == (material == "") || material != "" && !slices.Contains(of, material) {
		return fault.BadField("body.unknown_word", "material")
	}
	return badCount(count)
}

// shelf is the store with what a verb moves, in one seller's hands or in it.
type shelf struct {
	seller Seller
	batch  Batch
	stocks map[string]Stock
	set    Settings
	today  string
	// owner is who orders anew; ordered are the materials for which that is left to do.
	owner   ident.ID
	ordered map[string]bool
}

// Audiences are the desk.
func (shelf) Audiences() []string { return []string{"f"} }

func loadReceiving(q journal.Query) (shelf, error) { return loadShelf(q, "", "") }

func loadKit(q journal.Query) (shelf, error) { return loadShelf(q, q.Subject, "") }

func loadTaking(q journal.Query) (shelf, error) {
	return loadShelf(q, q.Subject, q.Body.(TakeBack).Batch)
}

func loadLoss(q journal.Query) (shelf, error) {
	return loadShelf(q, q.Subject, q.Body.(WriteOff).Batch)
}

func loadLosses(q journal.Query) (shelf, error) {
	return loadShelf(q, q.Subject, q.Body.(WriteOffMany).Batch)
}

func loadShelf(q journal.Query, seller, batch ident.ID) (s shelf, err error) {
	if seller != "" {
		if s.seller, err = sellerOf(q, seller); err != nil {
			return s, err
		}
	}
	if batch != "" {
		found := false
		if s.batch, found, err = Batches.Get(q.Tx, q.Facility, batch); err == nil && (!found || s.batch.Seller != seller) {
			err = fault.Absent()
		}
		if err != nil {
			return s, err
		}
	}
	all, err := Stocks.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	if err != nil {
		return s, err
	}
	s.stocks = map[string]Stock{}
	for _, one := range all {
		s.stocks[string(one.ID)] = one
	}
	if s.set, _, err = Policy.Get(q); err != nil {
		return s, err
	}
	if s.today, err = today(q); err != nil {
		return s, err
	}
	return s, s.readOrders(q)
}

// reorder is the kind of the task to fill the store; its cause is the material's.
const reorder = "campaign_reorder"

// orderOf names what a task to order a material comes from.
func orderOf(material string) ident.ID { return ident.Named("order of " + material) }

func (s *shelf) readOrders(q journal.Query) (err error) {
	if s.owner, err = workforce.DeskOf(q, ""); err != nil {
		return err
	}
	open, err := task.Tasks.Where(q.Tx, "facility_id = $1 AND kind = $2 AND state = $3 ORDER BY id", q.Facility, reorder, task.Open)
	s.ordered = map[string]bool{}
	for _, m := range Materials {
		s.ordered[m] = slices.ContainsFunc(open, func(t task.Task) bool { return t.Cause == orderOf(m) })
	}
	return err
}

// move is one move of material with its entry in the books, and what is left to do when
// the store falls below its level.
func move[B any](s journal.Said[B], in shelf, e MovedEvent) []any {
	e.On, e.By, e.Approver = in.today, string(s.By.ID), string(s.Approver.ID)
	out := []any{e, e.books()}
	left := in.stocks[e.Material].In
	switch {
	case e.What == HandedOver, e.What == KitGiven, e.What == WrittenOff && e.Seller == "":
		left -= e.Count
	default:
		return out
	}
	if left < in.set.Level(e.Material) && !in.ordered[e.Material] && in.owner != "" {
		out = append(out, task.Opened{Task: ident.Derive(e.Move, 2), Kind: reorder, Person: in.owner, Owner: in.owner, Cause: orderOf(e.Material)})
	}
	return out
}

func (s shelf) receive(d journal.Said[Receive]) journal.Answer {
	b := d.Body
	e := MovedEvent{Move: d.NewID(0), What: Received, Material: b.Material, Count: b.Count}
	if from := strings.TrimSpace(b.From); from != "" {
		e.From = d.Seal("campaign_from", e.Move, 1, source{from})
	}
	return journal.Accept(move(d, s, e)...).Giving(map[string]ident.ID{"move": e.Move})
}

// source is the sealed form of who material came from.
type source struct {
	Name string `json:"name"`
}

func (s shelf) giveKit(d journal.Said[GiveKit]) journal.Answer {
	b := d.Body
	switch {
	case s.seller.State != Active:
		return journal.Refuse("campaign.seller_ended")
	case s.stocks[b.Material].In < b.Count:
		return journal.Refuse("campaign.not_in_store").On("count")
	}
	return journal.Accept(move(d, s, MovedEvent{Move: d.NewID(0), What: KitGiven, Material: b.Material, Seller: s.seller.ID, Count: b.Count})...)
}

// held is how many pieces there are of what a body names: of the batch, of the seller's
// kit, or in the store.
func (s shelf) held(material string) (string, int64) {
	switch {
	case s.batch.ID != "":
		return s.batch.Material, s.batch.Left()
	case s.seller.ID != "":
		return material, s.seller.Has(material)
	}
	return material, s.stocks[material].In
}

func (s shelf) takeBack(d journal.Said[TakeBack]) journal.Answer {
	material, there := s.held(d.Body.Material)
	if there < d.Body.Count {
		return journal.Refuse("campaign.not_on_hand").On("count")
	}
	return journal.Accept(move(d, s, MovedEvent{Move: d.NewID(0), What: Returned, Material: material, Seller: s.seller.ID, Batch: s.batch.ID, Count: d.Body.Count})...)
}

func (s shelf) writeOff(d journal.Said[WriteOff]) journal.Answer {
	if d.Body.Count > s.set.WriteOffAlone {
		return journal.Refuse("campaign.needs_second_person").On("count")
	}
	return lose(d, s, d.Body)
}

func (s shelf) writeOffMany(d journal.Said[WriteOffMany]) journal.Answer {
	return lose(d, s, WriteOff(d.Body))
}

func lose[B any](d journal.Said[B], s shelf, b WriteOff) journal.Answer {
	material, there := s.held(b.Material)
	switch {
	case there < b.Count && b.Seller == "":
		return journal.Refuse("campaign.not_in_store").On("count")
	case there < b.Count:
		return journal.Refuse("campaign.not_on_hand").On("count")
	}
	return journal.Accept(move(d, s, MovedEvent{Move: d.NewID(0), What: WrittenOff, Material: material, Seller: b.Seller, Batch: s.batch.ID, Count: b.Count, Why: b.Why})...)
}
