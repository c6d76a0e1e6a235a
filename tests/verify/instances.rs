//! Values planted in headers and pixels of instances.

use safelight::finding::{ReasonCode, TagCode};
use safelight::known::KnownKind;
use safelight::policy::Preset;
use safelight::source::Part;
use safelight::verify::{Cleaned, EntryKind, Searcher};

use crate::pages::pdf_with_stream;
use crate::{STUDY_UID, plan_with, refused, searcher};

/// A file as the writer makes it, explicit little endian.
struct FileBuilder {
    head: Vec<u8>,
}

fn element(tag: u32, vr: &[u8; 2], value: &[u8]) -> Vec<u8> {
    let mut value = value.to_vec();
    if value.len() % 2 == 1 {
        value.push(if matches!(vr, b"UI" | b"OB" | b"UN") {
            0
        } else {
            b' '
        });
    }
    let mut bytes = Vec::new();
    bytes.extend_from_slice(&((tag >> 16) as u16).to_le_bytes());
    bytes.extend_from_slice(&((tag & 0xFFFF) as u16).to_le_bytes());
    bytes.extend_from_slice(vr);
    if matches!(vr, b"OB" | b"OW" | b"SQ" | b"UN" | b"UT" | b"UC" | b"UR") {
        bytes.extend_from_slice(&[0, 0]);
        bytes.extend_from_slice(&(value.len() as u32).to_le_bytes());
    } else {
        bytes.extend_from_slice(&(value.len() as u16).to_le_bytes());
    }
    bytes.extend(value);
    bytes
}

fn sequence(tag: u32, item: &[u8]) -> Vec<u8> {
    let mut bytes = b"\xfe\xff\0\xe0".to_vec();
    bytes.extend_from_slice(&(item.len() as u32).to_le_bytes());
    bytes.extend_from_slice(item);
    element(tag, b"SQ", &bytes)
}

const NEW_UID: &[u8] = b"2.25.329800735698586629295641978511506172918";

impl FileBuilder {
    /// `extra` must have tags between (0012,0062) and (7FE0,0010).
    fn new(transfer_syntax: &[u8], extra: &[u8]) -> Self {
        let mut meta = element(0x0002_0002, b"UI", b"1.2.840.10008.5.1.4.1.1.7");
        meta.extend(element(0x0002_0003, b"UI", NEW_UID));
        meta.extend(element(0x0002_0010, b"UI", transfer_syntax));
        let mut head = vec![0; 128];
        head.extend_from_slice(b"DICM");
        head.extend(element(
            0x0002_0000,
            b"UL",
            &(meta.len() as u32).to_le_bytes(),
        ));
        head.extend(meta);
        head.extend(element(0x0008_0018, b"UI", NEW_UID));
        head.extend(element(0x0008_0020, b"DA", b"20240101"));
        head.extend(element(0x0012_0062, b"CS", b"YES"));
        head.extend_from_slice(extra);
        Self { head }
    }

    fn plain(extra: &[u8]) -> Self {
        Self::new(b"1.2.840.10008.1.2.1", extra)
    }

    fn entry(self) -> Cleaned {
        Cleaned {
            name: String::from("ST7ROSS2KQ/I1.dcm"),
            kind: EntryKind::Instance,
            parts: vec![Part::Bytes(self.head)],
        }
    }

    fn with_pixels(mut self, length_field: u32, length: u64) -> Cleaned {
        self.head.extend_from_slice(b"\xe0\x7f\x10\0OB\0\0");
        self.head.extend_from_slice(&length_field.to_le_bytes());
        let mut entry = self.entry();
        entry.parts.push(Part::Slice { offset: 0, length });
        entry
    }
}

#[test]
fn a_clean_instance_passes() {
    let extra = element(0x0018_0015, b"CS", b"HEAD");
    assert_eq!(
        refused(&searcher(), FileBuilder::plain(&extra).entry()),
        None
    );
}

#[test]
fn every_place_of_a_header_is_searched_and_its_tag_is_named() {
    let searcher = searcher();
    let latin: Vec<u8> = b"Gr\xfcnw\xe4ldchen".to_vec();
    let wide: Vec<u8> = "Quillfeather"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let places: Vec<(u32, &[u8; 2], Vec<u8>)> = vec![
        (0x0018_0010, b"LO", b"for Quillfeather".to_vec()),
        (0x0018_0010, b"LO", latin),
        (0x0018_0010, b"LO", b"\x1b$B;3EDB@O:\x1b(B".to_vec()),
        (
            0x0018_0010,
            b"LO",
            b"\xc1\xc9\xcc\xc8\xe5 \xf3\xf7\xe5\xf4\xec\xef\xe7\xef\xf2\xef\xf7\xe1".to_vec(),
        ),
        (0x0018_0010, b"SH", b"NG^BAO".to_vec()),
        (0x0018_1000, b"UT", b"call 555 013 7744".to_vec()),
        (0x0018_1012, b"DA", b"20240312".to_vec()),
        (0x0018_9074, b"DT", b"20240312101530.00".to_vec()),
        (0x0018_1050, b"DS", b"880412297".to_vec()),
        (0x0020_000D, b"UI", STUDY_UID.as_bytes().to_vec()),
        (
            0x0020_0052,
            b"UI",
            [NEW_UID, b"\\", STUDY_UID.as_bytes()].concat(),
        ),
        (0x0020_4000, b"LT", b"UVVJTExGRUFUSEVS".to_vec()),
        (0x0042_0014, b"OB", b"\x01\x02quillfeather\x03".to_vec()),
        (0x0042_0014, b"OB", wide),
    ];
    for (tag, vr, value) in places {
        let flat = element(tag, vr, &value);
        let deep = sequence(0x0040_0275, &sequence(0x0040_A730, &flat));
        for extra in [flat, deep] {
            let nothing: Vec<u8> = Vec::new();
            let refusal = searcher
                .verify(&nothing, FileBuilder::plain(&extra).entry())
                .expect_err(&format!("{tag:08X}"));
            assert_eq!(refusal.code, ReasonCode::LeakFound, "{tag:08X}");
            assert_eq!(refusal.tag, Some(TagCode(tag)));
        }
    }
}

#[test]
fn numbers_of_a_header_are_no_identifiers() {
    let extra = [
        element(0x0018_0050, b"DS", b"4417\\0.7741902\\7741902"),
        element(0x0018_1030, b"LO", b"Head 4417 white"),
        element(0x0020_0013, b"IS", b"4417"),
    ]
    .concat();
    assert_eq!(
        refused(&searcher(), FileBuilder::plain(&extra).entry()),
        None
    );
}

#[test]
fn structure_that_no_cleaned_file_has_is_refused() {
    let searcher = searcher();
    let tagged = |refusal: Cleaned| {
        let nothing: Vec<u8> = Vec::new();
        searcher.verify(&nothing, refusal).unwrap_err()
    };
    for (tag, named) in [
        (0x0019_0010, 0x0009_0000),
        (0x0088_0200, 0x0088_0200),
        (0x5000_2500, 0x5000_2500),
        (0x6000_3000, 0x6000_3000),
    ] {
        let refusal = tagged(FileBuilder::plain(&element(tag, b"OB", b"x")).entry());
        assert_eq!(refusal.code, ReasonCode::NotVerified);
        assert_eq!(refusal.tag, Some(TagCode(named)));
    }
    let mut preamble = FileBuilder::plain(&[]);
    preamble.head[3] = 1;
    assert_eq!(tagged(preamble.entry()).code, ReasonCode::NotVerified);
    let mut marker = FileBuilder::plain(&[]).entry();
    if let Some(Part::Bytes(head)) = marker.parts.first_mut() {
        let place = head.windows(4).position(|four| four == b"YES ").unwrap();
        head[place..place + 4].copy_from_slice(b"NO  ");
    }
    assert_eq!(tagged(marker).tag, Some(TagCode(0x0012_0062)));
    let trailing = FileBuilder::plain(b"\x10\0\x10\0PN\xff\xffabc").entry();
    assert_eq!(tagged(trailing).code, ReasonCode::NotVerified);
}

/// Fragments with one JPEG that has a comment.
fn fragments(comment: &[u8]) -> Vec<u8> {
    let mut jpeg = b"\xff\xd8\xff\xfe".to_vec();
    jpeg.extend_from_slice(&(comment.len() as u16 + 2).to_be_bytes());
    jpeg.extend_from_slice(comment);
    jpeg.extend_from_slice(b"\xff\xda\0\x02");
    jpeg.extend(random_bytes(5000));
    jpeg.extend_from_slice(b"\xff\xd9");
    jpeg.resize(jpeg.len().next_multiple_of(2), 0);
    let mut bytes = b"\xfe\xff\0\xe0\0\0\0\0\xfe\xff\0\xe0".to_vec();
    bytes.extend_from_slice(&(jpeg.len() as u32).to_le_bytes());
    bytes.extend(jpeg);
    bytes.extend_from_slice(b"\xfe\xff\xdd\xe0\0\0\0\0");
    bytes
}

fn random_bytes(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    (0..length)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        })
        .collect()
}

#[test]
fn comments_inside_compressed_pixels_are_found() {
    let searcher = searcher();
    let verify = |comment: &[u8]| {
        let source = fragments(comment);
        let entry = FileBuilder::new(b"1.2.840.10008.1.2.4.50", &[])
            .with_pixels(u32::MAX, source.len() as u64);
        searcher.verify(&source, entry).map(drop)
    };
    assert_eq!(verify(b"made by a scanner"), Ok(()));
    for comment in [
        b"pat=QUILLFEATHER^ODALYS".as_slice(),
        b"Tamsin Baker",
        b"acq 20240312 x",
        b"880412297",
        STUDY_UID.as_bytes(),
    ] {
        assert!(
            verify(comment).is_err(),
            "{}",
            String::from_utf8_lossy(comment)
        );
    }
}

#[test]
fn a_value_across_a_chunk_border_of_native_pixels_is_found() {
    let searcher = searcher();
    for place in [0, (1 << 20) - 7, (1 << 20) + 3, (3 << 20) - 30] {
        let mut source = vec![0_u8; 3 << 20];
        source[place..place + 19].copy_from_slice(b"QUILLFEATHER^ODALYS");
        let length = source.len() as u32;
        let entry = FileBuilder::plain(&[]).with_pixels(length, u64::from(length));
        let refusal = searcher.verify(&source, entry).unwrap_err();
        assert_eq!(refusal.code, ReasonCode::LeakFound, "at {place}");
    }
}

#[test]
fn noise_and_ramps_hold_no_needles() {
    let values: Vec<(KnownKind, String)> = (0..40)
        .flat_map(|number| {
            [
                (
                    KnownKind::PersonName,
                    format!("ABCDEF{}^GH", char::from(b'A' + number % 26)),
                ),
                (
                    KnownKind::Identifier,
                    format!("{}", 12_345_678 + u32::from(number)),
                ),
                (
                    KnownKind::Date,
                    format!("2024{:02}{:02}", 1 + number % 12, 2 + number % 26),
                ),
                (
                    KnownKind::Identifier,
                    format!("{}", 123_456 + u32::from(number)),
                ),
            ]
        })
        .collect();
    let values: Vec<(KnownKind, &str)> = values
        .iter()
        .map(|(kind, value)| (*kind, value.as_str()))
        .collect();
    let searcher = Searcher::new(&plan_with(Preset::SecondOpinion, &values));
    let random = random_bytes(8 << 20);
    let dark: Vec<u8> = random.iter().map(|byte| 46 + byte % 13).collect();
    let wide: Vec<u8> = random.iter().flat_map(|byte| [60 + byte % 16, 0]).collect();
    let ramp: Vec<u8> = (0..1 << 16).map(|number: u32| number as u8).collect();
    for source in [random, dark, wide, ramp] {
        let length = source.len() as u32;
        let native = FileBuilder::plain(&[]).with_pixels(length, u64::from(length));
        assert!(searcher.verify(&source, native).is_ok());
    }
}

#[test]
fn pixels_that_are_not_what_the_header_says_are_refused() {
    let searcher = searcher();
    let source = vec![0_u8; 64];
    let wrong_length = FileBuilder::plain(&[]).with_pixels(60, 64);
    let no_fragments = FileBuilder::new(b"1.2.840.10008.1.2.4.50", &[]).with_pixels(u32::MAX, 64);
    for entry in [wrong_length, no_fragments] {
        let refusal = searcher.verify(&source, entry).unwrap_err();
        assert_eq!(refusal.code, ReasonCode::NotVerified);
    }
}

#[test]
fn streams_of_a_pdf_inside_an_instance_are_searched() {
    let searcher = searcher();
    let instance = |document: &[u8]| {
        let class = element(0x0042_0012, b"LO", b"application/pdf");
        let document = element(0x0042_0011, b"OB", document);
        FileBuilder::plain(&[document, class].concat()).entry()
    };
    let clean = pdf_with_stream(b"0 0 m 9 9 l", "<</Title(Report)>>");
    assert_eq!(refused(&searcher, instance(&clean)), None);
    for (stream, info) in [
        (b"BT (Quillfeather) Tj ET".as_slice(), "<<>>"),
        (b"0 0 m", "<</Author(Odalys Quillfeather)>>"),
    ] {
        let planted = pdf_with_stream(stream, info);
        let refusal = refused(&searcher, instance(&planted));
        assert_eq!(refusal, Some(ReasonCode::LeakFound), "{info}");
    }
    let no_pdf = refused(&searcher, instance(b"<ClinicalDocument/>"));
    assert_eq!(no_pdf, Some(ReasonCode::NotVerified));
}

#[test]
fn xml_inside_an_instance_is_searched_with_and_without_its_tags() {
    let searcher = searcher();
    let instance = |inside: &str| {
        let document = format!("<?xml version=\"1.0\"?>\n<a x=\"y\">{inside}</a>");
        let document = element(0x0042_0011, b"OB", document.as_bytes());
        FileBuilder::plain(&document).entry()
    };
    let clean = "<b>A lesion of &lt; 8 mm.</b>";
    assert_eq!(refused(&searcher, instance(clean)), None);
    for planted in [
        "<b>seen by Odalys Quillfeather</b>",
        "<b>Quill</b><b>feather</b>",
        "<b y=\"Quillfeather\"/>",
        "<b>Odalys</b> <b>&quot;Quillfeather&quot;</b>",
    ] {
        let refusal = refused(&searcher, instance(planted));
        assert_eq!(refusal, Some(ReasonCode::LeakFound), "{planted}");
    }
    for foreign in [
        "<!-- x -->",
        "<![CDATA[x]]>",
        "<b>&#81;</b>",
        "<?x y?>",
        "<b",
    ] {
        let refusal = refused(&searcher, instance(foreign));
        assert_eq!(refusal, Some(ReasonCode::NotVerified), "{foreign}");
    }
}
