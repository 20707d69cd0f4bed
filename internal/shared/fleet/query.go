package fleet

import (
	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/core/journal"
	"sambang/internal/shared/registry"
	"sambang/internal/shared/workforce"
)

// TeamsNow lists the teams on duty, by name.
func TeamsNow(q journal.Query) ([]Team, error) {
	return Teams.Where(q.Tx, "facility_id = $1 AND state = $2 AND starts_at <= $3 AND ends_at > $4 ORDER BY name, id", q.Facility, On, q.Now, q.Now)
}

// TeamOf gives the team that somebody is in now; not found where none.
func TeamOf(q journal.Query, worker ident.ID) (Team, bool, error) {
	all, err := TeamsNow(q)
	for _, t := range all {
		for _, m := range t.Members {
			if m == worker {
				return t, true, nil
			}
		}
	}
	return Team{}, false, err
}

// TeamWith gives the team that has a vehicle now; not found where none.
func TeamWith(q journal.Query, vehicle ident.ID) (Team, bool, error) {
	return Teams.First(q.Tx, "facility_id = $1 AND vehicle = $2 AND state = $3 AND starts_at <= $4 AND ends_at > $5 ORDER BY id", q.Facility, vehicle, On, q.Now, q.Now)
}

// HasHealthWorker reports whether somebody of a team may judge an illness today:
// who drives may not.
func HasHealthWorker(q journal.Query, t Team) (bool, error) {
	for _, m := range t.Members {
		role, works, err := roleOf(q, m, q.Now)
		if err != nil {
			return false, err
		}
		if works && role != "" && role != access.Driver {
			return true, nil
		}
	}
	return false, nil
}

// OpenClosures lists the roads that nobody passes now, by id.
func OpenClosures(q journal.Query) ([]Closure, error) {
	return Closures.Where(q.Tx, "facility_id = $1 AND state = $2 AND starts_at <= $3 AND until > $4 ORDER BY id", q.Facility, Closed, q.Now, q.Now)
}

// sent are the roles that make a team, the one that says most first.
var sent = []access.Role{access.Doctor, access.Midwife, access.Nurse, access.Driver}

// roleOf is what somebody is in a team on the day of an instant: doctor, midwife,
// nurse, driver, or nothing for one who only comes along. Works: is active here.
func roleOf(q journal.Query, worker ident.ID, at instant.Instant) (role access.Role, works bool, err error) {
	w, found, err := workforce.Workers.Get(q.Tx, q.Facility, worker)
	if err != nil || !found || w.State != workforce.Active {
		return "", false, err
	}
	f, err := registry.FacilityOf(q.Tx, q.Facility)
	if err != nil {
		return "", false, err
	}
	grants, err := workforce.RolesOf(q, "", worker)
	if err != nil {
		return "", false, err
	}
	day := at.Day(f.Location())
	for _, r := range sent {
		for _, g := range grants {
			if g.Role == r && g.On(day) {
				return r, true, nil
			}
		}
	}
	return "", true, nil
}
