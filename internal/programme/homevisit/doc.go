// Package homevisit is CHIPs: who is sick at home asks, and a doctor comes, or a
// vehicle fetches them to the health centre and brings them home again.
//
// It owns home_visit (the journey that a request leads to) and home_visit_step (its
// timeline). The request itself is a case of the room need, whose id the visit
// shares; the deadlines are promises of the room promise; who goes is a team of the
// room fleet.
//
// What always holds: a request has one clock for each promise, begun once, at its
// earliest evidence. Two hours are kept by a health worker who spoke and wrote the
// outcome, or by a team with one under way; four by the patient in our vehicle, our
// health worker at the bedside, or a hand-over by name and time. What a desk or a
// driver alone says never stands for a health worker. Reports from the field are
// kept, however late, in whatever order and by whoever had the work: what speaks
// against them is written beside them. Nobody writes to the dead or of them.
package homevisit
