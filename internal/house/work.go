package house

import (
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/workforce"
)

// nameOfActor gives the name of who acted: of the worker behind an account. Of a
// link or the machine it knows none.
func nameOfActor(q journal.Query, actor string) (string, error) {
	var worker ident.ID
	found, err := q.One("SELECT worker_id FROM membership WHERE facility_id = $1 AND account_id = $2", store.Args(q.Facility, actor), &worker)
	if err != nil || !found {
		return "", err
	}
	return workforce.Name(q, worker)
}

// workOf lists what each programme does for some people, for their page.
func workOf(q journal.Query, people []ident.ID) ([]api.Work, error) {
	out := []api.Work{}
	for _, id := range people {
		places, err := milk.Places.Where(q.Tx, "facility_id = $1 AND (mother = $2 OR baby = $2) ORDER BY id", q.Facility, id)
		if err != nil {
			return nil, err
		}
		for _, p := range places {
			out = append(out, api.Work{Person: id, Kind: "milk", ID: p.ID, State: p.State})
		}
	}
	return out, nil
}
