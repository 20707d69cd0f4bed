package massage

import (
	"slices"

	"sambang/internal/calc/slots"
	"sambang/internal/core/geo"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/dispatch"
	"sambang/internal/shared/task"
)

// companyFollows free who comes along as soon as there is nothing to come along to, by whatever
// verb that was, and ask the coordinator anew where it is still wanted.
func companyFollows() []journal.Follow {
	return []journal.Follow{
		journal.When(func(q journal.Query, _ journal.Meta, e MovedEvent) ([]any, error) {
			return companyEnds(q, e.Booking, CompanyMoved)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e UnplacedEvent) ([]any, error) {
			return companyEnds(q, e.Booking, CompanyMoved)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e OfferEndedEvent) ([]any, error) {
			if !e.GiveUp {
				return nil, nil
			}
			return companyEnds(q, e.Booking, CompanyMoved)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e EndedEvent) ([]any, error) {
			return companyEnds(q, e.Booking, CompanyEnded)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e ScreenedEvent) ([]any, error) {
			switch e.State {
			case Referred, Stopped:
				return companyEnds(q, e.Booking, CompanyOver)
			case ToMove:
				return companyEnds(q, e.Booking, CompanyMoved)
			}
			return nil, nil
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e FinishedEvent) ([]any, error) {
			return companyEnds(q, e.Booking, CompanyOver)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e StoppedEvent) ([]any, error) {
			return companyEnds(q, e.Booking, CompanyOver)
		}),
		journal.When(func(q journal.Query, _ journal.Meta, e NotHomeEvent) ([]any, error) {
			return companyEnds(q, e.Booking, CompanyOver)
		}),
		journal.When(companionOff),
		journal.When(companionKept),
		journal.When(askAgain),
	}
}

func companyEnds(q journal.Query, booking ident.ID, why string) ([]any, error) {
	c, err := companyOf(q, booking)
	if err != nil || c.ID == "" {
		return nil, err
	}
	return []any{CompanyEndedEvent{c.ID, booking, why}}, nil
}

// companionOff frees who has days off from coming along on them.
func companionOff(q journal.Query, _ journal.Meta, e OffSet) ([]any, error) {
	return absent(q, e.Cadre, e.Off.From, e.Off.To, func(Company) bool { return true })
}

// companionKept frees who is kept from coming at that hour: a breakdown keeps nobody, she comes
// by the other's motorbike or on foot, and what keeps all moves the visits themselves.
func companionKept(q journal.Query, _ journal.Meta, e DisruptedEvent) ([]any, error) {
	if e.Why == Broke || e.Cadre == "" {
		return nil, nil
	}
	return absent(q, e.Cadre, e.Day, e.Day, func(c Company) bool { return meets(c, e.From, e.Until) })
}

func meets(c Company, from, until instant.Instant) bool {
	return c.From.Before(until) && from.Before(c.To)
}

func absent(q journal.Query, worker ident.ID, from, to string, those func(Company) bool) (out []any, err error) {
	all, err := Companies.Where(q.Tx, "facility_id = $1 AND companion = $2 AND day >= $3 AND day <= $4 AND ended_at = 0 ORDER BY starts_at, id", q.Facility, worker, from, to)
	for _, c := range all {
		if !those(c) {
			continue
		}
		k, _, err := Bookings.Get(q.Tx, q.Facility, c.Booking)
		if err != nil {
			return nil, err
		}
		if k.State == Booked { // who is in a home, or on the way to one, is there
			out = append(out, CompanyEndedEvent{c.ID, c.Booking, CompanyAbsent})
		}
	}
	return out, err
}

// askAgain gives the coordinator the task anew, where the visit is still to be and its cadre
// does not go alone.
func askAgain(q journal.Query, _ journal.Meta, e CompanyEndedEvent) ([]any, error) {
	if !slices.Contains([]string{CompanyDesk, CompanyMoved, CompanyAbsent}, e.Why) {
		return nil, nil
	}
	k, found, err := Bookings.Get(q.Tx, q.Facility, e.Booking)
	if err != nil || !found || k.State != Booked {
		return nil, err
	}
	r, _, err := Refusals.Get(q.Tx, q.Facility, RefusalID(k.Cadre, k.Parent))
	if err != nil || r.Want != WithCompany {
		return nil, err
	}
	open, err := companyTasks(q, k.ID)
	if err != nil || len(open) > 0 {
		return nil, err
	}
	owner, err := dispatch.Coordinator(q, k.Cadre)
	if err != nil || owner == "" {
		return nil, err
	}
	return []any{task.Opened{Task: ident.Named("massage company again " + string(e.Company)), Kind: CompanyTask, Person: k.Cadre, Village: k.Village, Owner: owner, Cause: k.ID}}, nil
}

// along is a visit to which somebody comes along, with the home.
type along struct {
	Company
	home hold
}

// readCompanies reads what else takes somebody's time: visits to which they come along.
func (b *board) readCompanies(worker ident.ID) error {
	these := "facility_id = $1" + of("companion", worker) + " AND day >= $3 AND day <= $4"
	all, err := Companies.Where(b.q.Tx, these+" ORDER BY starts_at, id", b.q.Facility, worker, b.first, b.last)
	if b.alongs = map[ident.ID][]along{}; err != nil || len(all) == 0 {
		return err
	}
	visits, err := holds.Where(b.q.Tx, "facility_id = $1 AND id IN (SELECT booking FROM massage_company WHERE "+these+")", b.q.Facility, worker, b.first, b.last)
	if err != nil {
		return err
	}
	homes := map[ident.ID]hold{}
	for _, k := range visits {
		homes[k.ID] = k
	}
	for _, c := range all {
		if !c.Takes() {
			continue
		}
		b.alongs[c.Companion] = append(b.alongs[c.Companion], along{c, homes[c.Booking]})
	}
	return nil
}

// homeAt is where the home of a visit is, whoever goes there.
func (b *board) homeAt(k hold) (geo.Point, error) {
	if p, known := b.points[k.ID]; known {
		return p, nil
	}
	var place dispatch.Place
	_, err := b.q.Open(k.Place, &place)
	b.points[k.ID] = place.Point()
	return b.points[k.ID], err
}

// along are the visits of others that take somebody's time on a day; but is a booking that
// is looked past, because it is the one that moves, and nobody comes along to where it was.
func (b *board) along(worker ident.ID, day string, but ident.ID) (out []slots.Busy, err error) {
	for _, c := range b.alongs[worker] {
		if c.Day != day || c.Booking == but {
			continue
		}
		at, err := b.homeAt(c.home)
		if err != nil {
			return nil, err
		}
		out = append(out, slots.Busy{From: c.From, To: c.To, At: at, Village: ident.ID(c.home.Village), Booking: c.Booking})
	}
	return out, nil
}
