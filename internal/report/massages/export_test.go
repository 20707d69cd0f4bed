package massages

import (
	"sambang/internal/calc/screening"
	"sambang/internal/core/ident"
	"sambang/internal/shared/registry"
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

// Page is what an outsider is shown of lines in these villages.
func Page(lines []Line, villages ...string) Outside {
	var in []registry.Village
	for _, v := range villages {
		in = append(in, registry.Village{ID: ident.ID(v), Name: v})
	}
	return outsideFrom(lines, pastOf(lines)("2026-12"), in, "2026-01", "2026-12")
}
