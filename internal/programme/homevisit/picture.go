package homevisit

import "sambang/internal/core/journal"

// NamesBlob says who sees the picture of a receipt or of a place where nobody was:
// whoever sees that line of the timeline.
func (Room) NamesBlob(q journal.Query, id string) (audiences []string, resource string, err error) {
	if !photoForm.MatchString(id) {
		return nil, "", nil
	}
	s, found, err := Steps.First(q.Tx, "facility_id = $1 AND photo = $2", q.Facility, id)
	if err != nil || !found {
		return nil, "", err
	}
	return s.Audiences(), "visit", nil
}
