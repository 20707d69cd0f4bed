package milk

import (
	"sambang/internal/calc/milktime"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
)

// Reading is a temperature of the cooler in degrees Celsius, when one was read.
type Reading struct {
	C    float64 `json:"c"`
	Read bool    `json:"read"`
	// Melted: the ice packs had melted, whatever a thermometer showed.
	Melted bool `json:"melted,omitempty"`
}

// Enrolled is a mother taking part.
type Enrolled struct {
	Place      ident.ID    `json:"place"`
	Mother     ident.ID    `json:"mother"`
	Baby       ident.ID    `json:"baby"`
	Village    string      `json:"village"`
	Pickup     journal.Ref `json:"pickup"`
	Finish     journal.Ref `json:"finish"`
	Recipients []Recipient `json:"recipients"`
	Hidden     bool        `json:"hidden"`
	NoPhone    bool        `json:"no_phone,omitempty"`
	// Application is what she asked with; TermOn the day on which the place ends by
	// itself, TermDue when the machine looks at it, Policy the version of its rules.
	Application ident.ID        `json:"application,omitempty"`
	TermOn      string          `json:"term_on,omitempty"`
	TermDue     instant.Instant `json:"term_due,omitzero"`
	Policy      int64           `json:"policy,omitempty"`
}

// RecipientNamed is somebody put on the list.
type RecipientNamed struct {
	Place     ident.ID  `json:"place"`
	Recipient Recipient `json:"recipient"`
	// Witness is the cadre or midwife who entered it beside a mother without a phone.
	Witness ident.ID `json:"witness,omitempty"`
}

// RecipientDropped is somebody taken off it.
type RecipientDropped struct {
	Place     ident.ID `json:"place"`
	Recipient ident.ID `json:"recipient"`
}

// DeclaredEvent is bottles waiting to be fetched.
type DeclaredEvent struct {
	Delivery ident.ID        `json:"delivery"`
	Number   int64           `json:"number"`
	Place    ident.ID        `json:"place"`
	Mother   ident.ID        `json:"mother"`
	Baby     ident.ID        `json:"baby"`
	Village  string          `json:"village"`
	Job      ident.ID        `json:"job"`
	Bottles  []Bottle        `json:"bottles"`
	Pickup   journal.Ref     `json:"pickup"`
	Finish   journal.Ref     `json:"finish"`
	WantAt   instant.Instant `json:"want_at"`
	Limits   milktime.Limits `json:"limits"`
	By       string          `json:"by"`
	// Handing is who is to hand over when it is not the mother: role and name, sealed.
	Handing journal.Ref `json:"handing,omitzero"`
	// Keeper is the guardian who keeps the place, when it is not the mother.
	Keeper ident.ID `json:"keeper,omitempty"`
	// Policy is the version of the settings it was declared under.
	Policy int64 `json:"policy"`
}

// CancelledEvent is a delivery that never began.
type CancelledEvent struct {
	Delivery ident.ID `json:"delivery"`
	Reason   string   `json:"reason"`
	// Hide is after how many seconds the addresses leave the courier's phone.
	Hide int64 `json:"hide"`
}

// CourierSet follows the job: who is to fetch it, or nobody.
type CourierSet struct {
	Delivery ident.ID `json:"delivery"`
	Courier  ident.ID `json:"courier"`
	Kind     string   `json:"kind"` // offered, accepted, set_out, given_back
}

// HandedOverEvent is bottles in the courier's hands.
type HandedOverEvent struct {
	Delivery ident.ID        `json:"delivery"`
	Courier  ident.ID        `json:"courier"`
	Bag      string          `json:"bag"`
	Bottles  []ident.ID      `json:"bottles"`
	By       string          `json:"by"`
	At       instant.Instant `json:"at"`
	Promise  ident.ID        `json:"promise"`
	Reading  Reading         `json:"reading"`
	// Handing is the name of who handed over, sealed, when it was not the mother.
	Handing journal.Ref `json:"handing,omitzero"`
	// Ride is the courier's way out that it goes with; a log from before rides has none.
	Ride ident.ID `json:"ride,omitempty"`
	// Unfit: a stale phone told of it, and the courier may carry no milk now.
	Unfit bool `json:"unfit,omitempty"`
}

// PackedEvent is the bag in the cooler.
type PackedEvent struct {
	Delivery ident.ID        `json:"delivery"`
	At       instant.Instant `json:"at"`
	Reading  Reading         `json:"reading"`
}

// DepartedEvent is the courier gone from the pick-up.
type DepartedEvent struct {
	Delivery ident.ID        `json:"delivery"`
	At       instant.Instant `json:"at"`
}

// ArrivedEvent is the courier at the door.
type ArrivedEvent struct {
	Delivery ident.ID        `json:"delivery"`
	At       instant.Instant `json:"at"`
	Reading  Reading         `json:"reading"`
}

// CodeMissed is a wrong code.
type CodeMissed struct {
	Delivery ident.ID `json:"delivery"`
	Step     ident.ID `json:"step"`
}

// CodeRenewed is the next code standing on the mother's page.
type CodeRenewed struct {
	Delivery   ident.ID `json:"delivery"`
	Generation int64    `json:"generation"`
}

// Unfit is a bottle that was handed over though it may not be fed, with the word
// that speaks against it: expired, judged_unfit or doubtful.
type Unfit struct {
	Bottle ident.ID `json:"bottle"`
	Why    string   `json:"why"`
}

// DeliveredEvent is bottles in somebody's hands.
type DeliveredEvent struct {
	Delivery  ident.ID        `json:"delivery"`
	Courier   ident.ID        `json:"courier"`
	Bottles   []ident.ID      `json:"bottles"`
	Recipient ident.ID        `json:"recipient"`
	Other     journal.Ref     `json:"other,omitzero"`
	At        instant.Instant `json:"at"`
	Proven    bool            `json:"proven"`
	Reading   Reading         `json:"reading"`
	Fee       int64           `json:"fee"`
	FeeFund   string          `json:"fee_fund"`
	Held      bool            `json:"held"`
	// Unfit are those of the bottles that should not have been given: never proven,
	// never fit.
	Unfit []Unfit `json:"unfit,omitempty"`
	// Hide is after how many seconds the addresses leave the courier's phone.
	Hide int64 `json:"hide"`
}

// AbsentEvent is nobody at home.
type AbsentEvent struct {
	Delivery ident.ID        `json:"delivery"`
	Action   string          `json:"action"`
	At       instant.Instant `json:"at"`
}

// GivenEvent is a courier naming the one who takes over.
type GivenEvent struct {
	Delivery ident.ID        `json:"delivery"`
	From     ident.ID        `json:"from"`
	To       ident.ID        `json:"to"`
	At       instant.Instant `json:"at"`
}

// TakenEvent is custody moved to another courier.
type TakenEvent struct {
	Delivery ident.ID        `json:"delivery"`
	From     ident.ID        `json:"from"`
	To       ident.ID        `json:"to"`
	At       instant.Instant `json:"at"`
	// Unfit: a stale phone told of it, and who took it may carry no milk now.
	Unfit bool `json:"unfit,omitempty"`
}

// ReturnedEvent is bottles brought back.
type ReturnedEvent struct {
	Delivery ident.ID        `json:"delivery"`
	Bottles  []ident.ID      `json:"bottles"`
	To       string          `json:"to"`
	At       instant.Instant `json:"at"`
	// Hide is after how many seconds the addresses leave the courier's phone.
	Hide int64 `json:"hide"`
}

// DiscardedEvent is bottles poured away.
type DiscardedEvent struct {
	Delivery ident.ID        `json:"delivery"`
	Bottles  []ident.ID      `json:"bottles"`
	Reason   string          `json:"reason"`
	Note     journal.Ref     `json:"note,omitzero"`
	At       instant.Instant `json:"at"`
	// Hide is after how many seconds the addresses leave the courier's phone.
	Hide int64 `json:"hide"`
}

// UndoneEvent is a step taken back by its author.
type UndoneEvent struct {
	Delivery ident.ID `json:"delivery"`
	Step     ident.ID `json:"step"`
	Kind     string   `json:"kind"`
}

// ReviewOpened is something a person has to look at.
type ReviewOpened struct {
	Review   ident.ID `json:"review"`
	Delivery ident.ID `json:"delivery"`
	Courier  ident.ID `json:"courier"`
	Reasons  []string `json:"reasons"`
}

// ReviewClosed is what a person decided.
type ReviewClosed struct {
	Review   ident.ID    `json:"review"`
	Delivery ident.ID    `json:"delivery"`
	Decision string      `json:"decision"`
	Note     journal.Ref `json:"note,omitzero"`
}

// ClosedEvent hides the addresses from the courier's phone.
type ClosedEvent struct {
	Delivery ident.ID `json:"delivery"`
}
