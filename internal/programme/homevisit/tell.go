package homevisit

import (
	"sambang/internal/core/ident"
	"sambang/internal/shared/messaging"
)

// tell queues a message to the patient, when the register knows them: of who is not
// in it the desk has the number and calls. Nothing is said of the dead.
func (v Visit) tell(id ident.ID, kind string, params map[string]string) []any {
	if v.Silent || len(v.People) == 0 {
		return nil
	}
	all := map[string]string{"number": short(v.Number)}
	for k, p := range params {
		all[k] = p
	}
	return []any{messaging.Queue(messaging.Message{ID: id, To: v.People[0], Kind: kind, Params: all})}
}
