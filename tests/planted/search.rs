//! Searching finished bytes: shares nothing with the product's own verifier.

use std::io::{Cursor, Read};

use crate::drop::Planted;

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648 without padding.
pub fn base64(bytes: &[u8]) -> String {
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let mut group = 0_u32;
        for place in 0..3 {
            group = group << 8 | u32::from(chunk.get(place).copied().unwrap_or(0));
        }
        for place in 0..=chunk.len() {
            out.push(char::from(
                BASE64[(group >> (18 - 6 * place) & 63) as usize],
            ));
        }
    }
    out
}

/// The letters that base64 has for these bytes at each of the three places they
/// can stand at, without the letters that neighbours share.
fn inside_base64(bytes: &[u8]) -> Vec<Vec<u8>> {
    (0..3)
        .map(|before| {
            let padded: Vec<u8> = vec![0; before]
                .into_iter()
                .chain(bytes.iter().copied())
                .collect();
            let coded = base64(&padded).into_bytes();
            let start = (before * 8).div_ceil(6);
            let end = (padded.len() * 8) / 6;
            coded[start..end].to_vec()
        })
        .collect()
}

fn spellings(value: &str) -> Vec<Vec<u8>> {
    let mut all = vec![
        value.as_bytes().to_vec(),
        value.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        value.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ];
    if value.len() >= 8 {
        all.extend(inside_base64(value.as_bytes()));
    }
    all
}

/// A PN is looked for by its parts, so that their order does not matter.
fn pieces(one: &Planted) -> Vec<&str> {
    let mut pieces = vec![one.value.as_str()];
    pieces.extend(
        one.value
            .split(['^', '='])
            .filter(|part| part.chars().count() >= 3),
    );
    pieces
}

/// The places whose value stands in the block, in any spelling or case.
pub fn hits(planted: &[Planted], block: &[u8]) -> Vec<String> {
    let lower = block.to_ascii_lowercase();
    planted
        .iter()
        .filter(|one| {
            pieces(one).into_iter().any(|piece| {
                spellings(piece)
                    .iter()
                    .any(|bytes| memchr::memmem::find(block, bytes).is_some())
                    || memchr::memmem::find(&lower, piece.to_ascii_lowercase().as_bytes()).is_some()
            })
        })
        .map(|one| one.place.clone())
        .collect()
}

/// Every entry unpacked, its name, and every PDF stream inflated, also of a
/// PDF inside an instance.
pub fn blocks_of_zip(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).expect("a zip that opens");
    let mut blocks = Vec::new();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).expect("an entry");
        let name = entry.name().to_owned();
        let mut bytes = Vec::new();
        entry
            .read_to_end(&mut bytes)
            .expect("an entry that unpacks");
        blocks.push((format!("the name of {name}"), name.clone().into_bytes()));
        for stream in inflated_streams(&bytes) {
            blocks.push((format!("a stream of {name}"), stream));
        }
        blocks.push((name, bytes));
    }
    blocks
}

/// A PDF, or the one inside an instance.
fn pdf_in(bytes: &[u8]) -> Option<&[u8]> {
    bytes.get(memchr::memmem::find(bytes, b"%PDF")?..)
}

fn inflated_streams(bytes: &[u8]) -> Vec<Vec<u8>> {
    if pdf_in(bytes).is_none() {
        return Vec::new();
    }
    memchr::memmem::find_iter(bytes, b"stream")
        .filter_map(|place| {
            let rest = bytes.get(place + 6..)?;
            let rest = rest
                .strip_prefix(b"\r")
                .unwrap_or(rest)
                .strip_prefix(b"\n")?;
            let mut out = Vec::new();
            // What inflates before an error counts too.
            let _ = flate2::read::ZlibDecoder::new(rest).read_to_end(&mut out);
            (!out.is_empty()).then_some(out)
        })
        .collect()
}

/// What pdftotext sees in the PDFs of a package.
pub fn text_of_pdfs(zip: &[u8]) -> Vec<(String, Vec<u8>)> {
    let folder = tempfile::tempdir().expect("a folder");
    blocks_of_zip(zip)
        .into_iter()
        .filter_map(|(name, bytes)| Some((name, pdf_in(&bytes)?.to_vec())))
        .map(|(name, bytes)| {
            let path = folder.path().join("one.pdf");
            std::fs::write(&path, bytes).expect("a file");
            let output = std::process::Command::new("pdftotext")
                .args([path.as_os_str(), "-".as_ref()])
                .output()
                .expect("pdftotext is installed by scripts/setup.sh");
            assert!(!output.stdout.is_empty(), "{name} has no text");
            (format!("the text of {name}"), output.stdout)
        })
        .collect()
}
