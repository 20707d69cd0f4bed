// Package record draws a visit record on one A4 page, to be copied into the record
// system that is in use and kept in its file. What somebody wrote at length is set in
// smaller letters rather than on a second page.
package record
