package operate

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"time"

	"golang.org/x/crypto/acme/autocert"
)

// Listening says where and how a server is reached.
type Listening struct {
	// Address is host:port; with Domain it is :443 and :80 besides.
	Address string
	// Domain has its certificate fetched by itself (ACME).
	Domain string
	// Cert and Key are files of a certificate got elsewhere.
	Cert, Key string
	// Proxied: a proxy in front speaks TLS and we speak plain HTTP to it.
	Proxied bool
	// Data keeps the certificates.
	Data string
	Log  *slog.Logger
}

// ErrPlain says that passwords would cross a network in the clear.
var ErrPlain = errors.New("operate: plain HTTP is for this machine only: give --domain, --tls-cert and --tls-key, or --trust-proxy")

// Secure reports whether browsers come over TLS.
func (l Listening) Secure() bool { return l.Domain != "" || l.Cert != "" || l.Proxied }

// Check says what is wrong before anything is opened.
func (l Listening) Check() error {
	if (l.Cert == "") != (l.Key == "") {
		return errors.New("operate: --tls-cert and --tls-key belong together")
	}
	if !l.Secure() && Loopback(l.Address) != nil {
		return ErrPlain
	}
	return nil
}

// stopTime is how long a stop may take in all.
const stopTime = 10 * time.Second

// timeouts: a request's head within 10 s; a body of 1 MiB over a village's signal
// within 2 minutes. Answers have no limit here: a live stream sets its own per write.
func (l Listening) server(h http.Handler) *http.Server {
	return &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(l.Log.Handler(), slog.LevelWarn)}
}

// Open listens; the address is known then, also for port 0.
func (l Listening) Open() (net.Listener, error) {
	if err := l.Check(); err != nil {
		return nil, err
	}
	address := l.Address
	if l.Domain != "" {
		address = ":443"
	}
	return net.Listen("tcp", address)
}

// Serve answers on the listener until ctx ends, then stops within 10 s: begin is
// called first (streams end), then open requests are finished.
func (l Listening) Serve(ctx context.Context, on net.Listener, h http.Handler, begin func()) error {
	srv := l.server(h)
	helper, err := l.secure(srv)
	if err != nil {
		return err
	}
	failed := make(chan error, 2)
	go func() { failed <- l.answer(srv, on) }()
	if helper != nil {
		go func() { failed <- helper.ListenAndServe() }()
		defer helper.Close()
	}
	select {
	case err := <-failed:
		_ = srv.Close()
		return err
	case <-ctx.Done():
	}
	begin()
	within, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime-2*time.Second) // the rest is for the writer
	defer cancel()
	if err := srv.Shutdown(within); err != nil {
		_ = srv.Close()
	}
	return nil
}

func (l Listening) answer(srv *http.Server, on net.Listener) error {
	if srv.TLSConfig != nil {
		return srv.ServeTLS(on, l.Cert, l.Key)
	}
	return srv.Serve(on)
}

// secure sets TLS up; with a domain it gives the server of port 80, which answers
// the certificate authority and sends everybody else to TLS.
func (l Listening) secure(srv *http.Server) (port80 *http.Server, err error) {
	switch {
	case l.Domain != "":
		m := &autocert.Manager{Prompt: autocert.AcceptTOS, HostPolicy: autocert.HostWhitelist(l.Domain), Cache: autocert.DirCache(filepath.Join(l.Data, "certificates"))}
		srv.TLSConfig = m.TLSConfig()
		srv.TLSConfig.MinVersion = tls.VersionTLS12
		port80 = l.server(m.HTTPHandler(nil))
		port80.Addr = ":80"
	case l.Cert != "":
		if _, err := tls.LoadX509KeyPair(l.Cert, l.Key); err != nil {
			return nil, fmt.Errorf("operate: certificate: %w", err)
		}
		srv.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	}
	return port80, nil
}
