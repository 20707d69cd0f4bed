package milk

import (
	"slices"

	"sambang/internal/calc/milktime"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/policy"
	"sambang/internal/shared/workforce"
)

// The states of a delivery.
const (
	Declared   = "declared"
	HandedOver = "handed_over"
	Packed     = "packed"
	OnTheWay   = "on_the_way"
	Arrived    = "arrived"
	Delivered  = "delivered"
	Returned   = "returned"
	Discarded  = "discarded"
	Cancelled  = "cancelled"
)

// Settings are the programme's rules; the head may change them.
type Settings struct {
	// RideSeconds is the promise door to door (programme: ice gel lasts two hours).
	RideSeconds int64 `json:"ride_seconds"`
	// FeeRupiah a delivery, from FeeFund (programme: Rp 25,000 from BLUD).
	FeeRupiah int64  `json:"fee_rupiah"`
	FeeFund   string `json:"fee_fund"`
	// FeeMode is what is paid for: per_delivery, per_ride or flat_month (both of the
	// first and the last are reported from the field).
	FeeMode string `json:"fee_mode"`
	// FeeShares are the funds that bear it together; none: FeeFund alone.
	FeeShares []ledger.Share `json:"fee_shares"`
	// FlatRupiah a month (reported: Rp 1,050,000); FailedRupiah for a ride that
	// reached nobody by no fault of the courier (our own proposal: as a delivery).
	FlatRupiah   int64 `json:"flat_rupiah"`
	FailedRupiah int64 `json:"failed_rupiah"`
	// CodeTries is how often a code may be missed before it locks.
	CodeTries int64 `json:"code_tries"`
	// CourierMisses is how many misses a courier may have in a day over all deliveries.
	CourierMisses int64 `json:"courier_misses_a_day"`
	// UndoSeconds is how long the author may take a mistaken step back.
	UndoSeconds int64 `json:"undo_seconds"`
	// LinkSeconds is how long links live after the end; HideSeconds when the
	// addresses leave the courier's phone.
	LinkSeconds int64 `json:"link_seconds"`
	HideSeconds int64 `json:"hide_seconds"`
	// QuickestSeconds: a delivery ended sooner after the hand-over is looked at.
	QuickestSeconds int64 `json:"quickest_seconds"`
	// FastestKmh: whoever came faster from the pick-up to the door, as the crow flies,
	// is looked at. 90 km/h is our proposal: no motorbike does it through villages.
	FastestKmh int64 `json:"fastest_kmh"`
}

// Policy is the programme's section of the facility's policy.
var Policy = policy.Define("milk", Settings{RideSeconds: 7200, FeeRupiah: 25_000, FeeFund: "blud",
	FeeMode: PerDelivery, FlatRupiah: 1_050_000, FailedRupiah: 25_000, CodeTries: 5, CourierMisses: 20,
	UndoSeconds: 600, LinkSeconds: 1800, HideSeconds: 900, QuickestSeconds: 60, FastestKmh: 90})

// Recipient is somebody a mother has named to receive her milk. What they are to
// the family is with their name: people write "nenek Dimas" there.
type Recipient struct {
	Person ident.ID `json:"person"`
	Active bool     `json:"active"`
}

// Place is the row of a mother who takes part.
type Place struct {
	Facility   ident.ID    `db:"facility_id"`
	ID         ident.ID    `db:"id"`
	Mother     ident.ID    `db:"mother"`
	Baby       ident.ID    `db:"baby"`
	Village    string      `db:"village"`
	State      string      `db:"state"`
	Pickup     journal.Ref `db:"pickup,json"`
	Finish     journal.Ref `db:"finish,json"`
	Recipients []Recipient `db:"recipients,json"`
	Hidden     bool        `db:"hidden"`
	// NoPhone: she cannot declare by herself; any courier may type for her.
	NoPhone    bool            `db:"no_phone"`
	EnrolledAt instant.Instant `db:"enrolled_at"`
	// Keeper is the child's guardian who looks after the place; empty: the mother.
	Keeper ident.ID `db:"keeper"`
	// EndedAt is when it ended; zero while it goes on.
	EndedAt instant.Instant `db:"ended_at"`
	// Profile is by which limits the milk is judged; empty: of a baby born in time.
	Profile milktime.Profile `db:"profile"`
	// Application is what she asked with, when she asked; TermOn the day on which the
	// place ends by itself.
	Application ident.ID `db:"application"`
	TermOn      string   `db:"term_on"`
	// PausedWhy and PausedUntil (a day; empty: until somebody says so) are of a pause,
	// Notice and EndsOn the reason and last day of a notice, EndedWhy and EndedOn of an end.
	PausedWhy   string `db:"paused_why"`
	PausedUntil string `db:"paused_until"`
	Notice      string `db:"notice"`
	EndsOn      string `db:"ends_on"`
	EndedWhy    string `db:"ended_why"`
	EndedOn     string `db:"ended_on"`
}

// Reader is whose page the place has: the guardian who keeps it, else the mother.
func (p Place) Reader() ident.ID {
	if p.Keeper != "" {
		return p.Keeper
	}
	return p.Mother
}

// Audiences shows a place to the desk, the village's midwife and whose page it is; to
// the couriers when she has no phone.
func (p Place) Audiences() []string {
	out := []string{"f", "v:" + p.Village, "o:" + string(p.Reader())}
	if p.NoPhone {
		out = append(out, workforce.Colleagues)
	}
	return out
}

// Allows reports whether a person is on the mother's list now.
func (p Place) Allows(person ident.ID) bool {
	return slices.ContainsFunc(p.Recipients, func(r Recipient) bool { return r.Person == person && r.Active })
}

// Bottle is one container of milk with its one holder.
type Bottle struct {
	ID          ident.ID        `json:"id"`
	Label       string          `json:"label"`
	VolumeML    int64           `json:"volume_ml"`
	ExpressedAt instant.Instant `json:"expressed_at"`
	Milk        milktime.Milk   `json:"milk"`
	Stays       []milktime.Stay `json:"stays"`
	// Readings are what a thermometer showed where it was.
	Readings []milktime.Reading `json:"readings,omitempty"`
	UseBy    instant.Instant    `json:"use_by"`
	// HardBy is the last instant at which anybody may give it, where that is later:
	// between the two it is doubtful, and Judged is what a midwife or doctor said.
	HardBy instant.Instant `json:"hard_by,omitzero"`
	Judged Judgement       `json:"judged,omitempty"`
	// Baby is the twin it is for, when it is for one of them.
	Baby ident.ID `json:"baby,omitempty"`
	// State is declared, carried, delivered, returned or discarded; the last three are ends.
	State  string `json:"state"`
	Reason string `json:"reason,omitempty"`
	// Holder is mother, courier, recipient or none; HeldBy is who.
	Holder string   `json:"holder"`
	HeldBy ident.ID `json:"held_by,omitempty"`
}

// Ended reports whether the bottle has come to its end.
func (b Bottle) Ended() bool {
	return b.State == Delivered || b.State == Returned || b.State == Discarded
}

// Delivery is the row of a delivery.
type Delivery struct {
	Facility ident.ID `db:"facility_id"`
	ID       ident.ID `db:"id"`
	Number   int64    `db:"number"`
	Place    ident.ID `db:"place"`
	Mother   ident.ID `db:"mother"`
	Baby     ident.ID `db:"baby"`
	Village  string   `db:"village"`
	State    string   `db:"state"`
	// Before is the state a step of the last ten minutes came from, for taking it back.
	Before  string     `db:"before"`
	Job     ident.ID   `db:"job"`
	Courier ident.ID   `db:"courier"`
	Former  []ident.ID `db:"former,json"`
	// OfferedTo is the courier who is asked and has not answered.
	OfferedTo ident.ID `db:"offered_to"`
	// GiveTo is the courier to whom the present one is giving it.
	GiveTo  ident.ID        `db:"give_to"`
	Bag     string          `db:"bag"`
	Bottles []Bottle        `db:"bottles,json"`
	Pickup  journal.Ref     `db:"pickup,json"`
	Finish  journal.Ref     `db:"finish,json"`
	Limits  milktime.Limits `db:"limits,json"`

	WantAt       instant.Instant `db:"want_at"`
	DeclaredAt   instant.Instant `db:"declared_at"`
	HandedOverAt instant.Instant `db:"handed_over_at"`
	PackedAt     instant.Instant `db:"packed_at"`
	DepartedAt   instant.Instant `db:"departed_at"`
	ArrivedAt    instant.Instant `db:"arrived_at"`
	EndedAt      instant.Instant `db:"ended_at"`

	Temperature float64  `db:"temperature"`
	Measured    bool     `db:"measured"`
	Promise     ident.ID `db:"promise"`

	CodeMisses     int64    `db:"code_misses"`
	CodeGeneration int64    `db:"code_generation"`
	Proven         bool     `db:"proven"`
	ReceivedBy     ident.ID `db:"received_by"`
	AbsentTries    int64    `db:"absent_tries"`

	Fee      int64    `db:"fee"`
	FeeFund  string   `db:"fee_fund"`
	FeeState string   `db:"fee_state"`
	Review   ident.ID `db:"review"`
	// Closed hides the addresses from the courier, some minutes after the end.
	Closed   bool     `db:"closed"`
	LastStep ident.ID `db:"last_step"`
	// HeardAt is when the server recorded the last step that was not told late.
	HeardAt instant.Instant `db:"heard_at"`
	// HandedBy is the sealed name of who hands over for the mother, or has done so.
	HandedBy journal.Ref `db:"handed_by,json"`
	// PolicyVersion is the version of the settings in force when it was declared:
	// fee, tries and times are those for as long as it runs.
	PolicyVersion int64 `db:"policy_version"`
	// Keeper is as the place's; Track the link by which they watch, when it is not
	// the first one.
	Keeper ident.ID `db:"keeper"`
	Track  ident.ID `db:"track"`
	// Ride is the courier's way out with one mother's bag or several: a delivery joins
	// that of what its courier has in hand already, or begins one.
	Ride ident.ID `db:"ride"`
	// Supervision is empty, needed or granted: the courier may carry no milk any more.
	// Supervisor is who sees to it that it comes home.
	Supervision string   `db:"supervision"`
	Supervisor  ident.ID `db:"supervisor"`
	// Recalled: it is to be brought back, for there is nobody to bring it to.
	Recalled bool `db:"recalled"`
}

// Reader is who is told about it: the guardian who keeps the place, else the mother.
func (d Delivery) Reader() ident.ID {
	if d.Keeper != "" {
		return d.Keeper
	}
	return d.Mother
}

// trackLink is the link by which the mother, or who stands for her, watches it.
func (d Delivery) trackLink() ident.ID {
	if d.Track != "" {
		return d.Track
	}
	return trackLink(d.ID)
}

// Audiences shows a delivery to the desk, the village's midwife, the mother, and
// while it runs to its courier and to whoever is asked to take it. What a doctor
// may decide about is shown to the doctors.
func (d Delivery) Audiences() []string {
	out := []string{"f", "v:" + d.Village, "o:" + string(d.Reader())}
	if d.Courier != "" && !d.Closed {
		out = append(out, "w:"+string(d.Courier))
	}
	if d.OfferedTo != "" && !d.Ended() {
		out = append(out, "w:"+string(d.OfferedTo))
	}
	if d.GiveTo != "" && !d.Ended() {
		out = append(out, "w:"+string(d.GiveTo))
	}
	if !d.Ended() && slices.ContainsFunc(d.Bottles, Bottle.Disputable) {
		out = append(out, "d")
	}
	return out
}

// Ended reports whether the delivery has come to its end.
func (d Delivery) Ended() bool {
	return d.State == Delivered || d.State == Returned || d.State == Discarded || d.State == Cancelled
}

// InHand reports whether a courier holds bottles of it.
func (d Delivery) InHand() bool {
	return d.State == HandedOver || d.State == Packed || d.State == OnTheWay || d.State == Arrived
}

// carried lists the bottles the courier holds.
func (d Delivery) carried() []ident.ID {
	var out []ident.ID
	for _, b := range d.Bottles {
		if b.State == "carried" {
			out = append(out, b.ID)
		}
	}
	return out
}
