package main

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/fault"
	"sambang/internal/core/store/storetest"
	"sambang/internal/core/text"
)

// start serves until the test ends and gives what was printed and how to stop it.
func start(t *testing.T, args ...string) (printed string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	r, w := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, args, w); _ = w.Close() }()
	var all bytes.Buffer
	b := make([]byte, 4096)
	for !link.MatchString(all.String()) { // the last line of a start
		n, err := r.Read(b)
		qt.Assert(t, qt.IsNil(err))
		all.Write(b[:n])
	}
	go func() { _, _ = io.Copy(io.Discard, r) }()
	return all.String(), func() {
		cancel()
		qt.Check(t, qt.IsNil(<-ended))
	}
}

var link = regexp.MustCompile(`http://\S+/first-run/\S{26}`)

func TestFromAnEmptyFolderToAnotherDatabase(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	printed, stop := start(t, "serve", "--listen", "127.0.0.1:0", "--data", data)
	res, err := http.Post(link.FindString(printed), "application/x-www-form-urlencoded", strings.NewReader(
		"name=PKM+Uji&slug=uji&zone=Asia/Jakarta&service_phone=0271646123&emergency_number=119&village=33.13.14.2001&head_name=Ratna&head_phone=081234567890&password=jangan+ditebak"))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(res.StatusCode, 200))
	_ = res.Body.Close()
	file := filepath.Join(t.TempDir(), "a.backup")
	say := func(args ...string) (string, error) {
		var out bytes.Buffer
		err := run(t.Context(), args, &out)
		return out.String(), err
	}
	_, err = say("backup", "--data", data, "--to", file) // the server is running
	qt.Assert(t, qt.IsNil(err))
	stop()
	out, err := say("verify", "--data", data)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.StringContains(out, "verified: 1 health centres"))
	key := filepath.Join(data, "keys", "sambang.key")
	again := filepath.Join(t.TempDir(), "again")
	_, err = say("restore", "--data", again, "--from", file, "--keys-from", key)
	qt.Assert(t, qt.IsNil(err))
	_, err = say("restore", "--data", again, "--from", file, "--keys-from", key)
	qt.Check(t, qt.IsNotNil(err), qt.Commentf("never over what is there"))
	out, err = say("restore", "--data", filepath.Join(t.TempDir(), "blind"), "--from", file, "--without-keys")
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.StringContains(out, "nobody can read: names"))
	out, err = say("move", "--data", data, "--to", storetest.Postgres(t))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.StringContains(out, "both databases hold the same"))
}

func TestSettingsComeFromTheLineThenTheSurroundingsThenTheFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "settings")
	qt.Assert(t, qt.IsNil(os.WriteFile(file, []byte("# ours\nlisten = 127.0.0.1:1\ndata = from-file\nadmin = 127.0.0.1:9\n"), 0o600)))
	t.Setenv("SAMBANG_DATA", "from-surroundings")
	var c config
	f := c.flags("serve")
	c.serverFlags(f)
	qt.Assert(t, qt.IsNil(c.parse(f, []string{"--listen", "127.0.0.1:2", "--config", file})))
	qt.Check(t, qt.Equals(c.listen, "127.0.0.1:2"))
	qt.Check(t, qt.Equals(c.data, "from-surroundings"))
	qt.Check(t, qt.Equals(c.admin, "127.0.0.1:9"))
	for _, bad := range []string{"nonsense = 1", "listen", "test-clock = perhaps"} {
		qt.Assert(t, qt.IsNil(os.WriteFile(file, []byte(bad+"\n"), 0o600)))
		var c config
		f := c.flags("serve")
		f.SetOutput(io.Discard)
		c.serverFlags(f)
		qt.Check(t, qt.IsNotNil(c.parse(f, []string{"--config", file})), qt.Commentf("%s", bad))
	}
}

func TestWhatIsMissingOnTheCommandLineIsNamed(t *testing.T) {
	for word, args := range map[string][]string{
		"--from":  {"restore"},
		"--to":    {"backup"},
		"--phone": {"user"},
		"--name":  {"user", "--phone", "081234567890"},
		"keys":    {"verify"},
	} {
		err := run(t.Context(), append(args, "--data", t.TempDir()), io.Discard)
		qt.Check(t, qt.ErrorMatches(err, ".*"+word+".*"), qt.Commentf("%v", args))
	}
	qt.Check(t, qt.Equals(said(fault.BadField("session.bad_password", "password")), text.Code(text.EN, "session.bad_password")+" (session.bad_password (password))"))
}

func TestTheTestClockIsForThisMachineOnly(t *testing.T) {
	for _, args := range [][]string{
		{"serve", "--test-clock", "--listen", "0.0.0.0:0", "--trust-proxy"},
		{"serve", "--test-clock", "--domain", "pkm.example"},
		{"serve", "--listen", "0.0.0.0:0"},
		{"serve", "--admin", "0.0.0.0:0", "--listen", "127.0.0.1:0"},
	} {
		err := run(t.Context(), append(args, "--data", t.TempDir()), io.Discard)
		qt.Check(t, qt.IsNotNil(err), qt.Commentf("%v", args))
	}
	_, stop := start(t, "serve", "--test-clock", "--listen", "127.0.0.1:0", "--data", t.TempDir())
	stop()
}
