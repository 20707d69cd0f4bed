package operate

import (
	"io"
	"log/slog"
)

// NewLog writes JSON lines; the level can be changed while it runs.
func NewLog(w io.Writer) (*slog.Logger, *slog.LevelVar) {
	level := &slog.LevelVar{}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level})), level
}
