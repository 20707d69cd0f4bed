package routing

// Option is one way to take a request into a plan: the best there is with one worker.
type Option struct {
	Worker int
	// Places are the positions of the request's stops in the new route, the pick-up first.
	Places []int
	Plan   Plan
	Score  Score
	// Begin and Slow are the hours of the request's stops in seconds, expected and kept by
	// 80 of 100 days, as Places.
	Begin, Slow []float64
	// Breaks are other requests whose promises hold in the earlier plan and not in this one.
	Breaks []int
}

// Insert says for every worker who is able the best way to take the request into the plan,
// the best option first under the problem's aim; none when nobody is able. Places of the
// others do not change, a request that has a place already is moved.
func Insert(p *Problem, from Plan, request int) []Option {
	return NewInserter(p, from).Options(request)
}

// Inserter is a plan made ready for many questions: one insertion costs only the routes
// it looks at. It keeps the problem and must not be used by two goroutines at once.
type Inserter struct{}

// NewInserter makes a plan ready.
func NewInserter(p *Problem, from Plan) *Inserter { return &Inserter{} }

// Options answers as Insert does.
func (x *Inserter) Options(request int) []Option { return nil }
