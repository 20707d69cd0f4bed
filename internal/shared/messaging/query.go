package messaging

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/fault"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/text"
	"sambang/internal/shared/registry"
)

// View is a message as it is shown to who sends it.
type View struct {
	ID        ident.ID        `json:"id"`
	ToName    string          `json:"to_name"`
	ToPhone   string          `json:"to_phone"`
	Kind      string          `json:"kind"`
	Text      string          `json:"text"`
	Link      string          `json:"link"`
	Channel   string          `json:"channel"`
	State     string          `json:"state"`
	How       string          `json:"how"`
	CreatedAt instant.Instant `json:"created_at"`
	SentBy    string          `json:"sent_by"`
	SentAt    instant.Instant `json:"sent_at"`
	Worker    ident.ID        `json:"worker"`
}

// Shows gives the views of the synced table.
func (r Room) Shows() map[string]journal.Show {
	return map[string]journal.Show{"message": func(q journal.Query, id ident.ID) (any, bool, error) {
		row, found, err := Messages.Get(q.Tx, q.Facility, id)
		if err != nil || !found {
			return nil, false, err
		}
		v, err := r.Render(q, row)
		return v, err == nil, err
	}}
}

// Conversation gives everything that was to be said to a person, the oldest
// first, with its words: what the page of phones shows.
func (r Room) Conversation(q journal.Query, person ident.ID) ([]View, error) {
	rows, err := Messages.Where(q.Tx, "facility_id = $1 AND person = $2 ORDER BY created_at, id", q.Facility, person)
	if err != nil {
		return nil, err
	}
	views := make([]View, 0, len(rows))
	for _, row := range rows {
		v, err := r.Render(q, row)
		if err != nil {
			return nil, err
		}
		views = append(views, v)
	}
	return views, nil
}

// Render puts the words of a message together, in Indonesian.
func (r Room) Render(q journal.Query, row Row) (View, error) {
	v := View{ID: row.ID, Kind: row.Kind, Channel: row.Channel, State: row.State, How: row.How, CreatedAt: row.CreatedAt, SentAt: row.MarkedAt, Worker: row.Worker}
	_, d, _, err := registry.OpenCanonical(q, row.Person)
	if err != nil {
		return v, err
	}
	v.ToName, v.ToPhone = d.Name, d.Phone
	if v.SentBy, err = r.worker(q, row.MarkedBy); err != nil {
		return v, err
	}
	if row.Link != "" && r.Address != nil && mayHold(q.By) {
		if v.Link, _, err = r.Address(q, row.Link); err != nil {
			return v, err
		}
	}
	words, err := r.words(q, row, v)
	if err != nil {
		return v, err
	}
	v.Text = worded(row.Kind, words)
	return v, nil
}

// worded fills in the words of a kind. Of a kind that nobody wrote, or with a
// gap that nothing fills, only the greeting and the link are sent: nobody should
// get a message with a hole in it.
func worded(kind string, words map[string]string) string {
	key := "message." + kind
	if !text.Has(text.ID, key) || strings.Contains(text.T(text.ID, key, blanks(words)), "{") {
		key = "message.other"
	}
	if words["link"] != "" {
		return text.T(text.ID, key, words)
	}
	form, ok := linkless(text.T(text.ID, key, nil))
	if !ok {
		form, _ = linkless(text.T(text.ID, "message.other", nil))
	}
	return text.Fill(form, words)
}

// linkless takes the sentence of the link out of a text; false when the whole
// text is about the link.
func linkless(form string) (string, bool) {
	before, after, has := strings.Cut(form, "{link}")
	if !has {
		return form, true
	}
	end := strings.LastIndex(before, ". ")
	if end < 0 {
		return form, false
	}
	return strings.TrimSpace(before[:end+1] + after), true
}

// mayHold reports whether somebody may hold another person's page. Who is out on
// the road may not: on the mother's page stands the code that proves their own
// delivery. What they send says the same without the link; the desk sends it.
func mayHold(a access.Actor) bool {
	return a.Worker == "" || slices.Contains(a.Keys, "f")
}

// blanks are the same words without anything in them, so that a name with a
// bracket in it is no gap.
func blanks(words map[string]string) map[string]string {
	empty := make(map[string]string, len(words))
	for k := range words {
		empty[k] = ""
	}
	return empty
}

// words are what the text of a message may name: to whom, from whom, the link,
// and the params turned into what people read.
func (r Room) words(q journal.Query, row Row, v View) (map[string]string, error) {
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return nil, err
	}
	words := map[string]string{"name": v.ToName, "link": v.Link, "facility": f.Name,
		"service_phone": f.ServicePhone, "emergency_number": f.EmergencyNumber}
	for k, value := range row.Params {
		name, word, err := r.word(q, f.Location(), k, value)
		if err != nil {
			return nil, err
		}
		words[name] = word
	}
	return words, nil
}

// word turns one param into what people read; see Message.Params.
func (r Room) word(q journal.Query, zone *time.Location, key, value string) (name, word string, err error) {
	cut := strings.LastIndexByte(key, '_')
	if cut < 0 {
		return key, value, nil
	}
	name = key[:cut]
	switch key[cut:] {
	case "_at":
		at, err := instant.Parse(value)
		if err != nil {
			return name, "", nil // a clock that nobody knows is left out
		}
		return name, text.Hour(at, zone), nil
	case "_on":
		return name, text.CivilDay(text.ID, value), nil
	case "_rp":
		n, _ := strconv.ParseInt(value, 10, 64)
		return name, text.Rp(text.ID, n), nil
	case "_person":
		_, d, _, err := registry.Open(q, ident.ID(value))
		return name, d.Name, err
	case "_worker":
		word, err = r.worker(q, value)
		return name, word, err
	}
	if term := r.Terms[key[cut:]]; term != nil {
		word, err = term(q, value)
		return name, word, err
	}
	return key, value, nil
}

// worker names who did something; the machine and unknown ids stay as they are.
func (r Room) worker(q journal.Query, id string) (string, error) {
	if r.WorkerName == nil || !ident.ID(id).Valid() {
		return id, nil
	}
	name, err := r.WorkerName(q, ident.ID(id))
	if err != nil && fault.Of(err).Kind == fault.NotFound {
		return "", nil // an account that is no worker
	}
	return name, err
}
