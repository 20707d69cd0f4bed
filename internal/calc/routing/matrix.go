package routing

// matrix is travel for one profile as the search reads it: nowhere is a place more than
// the problem has, which stands for "ends anywhere" and costs nothing. secTo[b*n+a] is
// the way from a to b: the search goes along rows only. Symmetric tables share memory.
type matrix struct {
	n          int
	sec, secTo []float64
	met, metTo []float64
	slow       []float64
}

func (g *engine) layMatrices() {
	anywhere := false
	for i := range g.p.Workers {
		anywhere = anywhere || g.p.Workers[i].End == None
	}
	g.mats, g.metric = make([]matrix, len(g.p.Matrices)), true
	for i := range g.p.Matrices {
		m, x := &g.p.Matrices[i], &g.mats[i]
		x.n = m.N
		if anywhere {
			x.n++
		}
		x.sec = widen(m.Seconds, m.N, x.n)
		x.secTo = transpose(x.sec, x.n)
		x.met, x.metTo, x.slow = x.sec, x.secTo, x.sec
		if m.Metres != nil {
			x.met = widen(m.Metres, m.N, x.n)
			x.metTo = transpose(x.met, x.n)
		}
		if m.Slow != nil {
			x.slow = widen(m.Slow, m.N, x.n)
		}
		g.metric = g.metric && direct(m.Seconds, m.N)
	}
}

// samples is how many detours are looked at in a table that has too many to look at all.
const samples = 1 << 20

// direct is whether no detour is shorter than the way itself, as far as is seen.
func direct(t []float64, n int) bool {
	shorter := func(a, b, c int) bool { return t[a*n+b]+t[b*n+c] < t[a*n+c]-slack }
	if n*n*n > samples {
		rnd := newRandom(uint64(n))
		for range samples / 8 {
			if shorter(int(rnd.under(int32(n))), int(rnd.under(int32(n))), int(rnd.under(int32(n)))) {
				return false
			}
		}
		return true
	}
	for a := range n {
		for b := range n {
			for c := range n {
				if shorter(a, b, c) {
					return false
				}
			}
		}
	}
	return true
}

// widen gives a table rows and columns of zeros until it is wide.
func widen(t []float64, n, wide int) []float64 {
	if n == wide {
		return t
	}
	out := make([]float64, wide*wide)
	for i := range n {
		copy(out[i*wide:], t[i*n:(i+1)*n])
	}
	return out
}

// transpose turns a table over; one that is symmetric is given back as it is.
func transpose(t []float64, n int) []float64 {
	same := true
	for i := 0; i < n && same; i++ {
		for k := range i {
			if t[i*n+k] != t[k*n+i] {
				same = false
				break
			}
		}
	}
	if same {
		return t
	}
	out := make([]float64, n*n)
	for i := range n {
		for k := range n {
			out[k*n+i] = t[i*n+k]
		}
	}
	return out
}
