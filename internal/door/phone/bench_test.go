package phone

import (
	"bufio"
	"fmt"
	"net"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/tracking"
)

// BenchmarkIngest measures durable positions over HTTP: 16 keep-alive
// connections, each waiting for the answer of one position before it sends the
// next, SQLite with synchronous=FULL. Senders and server share the processors,
// and the resident memory is that of both. Wanted: 5,000 a second, p99 under
// 100 ms, under 150 MB.
//
//	go test -run '^$' -bench Ingest -benchtime 100000x ./internal/door/phone
func BenchmarkIngest(b *testing.B) {
	for _, devices := range []int{100, 10_000} {
		b.Run(fmt.Sprintf("devices=%d", devices), func(b *testing.B) { benchIngest(b, devices) })
	}
}

const connections = 16

func benchIngest(b *testing.B, devices int) {
	st := openStation(b, tracking.Defaults(time.UTC))
	st.clock.at.Store(int64(instant.Of(time.Now())))
	from := st.clock.Now().Add(-23 * time.Hour)
	for i := range devices {
		device, worker := ident.Named("device"+strconv.Itoa(i)), ident.Named("worker"+strconv.Itoa(i))
		st.roster.Enrol(device, Secrets{Token: benchToken(i)})
		st.windows.Enrol(device, worker)
		st.windows.SetJob(tracking.Job{ID: ident.Named("job" + strconv.Itoa(i)), Worker: worker, Facility: "f", Family: ident.ID(strconv.Itoa(i)), From: from}, from)
	}
	start := from.Add(time.Minute).Time().Unix()
	times := make([][]time.Duration, connections)
	var next, wrong atomic.Int64
	var senders sync.WaitGroup
	b.ReportAllocs()
	b.ResetTimer()
	for c := range connections {
		senders.Go(func() {
			conn, err := net.Dial("tcp", st.server.Listener.Addr().String())
			if err != nil {
				wrong.Add(1)
				return
			}
			defer conn.Close()
			in := bufio.NewReader(conn)
			var out []byte
			// A device belongs to one connection, so that its positions come in order.
			for n := next.Add(1) - 1; n < int64(b.N); n = next.Add(1) - 1 {
				step := len(times[c])
				device := (step*connections + c) % devices
				out = benchRequest(out[:0], device, start+int64(step))
				sent := time.Now()
				if _, err := conn.Write(out); err != nil || !answeredOK(in) {
					wrong.Add(1)
				}
				times[c] = append(times[c], time.Since(sent))
			}
		})
	}
	senders.Wait()
	b.StopTimer()
	qt.Check(b, qt.Equals(wrong.Load(), 0))
	figures(b, st, slices.Concat(times...))
}

func benchToken(i int) string { return fmt.Sprintf("%026d", i) }

func benchRequest(out []byte, device int, at int64) []byte {
	out = fmt.Appendf(out, "POST /phone/%s HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n", benchToken(device))
	body := fmt.Appendf(nil, "id=%d&timestamp=%d&lat=%.6f&lon=%.6f&speed=12.53&bearing=92.00&altitude=98.00&accuracy=8.00&batt=71.00&charge=false",
		device, at, -7.55+float64(at%1000)/1e6, 110.9+float64(device%1000)/1e6)
	out = fmt.Appendf(out, "Content-Length: %d\r\n\r\n", len(body))
	return append(out, body...)
}

// answeredOK reads an answer without a body.
func answeredOK(in *bufio.Reader) bool {
	first := true
	ok := false
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return false
		}
		if first {
			ok, first = strings.HasPrefix(string(line), "HTTP/1.1 200"), false
		}
		if len(line) <= 2 {
			return ok
		}
	}
}

func figures(b *testing.B, st *station, all []time.Duration) {
	slices.Sort(all)
	stats := st.recorder.Stats()
	qt.Check(b, qt.Equals(stats.Kept, int64(b.N)), qt.Commentf("every position is a row: %+v", stats))
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "positions/s")
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(b.N)/float64(stats.Groups), "positions/commit")
	b.ReportMetric(residentMB(), "RSS-MB")
}

// residentMB is what the process holds in memory, on Linux; elsewhere 0.
func residentMB() float64 {
	status, _ := os.ReadFile("/proc/self/statm")
	fields := strings.Fields(string(status))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.Atoi(fields[1])
	return float64(pages*os.Getpagesize()) / (1 << 20)
}

// BenchmarkDecodeForm is the part of the door that runs for every position.
func BenchmarkDecodeForm(b *testing.B) {
	b.ReportAllocs()
	const body = "id=83421907&timestamp=1772434800&lat=-7.5601&lon=110.9002&speed=12.53&bearing=92.0&altitude=98.0&accuracy=8.0&batt=71&charge=false"
	for b.Loop() {
		if m := decodeForm(body); !m.HasPoint {
			b.Fatal("no point")
		}
	}
}
