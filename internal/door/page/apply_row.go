package page

// row is a part of the form that stands there more than once: a baby, a point.
type row struct {
	*sheet
	N string
}

// Row makes the part called n.
func (s *sheet) Row(n string) row { return row{s, n} }

// Typed is what stands in this part's field.
func (r row) Typed(field string) string { return r.Apply.Typed(field + r.N) }

// Wrong reports whether this part's field was not taken.
func (r row) Wrong(field string) bool { return r.Apply.Wrong(field + r.N) }

// Point is one coordinate of this part's place; empty without one.
func (r row) Point(which string) string { return r.Apply.Typed(r.N + "_" + which) }

// oneDelivery is a delivery with the page it stands on, for a part of the page
// that is drawn for each.
type oneDelivery struct {
	*sheet
	Delivery deliveryView
}

// One gives a delivery together with its page.
func (s *sheet) One(d deliveryView) oneDelivery { return oneDelivery{s, d} }
