package house

import "sambang/internal/programme/homevisit/teams"

// crews tell the day plan of the teams.
func (h *House) crews() teams.Source { return teams.Source{Where: teams.Where(h.lastSeen)} }
