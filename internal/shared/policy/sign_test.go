package policy_test

import (
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/access"
	"sambang/internal/core/ident"
	"sambang/internal/core/instant"
	"sambang/internal/shared/policy"
)

// A clinical table counts once the head and a health worker have each put their name
// under what they have read; nobody signs twice, nor what they prepared themselves.
func TestTwoPersonsSignAClinicalTable(t *testing.T) {
	who := func(name string, roles ...access.Role) access.Actor {
		return access.Actor{ID: ident.Named(name), Worker: ident.Named("worker " + name), Roles: roles}
	}
	head, doctor, both := who("kepala", access.Head), who("dokter", access.Doctor), who("dokter kepala", access.Head, access.Doctor)
	codes := policy.Unsigned{Moved: "moved", NotYours: "not_yours", Own: "own", Already: "already", Second: "second"}
	paper := policy.Paper{Version: 3, Document: []byte(`{"a":1}`), Proposer: string(ident.Named("penyusun"))}
	byHead := paper
	byHead.Signatures = byHead.Put(policy.AsHead, both.Worker, instant.Instant(1))
	for name, c := range map[string]struct {
		paper   policy.Paper
		by      access.Actor
		version int64
		digest  string
		as      string
		want    string
	}{
		"the head signs":              {paper, head, 3, paper.Digest(), policy.AsHead, ""},
		"a doctor signs":              {byHead, doctor, 3, paper.Digest(), policy.AsHealth, ""},
		"another version":             {paper, head, 2, paper.Digest(), policy.AsHead, "moved"},
		"another content":             {paper, head, 3, "else", policy.AsHead, "moved"},
		"a doctor is no head":         {paper, doctor, 3, paper.Digest(), policy.AsHead, "not_yours"},
		"a link signs nothing":        {paper, access.Actor{Roles: []access.Role{access.Head}}, 3, paper.Digest(), policy.AsHead, "not_yours"},
		"who prepared it":             {paper, who("penyusun", access.Head), 3, paper.Digest(), policy.AsHead, "own"},
		"a second head":               {byHead, head, 3, paper.Digest(), policy.AsHead, "already"},
		"one person in two roles":     {byHead, both, 3, paper.Digest(), policy.AsHealth, "second"},
		"a head is no health worker":  {byHead, head, 3, paper.Digest(), policy.AsHealth, "not_yours"},
		"one of two roles, the first": {paper, both, 3, paper.Digest(), policy.AsHealth, ""},
	} {
		qt.Check(t, qt.Equals(c.paper.Refusal(c.by, c.version, c.digest, c.as, codes), c.want), qt.Commentf("%s", name))
	}
	qt.Check(t, qt.IsTrue(byHead.SignedAt.IsZero()))
	qt.Check(t, qt.Equals(byHead.Put(policy.AsHealth, doctor.Worker, instant.Instant(2)).SignedAt, instant.Instant(2)))
	qt.Check(t, qt.IsFalse(byHead.May(both, policy.AsHealth)))
	qt.Check(t, qt.IsTrue(byHead.May(doctor, policy.AsHealth)))
}
