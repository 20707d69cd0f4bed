// Package tracking holds where couriers are while they carry something: the
// positions that phones send in, and the live view that families and the desk
// get out.
//
// It owns a file of its own (positions.sqlite) or a schema of its own (tracking,
// on PostgreSQL), both loose: out of backups, dropped by whole days.
//
// What always holds:
//   - a position exists only between the start and the end of an accepted job;
//     of any other point only the number is kept, by device and day;
//   - nobody is told that a position was taken before it is on the disk;
//   - the same position sent again (device, fix time, point) changes nothing;
//   - a family sees the courier from its own pick-up until its own end, and never
//     anything of another family on the same ride.
//
// The way of a position: a door hands fixes to the Recorder; its one writer asks
// the Windows whether a job runs, judges each fix, writes a group to the Log, tells
// the Hub, which tells those who watch, and then answers.
package tracking
