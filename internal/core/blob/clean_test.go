package blob_test

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/go-quicktest/qt"

	"sambang/internal/core/blob"
	"sambang/internal/core/fault"
)

// scene is a picture with something to see in it.
func scene(width, height int) image.Image {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.Set(x, y, color.RGBA{uint8(x * 7), uint8(y * 5), uint8(x * y), 255})
		}
	}
	return m
}

func jpegOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	qt.Assert(t, qt.IsNil(jpeg.Encode(&b, m, nil)))
	return b.Bytes()
}

func pngOf(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	qt.Assert(t, qt.IsNil(png.Encode(&b, m)))
	return b.Bytes()
}

// webpOf is one pixel as libwebp writes it.
func webpOf(t testing.TB, lossless bool) []byte {
	t.Helper()
	text := "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA"
	if lossless {
		text = "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA=="
	}
	b, err := base64.StdEncoding.DecodeString(text)
	qt.Assert(t, qt.IsNil(err))
	return b
}

// secrets are what a phone writes into its photos; the first is the latitude in
// degrees, minutes and hundredths of a second as Exif keeps it.
var secrets = [][]byte{
	{0, 0, 0, 7, 0, 0, 0, 1, 0, 0, 0, 32, 0, 0, 0, 1, 0, 0, 0x05, 0x39, 0, 0, 0, 100},
	[]byte("GPSLatitude"), []byte("Kanari Phone 9"), []byte("2026:03:02 08:15:00"), []byte("a film behind the photo"), []byte("what was cut away"),
}

// exif is the Exif block of such a phone: a camera, an hour, the way the photo is
// turned, a preview and a place.
func exif(way byte) []byte {
	b := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x02" +
		"\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string(way) + "\x00\x00" + // Orientation
		"\x88\x25\x00\x04\x00\x00\x00\x01\x00\x00\x00\x26" + "\x00\x00\x00\x00" + // the directory of the place, at 38
		"\x00\x01\x00\x02\x00\x05\x00\x00\x00\x03\x00\x00\x00\x38" + "\x00\x00\x00\x00") // GPSLatitude, three fractions at 56
	for _, s := range secrets[:4] {
		b = append(b, s...)
	}
	return append(b, secrets[5]...)
}

func marker(mark byte, body []byte) []byte {
	b := binary.BigEndian.AppendUint16([]byte{0xff, mark}, uint16(len(body)+2))
	return append(b, body...)
}

// fromPhone is a JPEG as a phone makes it.
func fromPhone(t testing.TB, m image.Image, way byte) []byte {
	t.Helper()
	plain := jpegOf(t, m)
	b := bytes.Clone(plain[:2])
	b = append(b, marker(0xe0, append([]byte("JFIF\x00\x01\x01\x01\x00\x48\x00\x48\x02\x03"), secrets[5]...))...)
	b = append(b, marker(0xe1, append([]byte("Exif\x00\x00"), exif(way)...))...)
	b = append(b, marker(0xe1, append([]byte("http://ns.adobe.com/xap/1.0/\x00<exif:GPSLatitude>7,32.1S"), secrets[2]...))...)
	b = append(b, marker(0xe2, append([]byte("MPF\x00"), secrets[4]...))...)
	b = append(b, marker(0xed, append([]byte("Photoshop 3.0\x00"), secrets[3]...))...)
	b = append(b, marker(0xfe, secrets[2])...)
	b = append(b, plain[2:]...)
	return append(append(b, "\x00\x00\x00\x18ftypmp42"...), secrets[4]...)
}

func noSecret(t *testing.T, sent, kept []byte) {
	t.Helper()
	found := 0
	for _, s := range secrets {
		if bytes.Contains(sent, s) {
			found++
		}
		qt.Check(t, qt.IsFalse(bytes.Contains(kept, s)), qt.Commentf("%q", s))
	}
	qt.Check(t, qt.IsTrue(found >= 4), qt.Commentf("the picture that was sent holds %d secrets", found))
}

func same(t *testing.T, a, b []byte) {
	t.Helper()
	one, _, err := image.Decode(bytes.NewReader(a))
	qt.Assert(t, qt.IsNil(err))
	two, _, err := image.Decode(bytes.NewReader(b))
	qt.Assert(t, qt.IsNil(err))
	qt.Assert(t, qt.IsTrue(bytes.Equal(pngOf(t, one), pngOf(t, two))), qt.Commentf("the picture itself has changed"))
}

func TestAPhotoLosesItsPlaceAndKeepsWhatItShows(t *testing.T) {
	sent := fromPhone(t, scene(64, 40), 6)
	p, err := blob.Clean(sent)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(p.Media, blob.JPEG))
	qt.Check(t, qt.Equals(p.Width, 64))
	qt.Check(t, qt.Equals(p.Height, 40))
	noSecret(t, sent, p.Body)
	same(t, sent, p.Body)
	qt.Check(t, qt.IsTrue(bytes.Contains(p.Body, []byte("\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06"))), qt.Commentf("it is still turned"))
	again, err := blob.Clean(p.Body)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(bytes.Equal(again.Body, p.Body)), qt.Commentf("clean stays clean"))
	upright, err := blob.Clean(fromPhone(t, scene(64, 40), 1))
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsFalse(bytes.Contains(upright.Body, []byte("Exif"))))
}

func TestAPhotoInSeveralScansAndAnOldOneWithoutColourAreRead(t *testing.T) {
	gray := image.NewGray(image.Rect(0, 0, 9, 9))
	for _, sent := range [][]byte{jpegOf(t, gray), jpegOf(t, scene(1, 1)), jpegOf(t, scene(200, 3))} {
		p, err := blob.Clean(sent)
		qt.Assert(t, qt.IsNil(err))
		same(t, sent, p.Body)
	}
}

func chunk(name string, data []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	b = append(append(b, name...), data...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func TestADrawnNameLosesItsTextsAndKeepsItsLines(t *testing.T) {
	plain := pngOf(t, scene(30, 20))
	sent := bytes.Clone(plain[:33]) // up to the end of IHDR
	sent = append(sent, chunk("gAMA", []byte{0, 0, 0xb1, 0x8f})...)
	sent = append(sent, chunk("eXIf", exif(1))...)
	sent = append(sent, chunk("tEXt", append([]byte("Comment\x00"), secrets[4]...))...)
	sent = append(sent, chunk("iTXt", append([]byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"), secrets[1]...))...)
	sent = append(sent, chunk("sRGB", secrets[2])...) // a chunk that is too long for what it is
	sent = append(append(sent, plain[33:]...), secrets[4]...)
	p, err := blob.Clean(sent)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.Equals(p.Media, blob.PNG))
	noSecret(t, sent, p.Body)
	same(t, sent, p.Body)
	qt.Check(t, qt.IsTrue(bytes.Contains(p.Body, []byte("gAMA"))))
}

func webpFile(chunks ...[]byte) []byte {
	body := []byte("WEBP")
	for _, c := range chunks {
		body = append(body, c...)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func webpPart(name string, data []byte) []byte {
	b := append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(data))), data...)
	if len(data)%2 == 1 {
		b = append(b, 0)
	}
	return b
}

func TestAWebPPictureLosesItsPlaceToo(t *testing.T) {
	for _, lossless := range []bool{false, true} {
		plain := webpOf(t, lossless)
		sent := webpFile(webpPart("VP8X", []byte{0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0}), webpPart("ICCP", secrets[4]), plain[12:],
			webpPart("EXIF", exif(1)), webpPart("XMP ", secrets[1]))
		p, err := blob.Clean(append(sent, secrets[4]...))
		qt.Assert(t, qt.IsNil(err))
		qt.Check(t, qt.Equals(p.Media, blob.WebP))
		qt.Check(t, qt.Equals(p.Width, 1))
		noSecret(t, sent, p.Body)
		qt.Check(t, qt.DeepEquals(p.Body, plain), qt.Commentf("what is left is the picture alone"))
	}
	through := webpFile(webpPart("VP8X", []byte{0x1c, 0, 0, 0, 0, 0, 0, 0, 0, 0}), webpPart("ALPH", []byte{0, 1}), webpOf(t, false)[12:], webpPart("EXIF", exif(1)))
	p, err := blob.Clean(through)
	qt.Assert(t, qt.IsNil(err))
	qt.Check(t, qt.IsTrue(bytes.Contains(p.Body, []byte("VP8X\x0a\x00\x00\x00\x10"))), qt.Commentf("see-through, and nothing else is promised"))
	noSecret(t, through, p.Body)
}

func TestWhatIsNoPictureIsRefused(t *testing.T) {
	photo, drawn := jpegOf(t, scene(64, 40)), pngOf(t, scene(64, 40))
	broken := bytes.Clone(drawn)
	broken[45] ^= 1 // within what is drawn
	for what, sent := range map[string][]byte{
		"nothing":                 nil,
		"a text":                  []byte("<svg onload=alert(1)>"),
		"a page in a photo":       []byte("\xff\xd8\xff<script>"),
		"half a photo":            photo[:len(photo)/2],
		"a photo without its end": photo[:len(photo)-2],
		"the head of a photo":     photo[:2],
		"half a drawing":          drawn[:len(drawn)-13],
		"a changed drawing":       broken,
		"an empty drawing":        append(bytes.Clone(drawn[:33]), chunk("IEND", nil)...),
		"an unknown need":         append(append(bytes.Clone(drawn[:33]), chunk("NEED", nil)...), drawn[33:]...),
		"a moving picture":        webpFile(webpPart("VP8X", make([]byte, 10)), webpPart("ANIM", make([]byte, 6)), webpOf(t, false)[12:]),
		"an empty WebP":           webpFile(),
		"a WebP cut short":        webpOf(t, false)[:30],
		"a GIF":                   []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
	} {
		_, err := blob.Clean(sent)
		qt.Check(t, qt.IsTrue(fault.Is(err, "blob.not_an_image")), qt.Commentf("%s: %v", what, err))
	}
}

func TestASmallFileThatOpensIntoAHugePictureIsRefused(t *testing.T) {
	for _, m := range []image.Image{image.NewGray(image.Rect(0, 0, blob.MaxSide+1, 1)), image.NewGray(image.Rect(0, 0, 1, blob.MaxSide+1))} {
		for _, sent := range [][]byte{jpegOf(t, m), pngOf(t, m)} {
			_, err := blob.Clean(sent)
			qt.Check(t, qt.IsTrue(fault.Is(err, "blob.too_many_pixels")), qt.Commentf("%v", err))
		}
	}
	_, err := blob.Clean(pngOf(t, image.NewGray(image.Rect(0, 0, blob.MaxSide, blob.MaxSide))))
	qt.Check(t, qt.IsNil(err))
}

// FuzzClean takes any bytes apart: never a panic, never more than was sent but for
// how a photo is turned, and clean stays clean.
func FuzzClean(f *testing.F) {
	f.Add(fromPhone(f, scene(16, 8), 6))
	f.Add(fromPhone(f, scene(16, 8), 1))
	f.Add(pngOf(f, scene(16, 8)))
	f.Add(webpOf(f, false))
	f.Add(webpOf(f, true))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00II*\x00\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, sent []byte) {
		p, err := blob.Clean(sent)
		if err != nil {
			if e := fault.Of(err); e.Kind != fault.Invalid {
				t.Fatal(err)
			}
			return
		}
		if len(p.Body) > len(sent)+64 || p.Width > blob.MaxSide || p.Height > blob.MaxSide {
			t.Fatalf("%d bytes became %d, %d by %d", len(sent), len(p.Body), p.Width, p.Height)
		}
		again, err := blob.Clean(p.Body)
		if err != nil || !bytes.Equal(again.Body, p.Body) {
			t.Fatalf("clean did not stay clean: %v", err)
		}
	})
}
