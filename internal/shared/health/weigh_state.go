package health

import (
	"cmp"
	"slices"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/shared/registry"
)

// Weighing is the row of one: what was measured, and what was reckoned from it at the
// moment of its event. Phones do not hold these rows but the child's card.
type Weighing struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	// Child is a person of the register as who told it named them, or a guest's card.
	Child ident.ID `db:"child"`
	Guest bool     `db:"guest"`
	On    string   `db:"on_day"`
	// Village is that of the posyandu, or of the child where it was weighed elsewhere.
	Village        string   `db:"village"`
	Posyandu       ident.ID `db:"posyandu"`
	WeightG        int64    `db:"weight_g"`
	LengthTenthsMM int64    `db:"length_tenths_mm"`
	Position       string   `db:"position"`
	Oedema         string   `db:"oedema"`
	HeadTenthsMM   int64    `db:"head_tenths_mm"`
	MuacMM         int64    `db:"muac_mm"`
	VitaminA       string   `db:"vitamin_a"`
	Source         string   `db:"source"`
	// Doubts are what was asked about the figures; Sure: they were measured again.
	Doubts   []string `db:"doubts,json"`
	Sure     bool     `db:"sure"`
	Reckoned Reckoned `db:"reckoned,json"`
	// PolicyVersion is that of the settings it was reckoned by.
	PolicyVersion int64           `db:"policy_version"`
	By            ident.ID        `db:"recorded_by"`
	OccurredAt    instant.Instant `db:"occurred_at"`
	RecordedAt    instant.Instant `db:"recorded_at"`
	// Replaces is the weighing it corrects, ReplacedBy the one that corrects it.
	Replaces   ident.ID `db:"replaces"`
	ReplacedBy ident.ID `db:"replaced_by"`
	// TakenBackBy took it back, for Reason.
	TakenBackBy ident.ID        `db:"taken_back_by"`
	TakenBackAt instant.Instant `db:"taken_back_at"`
	Reason      string          `db:"reason"`
	// OfGuest is the guest as whom the child was weighed, before it was known who it is.
	OfGuest ident.ID `db:"of_guest"`
}

// Counts reports whether it is one that counts.
func (w Weighing) Counts() bool { return w.ReplacedBy == "" && w.TakenBackAt.IsZero() }

// Doubtful reports whether something about its figures was asked and nobody has said that
// they are so.
func (w Weighing) Doubtful() bool {
	return !w.Sure && slices.ContainsFunc(w.Doubts, func(d string) bool { return !slices.Contains(aboutPosition, d) })
}

// GrowthCard is the row of a child's card (the KMS): it is there from the first weighing,
// and carries who may see the weighings. Of a guest it is also who it is.
type GrowthCard struct {
	Facility ident.ID `db:"facility_id"`
	// ID is the child's in the register, or the guest's own.
	ID      ident.ID `db:"id"`
	Guest   bool     `db:"guest"`
	Village string   `db:"village"`
	// Posyandu is where a guest comes to; of a child the register knows it.
	Posyandu ident.ID `db:"posyandu"`
	// Sex, Born and Detail are a guest's; Detail is sealed (GuestDetail).
	Sex    string      `db:"sex"`
	Born   string      `db:"born"`
	Detail journal.Ref `db:"detail,json"`
	// LastOn is the day of the last weighing that counts, Lines how often something was
	// written on the card.
	LastOn string `db:"last_on"`
	Lines  int64  `db:"lines"`
	// LinkedTo is the child of the register that a guest is: its lines are on that card.
	LinkedTo ident.ID `db:"linked_to"`
}

// GuestDetail is who a guest is: sealed.
type GuestDetail struct {
	Name string `json:"name"`
	From string `json:"from,omitempty"`
}

// Audiences shows a card to who serves the village; the desk asks for it.
func (c GrowthCard) Audiences() []string {
	if c.Village == "" {
		return nil
	}
	return []string{"v:" + c.Village}
}

// The states of a concern.
const (
	ConcernOpen      = "open"
	ConcernSeen      = "seen"      // a health worker has seen the child
	ConcernRequested = "requested" // it became a request for a visit
	ConcernEased     = "eased"     // a correction took its reasons away
	ConcernEnded     = "ended"     // the child died, moved away or is another record's
)

// Concern is the row of a child that a midwife has to look at, one open at a time.
type Concern struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Child    ident.ID `db:"child"`
	Guest    bool     `db:"guest"`
	Village  string   `db:"village"`
	Posyandu ident.ID `db:"posyandu"`
	// Weighing is the last one that gives a reason, Since and Upto the days of the first
	// and the last.
	Weighing ident.ID `db:"weighing"`
	// Reasons are codes of worry.go's list, the gravest first.
	Reasons  []string        `db:"reasons,json"`
	Urgent   bool            `db:"urgent"`
	Since    string          `db:"since"`
	Upto     string          `db:"upto"`
	State    string          `db:"state"`
	OpenedAt instant.Instant `db:"opened_at"`
	EndedAt  instant.Instant `db:"ended_at"`
	// EndedBy is the worker who saw the child or asked for the visit; empty: the machine.
	EndedBy ident.ID    `db:"ended_by"`
	SeenOn  string      `db:"seen_on"`
	Request ident.ID    `db:"request"`
	Note    journal.Ref `db:"note,json"`
}

// Audiences shows a concern to the desk and to who serves the village.
func (c Concern) Audiences() []string {
	if c.Village == "" {
		return []string{"f"}
	}
	return []string{"f", "v:" + c.Village}
}

// The tables.
var (
	Weighings   = store.NewTable[Weighing]("weighing", store.Derived)
	GrowthCards = store.NewTable[GrowthCard]("growth_card", store.Derived)
	Concerns    = store.NewTable[Concern]("growth_concern", store.Derived)
)

// WeighingsOf lists the weighings of a child that count, the earliest first, whichever of
// its records in the registry they name; of a guest its own.
func WeighingsOf(q journal.Query, child ident.ID) ([]Weighing, error) {
	ids := []ident.ID{child}
	p, found, err := registry.Canonical(q.Tx, q.Facility, child)
	if err != nil {
		return nil, err
	}
	if found {
		merged, err := registry.MergedWith(q.Tx, q.Facility, p.ID)
		if err != nil {
			return nil, err
		}
		ids = append(merged, p.ID)
	}
	var out []Weighing
	for _, id := range ids {
		some, err := Weighings.Where(q.Tx, "facility_id = $1 AND child = $2 AND replaced_by = '' AND taken_back_at = 0 ORDER BY on_day, recorded_at, id", q.Facility, id)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
	}
	inOrder(out)
	return out, nil
}

// inOrder sorts weighings by day, then as they were recorded.
func inOrder(all []Weighing) {
	slices.SortFunc(all, func(a, b Weighing) int {
		return cmp.Or(cmp.Compare(a.On, b.On), cmp.Compare(a.RecordedAt, b.RecordedAt), cmp.Compare(a.ID, b.ID))
	})
}
