package routing

// Reason is why a request is not with a worker, one word.
type Reason struct {
	Worker int
	Why    string
}

// The words of Reason, in the order in which they are looked at: the first that holds is
// said.
const (
	WhyForbidden = "forbidden" // a person has said no, or pinned it to somebody else
	WhySkill     = "skill"     // a certificate or a role is missing
	WhyRoad      = "road"      // the vehicle does not manage a road
	WhyWay       = "way"       // there is no way to a place
	WhyFull      = "full"      // he has as many as he may have
	WhyCapacity  = "capacity"  // the load does not fit beside the others
	WhyWindow    = "window"    // no hour of it can be kept
	WhyRide      = "ride"      // it would be too long on the way
	WhyShift     = "shift"     // it does not fit in the shift
	WhyBreak     = "break"     // a pause stands in the way
	WhyWorse     = "worse"     // it fits, somebody else does it better
)

// Why says for every worker who has not the request what stands in the way.
func Why(p *Problem, from Plan, request int) []Reason { return nil }
