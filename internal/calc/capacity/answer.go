package capacity

import (
	"context"
	"slices"
	"time"
)

// Week is a standing week that is planned and can be asked. It must not be used by two
// goroutines at once.
type Week struct {
	days   []*standing
	effort Effort
	memo   *memo
}

// Stand plans a week as it stands, each day for itself. When ctx ends it gives its error.
func Stand(ctx context.Context, days []Day, e Effort) (*Week, error) {
	w := &Week{effort: e, memo: &memo{size: oneHour}}
	for _, d := range days {
		w.days = append(w.days, stand(ctx, d, e, w.memo))
	}
	return w, ctx.Err()
}

// quick is the effort at hours that nobody asked for.
func (w *Week) quick() Effort {
	return Effort{Seed: w.effort.Seed, Strict: min(w.effort.Strict, Quick.Strict)}
}

// Left is how many jobs of a day have no place already as it stands, by its civil day; a
// day with all in place is not in it.
func (w *Week) Left() map[string]int {
	out := map[string]int{}
	for _, d := range w.days {
		if n := len(d.Sheet.Jobs) - len(d.placed); n > 0 {
			out[d.Sheet.Day] = n
		}
	}
	return out
}

// asked is what of somebody's jobs stands on a day of the week, and how it went.
type asked struct {
	day    *standing
	own    Fit
	failed int
}

// Answer says whether there is room for one more at the hours that were asked for, or else
// at the nearest of the range at which there is on every day. When ctx ends it gives its
// error: an answer that was not looked for to the end is none.
func (w *Week) Answer(ctx context.Context, a Asking, r Range) (Answer, error) {
	days := w.askedOf(a)
	for _, d := range days {
		d.own = d.try(ctx, a, 0, w.effort, w.memo)
		if !d.own.Fits {
			d.failed++
		}
	}
	out := Answer{Verdict: Fits}
	for _, d := range days {
		out.Days = append(out.Days, d.own)
	}
	if !slices.ContainsFunc(out.Days, func(f Fit) bool { return !f.Fits }) {
		return out, ctx.Err()
	}
	out.Verdict = Not
	for _, shift := range r.shifts()[1:] {
		if fits, there := w.all(ctx, days, a, shift); fits {
			out.Verdict, out.Shift = Moved, shift
			for i := range out.Days {
				out.Days[i].Worker, out.Days[i].At = there[out.Days[i].Day].Worker, there[out.Days[i].Day].At
			}
			break
		}
		if ctx.Err() != nil {
			break
		}
	}
	tightest := slices.MaxFunc(days, func(a, b *asked) int { return a.failed - b.failed })
	out.Bottleneck, out.Why = tightest.own.Day, tightest.own.Why
	return out, ctx.Err()
}

// askedOf are the days of the week on which somebody would have to come.
func (w *Week) askedOf(a Asking) []*asked {
	var out []*asked
	for _, d := range w.days {
		if len(a.Jobs[d.Sheet.Day]) > 0 {
			out = append(out, &asked{day: d})
		}
	}
	return out
}

// all reports whether every day has room at moved hours, the day that most often had none
// first: it is the likeliest to have none again.
func (w *Week) all(ctx context.Context, days []*asked, a Asking, shift time.Duration) (fits bool, there map[string]Fit) {
	order := slices.Clone(days)
	slices.SortStableFunc(order, func(a, b *asked) int { return b.failed - a.failed })
	there = map[string]Fit{}
	for _, d := range order {
		f := d.try(ctx, a, shift, w.quick(), w.memo)
		if !f.Fits {
			d.failed++
			return false, nil
		}
		there[f.Day] = f
	}
	return true, there
}

// try looks for room on the day at hours moved by shift.
func (d *asked) try(ctx context.Context, a Asking, shift time.Duration, e Effort, m *memo) Fit {
	f := Fit{Day: d.day.Sheet.Day}
	jobs := moved(a.Jobs[f.Day], shift)
	with, why := d.day.take(ctx, jobs, e, m)
	if with == nil {
		f.Why = why
		return f
	}
	f.Fits = true
	f.Worker, f.At = with.firstOf(jobs[0].ID)
	return f
}
