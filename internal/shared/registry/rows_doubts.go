package registry

import (
	"sambang/internal/calc/naming"
	"sambang/internal/core/journal"
)

// Doubts looks for the people of some rows among those who are known, before the
// rows are entered: it gives, for each row that has one, the record that is
// likely (naming.Likely) the same person. Rows whose person is found by what
// names them get their doubt too; entering them leaves it aside.
func (d *Directory) Doubts(q journal.Query, rows []Row) ([]Doubt, error) {
	_, index, err := d.open(q)
	if err != nil {
		return nil, err
	}
	var doubts []Doubt
	for i, r := range rows {
		p := naming.Person{ID: r.Person, Name: r.Name, Mother: r.Mother, Born: r.Born, BornGuessed: r.BornGuessed, Sex: r.Sex, Village: r.Village,
			House: r.House, NIK: NormalNIK(r.NIK), Phones: r.Phones}
		if hits := index.Like(p, 1); len(hits) > 0 && hits[0].Score >= naming.Likely {
			doubts = append(doubts, Doubt{i, hits[0].ID, hits[0].Why})
		}
	}
	return doubts, nil
}
