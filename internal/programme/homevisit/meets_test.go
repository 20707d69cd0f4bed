package homevisit

import (
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// who are those that may tell of a step. The desk and an official are nobody's team;
// a driver of a team with a doctor speaks for the doctor beside him, unless he says
// that he is alone.
var who = map[string]teller{
	"doctor by telephone":              {HealthWorker: true},
	"doctor of the team":               {HealthWorker: true, Team: true, Crew: true},
	"driver with a doctor":             {Team: true, Crew: true},
	"driver, the doctor stayed":        {Team: true},
	"driver alone":                     {Team: true},
	"driver whose team has it no more": {Team: true},
	"desk":                             {},
}

// What each may keep: r the two hours, f the four, h the way home.
func TestWhoseWordKeepsWhichPromise(t *testing.T) {
	const none = ""
	for _, c := range []struct {
		step                                                       string
		telephone, doctor, withDoctor, stayed, alone, former, desk string
	}{
		{"accepted", none, none, none, none, none, none, none},
		{"spoken", "r", "r", none, none, none, none, none},
		{"set_out", "r", "r", "r", none, none, none, none},
		{"arrived", "rf", "rf", "rf", none, none, none, none},
		{"aboard", "rf", "rf", "rf", "f", "f", "f", none},
		{"at_centre", "rf", "rf", "rf", "f", "f", "f", none},
		{"done_on_spot", "rf", "rf", "rf", none, none, none, none},
		{"handed_on", "rf", "rf", "f", "f", "f", "f", "f"},
		{"no_show", none, none, none, none, none, none, none},
		{"care_ended", none, none, none, none, none, none, none},
		{"set_off_home", none, none, none, none, none, none, none},
		{"home", "h", "h", "h", "h", "h", "h", none},
	} {
		for name, want := range map[string]string{"doctor by telephone": c.telephone, "doctor of the team": c.doctor, "driver with a doctor": c.withDoctor,
			"driver, the doctor stayed": c.stayed, "driver alone": c.alone, "driver whose team has it no more": c.former, "desk": c.desk} {
			letters := map[string]string{Respond: "r", Fetch: "f", Return: "h"}
			var got strings.Builder
			for _, p := range meets(c.step, who[name]) {
				got.WriteString(letters[p])
			}
			qt.Check(t, qt.Equals(got.String(), want), qt.Commentf("%s by the %s", c.step, name))
		}
	}
}
