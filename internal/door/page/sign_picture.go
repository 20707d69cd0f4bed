package page

import "html/template"

// drawings are small line pictures of 24 by 24, for who does not read much: a danger sign
// is found by its picture, and the words stand beside it.
var drawings = map[string]template.HTML{
	"bleed":  `<path d="M12 3.500c3.500 4.500 6 7.500 6 10.500a6 6 0 0 1-12 0c0-3 2.500-6 6-10.500z"/>`,
	"water":  `<path d="M8 3.500c2 2.700 3.500 4.500 3.500 6.500a3.500 3.500 0 0 1-7 0c0-2 1.500-3.800 3.500-6.500zM16.500 9.500c1.700 2.300 3 3.800 3 5.500a3 3 0 0 1-6 0c0-1.700 1.300-3.200 3-5.500zM4 20.500h16"/>`,
	"fit":    `<path d="M13 2.500 6 13h5l-1 8.500L18 10h-5.500z"/>`,
	"faint":  `<circle cx="5.500" cy="12.500" r="2"/><path d="M8.500 15H21M9 12.500c4-1.500 8-1 12 1V19M3 19v-2.500h18"/>`,
	"breath": `<path d="M12 3.500V12M12 9.500c-1.500-1-3-1-4 .500-2 3-3.500 6-3.500 8.500 0 1.500 1 2 2.500 1.500 3-1 5-1.500 5-3.500M12 9.500c1.500-1 3-1 4 .500 2 3 3.500 6 3.500 8.500 0 1.500-1 2-2.500 1.500-3-1-5-1.500-5-3.500"/>`,
	"drink":  `<path d="M7 5.500h10L15.500 20h-7zM7.500 10h9M4 3.500l16 17"/>`,
	"vomit":  `<circle cx="12" cy="9" r="6"/><path d="M9.500 8h.01M14.500 8h.01M10 12h4M10.500 16.500v3M13.500 16.500v4.500"/>`,
	"hot":    `<path d="M10 14.500v-9a2 2 0 0 1 4 0v9a4 4 0 1 1-4 0zM12 17.500v-6M17 6h3M17 9.500h2"/>`,
	"head":   `<circle cx="12" cy="14" r="6"/><path d="M9.500 13h.01M14.500 13h.01M10 17c1.200-.800 2.800-.800 4 0M12 2.500V5M5.500 4 7 6.200M18.500 4 17 6.200"/>`,
	"face":   `<circle cx="12" cy="12" r="8.500"/><path d="M9 9.500h.01M15 11h.01M8.500 14c2-.500 4 1.500 7 3"/>`,
	"fall":   `<circle cx="17" cy="6" r="2"/><path d="M15.500 8.500 11 13l4 3.500M11 13l-5-2M15 16.500 12.500 20.500M4 20.500h16"/>`,
	"heart":  `<path d="M12 20s-7.500-4.800-7.500-10.200A4.200 4.200 0 0 1 12 7.300a4.200 4.200 0 0 1 7.500 2.500C19.500 15.200 12 20 12 20z"/><path d="M4.500 12h4l1.500-2.500 2.500 5L14 12h5.500"/>`,
	"swell":  `<path d="M8.500 3.500v9c-2.500 1-4.500 3-4 5.500.300 1.500 1.500 2 3 2h9c2 0 3-1.500 2.500-3-.500-2-3-2.500-4.500-4.500v-9"/>`,
	"yellow": `<circle cx="12" cy="12" r="4"/><path d="M12 3v2.500M12 18.500V21M3 12h2.500M18.500 12H21M5.600 5.600l1.800 1.800M16.600 16.600l1.800 1.800M18.400 5.600l-1.800 1.800M7.400 16.600l-1.800 1.800"/>`,
	"baby":   `<circle cx="12" cy="12" r="8.500"/><path d="M9 15a4 4 0 0 0 6 0M9 10.500h.01M15 10.500h.01M12 3.500c0 1.500 1 2 2 1.500"/>`,
	"belly":  `<circle cx="11" cy="4.500" r="2.200"/><path d="M9.500 8v13M9.500 8c3.500 0 6.500 2 6.500 4.500S14.500 16 13 16v5"/>`,
	"mother": `<circle cx="9" cy="5.500" r="2.500"/><path d="M4 21v-6a5 5 0 0 1 10 0v6"/><circle cx="17.500" cy="13" r="1.800"/><path d="M15 21v-2.500a2.500 2.500 0 0 1 5 0V21"/>`,
	"child":  `<circle cx="12" cy="8.500" r="2.500"/><path d="M8 21v-4.500a4 4 0 0 1 8 0V21"/>`,
	"adult":  `<circle cx="10" cy="5" r="2.500"/><path d="M5.500 21v-7a4.500 4.500 0 0 1 9 0v7M18.500 21v-8.500a1.500 1.500 0 0 0-3 0"/>`,
	"help":   `<path d="M8 12V6.500a1.500 1.500 0 0 1 3 0V11M11 10.500v-6a1.500 1.500 0 0 1 3 0v6M14 11V6a1.500 1.500 0 0 1 3 0v8.500a6 6 0 0 1-6 6c-2.500 0-4-1-5.500-3.500L4 13.500c-.500-1.500 1.500-2.500 2.500-1L8 14.500"/>`,
	"home":   `<path d="M4 11 12 4l8 7v9h-5.500v-6h-5v6H4z"/>`,
	"car":    `<path d="M5 11.500 6.500 6.500h11l1.500 5M3.500 17.500v-4l1.500-2h14l1.500 2v4zM5.500 17.500v2M18.500 17.500v2M7 14.500h.01M17 14.500h.01"/>`,
	"warn":   `<path d="M12 4 2.500 20h19zM12 10v4.500M12 17.300v.01"/>`,
}

// signDrawing is the picture of a danger sign by its code in the table; one that has none
// of its own gets the sign of danger.
var signDrawing = map[string]string{
	"P01": "bleed", "P02": "water", "P03": "head", "P04": "swell", "P05": "fit", "P06": "baby", "P07": "belly",
	"F01": "bleed", "F02": "fit", "F03": "hot",
	"N01": "drink", "N02": "fit", "N03": "breath", "N04": "hot", "N05": "faint", "N06": "yellow",
	"C01": "drink", "C02": "vomit", "C03": "fit", "C04": "faint", "C05": "breath", "C07": "water", "C10": "swell",
	"E01": "face", "E02": "heart", "E03": "faint", "E04": "fall", "E05": "bleed",
	"X01":      "help",
	"pregnant": "belly", "postpartum": "mother", "newborn_0_2m": "baby", "child_2_59m": "child", "adult_elderly": "adult",
	"visit_request": "home", "transport_request": "car",
}

// drawing is the picture of a sign, of a group of patients or of a kind of request. It
// says nothing to who hears the page read aloud: the words beside it do.
func drawing(of string) template.HTML {
	inside, known := drawings[signDrawing[of]]
	if !known {
		inside = drawings["warn"]
	}
	return `<svg class="icon pic" viewBox="0 0 24 24" aria-hidden="true">` + inside + `</svg>`
}
