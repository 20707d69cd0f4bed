package house_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
)

var (
	idOf    = reflect.TypeFor[ident.ID]()
	decoder = reflect.TypeFor[json.Unmarshaler]()
)

// textFields lists the paths of the texts in a body, by its Go type: what is a
// string there and neither an id nor something that reads itself.
func textFields(t reflect.Type, path string) []string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t == idOf || reflect.PointerTo(t).Implements(decoder) {
		return nil
	}
	switch t.Kind() {
	case reflect.String:
		return []string{path}
	case reflect.Slice:
		return textFields(t.Elem(), path)
	case reflect.Struct:
		var all []string
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			all = append(all, textFields(t.Field(i).Type, strings.TrimPrefix(path+"."+name, "."))...)
		}
		return all
	}
	return nil
}

// put sets a text in a decoded body, in the first element of every list on the way.
func put(at any, path []string, to string) any {
	if list, ok := at.([]any); ok {
		if len(list) == 0 {
			list = []any{nil}
		}
		list[0] = put(list[0], path, to)
		return list
	}
	if len(path) == 0 {
		return to
	}
	m, ok := at.(map[string]any)
	if !ok {
		m = map[string]any{}
	}
	m[path[0]] = put(m[path[0]], path[1:], to)
	return m
}

const mark = "here stands the text"

// with is the JSON of a body with one text written as json.
func with(t *testing.T, body any, path, as string, list bool) json.RawMessage {
	t.Helper()
	raw, err := json.Marshal(body)
	qt.Assert(t, qt.IsNil(err))
	var m any
	qt.Assert(t, qt.IsNil(json.Unmarshal(raw, &m)))
	out, err := json.Marshal(put(m, strings.Split(path, "."), mark))
	qt.Assert(t, qt.IsNil(err))
	if list && !strings.Contains(string(out), `["`+mark+`"`) { // an empty list of texts
		return json.RawMessage(strings.Replace(string(out), `"`+mark+`"`, `["`+as+`"]`, 1))
	}
	return json.RawMessage(strings.Replace(string(out), mark, as, 1))
}

// isList says whether the field at a path is a list of texts.
func isList(t reflect.Type, path string) bool {
	for _, name := range strings.Split(path, ".") {
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		for i := range t.NumField() {
			if n, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); n == name {
				t = t.Field(i).Type
				break
			}
		}
	}
	return t.Kind() == reflect.Slice
}
