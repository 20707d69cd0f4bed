package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-quicktest/qt"
)

func TestTheCountryIsLoadedFromFiles(t *testing.T) {
	data := t.TempDir()
	file := func(name, text string) string {
		at := filepath.Join(t.TempDir(), name)
		qt.Assert(t, qt.IsNil(os.WriteFile(at, []byte(text), 0o600)))
		return at
	}
	say := func(args ...string) (string, error) {
		var out bytes.Buffer
		err := run(t.Context(), append([]string{"regions"}, args...), &out)
		return out.String(), err
	}
	districts := file("kecamatan.csv", "kode,nama\n33,Jawa Tengah\n33.13,Karanganyar\n33.13.14,Kebakkramat\n")
	villages := file("desa.csv", "3313142002,331314,Alastuwo,-7.53,110.93\n3313142003,331314,Macanan,110.92,-7.53\n")
	out, err := say("import", "--data", data, districts, villages)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.StringContains(out, "1 points do not lie in Indonesia"))
	qt.Check(t, qt.StringContains(out, "loaded: 1 provinces, 1 regencies and cities, 1 districts, 2 villages"))
	out, err = say("import", "--data", data, districts)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.StringContains(out, "3 regions listed, 0 rows new or changed"))
	out, err = say("bps", "--data", data, file("bps.csv", "kode_dagri,kode_bps\n33.13.14,3313140\n35.10.20,3510150\n"))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.StringContains(out, "2 codes listed, 1 rows changed, 1 of regions that are not loaded"))
	out, err = say("--data", data)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.StringContains(out, "2 villages"))

	_, err = say("import", "--data", data, file("bad.csv", "kode,nama\n33,\n"))
	qt.Check(t, qt.ErrorMatches(err, ".*bad.csv: line 2: no name"))
	_, err = say("import", "--data", data, filepath.Join(data, "nowhere.csv"))
	qt.Check(t, qt.ErrorIs(err, os.ErrNotExist))
	_, err = say("import", "--data", data)
	qt.Check(t, qt.ErrorMatches(err, "regions import FILE: the file is missing"))
	_, err = say("eat", "--data", data)
	qt.Check(t, qt.ErrorMatches(err, `.*there is no "eat"`))
}
