// Package phone is what a courier has in his pocket, as the server sees it: the
// field app with its rows and cursors, and the tracking app with its queue. Both
// speak over real HTTP and know nothing of the server but its contract, so the
// demo, the measurements and the storms stand on the same phones.
//
// It owns no tables. A phone belongs to one goroutine.
package phone
