use super::*;

fn framing(bytes: &[u8]) -> Piece {
    Piece {
        input: None,
        part: Part::Bytes(bytes.to_vec()),
    }
}

fn slice(input: usize, length: u64) -> Piece {
    Piece {
        input: Some(input),
        part: Part::Slice { offset: 3, length },
    }
}

fn entry(header: &[u8], input: usize, size_bytes: u64) -> WrittenEntry {
    WrittenEntry {
        header: header.to_vec(),
        input,
        size_bytes,
    }
}

#[test]
fn what_is_on_disk_is_kept_only_if_the_layout_has_it_first() {
    let written = [entry(b"one", 7, 12), entry(b"two", 8, 0)];
    let begin = || vec![framing(b"one"), framing(b"ab"), slice(7, 10)];
    let of = |more: &[Piece]| [begin(), more.to_vec()].concat();

    let whole = of(&[framing(b"two"), framing(b"end")]);
    assert_eq!(behind(&written, &whole), Some([framing(b"end")].as_slice()));
    let other_header = of(&[framing(b"owt"), framing(b"end")]);
    assert_eq!(behind(&written, &other_header), None);
    assert_eq!(behind(&written, &begin()), None, "the second is missing");
    let other_order = [framing(b"two"), framing(b"one"), slice(7, 12)];
    assert_eq!(behind(&written, &other_order), None);
    let other_size = [framing(b"one"), slice(7, 13), framing(b"two")];
    assert_eq!(behind(&written, &other_size), None);
    let other_input = [framing(b"one"), slice(8, 12), framing(b"two")];
    assert_eq!(behind(&written, &other_input), None);
}

/// A stored zip of one entry, as another program writes it.
fn zip_of(body: &[u8]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("entry", stored).expect("a name");
    zip.write_all(body).expect("written");
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn a_file_that_is_not_as_the_layout_says_is_written_anew() {
    let body = b"second".repeat(100);
    for packing in [Packing::Stored, Packing::Deflated] {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("out.zip");
        let zip = GrowingZip::beside(&out, &[], packing).expect("a file");
        {
            let mut state = zip.lock();
            let head = state.head.as_mut().expect("nobody writes");
            let begun = zip_of(&b"first".repeat(200));
            head.bytes(&begun[..900]).expect("written");
            head.entries.push(entry(b"one", 0, 22));
        }
        let whole = zip_of(&body);
        zip.finish(&out, &[framing(&whole)]).expect("written");
        let written = std::fs::read(&out).expect("the zip");
        assert_eq!(written == whole, packing == Packing::Stored);
        assert!(written.len() <= whole.len());
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&written)).expect("a zip");
        assert_eq!(archive.len(), 1);
        let mut read = Vec::new();
        std::io::copy(&mut archive.by_index(0).expect("it"), &mut read).expect("it reads");
        assert!(read == body);
    }
}

#[test]
fn an_input_that_changed_since_the_check_leaves_no_zip() {
    let body = b"pixels".repeat(100);
    let whole = zip_of(&body);
    let header = 30 + "entry".len();
    let folder = tempfile::tempdir().expect("a folder");
    let input = folder.path().join("input.dcm");
    for (content, is_same) in [(&body, true), (&b"others".repeat(100), false)] {
        std::fs::write(&input, content).expect("written");
        let inputs = crate::inputs::gather(&[input.clone()], 1).expect("an input");
        let slice = Part::Slice {
            offset: 0,
            length: body.len() as u64,
        };
        let pieces = [
            framing(&whole[..header]),
            Piece {
                input: Some(0),
                part: slice,
            },
            framing(&whole[header + body.len()..]),
        ];
        let out = folder.path().join("out.zip");
        let zip = GrowingZip::beside(&out, &inputs, Packing::Stored).expect("a file");
        let finished = zip.finish(&out, &pieces);
        assert_eq!(finished.is_ok(), is_same, "{finished:?}");
        assert_eq!(out.exists(), is_same);
        if is_same {
            std::fs::remove_file(&out).expect("it is there");
        } else {
            assert!(finished.is_err_and(|error| error.contains("has changed")));
        }
    }
}

#[test]
fn files_that_come_in_any_order_are_all_there_in_the_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("out.zip");
    let zip = GrowingZip::beside(&out, &[], Packing::Stored).expect("a file");
    // Every thread but the one with the first turn comes too early.
    std::thread::scope(|scope| {
        for turn in (0..3 * MOST_WAITING).rev() {
            let zip = &zip;
            scope.spawn(move || zip.hand_in(turn, turn, Outcome::default(), None));
        }
    });
    assert_eq!(
        zip.outcomes().expect("nothing failed").len(),
        3 * MOST_WAITING
    );
    drop(zip);
    assert_eq!(std::fs::read_dir(folder.path()).expect("it").count(), 0);
}

#[test]
fn what_is_written_anew_comes_from_the_file_that_grew() {
    let body = b"pixels".repeat(100);
    let whole = zip_of(&body);
    let header = 30 + "entry".len();
    for (grown, is_same) in [(&body, true), (&b"others".repeat(100), false)] {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("out.zip");
        let zip = GrowingZip::beside(&out, &[], Packing::Stored).expect("a file");
        {
            let mut state = zip.lock();
            let head = state.head.as_mut().expect("nobody writes");
            head.bytes(b"header of one that is left out, ")
                .expect("written");
            head.bytes(grown).expect("written");
            head.entries.push(entry(b"one", 0, 22));
        }
        let pieces = [
            framing(&whole[..header]),
            Piece {
                input: Some(0),
                part: Part::Slice {
                    offset: 32,
                    length: body.len() as u64,
                },
            },
            framing(&whole[header + body.len()..]),
        ];
        let finished = zip.finish(&out, &pieces);
        assert_eq!(finished.is_ok(), is_same, "{finished:?}");
        let left: Vec<PathBuf> = std::fs::read_dir(folder.path())
            .expect("the folder")
            .map(|file| file.expect("a file").path())
            .collect();
        assert_eq!(left, if is_same { vec![out.clone()] } else { vec![] });
        if is_same {
            assert!(std::fs::read(&out).expect("the zip") == whole);
        }
    }
}

#[test]
fn the_bytes_of_an_entry_that_is_written_leave_the_memory() {
    let text = b"FINDINGS: Nodule of 8 mm in the right upper lobe.\n".to_vec();
    for packing in [Packing::Stored, Packing::Deflated] {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("out.zip");
        let plan = safelight::plan::Plan::make(
            &[safelight::pipeline::survey(&text, "txt")],
            safelight::policy::Policy::default(),
            [7; 32],
        );
        let cleaner = safelight::pipeline::Cleaner::new(plan);
        let outcome = cleaner.run(&text, 0);
        assert!(!outcome.entries.is_empty());
        let sizes: Vec<u64> = outcome.entries.iter().map(|one| one.size_bytes()).collect();
        let zip = GrowingZip::beside(&out, &[], packing).expect("a file");
        zip.hand_in(0, 0, outcome, None);
        let kept = zip.outcomes().expect("written").remove(0);
        for (entry, size_bytes) in kept.entries.iter().zip(sizes) {
            assert_eq!(entry.size_bytes(), size_bytes);
            let in_file =
                matches!(entry.parts(), [Part::Slice { length, .. }] if *length == size_bytes);
            assert_eq!(in_file, packing == Packing::Stored);
        }
    }
}
