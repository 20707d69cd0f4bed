package house_test

import "os"

// long says that the walkers walk all their ways, as `make soak` asks by the number of
// its seeds: every verb in every role at every position, every text in every field.
// `make test` walks a part: every verb in every role and every field all the same, but
// beside one's own of several positions of one kind one, and of the texts two, which take
// turns so that all positions and all texts come, if not with each verb.
func long() bool { return os.Getenv("SAMBANG_SEEDS") != "" }

// turn is the one of all whose turn it is, or all of them in the long form.
func turn[T any](all []T, n int) []T {
	if long() || len(all) < 2 {
		return all
	}
	return all[n%len(all):][:1]
}
