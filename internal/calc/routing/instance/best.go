package instance

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"sambang/internal/core/fault"
)

// Best is the best known answer to a file.
type Best struct {
	Vehicles int
	Distance float64
}

// ReadBest reads a table of best known answers, by the name of the file without its
// ending: comma separated, the first three columns are name, vehicles, distance. Lines
// whose second and third column are no numbers are headings.
func ReadBest(table io.Reader) (map[string]Best, *fault.Error) {
	lines := csv.NewReader(table)
	lines.FieldsPerRecord = -1
	rows, err := lines.ReadAll()
	if err != nil {
		return nil, &fault.Error{Kind: fault.Invalid, Code: "routing.bad_row", Field: "table", Cause: err}
	}
	all := map[string]Best{}
	for _, r := range rows {
		if len(r) < 3 {
			continue
		}
		vehicles, err := strconv.Atoi(strings.TrimSpace(r[1]))
		distance, bad := strconv.ParseFloat(strings.TrimSpace(r[2]), 64)
		if err == nil && bad == nil {
			all[strings.ToLower(strings.TrimSpace(r[0]))] = Best{vehicles, distance}
		}
	}
	return all, nil
}
