package milk

import (
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
)

// LifeChanged says what stops when life changes for a mother, a baby or a recipient.
func (r Room) LifeChanged(q journal.Query, m journal.Meta, e registry.LifeChanged) ([]any, error) {
	return nil, nil
}
