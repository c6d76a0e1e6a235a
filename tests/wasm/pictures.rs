//! What the page gets when it asks for pictures: the same levels as native code
//! makes, in the form of `www/app/engine_api.d.ts`.

use js_sys::{Array, Function, Reflect, Uint8Array};
use safelight::pixels::{ProjectionKind, Shown, with_picture};
use safelight::sample::{self, SampleFile};
use safelight::wasm::{self, Projector, SourceLike};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// Bytes as the worker of the page hands them in.
fn source_of(bytes: &[u8]) -> SourceLike {
    let make = Function::new_with_args(
        "bytes",
        "return { size: bytes.length, read: (at, length) => bytes.slice(at, at + length) };",
    );
    let bytes = Uint8Array::from(bytes);
    make.call1(&JsValue::NULL, &bytes)
        .expect("a source")
        .unchecked_into()
}

fn number(of: &JsValue, name: &str) -> Option<f64> {
    Reflect::get(of, &JsValue::from_str(name))
        .expect("a field")
        .as_f64()
}

fn rgba(of: &JsValue) -> Vec<u8> {
    let bytes = Reflect::get(of, &JsValue::from_str("rgba")).expect("a field");
    bytes.unchecked_into::<Uint8Array>().to_vec()
}

/// The frame of 8 bits in the sample: of another size than the slices.
fn ultrasound() -> SampleFile {
    let mut files = sample::files().into_iter();
    files
        .find(|file| {
            with_picture(&file.bytes, |picture| picture.image().bits_stored == 8) == Ok(true)
        })
        .expect("a picture of 8 bits")
}

/// A made-up picture of 2 by 1 pixels, red and blue: explicit VR little endian.
fn color() -> Vec<u8> {
    let mut file = vec![0; 128];
    file.extend(b"DICM");
    let mut element = |tag: u32, vr: &[u8; 2], value: &[u8]| {
        let [e0, e1, g0, g1] = tag.to_le_bytes();
        file.extend([g0, g1, e0, e1]);
        file.extend(vr);
        if vr == b"OB" {
            file.extend([0, 0]);
            file.extend((value.len() as u32).to_le_bytes());
        } else {
            file.extend((value.len() as u16).to_le_bytes());
        }
        file.extend(value);
    };
    element(0x0002_0010, b"UI", b"1.2.840.10008.1.2.1\0");
    element(0x0028_0002, b"US", &[3, 0]);
    element(0x0028_0004, b"CS", b"RGB ");
    element(0x0028_0006, b"US", &[0, 0]);
    element(0x0028_0010, b"US", &[1, 0]);
    element(0x0028_0011, b"US", &[2, 0]);
    element(0x0028_0100, b"US", &[8, 0]);
    element(0x0028_0101, b"US", &[8, 0]);
    element(0x0028_0102, b"US", &[7, 0]);
    element(0x0028_0103, b"US", &[0, 0]);
    element(0x7FE0_0010, b"OB", &[255, 0, 0, 0, 0, 255]);
    file
}

fn slices() -> Vec<SampleFile> {
    let files = sample::files().into_iter();
    let is_grey = |file: &SampleFile| {
        with_picture(&file.bytes, |picture| picture.image().bits_stored > 8) == Ok(true)
    };
    files.filter(is_grey).take(3).collect()
}

fn shown(file: &SampleFile) -> Shown {
    with_picture(&file.bytes, |picture| picture.show(0))
        .and_then(|shown| shown)
        .expect("a picture")
}

#[wasm_bindgen_test]
fn a_frame_is_shown_by_its_own_window_and_by_that_of_the_person() {
    let file = slices().remove(0);
    let source = source_of(&file.bytes);
    let own = wasm::show_frame(&source, 0, None, None).expect("a frame");
    assert_eq!(rgba(&own), shown(&file).rgba());
    assert_eq!(number(&own, "scale"), Some(1.0));
    assert!(number(&own, "center").is_some());
    let chosen = wasm::show_frame(&source, 0, Some(-600.0), Some(1500.0)).expect("a frame");
    assert_eq!(number(&chosen, "center"), Some(-600.0));
    assert_eq!(number(&chosen, "window"), Some(1500.0));
    assert_ne!(rgba(&chosen), rgba(&own));
    let color = wasm::show_frame(&source_of(&color()), 0, None, None).expect("a frame");
    assert_eq!(number(&color, "center"), None);
    assert_eq!(rgba(&color), [255, 0, 0, 255, 0, 0, 255, 255]);
}

#[wasm_bindgen_test]
fn what_cannot_be_shown_is_a_code() {
    let code = |bytes: &[u8], frame| {
        let refused = wasm::show_frame(&source_of(bytes), frame, None, None);
        refused.expect_err("refused").as_string()
    };
    assert_eq!(code(b"no picture", 0).as_deref(), Some("unreadable"));
    assert_eq!(code(&slices()[0].bytes, 9).as_deref(), Some("malformed"));
}

#[wasm_bindgen_test]
fn frames_of_several_files_become_one_picture() {
    let files = slices();
    let mut projector = Projector::new();
    assert!(projector.picture("mean").is_err());
    for file in &files {
        assert_eq!(projector.add(&source_of(&file.bytes)), Ok(1));
    }
    assert_eq!(projector.add(&source_of(&ultrasound().bytes)), Ok(0));
    assert_eq!(projector.left_out(), 1);
    let mut expected = safelight::pixels::Projection::default();
    for file in &files {
        expected.add(shown(file));
    }
    let expected = expected.picture(ProjectionKind::Maximum).expect("frames");
    let picture = projector.picture("maximum").expect("a picture");
    assert_eq!(rgba(&picture), expected.rgba());
    assert_eq!(number(&picture, "frames"), Some(3.0));
}

#[wasm_bindgen_test]
fn the_wall_names_the_series_of_the_sample() {
    let surveyed = Array::new();
    for file in sample::files() {
        let extension = file.path.rsplit('.').next().unwrap_or_default().to_owned();
        let bytes = wasm::survey(&source_of(&file.bytes), &extension).expect("a survey");
        surveyed.push(&Uint8Array::from(bytes.as_slice()));
    }
    let policy = js_sys::JSON::parse(
        r#"{"preset": "research", "burned_in": "unsure", "burned_in_by_study": [], "at_risk": "withhold",
            "answers": {}, "accessions": null, "issue_date": "2026-01-31"}"#,
    )
    .expect("a policy");
    let list: Array = wasm::wall(&surveyed, policy)
        .expect("a wall")
        .unchecked_into();
    assert!(list.length() >= 2);
    let first = list.get(0);
    let risk = Reflect::get(&first, &JsValue::from_str("risk")).expect("a field");
    assert_eq!(risk.as_string().as_deref(), Some("declared"));
    assert!(number(&first, "frames") >= Some(1.0));
}
