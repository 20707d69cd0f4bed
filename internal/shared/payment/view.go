package payment

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/money"
	"sambang/internal/shared/ledger"
	"sambang/internal/shared/registry"
)

// FundView is a further fund as the desk sees it.
type FundView struct {
	ID   ident.ID `json:"id"`
	Kind string   `json:"kind"`
	Name string   `json:"name"`
}

// ReceiptView is money or goods that came in; amount in unit.
type ReceiptView struct {
	ID     ident.ID        `json:"id"`
	Fund   string          `json:"fund"`
	What   string          `json:"what"`
	Amount int64           `json:"amount"`
	Unit   money.Unit      `json:"unit"`
	Source string          `json:"source"`
	On     string          `json:"on"`
	At     instant.Instant `json:"at"`
}

// SupportView is support that was given; amount in unit.
type SupportView struct {
	ID         ident.ID   `json:"id"`
	Worker     ident.ID   `json:"worker"`
	WorkerName string     `json:"worker_name"`
	Fund       string     `json:"fund"`
	What       string     `json:"what"`
	Amount     int64      `json:"amount"`
	Unit       money.Unit `json:"unit"`
	On         string     `json:"on"`
}

// StatementView is a statement as desk and worker see it; amounts in rupiah.
type StatementView struct {
	ID             ident.ID        `json:"id"`
	Number         int64           `json:"number"`
	Worker         ident.ID        `json:"worker"`
	WorkerName     string          `json:"worker_name"`
	Month          string          `json:"month"`
	State          string          `json:"state"`
	Lines          []Line          `json:"lines"`
	Held           []HeldLine      `json:"held"`
	Funds          []ledger.Part   `json:"funds"`
	Amount         int64           `json:"amount"`
	PreparedBy     ident.ID        `json:"prepared_by"`
	PreparedByName string          `json:"prepared_by_name"`
	PreparedAt     instant.Instant `json:"prepared_at"`
	SettledByName  string          `json:"settled_by_name,omitempty"`
	SettledAt      instant.Instant `json:"settled_at"`
	Reason         string          `json:"reason,omitempty"`
	How            string          `json:"how,omitempty"`
	PaidOn         string          `json:"paid_on,omitempty"`
	PaidByName     string          `json:"paid_by_name,omitempty"`
	Receipt        string          `json:"receipt,omitempty"`
	ReceiptAt      instant.Instant `json:"receipt_at"`
}

// Shows are the views of the synced tables.
func (r Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"fund": showFund, "receipt": showReceipt, "support": showSupport, "hand_in": showHandIn,
		"statement": func(q journal.Query, id ident.ID) (any, bool, error) {
			v, found, err := Show(q, id)
			return v, found, err
		}}
}

func showFund(q journal.Query, id ident.ID) (any, bool, error) {
	f, found, err := Funds.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := FundView{ID: f.ID, Kind: f.Kind}
	_, err = q.Open(f.Name, &v.Name)
	return v, true, err
}

func showReceipt(q journal.Query, id ident.ID) (any, bool, error) {
	r, found, err := Receipts.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := ReceiptView{ID: r.ID, Fund: r.Fund, What: r.Goods, Amount: r.Amount, Unit: r.Unit, On: r.On, At: r.At}
	if v.What == "" {
		v.What = Money
	}
	_, err = q.Open(r.Source, &v.Source)
	return v, true, err
}

func showSupport(q journal.Query, id ident.ID) (any, bool, error) {
	s, found, err := Supports.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return nil, found, err
	}
	v := SupportView{ID: s.ID, Worker: s.Worker, Fund: s.Fund, What: s.What, Amount: s.Amount, Unit: s.Unit, On: s.On}
	v.WorkerName, err = nameOf(q, s.Worker)
	return v, true, err
}

func nameOf(q journal.Query, person ident.ID) (string, error) {
	_, d, _, err := registry.Open(q, person)
	return d.Name, err
}

// Show gives the view of a statement.
func Show(q journal.Query, id ident.ID) (StatementView, bool, error) {
	s, found, err := Statements.Get(q.Tx, q.Facility, id)
	if err != nil || !found {
		return StatementView{}, found, err
	}
	v := StatementView{ID: s.ID, Number: s.Number, Worker: s.Worker, Month: s.Month, State: s.State, Lines: s.Lines, Held: s.Held, Funds: s.Funds,
		Amount: s.Amount, PreparedBy: s.PreparedBy, PreparedAt: s.PreparedAt, SettledAt: s.SettledAt, How: s.How, PaidOn: s.PaidOn, Receipt: s.Receipt, ReceiptAt: s.ReceiptAt}
	for _, n := range []struct {
		who  ident.ID
		into *string
	}{{s.Worker, &v.WorkerName}, {s.PreparedBy, &v.PreparedByName}, {s.SettledBy, &v.SettledByName}, {s.PaidBy, &v.PaidByName}} {
		if *n.into, err = nameOf(q, n.who); err != nil {
			return v, true, err
		}
	}
	if !s.Reason.IsZero() {
		_, err = q.Open(s.Reason, &v.Reason)
	}
	return v, true, err
}

// FundNames are the names of the funds that were opened, by code.
func FundNames(q journal.Query) (map[string]string, error) {
	opened, err := Funds.Where(q.Tx, "facility_id = $1 ORDER BY id", q.Facility)
	out := map[string]string{}
	for _, f := range opened {
		var name string
		if _, err := q.Open(f.Name, &name); err != nil {
			return nil, err
		}
		out[string(f.ID)] = name
	}
	return out, err
}
