package content

import (
	"embed"
	"encoding/json"

	"sambang/internal/core/text"
)

// The words that the program brings, one file a language: {page: text}. Their sources
// stand with each page.
//
//go:embed words/*.json
var given embed.FS

// Default is what is read until a health centre has written its own: Indonesian and
// English, and both forms, which are open in every house.
func Default() Settings {
	s := Settings{Pages: map[string]map[string]Text{}, Forms: []string{MilkForm, VisitForm}}
	for _, lang := range []string{text.ID, text.EN} {
		for code, t := range read(lang) {
			if s.Pages[code] == nil {
				s.Pages[code] = map[string]Text{}
			}
			s.Pages[code][lang] = t
		}
	}
	return s
}

// read reads a file of ours: a mistake in it is found at start.
func read(lang string) (pages map[string]Text) {
	raw, err := given.ReadFile("words/" + lang + ".json")
	if err == nil {
		err = json.Unmarshal(raw, &pages)
	}
	if err != nil {
		panic("content: " + err.Error())
	}
	return pages
}
