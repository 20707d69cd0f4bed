// Package phone is the door for the tracking apps of couriers: Traccar Client in
// its three wire formats and OwnTracks over HTTP, and what enrols a phone for
// either.
//
// Both apps take any 2xx as "delivered" and repeat everything else for ever, at
// the head of their queue. So: a known phone with a point we cannot use gets 200
// (the point is quarantined), an unknown or blocked phone gets 401 or 404 and
// keeps its points, an overload gets 503, and no 2xx leaves before the commit.
//
// Only a request that carries a position, or an alarm, does anything: whoever
// opens an address (a preview of a link, a scanner) changes nothing.
package phone
