package house_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/journal"
	"sambang/internal/shared/workforce"
)

// A head whose role has ended still has a session, and nothing to see with it.
func TestWhoLosesTheRoleSeesTheCouriersNoMore(t *testing.T) {
	t.Parallel()
	s := open(t, "").founded()
	me := s.signIn()
	ctx, giveUp := context.WithTimeout(t.Context(), 15*time.Second) // a stream that stays fails below
	defer giveUp()
	req, err := http.NewRequestWithContext(ctx, "GET", s.srv.URL+"/api/v1/live", nil)
	qt.Assert(t, qt.IsNil(err))
	res, err := s.client.Do(req)
	qt.Assert(t, qt.IsNil(err))
	defer res.Body.Close()
	lines := bufio.NewScanner(res.Body)
	qt.Assert(t, qt.Not(qt.Equals(nextHead(lines), "")))
	body, err := json.Marshal(workforce.EndRole{Account: me.Account, Worker: me.Worker, Role: access.Head})
	qt.Assert(t, qt.IsNil(err))
	out, err := s.h.Journal.Do(t.Context(), access.TheMachine(me.Facility.ID), journal.Envelope{ID: ident.Named("end"), Verb: "workforce.end_role", V: 1, Body: body})
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.Equals(out.Status, journal.Accepted), qt.Commentf("%s", out.Code))
	for nextHead(lines) != "" {
	}
	qt.Assert(t, qt.IsNil(lines.Err()), qt.Commentf("the stream ends by itself"))
}
