package store

// Keep gives what read reads, and in a transaction that only reads the same again to whoever asks
// for it by the same key: its snapshot stands still to its end, so nothing kept can be out of
// date. A transaction that writes reads each time. What failed is not kept. Whoever is given it
// must not change what it points to.
func Keep[T any](tx *Tx, key string, read func() (T, error)) (T, error) {
	if !tx.still {
		return read()
	}
	if had, ok := tx.kept[key].(T); ok {
		return had, nil
	}
	got, err := read()
	if err != nil {
		return got, err
	}
	if tx.kept == nil {
		tx.kept = map[string]any{}
	}
	tx.kept[key] = got
	return got, nil
}
