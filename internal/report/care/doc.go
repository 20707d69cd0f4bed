// Package care is the map of care: of each village which houses nobody came to for
// how long, what was found and not mended, and whether the alarm posts would be
// heard. It owns nothing and names nobody: it reads the rounds, the findings and the
// alarm posts, and gives ids whose names the reader's own rows hold. Whose address is
// hidden counts and stands nowhere.
package care
