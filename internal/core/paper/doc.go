// Package paper draws what is printed: letters, lists, statements, labels, as
// PDF. It knows no room; a door gives it words and figures that were read before.
//
// A paper is made top down, like a page is written:
//
//	s := paper.New(text.ID, "Rekap bayaran Juli 2026", paper.Letterhead{Name: f.Name, Address: address, Phone: f.ServicePhone, Demo: f.Demo})
//	s.Heading("Rekap bayaran")
//	s.Facts([2]string{"Kurir", name}, [2]string{"Bulan", "Juli 2026"})
//	t := s.Table(paper.Column{Title: "Tanggal", Wide: 2}, paper.Column{Title: "Antaran", Wide: 1, Right: true})
//	t.Row("1 Juli 2026", "3")
//	t.Total("Jumlah", "3")
//	s.Sign("Kebakkramat, 1 Agustus 2026", paper.Signer{Role: "Kepala puskesmas", Name: head}, paper.Signer{Role: "Penerima", Name: name})
//	made, err := s.Bytes()
//
// Sideways gives a sheet on its long edge for wide tables, Bare one without
// letterhead, margins of its own and page numbers (labels). All measures are
// millimetres. Everything breaks over pages by itself; a table repeats its head;
// what must stay together asks for Room first. Raw gives the library's own
// handle for what is not here, with Font and Fit.
//
// Draw after the database was let go, and write down who was shown (Showed) as
// for a page. No name belongs into the title: it stands in lists of print jobs.
package paper
