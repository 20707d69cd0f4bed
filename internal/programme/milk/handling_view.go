package milk

import (
	"sambang/internal/calc/milktime"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// SignatureView is one name under the table.
type SignatureView struct {
	Name string          `json:"name"`
	At   instant.Instant `json:"at"`
}

// TableView is the newest version of the table with its signatures, and the one
// that is in force.
type TableView struct {
	Version int64  `json:"version"`
	Digest  string `json:"digest"`
	milktime.Table
	Head   *SignatureView `json:"head,omitempty"`
	Health *SignatureView `json:"health,omitempty"`
	// Force is the version in force since ForceSince; none: nothing can be declared.
	Force      *int64          `json:"force,omitempty"`
	ForceSince instant.Instant `json:"force_since,omitzero"`
	// Demo: the health centre is invented and works by the program's own table.
	Demo bool `json:"demo"`
	// MayHead and MayHealth say which part whoever asks may still sign.
	MayHead   bool `json:"may_head"`
	MayHealth bool `json:"may_health"`
}

// ShowTable reads the table as the page of signatures shows it.
func ShowTable(q journal.Query) (TableView, error) {
	t, err := loadSigning(q)
	if err != nil {
		return TableView{}, err
	}
	v := TableView{Version: t.Version, Digest: t.Digest()}
	if v.Table, _, err = TablePolicy.Get(q); err != nil {
		return v, err
	}
	if v.Head, err = signature(q, t.Row.HeadBy, t.Row.HeadAt); err != nil {
		return v, err
	}
	if v.Health, err = signature(q, t.Row.HealthBy, t.Row.HealthAt); err != nil {
		return v, err
	}
	v.MayHead = t.May(q.By, AsHead)
	v.MayHealth = t.May(q.By, AsHealth)
	return v, v.inForce(q)
}

func (v *TableView) inForce(q journal.Query) error {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return err
	}
	row, found, err := lastSigned(q)
	v.Demo = f.Demo
	switch {
	case found:
		v.Force, v.ForceSince = &row.Version, row.SignedAt
	case f.Demo:
		v.Force = new(int64)
	}
	return err
}

func signature(q journal.Query, by ident.ID, at instant.Instant) (*SignatureView, error) {
	if by == "" {
		return nil, nil
	}
	name, err := workforce.Name(q, by)
	return &SignatureView{name, at}, err
}
