package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/go-quicktest/qt"
)

// source is one parsed Go file that is not a test.
type source struct {
	path string // below the module, with slashes
	set  *token.FileSet
	file *ast.File
}

func (s source) at(n ast.Node) string {
	return fmt.Sprintf("%s:%d", s.path, s.set.Position(n.Pos()).Line)
}

// sources parses every Go file of ours below the module's root.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	for _, top := range []string{"cmd", "internal", "tools"} {
		root := filepath.Join("..", top)
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			all = append(all, parse(t, filepath.ToSlash(strings.TrimPrefix(path, "../")), string(text)))
			return nil
		})
		qt.Assert(t, qt.IsNil(err))
	}
	return all
}

func parse(t *testing.T, path, text string) source {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, text, parser.ParseComments)
	qt.Assert(t, qt.IsNil(err))
	return source{path, set, file}
}

// purity is what the files below a folder must not do.
type purity struct {
	folder  string
	imports []string // a path forbids also what is below it
	calls   []string // package.Name
	goStmt  bool     // no go statements either
	why     string
}

var clocks = []string{"time.Now", "time.Since", "time.Until", "time.After", "time.AfterFunc", "time.Sleep", "time.Tick",
	"time.NewTimer", "time.NewTicker", "instant.Wall"}

var purities = []purity{
	{folder: "internal/calc/", calls: clocks, goStmt: true,
		imports: []string{"math/rand", "crypto/rand", "os", "net", "io/fs", "syscall", "database/sql", "log"},
		why:     "calc gives the same answer for the same question, on every machine, at any hour"},
	{folder: "internal/shared/", calls: clocks, why: "a room takes now, so that a late report and a rebuild decide as the first time"},
	{folder: "internal/programme/", calls: clocks, why: "a room takes now, so that a late report and a rebuild decide as the first time"},
	{folder: "internal/core/journal/", calls: []string{"instant.Wall"}, why: "recorded_at comes from the clock that the test clock can move; the writer may time its own groups"},
}

// impure lists what s does against p.
func (p purity) impure(s source) []string {
	if !strings.HasPrefix(s.path, p.folder) {
		return nil
	}
	var found []string
	names := map[string]string{} // local name of an import -> last element of its path
	for _, i := range s.file.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		name := path[strings.LastIndexByte(path, '/')+1:]
		local := name
		if i.Name != nil {
			local = i.Name.Name
		}
		names[local] = name
		if slices.ContainsFunc(p.imports, func(no string) bool { return path == no || strings.HasPrefix(path, no+"/") }) {
			found = append(found, s.at(i)+" imports "+path)
		}
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt:
			if p.goStmt {
				found = append(found, s.at(n)+" starts a goroutine")
			}
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && slices.Contains(p.calls, names[x.Name]+"."+n.Sel.Name) {
				found = append(found, s.at(n)+" uses "+names[x.Name]+"."+n.Sel.Name)
			}
		}
		return true
	})
	return found
}

func TestPureCodeReadsNoClockAndNoWorld(t *testing.T) {
	all := sources(t)
	for _, p := range purities {
		for _, s := range all {
			for _, what := range p.impure(s) {
				t.Errorf("%s: %s", what, p.why)
			}
		}
	}
}

func TestThePurityRuleSeesThroughRenamedImports(t *testing.T) {
	s := parse(t, "internal/calc/x/x.go", `package x
import ("os"; clock "time"; "math/rand/v2")
func f() { go g(clock.Now()); _ = os.Args; _ = rand.Int() }`)
	qt.Assert(t, qt.DeepEquals(purities[0].impure(s), []string{
		"internal/calc/x/x.go:2 imports os",
		"internal/calc/x/x.go:2 imports math/rand/v2",
		"internal/calc/x/x.go:3 starts a goroutine",
		"internal/calc/x/x.go:3 uses time.Now",
	}))
	elsewhere := parse(t, "internal/core/errand/x.go", `package errand
import "time"
var _ = time.Now`)
	for _, p := range purities {
		qt.Check(t, qt.HasLen(p.impure(elsewhere), 0))
	}
}

func TestNothingHappensBeforeMain(t *testing.T) {
	for _, s := range sources(t) {
		for _, what := range inits(s) {
			t.Errorf("%s: wiring is explicit in one file; an init runs because somebody imported something", what)
		}
	}
}

func inits(s source) []string {
	var found []string
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			found = append(found, s.at(f)+" declares init()")
		}
	}
	return found
}

func TestNoFunctionChangesAGlobal(t *testing.T) {
	byFolder := map[string][]source{}
	for _, s := range sources(t) {
		folder := filepath.Dir(s.path)
		byFolder[folder] = append(byFolder[folder], s)
	}
	for _, files := range byFolder {
		for _, what := range mutableGlobals(files) {
			t.Errorf("%s: state lives in a value that somebody holds; a global is shared by every test and every facility", what)
		}
	}
}

func TestWhatCountsAsAMutableGlobal(t *testing.T) {
	s := parse(t, "internal/x/x.go", `package x
import ("embed"; "errors"; "regexp"; "sync")
var ErrGone = errors.New("x: gone")
var word = regexp.MustCompile("a+")
//go:embed dist
var files embed.FS
var fees = map[string]int{"ride": 25000}
var _ error = (*T)(nil)
var count int
var mu sync.Mutex
var pool = sync.Pool{}
var seen = map[string]bool{}
var last = 1
func f(x string) { seen[x] = true; last++; fees := 1; fees++; _ = fees }
`)
	qt.Assert(t, qt.DeepEquals(mutableGlobals([]source{s}), []string{
		"internal/x/x.go:9 declares count without a value",
		"internal/x/x.go:10 declares mu without a value",
		"internal/x/x.go:11 keeps sync.Pool in pool",
		"internal/x/x.go:14 changes seen",
		"internal/x/x.go:14 changes last",
	}))
}
