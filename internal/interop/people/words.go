package people

// ignored are columns that are known and tell the register nothing: counters,
// regions above the village, measurements (those belong to the health room).
const ignored Field = "-"

// words says what a folded header tells. Sources: the import and export sheets of
// e-PPGBM as two unrelated applications spell them, family lists of villages and
// social offices, and our own sheet.
var words = map[string]Field{
	"kodewarga": PersonID, "kodekeluarga": HouseholdID,

	"nama": Name, "namalengkap": Name, "namaanak": Name, "namabalita": Name, "namaibu": Mother, "namapenduduk": Name, "namawarga": Name,
	"namaart": Name, "namaanggotakeluarga": Name, "namaanggotarumahtangga": Name, "namapasien": Name, "namalansia": Name,
	"nik": NIK, "nonik": NIK, "nomornik": NIK, "noktp": NIK, "nikanak": NIK, "nomorindukkependudukan": NIK, "nikktp": NIK,
	"nokk": KK, "nomorkk": KK, "kk": KK, "nokartukeluarga": KK, "nomorkartukeluarga": KK, "nkk": KK,
	"telepon": Phone, "telp": Phone, "notelp": Phone, "notelepon": Phone, "nohp": Phone, "hp": Phone, "nomorhp": Phone, "nomortelepon": Phone,
	"hportu": Phone, "nowa": Phone, "nomorwa": Phone, "whatsapp": Phone, "nohandphone": Phone,
	"tgllahir": Born, "tanggallahir": Born, "tgllhr": Born, "ttl": Born, "tempattanggallahir": Born, "tempattgllahir": Born, "lahir": Born,
	"tgllahirperkiraan": Guessed, "perkiraan": Guessed,
	"umur": Age, "usia": Age, "umurtahun": Age, "usiatahun": Age,
	"jk": Sex, "jeniskelamin": Sex, "jnskelamin": Sex, "lp": Sex, "kelamin": Sex, "gender": Sex, "sex": Sex, "jkel": Sex, "jnskel": Sex,
	"hubungan": Relation, "hubungankeluarga": Relation, "hubungandengankepalakeluarga": Relation, "hubkel": Relation, "shdk": Relation, "stathubkel": Relation,
	"hubungankepalakeluarga": Relation, "statushubungan": Relation, "statushubungandalamkeluarga": Relation, "statusdalamkeluarga": Relation,
	"namaortu": Mother, "namaorangtua": Mother, "namaibukandung": Mother, "ibukandung": Mother, "ibu": Mother, "nmibukandung": Mother,
	"nikortu": MotherNIK, "nikibu": MotherNIK, "nikorangtua": MotherNIK, "nikibukandung": MotherNIK,
	"hpl": Due, "htp": Due, "taksiranpersalinan": Due, "perkiraanlahir": Due, "tglperkiraanlahir": Due, "haritaksiranpersalinan": Due,
	"hidupsendiri": Alone, "tinggalsendiri": Alone, "lansiasendiri": Alone, "sebatangkara": Alone,
	"disabilitas": Disabled, "difabel": Disabled, "penyandangdisabilitas": Disabled,
	"bpjs": Insurance, "nobpjs": Insurance, "nomorbpjs": Insurance, "jkn": Insurance, "nojkn": Insurance, "nokis": Insurance, "nomorjkn": Insurance, "kis": Insurance,
	"bahasa": Languages,
	"desil":  Decile, "desildtsen": Decile, "desilnasional": Decile, "desilkesejahteraan": Decile,
	"sumberdesil": DecileSource, "sumberdata": DecileSource,
	"tgldesil": DecileOn, "tanggaldesil": DecileOn,
	"nosktm": PovertyLetter, "nosurattidakmampu": PovertyLetter, "sktm": PovertyLetter, "nomorsktm": PovertyLetter,
	"tglsktm": PovertyOn, "tanggalsktm": PovertyOn,
	"penerbitsktm": PovertyBy,

	"koderumah": House, "norumah": ignored, "stiker": House,
	"desa": Village, "kelurahan": Village, "desakel": Village, "desakelurahan": Village, "keldesa": Village, "kelurahandesa": Village, "kodedesa": Village, "kel": Village, "namadesa": Village, "namakelurahan": Village,
	"dusun": Hamlet, "dukuh": Hamlet, "lingkungan": Hamlet, "kampung": Hamlet, "padukuhan": Hamlet, "dusunlingkungan": Hamlet,
	"rt": RT, "rw": RW, "rtrw": RTRW, "nort": RT, "norw": RW,
	"alamat": Street, "jalan": Street, "alamatlengkap": Street, "alamatrumah": Street, "alamatdomisili": Street,
	"patokan": Landmark, "petunjukjalan": Directions, "petunjuk": Directions,
	"posyandu": Posyandu, "namaposyandu": Posyandu,
	"hapus": Deleted, "pindah": MovedAway,

	"no": ignored, "nourut": ignored, "nomor": ignored, "anakke": ignored, "usiahamil": ignored, "beratlahir": ignored, "panjanglahir": ignored,
	"lingkarkepalalahir": ignored, "kia": ignored, "kiabayikecil": ignored, "imd": ignored, "bblahir": ignored, "tblahir": ignored,
	"prov": ignored, "provinsi": ignored, "kabkota": ignored, "kab": ignored, "kabupaten": ignored, "kabupatenkota": ignored, "kec": ignored, "kecamatan": ignored,
	"pukesmas": ignored, "puskesmas": ignored, "usiasaatukur": ignored, "tanggalpengukuran": ignored, "tanggalukur": ignored, "berat": ignored,
	"tinggi": ignored, "caraukur": ignored, "lila": ignored, "bbu": ignored, "zsbbu": ignored, "tbu": ignored, "zstbu": ignored, "bbtb": ignored,
	"zsbbtb": ignored, "naikberatbadan": ignored, "pmtditerimakg": ignored, "jmlvita": ignored, "kpsp": ignored, "detail": ignored,
	"kelasibubalita": ignored, "mbg": ignored, "lingkarkepala": ignored, "pittingedema": ignored, "vita": ignored, "tempatlahir": ignored,
	"pekerjaan": ignored, "pendidikan": ignored, "agama": ignored, "statusperkawinan": ignored, "keterangan": ignored, "ket": ignored,
}

// sexes, by folded word. 1 and 2 are the codes of the statistics office (BPS).
var sexes = map[string]string{
	"l": "male", "lk": "male", "laki": "male", "lakilaki": "male", "laki2": "male", "pria": "male", "cowok": "male", "m": "male", "male": "male", "1": "male",
	"p": "female", "pr": "female", "perempuan": "female", "wanita": "female", "w": "female", "f": "female", "female": "female", "2": "female", "pa": "male", "pi": "female",
}

// relations, by folded word: as family cards name them and as BPS counts them.
var relations = map[string]string{
	"kepalakeluarga": "head", "kepala": "head", "kk": "head", "krt": "head", "kepalarumahtangga": "head", "1": "head", "suamikepalakeluarga": "head",
	"istri": "spouse", "isteri": "spouse", "suami": "spouse", "pasangan": "spouse", "istrisuami": "spouse", "suamiistri": "spouse", "2": "spouse",
	"anak": "child", "anakkandung": "child", "anaktiri": "child", "anakangkat": "child", "3": "child",
	"orangtua": "parent", "ortu": "parent", "mertua": "parent", "orangtuamertua": "parent", "ayah": "parent", "ibu": "parent", "bapak": "parent", "nenek": "parent", "kakek": "parent", "6": "parent",
	"cucu": "grandchild", "5": "grandchild",
	"menantu": "other_relative", "4": "other_relative", "famililain": "other_relative", "saudara": "other_relative", "kakak": "other_relative", "adik": "other_relative",
	"keponakan": "other_relative", "paman": "other_relative", "bibi": "other_relative", "kerabat": "other_relative", "anggotakeluargalain": "other_relative",
	"pembantu": "no_relative", "pembanturumahtangga": "no_relative", "sopir": "no_relative", "lainnya": "no_relative", "lain": "no_relative", "tidakadahubungan": "no_relative", "7": "no_relative", "8": "no_relative",
}

// yeses are the words that say yes; every other word says no.
var yeses = map[string]bool{"ya": true, "y": true, "iya": true, "1": true, "true": true, "v": true, "x": true, "benar": true, "ada": true, "sendiri": true}
