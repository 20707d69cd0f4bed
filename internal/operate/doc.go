// Package operate is what the person who runs an installation touches: the
// server's listeners and certificates, its log and its figures, backup and
// restore, verification, the move to PostgreSQL, and the doctor who says in plain
// words what is wrong.
package operate
