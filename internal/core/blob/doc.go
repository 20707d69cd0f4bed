// Package blob keeps photos and signatures: by hash, encrypted, erasable, in a
// table of the database, so that one backup holds them and any server of the
// installation can show them.
//
// A phone knows a picture by the SHA-256 of the bytes it sends. That hash is
// never kept: rows and events name a picture by its ID, the same hash keyed for
// the facility, so that nobody who reads a database can tell that two health
// centres hold the same picture, or that this one holds a picture he has.
//
// The bytes come before or after the command that names them: a phone without
// signal sends the command with the hash and the bytes when it can. Until then
// the picture is Waiting: still on the phone. Who may see a picture is decided by
// what names it; this package only keeps it.
//
// What is kept is not what was sent: place, camera, author, preview and whatever
// hangs behind the picture are taken out first. See Clean.
package blob
