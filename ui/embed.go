// Package ui holds the app for staff and field as the build made it.
package ui

import (
	"embed"
	"io/fs"
)

//go:embed all:dist
var dist embed.FS

// App is the built app: index.html, sw.js, the manifest, icons and assets/. It
// holds nothing but .keep where the app has never been built.
func App() fs.FS {
	app, err := fs.Sub(dist, "dist")
	if err != nil {
		panic("ui: " + err.Error()) // "dist" is a valid path
	}
	return app
}
