package milk

import (
	"sambang/internal/calc/milktime"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
)

// Shows gives the rows of the programme as the faces know them.
func (r Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{
		"milk_place":    func(q journal.Query, id ident.ID) (any, bool, error) { return shown(ShowPlace(q, id)) },
		"milk_delivery": func(q journal.Query, id ident.ID) (any, bool, error) { return shown(ShowDelivery(q, id)) },
		"milk_step":     func(q journal.Query, id ident.ID) (any, bool, error) { return shown(ShowStep(q, id)) },
		"milk_review":   func(q journal.Query, id ident.ID) (any, bool, error) { return shown(ShowReview(q, id)) },
	}
}

func shown[T any](v T, found bool, err error) (any, bool, error) { return v, found, err }

// RecipientView is a recipient as the courier and the desk see one.
type RecipientView struct {
	ID       ident.ID `json:"id"`
	Name     string   `json:"name"`
	Relation string   `json:"relation"`
	Phone    string   `json:"phone,omitempty"`
	Active   bool     `json:"active"`
}

// PlaceView is a mother who takes part.
type PlaceView struct {
	ID            ident.ID        `json:"id"`
	Mother        ident.ID        `json:"mother"`
	MotherName    string          `json:"mother_name"`
	MotherPhone   string          `json:"mother_phone,omitempty"`
	BabyName      string          `json:"baby_name"`
	BabyBorn      string          `json:"baby_born"`
	Village       string          `json:"village"`
	State         string          `json:"state"`
	Pickup        dispatch.Place  `json:"pickup"`
	Drop          dispatch.Place  `json:"drop"`
	Recipients    []RecipientView `json:"recipients"`
	HiddenAddress bool            `json:"hidden_address"`
	// Application, and the days of its life: see Place.
	Application ident.ID        `json:"application,omitempty"`
	EnrolledAt  instant.Instant `json:"enrolled_at,omitzero"`
	TermOn      string          `json:"term_on,omitempty"`
	PausedWhy   string          `json:"paused_why,omitempty"`
	PausedUntil string          `json:"paused_until,omitempty"`
	Notice      string          `json:"notice,omitempty"`
	EndsOn      string          `json:"ends_on,omitempty"`
	EndedWhy    string          `json:"ended_why,omitempty"`
	EndedOn     string          `json:"ended_on,omitempty"`
	// Profile is by which limits the milk is judged: term or preterm.
	Profile milktime.Profile `json:"profile"`
}

// BottleView is a bottle with its holder's name.
type BottleView struct {
	ID          ident.ID        `json:"id"`
	Label       string          `json:"label"`
	VolumeML    int64           `json:"volume_ml"`
	ExpressedAt instant.Instant `json:"expressed_at"`
	UseBy       instant.Instant `json:"use_by"`
	// HardBy is the last instant at which anybody may give it; between UseBy and
	// HardBy it is doubtful, and Judged is what a midwife or doctor has said.
	HardBy   instant.Instant    `json:"hard_by,omitzero"`
	Judged   Judgement          `json:"judged,omitempty"`
	Milk     milktime.Milk      `json:"milk"`
	Stays    []milktime.Stay    `json:"stays"`
	Readings []milktime.Reading `json:"readings,omitempty"`
	// Baby is the twin it is for, when it is for one of them.
	Baby       ident.ID `json:"baby,omitempty"`
	BabyName   string   `json:"baby_name,omitempty"`
	State      string   `json:"state"`
	Reason     string   `json:"reason,omitempty"`
	Holder     string   `json:"holder"`
	HolderName string   `json:"holder_name,omitempty"`
}

// FeeView is what the courier gets for it.
type FeeView struct {
	Amount int64  `json:"amount"`
	State  string `json:"state"`
}

// DeliveryView is a delivery as courier and desk see it.
type DeliveryView struct {
	ID           ident.ID        `json:"id"`
	Place        ident.ID        `json:"place"`
	Number       string          `json:"number"`
	MotherName   string          `json:"mother_name"`
	MotherPhone  string          `json:"mother_phone,omitempty"`
	BabyName     string          `json:"baby_name"`
	BabyBorn     string          `json:"baby_born"`
	Pickup       dispatch.Place  `json:"pickup"`
	Drop         dispatch.Place  `json:"drop"`
	Recipients   []RecipientView `json:"recipients"`
	WantPickupAt instant.Instant `json:"want_pickup_at"`
	State        string          `json:"state"`
	Job          ident.ID        `json:"job"`
	Courier      ident.ID        `json:"courier,omitempty"`
	CourierName  string          `json:"courier_name,omitempty"`
	OfferedTo    ident.ID        `json:"offered_to,omitempty"`
	Bag          string          `json:"bag"`
	Bottles      []BottleView    `json:"bottles"`
	DeclaredAt   instant.Instant `json:"declared_at"`
	HandedOverAt instant.Instant `json:"handed_over_at"`
	PackedAt     instant.Instant `json:"packed_at"`
	DepartedAt   instant.Instant `json:"departed_at"`
	ArrivedAt    instant.Instant `json:"arrived_at"`
	EndedAt      instant.Instant `json:"ended_at"`
	Promise      ident.ID        `json:"promise,omitempty"`
	Fee          FeeView         `json:"fee"`
	Proven       bool            `json:"proven"`
	Review       ident.ID        `json:"review,omitempty"`
	ReceivedBy   string          `json:"received_by,omitempty"`
	CodeMisses   int64           `json:"code_misses"`
	CodeLocked   bool            `json:"code_locked"`
	TemperatureC *float64        `json:"temperature_c,omitempty"`
	TransferTo   ident.ID        `json:"transfer_to,omitempty"`
	TransferName string          `json:"transfer_to_name,omitempty"`
	AbsentTries  int64           `json:"absent_tries"`
	LastStep     ident.ID        `json:"last_step,omitempty"`
	// Recalled: it is to be brought back to the health centre.
	Recalled bool `json:"recalled,omitempty"`
	// Supervision is needed or granted while the courier may carry no milk any more;
	// SupervisorName who sees to it.
	Supervision    string `json:"supervision,omitempty"`
	SupervisorName string `json:"supervisor_name,omitempty"`
	// Ride is the courier's way out it goes with, once it is in his hands.
	Ride ident.ID `json:"ride,omitempty"`
	// HandedByName is who hands over, or handed over, for the mother.
	HandedByName string `json:"handed_by_name,omitempty"`
}
