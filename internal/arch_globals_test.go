package internal_test

import (
	"go/ast"
	"go/token"
	"strings"
)

// mutableGlobals lists the package-level variables of one package that can
// change after the program has started, and where they do. Go has no constant
// tables, errors or compiled expressions, so a variable that has its value from
// the beginning and that no function writes to counts as a constant.
func mutableGlobals(files []source) []string {
	globals := map[string]*ast.ValueSpec{}
	var found []string
	for _, s := range files {
		for _, d := range s.file.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.VAR {
				continue
			}
			for _, spec := range g.Specs {
				v := spec.(*ast.ValueSpec)
				for _, name := range v.Names {
					if name.Name != "_" {
						globals[name.Name] = v
					}
				}
				if what := changeable(v, embeds(g, v)); what != "" {
					found = append(found, s.at(v)+" "+what)
				}
			}
		}
	}
	for _, s := range files {
		found = append(found, writes(s, globals)...)
	}
	return found
}

// changeable says what makes a declaration state from the start: no value at
// all, or a type whose only use is to change.
func changeable(v *ast.ValueSpec, embedded bool) string {
	name := v.Names[0].Name
	if len(v.Values) == 0 && !embedded && name != "_" {
		return "declares " + name + " without a value"
	}
	for _, value := range v.Values {
		if u, ok := value.(*ast.UnaryExpr); ok {
			value = u.X
		}
		c, ok := value.(*ast.CompositeLit)
		if !ok {
			continue
		}
		if sel, ok := c.Type.(*ast.SelectorExpr); ok {
			if x, ok := sel.X.(*ast.Ident); ok && (x.Name == "sync" || x.Name == "atomic") {
				return "keeps " + x.Name + "." + sel.Sel.Name + " in " + name
			}
		}
	}
	return ""
}

// embeds reports whether a go:embed directive stands over the declaration.
func embeds(g *ast.GenDecl, v *ast.ValueSpec) bool {
	for _, doc := range []*ast.CommentGroup{g.Doc, v.Doc} {
		if doc == nil {
			continue
		}
		for _, c := range doc.List {
			if strings.HasPrefix(c.Text, "//go:embed ") {
				return true
			}
		}
	}
	return false
}

// writes lists the assignments to globals inside functions.
func writes(s source, globals map[string]*ast.ValueSpec) []string {
	var found []string
	note := func(target ast.Expr) {
		if id := root(target); id != nil && isGlobal(id, globals) {
			found = append(found, s.at(target)+" changes "+id.Name)
		}
	}
	for _, d := range s.file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		ast.Inspect(f.Body, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				if n.Tok != token.DEFINE {
					for _, target := range n.Lhs {
						note(target)
					}
				}
			case *ast.IncDecStmt:
				note(n.X)
			case *ast.CallExpr:
				if id, ok := n.Fun.(*ast.Ident); ok && (id.Name == "delete" || id.Name == "clear") && len(n.Args) > 0 {
					note(n.Args[0])
				}
			}
			return true
		})
	}
	return found
}

// isGlobal tells a global from a local of the same name. The parser resolves
// names within one file; a global of another file of the package stays unresolved.
func isGlobal(id *ast.Ident, globals map[string]*ast.ValueSpec) bool {
	spec, known := globals[id.Name]
	obj := id.Obj
	if !known || obj == nil {
		return known
	}
	return obj.Decl == spec
}

// root is the variable at the left of x.y[z].w, or nothing when there is none.
func root(e ast.Expr) *ast.Ident {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return nil
		}
	}
}
