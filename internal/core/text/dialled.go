package text

import "strings"

// Dialled is a number as one reads it out and dials it here: +6281234567890 is
// 0812 3456 7890, a landline's area code stands apart. Other countries' stay as they are.
func Dialled(phone string) string {
	rest, ours := strings.CutPrefix(phone, "+62")
	if !ours {
		return phone
	}
	n := "0" + rest
	first, step := 4, 3
	switch {
	case strings.HasPrefix(n, "08"):
		step = 4
	case len(n) > 3 && strings.Contains(" 021 022 024 031 061 ", " "+n[:3]+" "): // the area codes of three digits
		first, step = 3, 4
	}
	var parts []string
	for len(n) > first+2 {
		parts, n = append(parts, n[:first]), n[first:]
		first = step
	}
	return strings.Join(append(parts, n), " ")
}
