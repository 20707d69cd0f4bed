package campaign

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// SellerView is a seller as the desk sees them.
type SellerView struct {
	ID       ident.ID `json:"id"`
	Name     string   `json:"name"`
	Kind     string   `json:"kind"`
	Villages []string `json:"villages"`
	Days     []int64  `json:"days"`
	Language string   `json:"language"`
	Phone    string   `json:"phone"`
	// Licence is that of home-made food, as it was told.
	Licence    string  `json:"licence,omitempty"`
	Kit        []Piece `json:"kit"`
	State      string  `json:"state"`
	EnlistedOn string  `json:"enlisted_on"`
	EndedOn    string  `json:"ended_on,omitempty"`
	Why        string  `json:"why,omitempty"`
	// TrainedTo is until when the sellers' course is valid, MassageTo that of massages;
	// empty: not today.
	TrainedTo string `json:"trained_to,omitempty"`
	MassageTo string `json:"massage_to,omitempty"`
	// OnHand are the papers in their hands, in pieces; HandedOut, Talks, Massages and
	// Referrals what counted in the last 28 days, Scans how often a code of theirs was.
	OnHand    int64 `json:"on_hand"`
	HandedOut int64 `json:"handed_out"`
	Talks     int64 `json:"talks"`
	Massages  int64 `json:"massages"`
	Referrals int64 `json:"referrals"`
	Scans     int64 `json:"scans"`
	// LastOn is the last civil day of which something is known; empty: nothing yet.
	LastOn string `json:"last_on,omitempty"`
	// Page: a page of their own is open.
	Page bool `json:"page"`
}

// BatchView is a batch as the desk sees it.
type BatchView struct {
	ID         ident.ID `json:"id"`
	Code       string   `json:"code"`
	Material   string   `json:"material"`
	Seller     ident.ID `json:"seller"`
	SellerName string   `json:"seller_name"`
	Village    string   `json:"village,omitempty"`
	Count      int64    `json:"count"`
	HandedOn   string   `json:"handed_on"`
	HandedOut  int64    `json:"handed_out"`
	Returned   int64    `json:"returned"`
	WrittenOff int64    `json:"written_off"`
	Left       int64    `json:"left"`
	Scans      int64    `json:"scans"`
}

// ContactView is a contact as the desk sees it.
type ContactView struct {
	ID         ident.ID `json:"id"`
	Seller     ident.ID `json:"seller"`
	SellerName string   `json:"seller_name"`
	Batch      ident.ID `json:"batch,omitempty"`
	Village    string   `json:"village,omitempty"`
	Kind       string   `json:"kind"`
	Count      int64    `json:"count"`
	// Booked is how many pieces left the seller's hands by it; less than Count where more
	// was told than was on hand.
	Booked     int64           `json:"booked"`
	On         string          `json:"on"`
	Source     string          `json:"source"`
	ByName     string          `json:"by_name,omitempty"`
	Trained    bool            `json:"trained"`
	Replaces   ident.ID        `json:"replaces,omitempty"`
	ReplacedBy ident.ID        `json:"replaced_by,omitempty"`
	At         instant.Instant `json:"at"`
}

// MoveView is a move of material as the desk sees it.
type MoveView struct {
	ID         ident.ID        `json:"id"`
	What       string          `json:"what"`
	Material   string          `json:"material"`
	Seller     ident.ID        `json:"seller,omitempty"`
	SellerName string          `json:"seller_name,omitempty"`
	Batch      ident.ID        `json:"batch,omitempty"`
	Count      int64           `json:"count"`
	On         string          `json:"on"`
	From       string          `json:"from,omitempty"`
	Why        string          `json:"why,omitempty"`
	At         instant.Instant `json:"at"`
}

// StockView is one material as the desk sees it, in pieces.
type StockView struct {
	Material string `json:"material"`
	InStore  int64  `json:"in_store"`
	// WithSellers is what sellers have of it, HandedOut what reached people.
	WithSellers int64 `json:"with_sellers"`
	HandedOut   int64 `json:"handed_out"`
	Received    int64 `json:"received"`
	WrittenOff  int64 `json:"written_off"`
	// Level is below how many it is to be ordered; Low: it is below.
	Level int64 `json:"level"`
	Low   bool  `json:"low"`
}

// Store is what there is of the campaign's material, and what moved it last.
type Store struct {
	Materials []StockView `json:"materials"`
	// WriteOffAlone is how many pieces one person writes off alone.
	WriteOffAlone int64      `json:"write_off_alone"`
	Moves         []MoveView `json:"moves"`
}

// SellerFile is one seller with what they have and what they did last.
type SellerFile struct {
	Seller   SellerView    `json:"seller"`
	Batches  []BatchView   `json:"batches"`
	Contacts []ContactView `json:"contacts"`
	Moves    []MoveView    `json:"moves"`
}

// names gives the names of workers, each read once.
type names struct {
	q    journal.Query
	seen map[ident.ID]string
}

func namesIn(q journal.Query) names { return names{q, map[ident.ID]string{}} }

func (n names) of(worker ident.ID) (string, error) {
	if name, known := n.seen[worker]; known || worker == "" {
		return name, nil
	}
	name, err := workforce.Name(n.q, worker)
	n.seen[worker] = name
	return name, err
}
