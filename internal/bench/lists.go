package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/instant"
	"sambang/internal/core/sheet"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/signin"
	"sambang/internal/sim/people"
)

// listed is how many rows the requirement on importing speaks of.
const listed = 20_000

// lists measures how long a list takes from the file to the last row in the
// register, through the door, as an officer brings it in.
func (m *measure) lists(data, database string, rows int) ([]figure, error) {
	name := "SQLite"
	if database != "" {
		name = "PostgreSQL"
	}
	f := figure{name: fmt.Sprintf("import of %d rows, %s", rows, name), unit: "s", want: 30}
	t, err := wholeCentre(instant.Of(time.Now()).Day(time.UTC), rows)
	if err != nil {
		return nil, err
	}
	file, err := listOf(t, rows)
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewJSONHandler(io.Discard, nil))
	h, err := house.Open(m.ctx, house.Config{Data: data, Database: database, Clock: instant.Wall{}, Log: log, Version: "bench"})
	if err != nil {
		return nil, err
	}
	defer h.Close()
	if err := staffed(m.ctx, h, t); err != nil {
		return nil, err
	}
	h.Run()
	handler, err := h.Handler(house.Doors{Tiles: &api.Tiles{}, Guard: api.Guard{Log: log}})
	if err != nil {
		return nil, err
	}
	on, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: handler}
	go func() { _ = server.Serve(on) }()
	defer server.Close()
	address := "http://" + on.Addr().String()
	client, err := officerClient(m.ctx, address)
	if err != nil {
		return nil, err
	}
	took, done, err := bringIn(m.ctx, client, address, file)
	if err != nil {
		return nil, err
	}
	f.runs = []float64{took.Seconds()}
	f.note = fmt.Sprintf("CSV of %.1f MB, from the upload to the last row; %d new, %d doubtful, %d bad; one run", float64(len(file))/1e6, done.New, done.Doubtful, done.Bad+done.Refused)
	return []figure{f}, nil
}

// listOf writes people of a town as a spreadsheet tells of them.
func listOf(t people.Town, rows int) ([]byte, error) {
	names := map[string]string{}
	for _, v := range t.Centre.Villages {
		names[v.Code] = v.Name
	}
	var b bytes.Buffer
	err := sheet.Write(&b, sheet.CSV, sheet.Sheet{Name: "warga", Header: []string{"No KK", "NIK", "Nama", "Hubungan", "Tgl Lahir", "JK", "HP", "RT", "RW", "Desa"},
		Rows: func(yield func([]string, error) bool) {
			for n := range min(rows, len(t.People)) {
				r := t.Row(n)
				phone := strings.Join(r.Phones, "/")
				if len(r.Phones) > 0 {
					phone = r.Phones[0]
				}
				if !yield([]string{r.KK, r.NIK, r.Name, r.Relation, r.Born, r.Sex, phone, r.RT, r.RW, names[r.Village]}, nil) {
					return
				}
			}
		}})
	return b.Bytes(), err
}

// staffed founds a health centre with an officer who can sign in.
func staffed(ctx context.Context, h *house.House, t people.Town) error {
	f := registry.Facility{ID: facility(), Self: facility(), Slug: slug, Name: "Bench", Zone: "Asia/Jakarta", Demo: true}
	if err := h.DB.Write(ctx, func(tx *store.Tx) error { return registry.Enlist(tx, f, h.Clock.Now()) }); err != nil {
		return err
	}
	found := registry.Found{Slug: slug, Name: "Bench", Zone: f.Zone, Demo: true, ServicePhone: "089900009000", EmergencyNumber: "119"}
	for _, v := range t.Centre.Villages {
		found.Villages = append(found.Villages, registry.InVillage{Code: v.Code, Name: v.Name, Lat: v.Lat, Lon: v.Lon})
	}
	w, machine, officer := &writing{ctx: ctx, h: h}, access.TheMachine(facility()), named("officer", 0)
	w.say(machine, "registry.found", found)
	w.say(machine, "workforce.add_worker", workforce.AddWorker{Worker: officer, Name: "Officer", Kinds: []string{"desk"}})
	w.say(machine, "workforce.grant_role", workforce.GrantRole{Worker: officer, Role: access.Officer, From: "2026-01-01"})
	if w.err != nil {
		return w.err
	}
	_, err := signin.New(h.DB, h.Ring).AddAccount(ctx, officerPhone, officerPassword, facility(), officer, h.Clock.Now())
	return err
}

// bringIn hands a list in, lets it in and waits until it is there.
func bringIn(ctx context.Context, client *http.Client, address string, file []byte) (time.Duration, api.ImportCounts, error) {
	const path = "/api/v1/register/imports"
	began := time.Now()
	v, err := imported(ctx, client, http.MethodPost, address+path+"?name=warga.csv", file)
	if err != nil {
		return 0, v.Counts, err
	}
	one := address + path + "/" + string(v.ID)
	if v, err = imported(ctx, client, http.MethodPost, one+"/run", nil); err != nil {
		return 0, v.Counts, err
	}
	look := time.NewTicker(100 * time.Millisecond)
	defer look.Stop()
	for v.State == api.ImportRunning {
		select {
		case <-look.C:
		case <-ctx.Done():
			return 0, v.Counts, ctx.Err()
		}
		if v, err = imported(ctx, client, http.MethodGet, one, nil); err != nil {
			return 0, v.Counts, err
		}
	}
	if v.State != api.ImportDone {
		return 0, v.Counts, fmt.Errorf("bench: the list ended as %s", v.State)
	}
	return time.Since(began), v.Counts, nil
}

func imported(ctx context.Context, client *http.Client, method, address string, body []byte) (v api.ImportView, err error) {
	r, err := http.NewRequestWithContext(ctx, method, address, bytes.NewReader(body))
	if err != nil {
		return v, err
	}
	w, err := client.Do(r)
	if err != nil {
		return v, err
	}
	defer w.Body.Close()
	if w.StatusCode != http.StatusOK {
		return v, fmt.Errorf("bench: %s answered %s", r.URL.Path, w.Status)
	}
	return v, json.NewDecoder(w.Body).Decode(&v)
}
