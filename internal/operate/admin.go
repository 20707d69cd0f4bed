package operate

import (
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Figures are what the admin listener tells of the running server.
type Figures struct {
	Registry *prometheus.Registry
	requests *prometheus.HistogramVec
}

// NewFigures begins counting.
func NewFigures() *Figures {
	f := &Figures{Registry: prometheus.NewRegistry(), requests: prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "sambang_http_seconds", Help: "Time to answer, by route and status.",
		Buckets: []float64{.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"route", "status"})}
	f.Registry.MustRegister(f.requests, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return f
}

// Measure counts one answer.
func (f *Figures) Measure(route string, status int, took time.Duration) {
	f.requests.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
}

// AdminHandler is /metrics, /debug/pprof and /log-level (GET reads, PUT sets).
func AdminHandler(f *Figures, level *slog.LevelVar) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(f.Registry, promhttp.HandlerOpts{}))
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /log-level", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(level.Level().String() + "\n")) })
	mux.HandleFunc("PUT /log-level", func(w http.ResponseWriter, r *http.Request) {
		b := make([]byte, 16)
		n, _ := r.Body.Read(b)
		var to slog.Level
		if err := to.UnmarshalText([]byte(strings.TrimSpace(string(b[:n])))); err != nil {
			http.Error(w, "debug, info, warn or error", http.StatusUnprocessableEntity)
			return
		}
		level.Set(to)
		w.WriteHeader(http.StatusNoContent)
	})
	return localNames(mux)
}

// localNames answers only to names of this machine: a page in the operator's
// browser must not reach the listener through a name that resolves to it.
func localNames(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if ip := net.ParseIP(strings.Trim(host, "[]")); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "this listener is for this machine", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// ErrNotLoopback says that an address can be reached from other machines.
var ErrNotLoopback = errors.New("operate: the address is not on this machine only (127.0.0.1 or ::1)")

// Loopback reports an address that other machines could reach.
func Loopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return err
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return ErrNotLoopback
	}
	return nil
}
