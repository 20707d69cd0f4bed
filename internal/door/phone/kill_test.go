package phone

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/tracking"
)

// servePath in the environment makes this program a server of phones over that
// file, to be killed by the test that started it.
const servePath = "SAMBANG_PHONE_TEST_SERVE"

func TestMain(m *testing.M) {
	if path := os.Getenv(servePath); path != "" {
		fmt.Fprintln(os.Stderr, serveUntilKilled(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func serveUntilKilled(path string) error {
	s := tracking.Defaults(time.UTC)
	windows, roster, clock := tracking.NewWindows(s), NewRoster(), &hand{}
	clock.at.Store(int64(noon))
	from := noon.Add(-time.Hour)
	for _, device := range killPhones {
		roster.Enrol(device, Secrets{Token: "token-" + string(device)})
		windows.Enrol(device, device)
		windows.SetJob(tracking.Job{ID: "job-" + device, Worker: device, Facility: "f", From: from}, noon)
	}
	log, err := tracking.OpenSQLite(context.Background(), path)
	if err != nil {
		return err
	}
	recorder, err := tracking.NewRecorder(context.Background(), log, windows, tracking.NewHub(windows, s), clock, s)
	if err != nil {
		return err
	}
	mux := http.NewServeMux()
	(&Door{Devices: roster, Sink: recorder, Clock: clock}).Register(mux)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(listener.Addr())
	return http.Serve(listener, mux)
}

// TestNoAnsweredPositionIsLostWhenTheServerIsKilled kills a server under load 50
// times. Each phone sends the next fix of its ride when the last is answered,
// and the same fix again when it is not, as the apps do.
func TestNoAnsweredPositionIsLostWhenTheServerIsKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "positions.sqlite")
	answered := make([]int, len(killPhones))
	for range 50 {
		oneLife(t, path, answered)
	}
	log, err := tracking.OpenSQLite(t.Context(), path)
	qt.Assert(t, qt.IsNil(err))
	defer log.Close()
	for i, device := range killPhones {
		trail, err := log.Trail(t.Context(), "job-"+device)
		qt.Assert(t, qt.IsNil(err))
		times := map[instant.Instant]bool{}
		for _, f := range trail {
			times[f.At] = true
		}
		qt.Check(t, qt.HasLen(times, len(trail)), qt.Commentf("none twice"))
		for n := range answered[i] {
			qt.Assert(t, qt.IsTrue(times[timeOfFix(n)]), qt.Commentf("%s lost %d of %d", device, n, answered[i]))
		}
		qt.Check(t, qt.IsTrue(answered[i] > 0))
	}
}

// oneLife starts a server, lets the phones send until enough has been answered,
// and kills it in the middle of their sending.
func oneLife(t *testing.T, path string, answered []int) {
	server := exec.Command(os.Args[0])
	server.Env = append(os.Environ(), servePath+"="+path)
	server.Stderr = os.Stderr
	out, err := server.StdoutPipe()
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsNil(server.Start()))
	address, err := bufio.NewReader(out).ReadString('\n')
	qt.Assert(t, qt.IsNil(err))
	enough := make(chan struct{}, len(killPhones)*1000)
	var phones sync.WaitGroup
	for i := range killPhones {
		phones.Go(func() {
			client := http.Client{Transport: &http.Transport{}}
			for sendNext(&client, strings.TrimSpace(address), i, answered[i]) {
				answered[i]++
				enough <- struct{}{}
			}
			client.CloseIdleConnections()
		})
	}
	for range 5 * len(killPhones) {
		<-enough
	}
	qt.Check(t, qt.IsNil(server.Process.Kill()))
	server.Wait()
	phones.Wait()
}

var killPhones = []ident.ID{"p0", "p1", "p2", "p3"}

func timeOfFix(n int) instant.Instant {
	return noon.Add(-59*time.Minute + time.Duration(n)*10*time.Millisecond)
}

func sendNext(client *http.Client, address string, phone, n int) bool {
	url := fmt.Sprintf("http://%s/phone/token-%s?timestamp=%d&lat=-7.55&lon=110.9", address, killPhones[phone], timeOfFix(n).Time().UnixMilli())
	answer, err := client.Post(url, "", nil)
	if err != nil {
		return false
	}
	answer.Body.Close()
	return answer.StatusCode == 200
}
