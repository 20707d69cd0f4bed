package text

import (
	"testing"

	"github.com/go-quicktest/qt"
)

func TestANumberStandsAsOneDialsIt(t *testing.T) {
	for phone, want := range map[string]string{"+6281234567890": "0812 3456 7890", "+62271000000": "0271 000 000", "+62222500123": "022 2500 123", "+628123456789": "0812 3456 789",
		"+62333123456": "0333 123 456", "119": "119", "+4930123456": "+4930123456"} {
		qt.Check(t, qt.Equals(Dialled(phone), want))
	}
}
