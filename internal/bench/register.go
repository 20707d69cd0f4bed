package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"time"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/door/api"
	"sambang/internal/house"
	"sambang/internal/sim/census"
	"sambang/internal/sim/people"
)

// The register that is measured: of one health centre with everybody it serves.
const (
	// registered is how many people the requirement speaks of.
	registered = 30_000
	// pages is how many households' pages are opened in one run.
	pages = 300
	// importChunk is how many rows one command carries, the most it may.
	importChunk = 200
	// enterMost is when it is given up; it takes half a minute.
	enterMost = 4 * time.Minute
)

// wholeCentre is a centre whose families have at least so many people.
func wholeCentre(day string, persons int) (people.Town, error) {
	all, err := people.Centres(day)
	if err != nil {
		return people.Town{}, err
	}
	c := all[0]
	c.Slug, c.Phones = slug, "0899000" // the block of one demo centre is too small
	for c.Families = persons / 3; ; c.Families += persons / 50 {
		c.Pregnant, c.Overdue, c.Small, c.Alone = c.Families/20, c.Families/500, c.Families/4, c.Families/25
		t, err := people.Generate(1, c)
		if err != nil || len(t.People) >= persons {
			return t, err
		}
	}
}

// register measures what the register of a whole health centre takes and how soon
// the page of a household is there, on the embedded database.
func (m *measure) register(data string, persons int) ([]figure, error) {
	size := figure{name: fmt.Sprintf("register of %d people, database", persons), unit: "MB", want: 60}
	page := figure{name: "household page, p95", unit: "ms", want: 100}
	t, err := wholeCentre(instant.Of(time.Now()).Day(time.UTC), persons)
	if err != nil {
		return nil, err
	}
	log := slog.New(slog.NewJSONHandler(io.Discard, nil))
	c := house.Config{Data: data, Clock: instant.Wall{}, Log: log, Version: "bench"}
	took, err := enterTown(m.ctx, c, t)
	if errors.Is(err, context.DeadlineExceeded) {
		size.note = fmt.Sprintf("%d people were not entered in %s", len(t.People), enterMost)
		page.note = size.note
		return []figure{size, page}, nil
	}
	if err != nil {
		return nil, err
	}
	bytes, err := databaseBytes(c.DatabaseFile())
	if err != nil {
		return nil, err
	}
	size.runs = []float64{float64(bytes) / 1e6}
	size.note = fmt.Sprintf("%d people, %d families, %.0f bytes a person with log and indexes; entered in %.1f s through the verbs",
		len(t.People), len(t.Households), float64(bytes)/float64(len(t.People)), took.Seconds())
	page.runs, page.note, err = m.pages(c, t)
	return []figure{size, page}, err
}

// enterTown fills a fresh database and closes it, so that the file is whole.
func enterTown(ctx context.Context, c house.Config, t people.Town) (time.Duration, error) {
	h, err := house.Open(ctx, c)
	if err != nil {
		return 0, err
	}
	defer h.Close()
	if err := staffed(ctx, h, t); err != nil {
		return 0, err
	}
	began := time.Now()
	ctx, cancel := context.WithTimeout(ctx, enterMost)
	defer cancel()
	err = census.Town(ctx, census.House{Journal: h.Journal, DB: h.DB, Keys: h.Ring, Clock: h.Clock}, facility(), t, importChunk)
	return time.Since(began), err
}

// databaseBytes is what a closed database takes on the disk, all its files together.
func databaseBytes(file string) (int64, error) {
	parts, err := filepath.Glob(file + "*")
	sum := int64(0)
	for _, p := range parts {
		info, err := os.Stat(p)
		if err != nil {
			return 0, err
		}
		sum += info.Size()
	}
	return sum, err
}

// pages opens pages of households drawn by chance, as an officer does.
func (m *measure) pages(c house.Config, t people.Town) (p95 []float64, note string, err error) {
	h, err := house.Open(m.ctx, c)
	if err != nil {
		return nil, "", err
	}
	defer h.Close()
	handler, err := h.Handler(house.Doors{Tiles: &api.Tiles{}, Guard: api.Guard{Log: c.Log}})
	if err != nil {
		return nil, "", err
	}
	on, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, "", err
	}
	server := &http.Server{Handler: handler}
	go func() { _ = server.Serve(on) }()
	defer server.Close()
	client, err := officerClient(m.ctx, "http://"+on.Addr().String())
	if err != nil {
		return nil, "", err
	}
	dice, largest := rand.New(rand.NewPCG(1, 1)), 0
	for range m.turns {
		var times []time.Duration
		for range pages {
			id := t.ID("household", dice.IntN(len(t.Households)))
			began := time.Now()
			n, err := openHousehold(m.ctx, client, "http://"+on.Addr().String(), id)
			if err != nil {
				return nil, "", err
			}
			times, largest = append(times, time.Since(began)), max(largest, n)
		}
		s := spreadOf(times)
		p95, note = append(p95, s.p95), s.String()
	}
	return p95, fmt.Sprintf("%s; %d pages a run, the largest %d bytes, in the same process", note, pages, largest), nil
}

func officerClient(ctx context.Context, address string) (*http.Client, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	client := &http.Client{Jar: jar}
	body := strings.NewReader(fmt.Sprintf(`{"phone":%q,"password":%q}`, officerPhone, officerPassword))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, address+"/api/v1/session", body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	w, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	_ = w.Body.Close()
	if w.StatusCode >= http.StatusMultipleChoices {
		return nil, fmt.Errorf("bench: the officer could not sign in: %s", w.Status)
	}
	return client, nil
}

// openHousehold reads a page to its end and gives its bytes.
func openHousehold(ctx context.Context, client *http.Client, address string, household ident.ID) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/api/v1/register/households/"+string(household), nil)
	if err != nil {
		return 0, err
	}
	w, err := client.Do(r)
	if err != nil {
		return 0, err
	}
	defer w.Body.Close()
	text, err := io.ReadAll(w.Body)
	if err == nil && w.StatusCode != http.StatusOK {
		err = fmt.Errorf("bench: the page of a household answered %s", w.Status)
	}
	return len(text), err
}
