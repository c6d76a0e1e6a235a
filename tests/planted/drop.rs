//! A folder with a study and reports that hold a made-up value in every kind of
//! place. Values are counted through, so no two are alike.

use std::io::Write as _;
use std::path::Path;

use crate::encode::{Given, part10, short, text};
use crate::paper::{Paper, pdf};
use crate::places::{NESTED, PLACES, PRIVATE};

/// A value and where it stands.
#[derive(Clone)]
pub struct Planted {
    pub place: String,
    pub value: String,
    vr: &'static str,
}

impl Planted {
    pub fn new(place: &str, value: &str) -> Self {
        Self {
            place: place.to_owned(),
            value: value.to_owned(),
            vr: "",
        }
    }

    pub fn is_file_name(&self) -> bool {
        self.vr == "FILE"
    }

    /// The research preset moves days and keeps times of day, and it keeps
    /// characteristics (PS3.15 E.3.4): no identifiers, and the certificate of
    /// that preset claims no Safe Harbor.
    pub fn is_kept_for_research(&self) -> bool {
        let characteristic = ["(0010,2110)", "(0010,2160)"]
            .iter()
            .any(|tag| self.place.starts_with(tag));
        self.vr == "TM" || characteristic
    }
}

/// The folder.
pub struct Drop {
    pub planted: Vec<Planted>,
    files: Vec<(String, Vec<u8>)>,
    count: u32,
}

const CT_IMAGE: &str = "1.2.840.10008.5.1.4.1.1.2";
const TEXT_SR: &str = "1.2.840.10008.5.1.4.1.1.88.11";
const ENCAPSULATED_PDF: &str = "1.2.840.10008.5.1.4.1.1.104.1";

impl Drop {
    pub fn new() -> Self {
        let mut drop = Self {
            planted: Vec::new(),
            files: Vec::new(),
            count: 0,
        };
        let folder = drop.plant("a folder's name", "FILE");
        let study = drop.plant("(0020,000D) Study Instance UID", "UI");
        let patient = drop.patient();
        let name = drop.plant("a file's name", "FILE");
        let image = drop.image(&study, &patient);
        drop.files.push((format!("{folder}/{name}.dcm"), image));
        let structured = drop.structured_report(&study, &patient);
        drop.files
            .push((format!("{folder}/report.dcm"), structured));
        let document = drop.encapsulated(&study, &patient);
        drop.files
            .push((format!("{folder}/document.dcm"), document));
        let zipped = drop.zipped(&study, &patient);
        drop.files.push((format!("{folder}/more.zip"), zipped));
        let report = drop.report(&patient);
        drop.files.push((format!("{folder}/report.txt"), report));
        drop
    }

    pub fn write(&self, folder: &Path) {
        for (path, bytes) in &self.files {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, bytes).expect("a file");
        }
    }

    pub fn input_blocks(&self) -> Vec<Vec<u8>> {
        self.files
            .iter()
            .flat_map(|(path, bytes)| [path.clone().into_bytes(), bytes.clone()])
            .collect()
    }

    /// A word of made-up syllables that counts on.
    fn word(&mut self) -> String {
        const HEADS: &[u8] = b"bdfgklmnprstv";
        const TAILS: &[u8] = b"aeiou";
        self.count += 1;
        let mut rest = self.count * 7919;
        let mut word = String::from("Zq");
        for _ in 0..4 {
            let syllable = rest % 65;
            rest /= 65;
            word.push(char::from(HEADS[(syllable / 5) as usize]));
            word.push(char::from(TAILS[(syllable % 5) as usize]));
        }
        word
    }

    /// Makes a value that fits a VR and remembers where it was planted.
    fn plant(&mut self, place: &str, vr: &'static str) -> String {
        let word = self.word();
        let count = self.count;
        let upper = word.to_uppercase();
        let value = match vr {
            "PN" => format!("{word}^{}", self.word()),
            "AE" | "CS" => upper,
            // No first of January, no year of the runs, no date twice.
            "DA" => date(count),
            "DT" => format!("{}{}", date(count), time(count)),
            "TM" => time(count),
            "UI" => format!("2.999.7.31.{}", 40_000_000 + count),
            "IS" => (500_000_000 + count * 7).to_string(),
            "DS" => format!("7.4{}", 10_000_000 + count * 3),
            "UR" => format!("http://{}.example/{count}", word.to_lowercase()),
            "SH" => word,
            // Binary: eight letters, so that every width divides them.
            "FL" | "FD" | "SL" | "SS" | "SV" | "UL" | "US" | "UV" | "OB" | "OD" | "OF" | "OL"
            | "OV" | "OW" | "AT" | "UN" => format!("Zq{:06}", 900_000 + count),
            _ => format!("{word} {}", 3_000 + count),
        };
        self.planted.push(Planted {
            place: place.to_owned(),
            value: value.clone(),
            vr,
        });
        value
    }

    fn element(&mut self, (tag, vr, name): (u32, &'static str, &str)) -> Given {
        let place = format!("({:04X},{:04X}) {vr} {name}", tag >> 16, tag & 0xFFFF);
        let value = self.plant(&place, vr);
        Given::Bytes(tag, vr, value.into_bytes())
    }

    /// Name in three component groups, ID, birth date.
    fn patient(&mut self) -> [String; 3] {
        let family = self.plant("PN, family", "SH");
        let given = self.plant("PN, given", "SH");
        for (place, value) in [
            ("PN, ideographic group", "櫟原^鶺鴒"),
            ("PN, phonetic group", "クヌギハラ^セキレイ"),
        ] {
            self.planted.push(Planted::new(place, value));
        }
        let name = format!("{family}^{given}=櫟原^鶺鴒=クヌギハラ^セキレイ");
        let id = self.plant("(0010,0020) LO Patient ID", "LO");
        let birth = self.plant("(0010,0030) DA Patient's Birth Date", "DA");
        [name, id, birth]
    }

    fn base(
        &mut self,
        sop_class: &str,
        modality: &str,
        study: &str,
        patient: &[String; 3],
    ) -> Vec<Given> {
        let instance = self.plant("(0008,0018) UI SOP Instance UID", "UI");
        let series = self.plant("(0020,000E) UI Series Instance UID", "UI");
        vec![
            text(0x0008_0005, "CS", "ISO_IR 192"),
            text(0x0008_0016, "UI", sop_class),
            text(0x0008_0018, "UI", &instance),
            text(0x0008_0060, "CS", modality),
            text(0x0010_0010, "PN", &patient[0]),
            text(0x0010_0020, "LO", &patient[1]),
            text(0x0010_0030, "DA", &patient[2]),
            text(0x0010_0040, "CS", "O"),
            text(0x0020_000D, "UI", study),
            text(0x0020_000E, "UI", &series),
            text(0x0020_0011, "IS", "1"),
            text(0x0020_0013, "IS", "1"),
        ]
    }

    fn meta(&mut self, sop_class: &str) -> Vec<Given> {
        let mut meta = vec![
            Given::Bytes(0x0002_0001, "OB", vec![0, 1]),
            text(0x0002_0002, "UI", sop_class),
            text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
        ];
        for row in [
            (0x0002_0003, "UI", "Media Storage SOP Instance UID"),
            (0x0002_0012, "UI", "Implementation Class UID"),
            (0x0002_0013, "SH", "Implementation Version Name"),
            (0x0002_0016, "AE", "Source Application Entity Title"),
            (0x0002_0017, "AE", "Sending Application Entity Title"),
            (0x0002_0018, "AE", "Receiving Application Entity Title"),
            (0x0002_0026, "UR", "Source Presentation Address"),
            (0x0002_0100, "UI", "Private Information Creator UID"),
            (0x0002_0102, "OB", "Private Information"),
        ] {
            meta.push(self.element(row));
        }
        meta
    }

    /// A CT slice that holds every row of the tables.
    fn image(&mut self, study: &str, patient: &[String; 3]) -> Vec<u8> {
        let mut all = self.base(CT_IMAGE, "CT", study, patient);
        for row in PLACES {
            all.push(self.element(*row));
        }
        for row in PRIVATE {
            all.push(self.element(*row));
        }
        for (path, row) in NESTED {
            let inner = self.element(*row);
            all.push(wrap(path, inner));
        }
        // A sequence inside UN, implicit by PS3.5 §6.2.2 note 2.
        let hidden = self.plant("(0011,1090) UN that holds a sequence", "SH");
        let mut unknown = b"\xFE\xFF\x00\xE0\xFF\xFF\xFF\xFF\x10\x00\x10\x00".to_vec();
        let length = (hidden.len() + hidden.len() % 2) as u32;
        unknown.extend(length.to_le_bytes());
        unknown.extend(format!("{hidden:<width$}", width = length as usize).into_bytes());
        unknown.extend(b"\xFE\xFF\x0D\xE0\0\0\0\0\xFE\xFF\xDD\xE0\0\0\0\0");
        all.push(Given::Bytes(0x0011_1090, "UN", unknown));
        for (tag, value) in [
            (0x0028_0002, 1),
            (0x0028_0010, 16),
            (0x0028_0011, 16),
            (0x0028_0100, 16),
            (0x0028_0101, 12),
            (0x0028_0102, 11),
            (0x0028_0103, 0),
        ] {
            all.push(short(tag, value));
        }
        all.push(text(0x0028_0004, "CS", "MONOCHROME2"));
        all.push(Given::Bytes(
            0x7FE0_0010,
            "OW",
            (0..512).map(|dot| (dot % 251) as u8).collect(),
        ));
        all.push(self.element((0xFFFC_FFFC, "OB", "Data Set Trailing Padding")));
        let preamble = self.plant("the preamble", "LO");
        let meta = self.meta(CT_IMAGE);
        part10(preamble.as_bytes(), meta, all)
    }

    fn structured_report(&mut self, study: &str, patient: &[String; 3]) -> Vec<u8> {
        let mut all = self.base(TEXT_SR, "SR", study, patient);
        let name = self.element((0x0040_A123, "PN", "SR PNAME"));
        let uid = self.element((0x0040_A124, "UI", "SR UIDREF"));
        let date = self.element((0x0040_A121, "DA", "SR DATE"));
        let moment = self.element((0x0040_A120, "DT", "SR DATETIME"));
        let doctor = self.plant("SR TEXT, titled name", "SH");
        let said = text(
            0x0040_A160,
            "UT",
            &format!("Reviewed with Dr. {doctor} by telephone."),
        );
        let family = patient[0].split('^').next().unwrap_or_default();
        let known = text(0x0040_A160, "UT", &format!("{family} has a cyst of 2 cm."));
        let values = [
            ("PNAME", ("121008", "Person Observer Name"), name),
            ("UIDREF", ("121012", "Device Observer UID"), uid),
            ("DATE", ("121434", "Service Start Date"), date),
            ("DATETIME", ("113809", "Start of X-Ray Irradiation"), moment),
            ("TEXT", ("121071", "Finding"), said),
            ("TEXT", ("121071", "Finding"), known),
        ];
        let items = values.into_iter().map(|(kind, (value, meaning), element)| {
            let relation = if kind == "TEXT" {
                "CONTAINS"
            } else {
                "HAS OBS CONTEXT"
            };
            vec![
                text(0x0040_A010, "CS", relation),
                text(0x0040_A040, "CS", kind),
                concept(value, meaning),
                element,
            ]
        });
        all.extend([
            text(0x0040_A040, "CS", "CONTAINER"),
            concept("121070", "Findings"),
            text(0x0040_A050, "CS", "SEPARATE"),
            text(0x0040_A491, "CS", "COMPLETE"),
            text(0x0040_A493, "CS", "UNVERIFIED"),
            Given::Items(0x0040_A730, items.collect()),
        ]);
        let meta = self.meta(TEXT_SR);
        part10(&[], meta, all)
    }

    fn encapsulated(&mut self, study: &str, patient: &[String; 3]) -> Vec<u8> {
        let mut all = self.base(ENCAPSULATED_PDF, "DOC", study, patient);
        let doctor = self.plant("(0042,0010) ST Document Title, titled name", "SH");
        all.push(text(0x0042_0010, "ST", &format!("Report of Dr. {doctor}")));
        all.push(self.element((0x0040_E001, "ST", "HL7 Instance Identifier")));
        let mut place = |place: &str| self.plant(&format!("encapsulated PDF, {place}"), "SH");
        let paper = Paper {
            lines: vec![
                format!(
                    "Patient: {} {}",
                    place("labelled name"),
                    place("second name")
                ),
                format!(
                    "Family of the header: {}",
                    patient[0].split('^').next().unwrap_or_default()
                ),
                format!(
                    "FINDINGS: nodule of 8 mm. Seen by Dr. {}.",
                    place("titled name")
                ),
            ],
            title: place("title"),
            metadata: place("metadata"),
            note: place("note"),
            // What is typed into a form is text of the page.
            field: format!("Dr. {}", place("field")),
            attachment: place("attachment"),
            bookmark: place("bookmark"),
            unseen: place("text that is not seen"),
            pictures: 0,
        };
        all.push(Given::Bytes(0x0042_0011, "OB", pdf(&paper)));
        all.push(text(0x0042_0012, "LO", "application/pdf"));
        let meta = self.meta(ENCAPSULATED_PDF);
        part10(&[], meta, all)
    }

    /// One more instance in a zip whose names and comment tell too.
    fn zipped(&mut self, study: &str, patient: &[String; 3]) -> Vec<u8> {
        let mut all = self.base(CT_IMAGE, "CT", study, patient);
        all.push(self.element((0x0008_0090, "PN", "Referring Physician's Name, in a zip")));
        let meta = self.meta(CT_IMAGE);
        let instance = part10(&[], meta, all);
        let name = self.plant("an entry's name in a zip", "FILE");
        let comment = self.plant("the comment of a zip", "LO");
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        zip.set_comment(comment).expect("a comment");
        zip.start_file(format!("{name}/IM1"), stored)
            .expect("a zip");
        zip.write_all(&instance).expect("a zip");
        zip.finish().expect("a zip").into_inner()
    }

    /// A report in plain text: values that the headers know, and its own.
    fn report(&mut self, patient: &[String; 3]) -> Vec<u8> {
        let mut own = |place: &str| self.plant(&format!("report: {place}"), "SH");
        let (referring, signer, typist) = (own("referring"), own("signature"), own("typist"));
        let (mail, host) = (own("e-mail"), own("URL"));
        let number = self.plant("report: MRN", "IS");
        for (place, value) in [
            ("report: phone", "(503) 555-0173"),
            ("report: fax", "503-555-0174"),
            ("report: SSN", "987-65-4325"),
            ("report: date in words", "November 23, 2016"),
            ("report: date in numbers", "11/24/2016"),
        ] {
            self.planted.push(Planted::new(place, value));
        }
        let family = patient[0].split('^').next().unwrap_or_default();
        format!(
            "CT CHEST\n\nPatient: {family}\nMRN: {number}\nDate of exam: 11/24/2016\n\
             Referring physician: Dr. {referring}\nPhone: (503) 555-0173   Fax: 503-555-0174\n\
             E-mail: {mail}@example.org   Web: https://{host}.example.org/x\nSSN: 987-65-4325\n\n\
             FINDINGS\nMrs. {family} was last seen on November 23, 2016. A nodule of 7 x 6 mm \
             lies in the right upper lobe. No effusion.\n\nIMPRESSION\nSolid nodule of 7 mm.\n\n\
             Electronically signed by: {signer}, MD\nTranscribed by: {typist}\n"
        )
        .into_bytes()
    }
}

fn concept(value: &str, meaning: &str) -> Given {
    Given::Items(
        0x0040_A043,
        vec![vec![
            text(0x0008_0100, "SH", value),
            text(0x0008_0102, "SH", "DCM"),
            text(0x0008_0104, "LO", meaning),
        ]],
    )
}

/// Puts an element under sequences, the outermost first.
fn wrap(path: &[u32], inner: Given) -> Given {
    path.iter()
        .rev()
        .fold(inner, |inner, tag| Given::Items(*tag, vec![vec![inner]]))
}

fn date(count: u32) -> String {
    format!(
        "{}{:02}{:02}",
        1921 + count % 90,
        2 + count % 11,
        3 + count % 25
    )
}

fn time(count: u32) -> String {
    format!(
        "{:02}{:02}{:02}.{:06}",
        1 + count % 22,
        7 + count % 50,
        11 + count % 40,
        300_007 + count * 13
    )
}
