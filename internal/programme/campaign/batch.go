package campaign

import (
	"slices"
	"strings"

	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// HandOver gives a seller papers as a batch with a code of its own: verb
// campaign.hand_over. Its result is {"batch": id, "code": text}.
type HandOver struct {
	Batch    ident.ID `json:"batch"`
	Seller   ident.ID `json:"seller"`
	Material string   `json:"material" max:"20"`
	Count    int64    `json:"count"`
	// Village is where they are meant for, when that is one.
	Village string `json:"village,omitempty" max:"13"`
}

// Subject is the seller.
func (b HandOver) Subject() ident.ID { return b.Seller }

// Check wants papers for somebody.
func (b HandOver) Check() *fault.Error {
	switch {
	case b.Batch == "":
		return fault.BadField("body.required", "batch")
	case b.Seller == "":
		return fault.BadField("body.required", "seller")
	case !slices.Contains(Papers, b.Material):
		return fault.BadField("body.unknown_word", "material")
	}
	return badCount(b.Count)
}

// Handing is the result of a hand-over.
type Handing struct {
	Batch ident.ID `json:"batch"`
	Code  string   `json:"code"`
}

// handing is the store before a hand-over, with who takes the papers.
type handing struct {
	shelf
	works, trained, known, served bool
	code                          string
}

func loadHanding(q journal.Query) (h handing, err error) {
	b := q.Body.(HandOver)
	if h.shelf, err = loadShelf(q, b.Seller, ""); err != nil {
		return h, err
	}
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, b.Seller)
	if err != nil {
		return h, err
	}
	h.works = found && w.State == workforce.Active
	if h.trained, err = trained(q, b.Seller, h.set.SellerCourse, h.today); err != nil {
		return h, err
	}
	if _, h.known, err = Batches.Get(q.Tx, q.Facility, b.Batch); err != nil {
		return h, err
	}
	if _, h.served, err = registry.Villages.Get(q.Tx, q.Facility, ident.ID(b.Village)); err != nil {
		return h, err
	}
	h.code, err = freeCode(q, b.Batch)
	return h, err
}

// trained reports whether somebody has a valid certificate of a course on a civil day.
func trained(q journal.Query, worker ident.ID, course, day string) (bool, error) {
	return workforce.CertifiedOn(q, worker, course, day)
}

func (h handing) handOver(s journal.Said[HandOver]) journal.Answer {
	b := s.Body
	switch {
	case h.known:
		return journal.Refuse("campaign.batch_exists").On("batch")
	case h.seller.State != Active:
		return journal.Refuse("campaign.seller_ended").On("seller")
	case !h.works:
		return journal.Refuse("campaign.not_a_seller").On("seller")
	case !h.trained:
		return journal.Refuse("campaign.not_trained").On("seller")
	case b.Village != "" && !h.served:
		return journal.Refuse("campaign.no_such_village").On("village")
	case h.stocks[b.Material].In < b.Count:
		return journal.Refuse("campaign.not_in_store").On("count")
	}
	village := b.Village
	if village == "" && len(h.seller.Villages) == 1 {
		village = h.seller.Villages[0]
	}
	e := HandedOverEvent{b.Batch, h.code, b.Material, b.Seller, village, b.Count, h.today}
	return journal.Accept(e).With(move(s, h.shelf, MovedEvent{Move: s.NewID(0), What: HandedOver, Material: b.Material, Seller: b.Seller, Batch: b.Batch, Count: b.Count})...).
		Giving(Handing{b.Batch, h.code})
}

// codeLetters are letters and digits that nobody takes for another, in print or by ear on
// a street: no 0 and O, 1 I and L, 2 and Z, 5 and S, 6 and G, 8 and B, U and V, M and N.
const codeLetters = "3479ACDEFHJKPQRTWXY"

// codeLength gives 19^5, two and a half million codes: enough that a guess seldom is one.
const codeLength = 5

// codeOf is the n-th code that a batch may get.
func codeOf(batch ident.ID, n int) string {
	var b strings.Builder
	id := string(ident.Derive(batch, 700+n))
	for i := range codeLength {
		at := len(id) - 2*(i+1) // the front of an id is a time; its end is not
		b.WriteByte(codeLetters[(31*int(id[at])+int(id[at+1]))%len(codeLetters)])
	}
	return b.String()
}

// freeCode is the first code of a batch that no other batch has.
func freeCode(q journal.Query, batch ident.ID) (string, error) {
	for n := 0; ; n++ {
		code := codeOf(batch, n)
		_, taken, err := ByCode(q, code)
		if err != nil || !taken {
			return code, err
		}
	}
}

// ByCode finds the batch of a code, however it was typed.
func ByCode(q journal.Query, code string) (Batch, bool, error) {
	return Batches.First(q.Tx, "facility_id = $1 AND code = $2", q.Facility, strings.ToUpper(strings.TrimSpace(code)))
}
