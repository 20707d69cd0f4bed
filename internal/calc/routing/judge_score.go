package routing

import "math"

// announcedWithin is how far, in seconds, a visit may be from its announced hour without
// counting as moved.
const announcedWithin = 15 * 60

// count adds up the levels, in the order of requests and workers so that equal plans have
// equal sums to the last bit.
func (j *judge) count() {
	for r := range j.p.Requests {
		j.countRequest(r)
	}
	for w := range j.p.Workers {
		j.countWorker(w)
	}
}

func (j *judge) countRequest(r int) {
	q := &j.p.Requests[r]
	if !j.placed(r) {
		j.score[UnplacedEmergency+Level(q.Class)]++
		return
	}
	if q.Pickup != None {
		j.countPromise(q.Pickup)
	}
	j.countPromise(q.Delivery)
	if q.Rides {
		j.score[Riding] += j.detour(r)
	}
	first := j.places[j.first(r)]
	if q.Announced != None && (q.Announced != first.worker || math.Abs(j.moment(first).Begin-q.AnnouncedAt) > announcedWithin) {
		j.score[Moved]++
	}
}

func (j *judge) moment(at place) *Moment { return &j.driven[at.worker].Stops[at.at] }

// countPromise counts what was promised at a stop: at slow times whether it is broken, at
// expected times how late it is.
func (j *judge) countPromise(s int) {
	stop := &j.p.Stops[s]
	if closed(stop.Due) {
		return
	}
	m, due := j.moment(j.places[s]), stop.Due
	if stop.DueAtEnd {
		due -= stop.Service
	}
	if m.Slow > due+tiny {
		j.score[Broken]++
	}
	late := max(0, m.Begin-due) / 60
	j.score[Late] += late * late
}

// detour is how much longer than the direct trip a load is on the way; what was aboard at
// the start has been since From, where the worker was.
func (j *judge) detour(r int) float64 {
	q := &j.p.Requests[r]
	down := j.places[q.Delivery]
	worker := &j.p.Workers[down.worker]
	since, from := worker.From, worker.Start
	switch {
	case q.Pickup != None:
		since, from = j.moment(j.places[q.Pickup]).Leave, j.p.Stops[q.Pickup].Place
	case !q.Aboard:
		return 0
	}
	direct, _, _ := j.p.leg(worker.Profile, from, j.p.Stops[q.Delivery].Place)
	if closed(direct) {
		direct = 0
	}
	return j.moment(down).Begin - since - direct
}

func (j *judge) countWorker(w int) {
	worker, d := &j.p.Workers[w], &j.driven[w]
	if worker.Equals != 0 {
		jobs := float64(worker.Had + j.paid(w))
		j.score[Unfair] += jobs * jobs
	}
	if len(d.Stops) == 0 {
		return
	}
	j.score[Vehicles]++
	j.score[Working] += d.Return - d.Depart
	j.score[Distance] += d.Metres
}

// paid is how many paid requests a worker's route carries out.
func (j *judge) paid(w int) int {
	n := 0
	for _, s := range j.routes[w] {
		if r := j.of[s]; s == j.p.Requests[r].Delivery && j.placed(r) && j.p.Requests[r].Paid {
			n++
		}
	}
	return n
}
