package day

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/programme/milk"
	"sambang/internal/shared/dispatch"
	"sambang/internal/sim/phone"
)

// courier is a simulated courier: a person with an app, a tracking app and a
// motorbike. What to do next he reads from his app's rows alone, so he goes on
// after a restart where he was.
type courier struct {
	staff
	live    Live
	house   House // for the code that the recipient reads out, nothing else
	app     *phone.App
	tracker *phone.Tracker
	dice    *rand.Rand
	at      geo.Point
	known   bool // at is where he is, not only where couriers wait
	battery float64
	// stuck are deliveries that the server refused to move on, with its word.
	stuck map[ident.ID]string
}

// jobRow and deliveryRow are what he reads of the rows.
type jobRow struct {
	ID      ident.ID `json:"id"`
	Subject ident.ID `json:"subject"`
	State   string   `json:"state"`
	Worker  ident.ID `json:"worker"`
}

type deliveryRow struct {
	ID         ident.ID        `json:"id"`
	State      string          `json:"state"`
	Job        ident.ID        `json:"job"`
	Courier    ident.ID        `json:"courier"`
	WantAt     instant.Instant `json:"want_pickup_at"`
	Pickup     geo.Point       `json:"pickup"`
	Drop       geo.Point       `json:"drop"`
	Recipients []struct {
		ID     ident.ID `json:"id"`
		Active bool     `json:"active"`
	} `json:"recipients"`
	Bottles []struct {
		ID    ident.ID `json:"id"`
		State string   `json:"state"`
	} `json:"bottles"`
	CodeMisses int `json:"code_misses"`

	job jobRow
}

func (d deliveryRow) bottles(state string) []ident.ID {
	out := []ident.ID{}
	for _, b := range d.Bottles {
		if b.State == state {
			out = append(out, b.ID)
		}
	}
	return out
}

// run works until ctx ends; when the server is away he tries again.
func (c *courier) run(ctx context.Context) {
	for tries := 0; ; tries++ {
		began := time.Now()
		err := c.shift(ctx)
		if ctx.Err() != nil {
			return
		}
		c.live.Log.Warn("demo: a courier lost the server", "courier", c.Key, "error", err)
		if time.Since(began) > time.Minute {
			tries = 0
		}
		if !wait(ctx, phone.Patience(tries)) {
			return
		}
	}
}

// look is how long he goes without looking at his app when nothing calls him.
const look = 20 * time.Second

// shift signs in and does what is to be done, until something goes wrong.
func (c *courier) shift(ctx context.Context) error {
	if err := c.app.SignIn(ctx, c.Phone, c.password()); err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	news, over := make(chan struct{}, 1), make(chan error, 1)
	go func() {
		over <- c.app.Live(ctx, func(e phone.Event) {
			select {
			case news <- struct{}{}:
			default:
			}
		})
	}()
	for {
		if _, err := c.app.Sync(ctx); err != nil {
			return err
		}
		did, err := c.step(ctx)
		if err != nil {
			return err
		}
		if did {
			continue
		}
		idle := time.NewTimer(look)
		select {
		case <-news:
		case <-idle.C:
		case err := <-over:
			idle.Stop()
			return fmt.Errorf("the stream of news ended: %w", err)
		}
		idle.Stop()
	}
}

// step does the next thing; false when nothing is to be done now.
func (c *courier) step(ctx context.Context) (bool, error) {
	d, found, err := c.next()
	if err != nil || !found {
		return false, err
	}
	switch {
	case d.job.State == dispatch.Offered:
		c.pause(ctx, 12*time.Second)
		return true, c.say(ctx, d, "dispatch.accept", dispatch.Accept{Job: d.job.ID})
	case d.State == milk.Declared && d.job.State == dispatch.Accepted:
		return true, c.say(ctx, d, "dispatch.set_out", dispatch.SetOut{Job: d.job.ID})
	case d.State == milk.Declared:
		return true, c.fetch(ctx, d)
	case d.State == milk.HandedOver:
		c.pause(ctx, 30*time.Second)
		cool := 6 + float64(c.dice.IntN(60))/10
		return true, c.say(ctx, d, "milk.pack", milk.Pack{Delivery: d.ID, TemperatureC: &cool})
	case d.State == milk.Packed:
		c.pause(ctx, 20*time.Second)
		return true, c.say(ctx, d, "milk.depart", milk.Depart{Delivery: d.ID})
	case d.State == milk.OnTheWay:
		if err := c.drive(ctx, d.Pickup, d.Drop); err != nil {
			return false, err
		}
		return true, c.say(ctx, d, "milk.arrive", milk.Arrive{Delivery: d.ID})
	}
	return true, c.deliver(ctx, d)
}

// early is how long before the wanted time he sets out.
const early = 10 * time.Minute

// next chooses what comes first: what he carries, then what he is going for,
// then what he is asked, each by the time it was wanted.
func (c *courier) next() (best deliveryRow, found bool, err error) {
	me, now := c.worker(), c.house.Clock.Now()
	rank := func(d deliveryRow) int {
		switch {
		case d.job.Worker != me || c.stuck[d.ID] != "":
			return 0
		case d.State == milk.HandedOver || d.State == milk.Packed || d.State == milk.OnTheWay || d.State == milk.Arrived:
			return 4
		case d.State != milk.Declared:
			return 0
		case d.job.State == dispatch.Offered:
			return 3 // an answer is owed within minutes
		case d.job.State == dispatch.OnTheWay:
			return 2
		case d.job.State == dispatch.Accepted && d.WantAt.Sub(now) < early:
			return 1
		}
		return 0
	}
	for _, raw := range c.app.Rows("job") {
		var d deliveryRow
		if err := json.Unmarshal(raw, &d.job); err != nil {
			return best, false, err
		}
		if ok, err := c.app.Row("milk_delivery", d.job.Subject, &d); err != nil || !ok {
			if err != nil {
				return best, false, err
			}
			continue
		}
		r, b := rank(d), rank(best)
		if r > b || r > 0 && r == b && (d.WantAt < best.WantAt || d.WantAt == best.WantAt && d.ID < best.ID) {
			best, found = d, true
		}
	}
	return best, found, nil
}

// say sends a command. A refusal is what he stops at: a person has to look.
func (c *courier) say(ctx context.Context, d deliveryRow, verb string, body any) error {
	answer, err := c.app.Do(ctx, phone.Command{Verb: verb, Body: body})
	if err != nil || answer.Accepted() {
		return err
	}
	c.live.Log.Info("demo: a courier was refused", "courier", c.Key, "verb", verb, "code", answer.Code)
	switch {
	case answer.Code == "milk.expired" && verb == "milk.deliver":
		return c.say(ctx, d, "milk.discard", milk.Discard{Delivery: d.ID, Bottles: d.bottles("carried"), Reason: "too_old"})
	case answer.Code == "milk.expired":
		return c.say(ctx, d, "dispatch.decline", dispatch.Decline{Job: d.Job, Reason: "other"})
	case answer.Code == "milk.wrong_code", answer.Code == "dispatch.not_offered":
		return nil // he asks again; or somebody else was asked meanwhile
	}
	c.stuck[d.ID] = answer.Code
	return nil
}

// fetch rides to the pick-up and takes the bottles.
func (c *courier) fetch(ctx context.Context, d deliveryRow) error {
	if err := c.drive(ctx, c.at, d.Pickup); err != nil {
		return err
	}
	c.pause(ctx, 60*time.Second)
	role := "mother"
	if c.dice.IntN(4) == 0 {
		role = "guard"
	}
	return c.say(ctx, d, "milk.hand_over", milk.HandOver{Delivery: d.ID, Bag: fmt.Sprintf("T-%s-%03d", c.Key, c.dice.IntN(1000)), Bottles: d.bottles(milk.Declared),
		HandedBy: milk.HandedBy{Role: role}, SealOK: true})
}

// deliver hands the bottles to whoever of the list opens. Now and then the code
// is heard wrong the first time.
func (c *courier) deliver(ctx context.Context, d deliveryRow) error {
	c.pause(ctx, 75*time.Second)
	said, err := code(ctx, c.house, d.ID)
	if err != nil {
		return err
	}
	if d.CodeMisses == 0 && c.dice.IntN(12) == 0 {
		said = said[1:] + said[:1]
	}
	body := milk.Deliver{Delivery: d.ID, Code: said, Bottles: d.bottles("carried")}
	for _, r := range d.Recipients {
		if r.Active && (body.Recipient == "" || c.dice.IntN(3) == 0) {
			body.Recipient = r.ID
		}
	}
	return c.say(ctx, d, "milk.deliver", body)
}
