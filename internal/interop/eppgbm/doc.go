// Package eppgbm reads and writes the measurement sheet of e-PPGBM, the nutrition
// register of the Ministry of Health: one row a child and day, with the seven marks of
// breastfeeding (asi_bulan_0 to asi_bulan_6). Who the children are is the sheet of
// identities, which interop/people reads and writes.
//
// The headers are those of two unrelated apps that agree on them (growth-and-feeding,
// section 5): No, NIK, nama_anak, TANGGALUKUR, BERAT, TINGGI, LILA, lingkar_kepala,
// Pitting_edema, CARAUKUR, vita, asi_bulan_0 ... asi_bulan_6, kelas_ibu_balita, mbg. Read
// are also the names that e-PPGBM itself gives out (Tanggal Pengukuran, Berat, Tinggi,
// Cara Ukur, LiLA). Columns are known by their names, never by their position; a name is
// known without regard to case, blanks and underscores.
//
// An upload there is reported to want Excel 97-2003: this package writes XLSX, and the
// page that gives it out says how to save it as that.
package eppgbm
