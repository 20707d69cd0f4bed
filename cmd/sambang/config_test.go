package main

import (
	"flag"
	"io"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

func settings(c *config) *flag.FlagSet {
	f := c.flags("serve")
	f.SetOutput(io.Discard)
	c.serverFlags(f)
	return f
}

func TestAWrongSettingNamesItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"listen = 127.0.0.1:0\n# nothing\n\ntest-clock = rahasia": "line 4",
		"surprise = rahasia": "line 1",
		"rahasia":            "line 1",
	} {
		var c config
		err := readSettings(settings(&c), map[string]bool{}, strings.NewReader(text))
		qt.Assert(t, qt.ErrorMatches(err, ".*"+want+".*"))
	}
}

func TestTheCommandLineWinsOverTheFile(t *testing.T) {
	c := config{listen: "127.0.0.1:1"}
	f := settings(&c)
	qt.Assert(t, qt.IsNil(f.Set("listen", "127.0.0.1:2")))
	qt.Assert(t, qt.IsNil(readSettings(f, map[string]bool{"listen": true}, strings.NewReader("listen=127.0.0.1:3\ndomain = a=b.example"))))
	qt.Check(t, qt.Equals(c.listen, "127.0.0.1:2"))
	qt.Check(t, qt.Equals(c.domain, "a=b.example"))
}

// FuzzSettings reads any file of settings: taken, or refused with its line.
func FuzzSettings(f *testing.F) {
	f.Add("listen = 127.0.0.1:8080\r\n# a\ntest-clock = true\n")
	f.Add("= =\n")
	f.Add("config=x\x00\ntrust-proxy\n")
	f.Add(strings.Repeat("x", 70_000))
	f.Fuzz(func(t *testing.T, text string) {
		var c config
		err := readSettings(settings(&c), map[string]bool{}, strings.NewReader(text))
		if err != nil && !strings.Contains(err.Error(), "line ") && !strings.Contains(err.Error(), "token too long") {
			t.Fatalf("%v", err)
		}
	})
}
