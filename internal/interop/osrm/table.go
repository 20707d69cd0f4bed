package osrm

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// answer is what the service says, as far as it is read. A way that it did not find is
// null in both tables.
type answer struct {
	Code      string       `json:"code"`
	Durations [][]*float64 `json:"durations"`
	Distances [][]*float64 `json:"distances"`
}

// largest is how many bytes of an answer are read: 100 by 100 ways have about 200 kB.
const largest = 8 << 20

// errForm is an answer that is none.
var errForm = errors.New("osrm: an answer of the routing service has another form than its protocol says")

// path is the address of a question behind the service's own.
func (q question) path() string {
	coordinates := append([]place{}, q.from...)
	var ends string
	if !slices.Equal(q.from, q.to) {
		coordinates = append(coordinates, q.to...)
		ends = "&sources=" + indexes(0, len(q.from)) + "&destinations=" + indexes(len(q.from), len(coordinates))
	}
	all := make([]string, len(coordinates))
	for i, p := range coordinates {
		all[i] = p.String()
	}
	return "/table/v1/" + url.PathEscape(q.profile) + "/" + strings.Join(all, ";") + "?annotations=duration,distance" + ends
}

func indexes(from, to int) string {
	var out []string
	for i := from; i < to; i++ {
		out = append(out, strconv.Itoa(i))
	}
	return strings.Join(out, ";")
}

// ask puts one question. Its errors name no address: that holds where people live.
func (c *Client) ask(ctx context.Context, q question) (map[pair]way, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.Address+q.path(), nil)
	if err != nil {
		return nil, errForm
	}
	res, err := c.http.Do(r)
	if err != nil {
		var about *url.Error
		if errors.As(err, &about) {
			err = about.Err
		}
		return nil, fmt.Errorf("osrm: the routing service was not reached: %w", err)
	}
	defer res.Body.Close()
	var a answer
	err = json.NewDecoder(io.LimitReader(res.Body, largest)).Decode(&a)
	switch {
	case res.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("osrm: the routing service answers %d (%s)", res.StatusCode, codeOf(a.Code))
	case err != nil:
		return nil, errForm
	case a.Code != "Ok":
		return nil, fmt.Errorf("osrm: the routing service answers %s", codeOf(a.Code))
	}
	return q.read(a)
}

// codes are those of the protocol: another one is not repeated, it may be a whole page.
var codes = []string{"InvalidUrl", "InvalidService", "InvalidVersion", "InvalidOptions", "InvalidQuery", "InvalidValue", "NoSegment", "TooBig", "NoTable", "NotImplemented"}

func codeOf(code string) string {
	if slices.Contains(codes, code) {
		return code
	}
	return "no code"
}

// read takes the tables apart. A way that was not found is not kept: it is measured as if
// there were no service, for a map may have holes.
func (q question) read(a answer) (map[pair]way, error) {
	if len(a.Durations) != len(q.from) || len(a.Distances) != len(q.from) {
		return nil, errForm
	}
	out := map[pair]way{}
	for i, from := range q.from {
		if len(a.Durations[i]) != len(q.to) || len(a.Distances[i]) != len(q.to) {
			return nil, errForm
		}
		for j, to := range q.to {
			seconds, metres := a.Durations[i][j], a.Distances[i][j]
			if seconds == nil || metres == nil || from == to {
				continue
			}
			if !(*seconds >= 0 && *seconds < 1e6 && *metres >= 0 && *metres < 1e7) {
				return nil, errForm
			}
			out[pair{q.profile, from, to}] = way{float32(*seconds), float32(*metres)}
		}
	}
	return out, nil
}
