package capacity

import (
	"context"
	"slices"

	"sambang/internal/calc/dayplan"
	"sambang/internal/core/ident"
)

// MostLimit is how many more are counted at most by one question.
const MostLimit = 60

// Most says how many more such as those who are there the same people can serve, at hours
// like theirs: one of such after the other is added again, on all of their days, until
// none of them fits any more. There is how many are there now. limit bounds how many are
// added; 0: MostLimit.
func (w *Week) Most(ctx context.Context, such []Asking, limit int) (Most, error) {
	if limit <= 0 || limit > MostLimit {
		limit = MostLimit
	}
	out := Most{There: len(such)}
	steps := &memo{size: oneFill}
	full := &Week{days: slices.Clone(w.days), effort: w.effort, memo: steps}
	failed := map[string]int{}
	why := map[string]string{}
	out.More, out.Open = full.fill(ctx, such, limit, func(f Fit) {
		if failed[f.Day]++; why[f.Day] == "" {
			why[f.Day] = f.Why
		}
	})
	for i, d := range w.days {
		alone := &Week{days: []*standing{w.days[i]}, effort: w.effort, memo: steps}
		more, _ := alone.fill(ctx, such, limit, func(Fit) {})
		out.Days = append(out.Days, Room{d.Sheet.Day, len(d.Sheet.Jobs), len(d.placed) + more})
		if n := failed[d.Sheet.Day]; n > failed[out.Bottleneck] {
			out.Bottleneck, out.Why = d.Sheet.Day, why[d.Sheet.Day]
		}
	}
	return out, ctx.Err()
}

// counting is the effort at each of the many that are counted in.
var counting = Effort{Seed: 1, Strict: 1800}

// fill adds copies of such in turn until none fits, or limit of them are in; no tells each
// day that had no room. Who did not fit once does not later: there is only less room.
func (w *Week) fill(ctx context.Context, such []Asking, limit int, no func(Fit)) (more int, open bool) {
	left := slices.DeleteFunc(slices.Clone(such), func(a Asking) bool { return len(w.askedOf(a)) == 0 })
	for turn := 0; len(left) > 0 && ctx.Err() == nil; {
		if more == limit {
			return more, true
		}
		turn %= len(left)
		if f := w.add(ctx, left[turn].copied(more)); !f.Fits {
			no(f)
			left = slices.Delete(left, turn, turn+1)
			continue
		}
		more++
		turn++
	}
	return more, false
}

// add takes somebody in on every day, or on none and says on which there is no room.
func (w *Week) add(ctx context.Context, a Asking) Fit {
	days := slices.Clone(w.days)
	for i, d := range days {
		jobs := a.Jobs[d.Sheet.Day]
		if len(jobs) == 0 {
			continue
		}
		with, why := d.take(ctx, jobs, counting, w.memo)
		if with == nil {
			return Fit{Day: d.Sheet.Day, Why: why}
		}
		days[i] = with
	}
	w.days = days
	return Fit{Fits: true}
}

// copied is somebody with the same wishes under other ids, with nobody who usually comes.
func (a Asking) copied(n int) Asking {
	out := Asking{Jobs: make(map[string][]dayplan.Job, len(a.Jobs))}
	for day, jobs := range a.Jobs {
		jobs = slices.Clone(jobs)
		for i := range jobs {
			jobs[i].ID, jobs[i].Announced, jobs[i].Worker, jobs[i].At = ident.Derive(jobs[i].ID, 1000+n), "", "", 0
		}
		out.Jobs[day] = jobs
	}
	return out
}
