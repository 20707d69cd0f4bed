package massages

import (
	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
)

// Reckoned counts lines with the program's own bands; what is known of families is what the
// lines say.
func Reckoned(lines []Line, villages []string, from, to string) Massages {
	return Reckon(lines, pastOf(lines), screening.Defaults().Bands, villages, from, to, "2026-12-31")
}

// Listed are the lines behind a figure.
func Listed(lines []Line, what, why, became, to string) []Line {
	return Behind(families(lines, pastOf(lines)(to)), what, why, became, "")
}

func pastOf(lines []Line) func(string) map[ident.ID]past {
	return func(month string) map[ident.ID]past {
		out := map[ident.ID]past{}
		for _, l := range lines {
			if l.What == Done && monthOf(l.Day) <= month {
				p := out[l.Family]
				out[l.Family] = past{p.visits + 1, p.alone || l.Taught}
			}
		}
		return out
	}
}
