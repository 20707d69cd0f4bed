// Package text is the message catalogue: every word that people read, in
// Indonesian and English, and how times and sums are written.
//
// The words lie beside this file as JSON, one flat object of key to sentence a
// file: codes (the sentence of every code, key code.<code>), common, message
// (what is sent to people) and app (what the app shows). The app reads the same
// files. A sentence names what is filled in as {name}.
package text

import (
	"embed"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// The languages. Indonesian is whole; the other stands behind a switch.
const (
	ID = "id"
	EN = "en"
)

//go:embed *.json
var files embed.FS

var catalogues = map[string]map[string]string{ID: load(ID), EN: load(EN)}

// load reads all files of a language. A file that is no flat object, or a key
// in two files, is a mistake in our own words, found at start.
func load(lang string) map[string]string {
	all := map[string]string{}
	entries, err := files.ReadDir(".")
	if err != nil {
		panic("text: " + err.Error())
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), "."+lang+".json") {
			continue
		}
		raw, err := files.ReadFile(e.Name())
		if err != nil {
			panic("text: " + err.Error())
		}
		var words map[string]string
		if err := json.Unmarshal(raw, &words); err != nil {
			panic("text: " + e.Name() + ": " + err.Error())
		}
		for k, v := range words {
			if _, twice := all[k]; twice {
				panic("text: " + k + " stands in two files of " + lang)
			}
			all[k] = v
		}
	}
	return all
}

// T is the sentence of a key with its params put in. A key that a language lacks
// is read in Indonesian; one that nobody has is shown as itself, so that it is
// seen and mended. A param that is not given stays as {name}.
func T(lang, key string, params map[string]string) string {
	s, ok := catalogues[lang][key]
	if !ok {
		s, ok = catalogues[ID][key]
	}
	if !ok {
		return key
	}
	return Fill(s, params)
}

// Fill puts params into a text, once: a param that looks like {name} is not
// filled again, and one that is not given stays.
func Fill(s string, params map[string]string) string {
	if len(params) == 0 || !strings.Contains(s, "{") {
		return s
	}
	pairs := make([]string, 0, 2*len(params))
	for _, k := range slices.Sorted(maps.Keys(params)) {
		pairs = append(pairs, "{"+k+"}", params[k])
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// Has reports whether a language has a key.
func Has(lang, key string) bool { _, ok := catalogues[lang][key]; return ok }

// Code is the sentence of a code: what happened, what was kept, what to do. Of a
// code that has none it is the general sentence of a fault.
func Code(lang, code string) string {
	if !Has(ID, "code."+code) {
		return T(lang, "code.fault", nil)
	}
	return T(lang, "code."+code, nil)
}

// Keys lists the keys of a language that begin with prefix, sorted.
func Keys(lang, prefix string) []string {
	var keys []string
	for k := range catalogues[lang] {
		if strings.HasPrefix(k, prefix) {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	return keys
}
