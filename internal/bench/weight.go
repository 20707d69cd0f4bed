package bench

import (
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
)

var (
	inPage  = regexp.MustCompile(`(?i)<(?:script|link|img)\b[^>]*?\b(?:src|href)="([^"]+)"`)
	inStyle = regexp.MustCompile(`url\(["']?([^"')]+)["']?\)`)
)

// loader fetches what a browser fetches on a first load and counts the bytes of
// the bodies as they travel.
type loader struct {
	client *http.Client
	base   *url.URL
	seen   map[string]bool
	bytes  int64
}

func newLoader(address string) (*loader, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	base, err := url.Parse(address)
	return &loader{client: &http.Client{Jar: jar, Transport: &http.Transport{DisableCompression: true}}, base: base, seen: map[string]bool{}}, err
}

// load fetches a page and everything of this server it names, styles' fonts and
// pictures included.
func (l *loader) load(path string) error {
	at, err := l.base.Parse(path)
	if err != nil || at.Host != l.base.Host || l.seen[at.Path] || strings.HasPrefix(at.Path, "/tiles/") {
		return err
	}
	l.seen[at.Path] = true
	r, err := http.NewRequest(http.MethodGet, at.String(), nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept-Encoding", "gzip")
	r.Header.Set("Accept", "text/html,*/*")
	w, err := l.client.Do(r)
	if err != nil {
		return err
	}
	defer w.Body.Close()
	if w.StatusCode != http.StatusOK {
		return fmt.Errorf("bench: %s answered %s", at.Path, w.Status)
	}
	count := &counter{from: w.Body}
	var body io.Reader = count
	if w.Header.Get("Content-Encoding") == "gzip" {
		if body, err = gzip.NewReader(count); err != nil {
			return err
		}
	}
	text, err := io.ReadAll(body)
	l.bytes += count.n
	if err != nil {
		return err
	}
	return l.follow(at, w.Header.Get("Content-Type"), string(text))
}

func (l *loader) follow(from *url.URL, kind, text string) error {
	var names [][]string
	switch {
	case strings.HasPrefix(kind, "text/html"):
		names = inPage.FindAllStringSubmatch(text, -1)
	case strings.HasPrefix(kind, "text/css"):
		names = inStyle.FindAllStringSubmatch(text, -1)
	}
	for _, n := range names {
		if strings.HasPrefix(n[1], "data:") || strings.HasPrefix(n[1], "#") {
			continue
		}
		to, err := from.Parse(n[1])
		if err != nil {
			return err
		}
		if err := l.load(to.String()); err != nil {
			return err
		}
	}
	return nil
}

type counter struct {
	from io.Reader
	n    int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += int64(n)
	return n, err
}

// weight measures what a first visit costs: a family's page, and the app.
func (m *measure) weight() ([]figure, error) {
	page := figure{name: "link page, first load compressed, without tiles", unit: "kB", want: 60}
	app := figure{name: "app, first load compressed", unit: "kB", want: 250}
	l, err := newLoader(m.stage.Address)
	if err != nil {
		return nil, err
	}
	token := "/t/" + m.stage.Links[0]
	w, err := l.client.PostForm(m.stage.Address+token+"/open", url.Values{})
	if err != nil {
		return nil, err
	}
	_ = w.Body.Close()
	if err := l.load(token); err != nil {
		return nil, err
	}
	page.runs = []float64{float64(l.bytes) / 1000}
	page.note = fmt.Sprintf("%d files", len(l.seen))
	if l, err = newLoader(m.stage.Address); err != nil {
		return nil, err
	}
	if err := l.load("/"); err != nil {
		app.note = err.Error()
		return []figure{page, app}, nil
	}
	app.runs = []float64{float64(l.bytes) / 1000}
	app.note = fmt.Sprintf("%d files", len(l.seen))
	return []figure{page, app}, nil
}
