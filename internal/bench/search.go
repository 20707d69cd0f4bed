package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/shared/registry"
	"sambang/internal/sim/people"
)

// The search that is measured: the requirement speaks of so many people.
const (
	searched = 100_000
	// questions is how often somebody asks in one run, one after another.
	questions = 500
)

// searchBeside measures the search on PostgreSQL, when there is one.
func (m *measure) searchBeside(data string) ([]figure, error) {
	if m.postgres == "" {
		return nil, nil
	}
	return m.search(data, m.postgres, searched)
}

// search measures how soon the register answers what is typed, through HTTP, in
// the same process. Database is a postgres:// address, or empty: the embedded one.
func (m *measure) search(data, database string, persons int) ([]figure, error) {
	f := figure{name: fmt.Sprintf("search among %d people, SQLite, p95", persons), unit: "ms", want: 50}
	if database != "" {
		f.name, f.want = fmt.Sprintf("search among %d people, PostgreSQL, p95", persons), 80
	}
	t, err := wholeCentre(instant.Of(time.Now()).Day(time.UTC), persons)
	if err != nil {
		return nil, err
	}
	c := house.Config{Data: data, Database: database, Clock: instant.Wall{}, Log: slog.New(slog.NewJSONHandler(io.Discard, nil)), Version: "bench"}
	if _, err := enterTown(m.ctx, c, people.Town{Centre: t.Centre}); err != nil {
		return nil, err
	}
	if err := fill(m.ctx, c, t); err != nil {
		return nil, err
	}
	f.runs, f.note, err = m.questions(c, t)
	return []figure{f}, err
}

// fill writes a town straight into the tables that the search reads: what it
// measures does not depend on the log, and the verbs would take ten times as long.
func fill(ctx context.Context, c house.Config, t people.Town) error {
	h, err := house.Open(ctx, c)
	if err != nil {
		return err
	}
	defer h.Close()
	for from := 0; from < len(t.Households); from += 1_000 {
		err := h.DB.Write(ctx, func(tx *store.Tx) error {
			for n := from; n < min(len(t.Households), from+1_000); n++ {
				if err := fillHome(tx, h, t, n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// fillHome writes a household, its house and its members.
func fillHome(tx *store.Tx, h *house.House, t people.Town, n int) error {
	home := t.Households[n]
	at := t.Houses[home.House]
	err := registry.Houses.Put(tx, registry.House{Facility: facility(), ID: t.ID("house", home.House), Code: at.Code(), Village: at.Village, Seq: 1})
	if err != nil {
		return err
	}
	if err := registry.Households.Put(tx, registry.Household{Facility: facility(), ID: t.ID("household", n), House: t.ID("house", home.House), State: registry.Present, Seq: 1}); err != nil {
		return err
	}
	for _, i := range home.Members {
		p := t.People[i]
		row := registry.Person{Facility: facility(), ID: t.ID("person", i), Kind: registry.Resident, Village: at.Village, Born: p.Told, BornGuessed: p.Guessed, Sex: p.Sex,
			State: registry.Active, Household: t.ID("household", n), Relation: p.Relation, Seq: 1}
		if p.Mother != people.None {
			row.Mother = t.ID("person", p.Mother)
		}
		d := registry.Detail{Name: p.Name, NIK: p.NIK, MotherName: p.MotherName}
		if len(p.Phones) > 0 {
			d.Phone, d.More = p.Phones[0], p.Phones[1:]
		}
		if row.Detail, err = sealed(tx, h, row.ID, d); err != nil {
			return err
		}
		if err := registry.People.Put(tx, row); err != nil {
			return err
		}
	}
	return nil
}

// sealed writes a person's details as the journal seals them.
func sealed(tx *store.Tx, h *house.House, id ident.ID, d registry.Detail) (journal.Ref, error) {
	return sealedAs(tx, h, "person", id, d)
}

// sealedAs writes anything that is sealed, under the name of what it is.
func sealedAs(tx *store.Tx, h *house.House, table string, id ident.ID, d any) (journal.Ref, error) {
	text, err := json.Marshal(d)
	if err != nil {
		return journal.Ref{}, err
	}
	body, err := h.Ring.Seal(facility(), text)
	if err != nil {
		return journal.Ref{}, err
	}
	r := journal.Ref{Table: table, ID: id, Version: 1, Digest: "-"}
	_, err = tx.Exec("INSERT INTO sealed (facility_id, tbl, id, version, salt, body) VALUES ($1, $2, $3, $4, $5, $6)", facility(), r.Table, id, r.Version, "", body)
	return r, err
}

// questions asks what an officer types: parts of names of people drawn by chance,
// half a word, a slip of the pen, a year, a number.
func (m *measure) questions(c house.Config, t people.Town) (p95 []float64, note string, err error) {
	h, err := house.Open(m.ctx, c)
	if err != nil {
		return nil, "", err
	}
	defer h.Close()
	address, stop, err := serveSearch(h, c.Log)
	if err != nil {
		return nil, "", err
	}
	defer stop()
	client, err := officerClient(m.ctx, address)
	if err != nil {
		return nil, "", err
	}
	began := time.Now()
	if err := ask(m.ctx, client, address, "siti"); err != nil {
		return nil, "", err
	}
	first := time.Since(began)
	dice := rand.New(rand.NewPCG(1, 1))
	for range m.turns {
		var times []time.Duration
		for range questions {
			text := typed(dice, t.People[dice.IntN(len(t.People))])
			began := time.Now()
			if err := ask(m.ctx, client, address, text); err != nil {
				return nil, "", err
			}
			times = append(times, time.Since(began))
		}
		s := spreadOf(times)
		p95, note = append(p95, s.p95), s.String()
	}
	return p95, fmt.Sprintf("%s; %d questions a run; the first after a start, which opens every name, %.1f s", note, questions, first.Seconds()), nil
}

// serveSearch answers on loopback until stop is called.
func serveSearch(h *house.House, log *slog.Logger) (address string, stop func(), err error) {
	mux, door := http.NewServeMux(), h.API(house.Doors{Tiles: &api.Tiles{}})
	door.Register(mux)
	on, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	server := &http.Server{Handler: api.Guard{Log: log}.Wrap(mux)}
	go func() { _ = server.Serve(on) }()
	return "http://" + on.Addr().String(), func() { _ = server.Close() }, nil
}

// typed is what somebody types who looks for a person.
func typed(dice *rand.Rand, p people.Person) string {
	name := strings.ToLower(p.Name)
	switch n := dice.IntN(20); {
	case n == 0 && p.NIK != "":
		return p.NIK[:min(len(p.NIK), 8+dice.IntN(9))]
	case n == 1 && len(p.Phones) > 0:
		return p.Phones[0][len(p.Phones[0])-4:]
	case n < 4 && len(p.Told) > 4:
		return name + " " + p.Told[:4]
	case n < 6 && p.MotherName != "":
		return name + " ibu " + strings.ToLower(p.MotherName)
	case n < 10 && len(name) > 5:
		at := 1 + dice.IntN(len(name)-3)
		return name[:at] + name[at+1:at+2] + name[at:at+1] + name[at+2:]
	case n < 12:
		return name
	}
	return name[:min(len(name), 3+dice.IntN(8))] // still typing
}

// ask reads an answer to its end.
func ask(ctx context.Context, client *http.Client, address, text string) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/api/v1/register/search?q="+url.QueryEscape(text), nil)
	if err != nil {
		return err
	}
	w, err := client.Do(r)
	if err != nil {
		return err
	}
	defer w.Body.Close()
	if _, err := io.Copy(io.Discard, w.Body); err != nil {
		return err
	}
	if w.StatusCode != http.StatusOK {
		return fmt.Errorf("bench: a search answered %s", w.Status)
	}
	return nil
}
