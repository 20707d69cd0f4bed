package bench

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/core/store"
	"sambang/internal/door/api"
	phonedoor "sambang/internal/door/phone"
	"sambang/internal/house"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/link"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/tracking"
	"sambang/internal/shared/workforce"
	"sambang/internal/shared/workforce/signin"
)

// The sizes of the stage.
const (
	couriers   = 100    // with a delivery under way and two links each
	devices    = 10_000 // phones that only send positions
	linksARide = 2
)

// stage is what the measured process tells of itself, on one line.
type stage struct {
	Address string   `json:"address"`
	Phones  []string `json:"phones"` // secrets of the couriers' phones
	Links   []string `json:"links"`  // tokens, linksARide for each courier
}

// The officer who sends commands.
const (
	officerPhone    = "089900009999"
	officerPassword = "measured-only"
)

func named(what string, n int) ident.ID { return ident.Named("bench " + what + strconv.Itoa(n)) }

func facility() ident.ID { return named("facility", 0) }

// slug of the health centre that is measured.
const slug = "bench"

// village is where everybody lives: a code and a point that a map has.
const village = "33.13.14.2006"

// token is the secret of the n-th of the phones that only send positions.
func token(n int) string { return fmt.Sprintf("benchphone%026d", n) }

// serveStage is the measured process: a whole house on a fresh data folder. It
// answers on loopback until stdin ends; a line on stdin gives memory back to the
// system, so that what is left is in use, and is answered with the bytes of heap
// and stacks.
func serveStage(ctx context.Context, data string, in io.Reader, out io.Writer) error {
	log := slog.New(slog.NewJSONHandler(io.Discard, nil)) // the lines are made, nobody reads them
	h, err := house.Open(ctx, house.Config{Data: data, Clock: instant.Wall{}, Log: log, Version: "bench"})
	if err != nil {
		return err
	}
	defer h.Close()
	s, err := furnish(ctx, h)
	if err != nil {
		return err
	}
	handler, err := h.Handler(house.Doors{Tiles: &api.Tiles{}, Guard: api.Guard{Log: log}})
	if err != nil {
		return err
	}
	on, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	h.Run()
	synthetic(h)
	server := &http.Server{Handler: handler}
	go func() { _ = server.Serve(on) }()
	s.Address = "http://" + on.Addr().String()
	if err := json.NewEncoder(out).Encode(s); err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		for range 4 { // each collection halves the stacks that are used no more
			runtime.GC()
		}
		debug.FreeOSMemory()
		var mem runtime.MemStats
		runtime.ReadMemStats(&mem)
		fmt.Fprintln(out, mem.HeapInuse, mem.StackInuse)
	}
	h.BeginStop()
	return server.Close()
}

// synthetic lets the phones in that only send positions: their jobs stand in the
// memory in which tracking looks them up, as those of real deliveries do.
func synthetic(h *house.House) {
	now := h.Clock.Now()
	for i := range devices {
		device, worker := named("device", i), named("rider", i)
		h.Roster.Enrol(device, phonedoor.Secrets{Token: token(i)})
		h.Windows.Enrol(device, worker)
		h.Windows.SetJob(tracking.Job{ID: named("ride", i), Worker: worker, Facility: facility(), Family: named("family", i), From: now.Add(-23 * time.Hour)}, now)
	}
}

// furnish writes the health centre with its couriers under way, through the journal.
func furnish(ctx context.Context, h *house.House) (stage, error) {
	f := registry.Facility{ID: facility(), Self: facility(), Slug: slug, Name: "Bench", Zone: "Asia/Jakarta", Demo: true}
	if err := h.DB.Write(ctx, func(tx *store.Tx) error { return registry.Enlist(tx, f, h.Clock.Now()) }); err != nil {
		return stage{}, err
	}
	machine := access.TheMachine(facility())
	w := &writing{ctx: ctx, h: h}
	w.say(machine, "registry.found", registry.Found{Slug: slug, Name: "Bench", Zone: f.Zone, Demo: true, ServicePhone: "089900009000", EmergencyNumber: "119",
		Villages: []registry.InVillage{{Code: village, Name: "Kebak", Lat: -7.51393, Lon: 110.90021}}})
	officer := named("officer", 0)
	w.say(machine, "workforce.add_worker", workforce.AddWorker{Worker: officer, Name: "Officer", Kinds: []string{"desk"}})
	w.say(machine, "workforce.grant_role", workforce.GrantRole{Worker: officer, Role: access.Officer, From: "2026-01-01"})
	desk := signin.New(h.DB, h.Ring)
	if _, err := desk.AddAccount(ctx, officerPhone, officerPassword, facility(), officer, h.Clock.Now()); err != nil {
		return stage{}, err
	}
	var all sync.WaitGroup
	parts := make([]*writing, 8)
	for p := range parts {
		parts[p] = &writing{ctx: ctx, h: h}
		all.Go(func() {
			for i := p; i < couriers; i += len(parts) {
				parts[p].courier(i)
			}
		})
	}
	all.Wait()
	for _, p := range append(parts, w) {
		if p.err != nil {
			return stage{}, p.err
		}
	}
	return secrets(ctx, h)
}

// writing carries commands out one after another; the first mistake stops it.
type writing struct {
	ctx context.Context
	h   *house.House
	err error
}

func (w *writing) say(by access.Actor, verb string, body any) (id ident.ID) {
	id = ident.New(time.Now())
	raw, err := json.Marshal(body)
	if w.err != nil || err != nil {
		return id
	}
	out, err := w.h.Journal.Do(w.ctx, by, journal.Envelope{ID: id, Verb: verb, V: 1, Body: raw})
	switch {
	case err != nil:
		w.err = fmt.Errorf("bench: %s: %w", verb, err)
	case out.Status != journal.Accepted:
		w.err = fmt.Errorf("bench: %s was %s: %s", verb, out.Status, out.Code)
	}
	return id
}

// courier hires one and brings a delivery of his on the way.
func (w *writing) courier(i int) {
	machine, worker, mother, place, delivery := access.TheMachine(facility()), named("courier", i), named("mother", i), named("place", i), named("delivery", i)
	year := w.h.Clock.Now().Time().Year()
	from, to := fmt.Sprintf("%d-01-01", year-1), fmt.Sprintf("%d-12-31", year+1)
	w.say(machine, "workforce.add_worker", workforce.AddWorker{Worker: worker, Name: "Courier", Kinds: []string{"courier"}})
	w.say(machine, "workforce.grant_role", workforce.GrantRole{Worker: worker, Role: access.Courier, From: from})
	w.say(machine, "workforce.certify", workforce.Certify{Worker: worker, Course: workforce.MilkHandling, Number: "B1", ValidFrom: from, ValidTo: to})
	w.say(machine, "workforce.appoint", workforce.Appoint{Worker: worker, Number: "B1", ValidFrom: from, ValidTo: to})
	w.say(machine, "workforce.enrol_phone", workforce.EnrolPhone{Phone: named("phone", i), Worker: worker, Label: "phone", Kind: "traccar"})
	w.say(machine, "milk.enrol", milk.Enrol{Place: place, Mother: milk.PersonBody{ID: mother, Name: "Mother"}, Baby: milk.BabyBody{Name: "Baby", Born: from},
		Village: village, Pickup: dispatch.Place{Label: "a", Lat: -7.53, Lon: 110.89, Village: village}, Drop: dispatch.Place{Label: "b", Lat: -7.50, Lon: 110.92, Village: village},
		Recipients: []milk.Named{{ID: named("recipient", i), Name: "Recipient", Relation: "r"}}})
	family := access.Actor{Facility: facility(), ID: mother, Person: mother, Subject: place, Roles: []access.Role{access.Mother}, Keys: []string{"o:" + string(mother)}}
	now := w.h.Clock.Now()
	declared := w.say(family, "milk.declare", milk.Declare{Delivery: delivery, Place: place, WantPickupAt: now,
		Bottles: []milk.BottleBody{{ID: named("bottle", i), VolumeML: 90, ExpressedAt: now.Add(-time.Minute), Milk: "fresh"}}})
	w.say(family, "link.issue", link.Make{Purpose: link.Track, About: delivery, Person: named("recipient", i)})
	job := ident.Derive(declared, 0)
	w.say(machine, "dispatch.offer", dispatch.Offer{Job: job, Worker: worker})
	rider := access.Actor{Facility: facility(), ID: worker, Worker: worker, Roles: []access.Role{access.Courier}, Keys: []string{"w:" + string(worker)}}
	w.say(rider, "dispatch.accept", dispatch.Accept{Job: job})
	w.say(rider, "milk.hand_over", milk.HandOver{Delivery: delivery, Bag: "B", Bottles: []ident.ID{named("bottle", i)}, HandedBy: milk.HandedBy{Role: "mother"}, SealOK: true})
	w.say(rider, "milk.depart", milk.Depart{Delivery: delivery})
}

// secrets lists what phones and families prove themselves with.
func secrets(ctx context.Context, h *house.House) (stage, error) {
	var s stage
	err := h.DB.Read(ctx, func(tx *store.Tx) error {
		for i := range couriers {
			p, _, err := workforce.Phones.Get(tx, facility(), named("phone", i))
			if err != nil {
				return err
			}
			s.Phones = append(s.Phones, p.Secrets(h.Ring).Token)
			links, err := link.OfSubject(tx, facility(), named("delivery", i))
			if err != nil {
				return err
			}
			for _, l := range links {
				if l.Purpose == link.Track { // a recipient's own page shows no courier
					s.Links = append(s.Links, link.Token(h.Ring, slug, l))
				}
			}
		}
		return nil
	})
	if err == nil && len(s.Links) != couriers*linksARide {
		err = fmt.Errorf("bench: %d links for %d couriers", len(s.Links), couriers)
	}
	return s, err
}

// program is this program, to be started again as the measured process.
func program() (string, error) { return os.Executable() }
