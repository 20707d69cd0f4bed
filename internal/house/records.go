package house

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/programme/homevisit"
)

// hadJourney lists who has the journey of a request and who had it before: what one of
// them saw on the way is written down although another team ended it.
func hadJourney(q journal.Query, request ident.ID) ([]ident.ID, error) {
	v, _, err := homevisit.Of(q, request)
	return append(v.Workers, v.Former...), err
}
