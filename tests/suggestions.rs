//! Where text is likely in a picture: known devices by what their headers say, and
//! what lies around the regions of an ultrasound picture.
#![cfg(not(target_arch = "wasm32"))]

#[path = "planted/encode.rs"]
mod encode;

use encode::{Given, part10, short, text};
use safelight::pipeline::survey;
use safelight::policy::Policy;
use safelight::wall::{WallSuggestion, wall};

/// Left, top, width, height.
type Place = (u32, u32, u32, u32);

/// A made-up picture; the pixels are not decoded for this.
fn picture((rows, columns): (u16, u16), more: Vec<Given>) -> Vec<u8> {
    let version = |given: &Given| given.tag() == 0x0002_0013;
    let (of_meta, more): (Vec<Given>, Vec<Given>) = more.into_iter().partition(version);
    let class = "1.2.840.10008.5.1.4.1.1.7";
    let mut meta = vec![
        text(0x0002_0002, "UI", class),
        text(0x0002_0003, "UI", "1.2.3.1.1"),
        text(0x0002_0010, "UI", "1.2.840.10008.1.2.1"),
    ];
    meta.extend(of_meta);
    let mut data = vec![
        text(0x0008_0016, "UI", class),
        text(0x0008_0018, "UI", "1.2.3.1.1"),
        text(0x0010_0020, "LO", "QF-771"),
        text(0x0020_000D, "UI", "1.2.3"),
        text(0x0020_000E, "UI", "1.2.3.1"),
        short(0x0028_0010, rows),
        short(0x0028_0011, columns),
        Given::Bytes(0x7FE0_0010, "OB", vec![0; 8]),
    ];
    data.extend(more);
    part10(&[0; 128], meta, data)
}

fn suggestions(size: (u16, u16), more: Vec<Given>) -> Vec<WallSuggestion> {
    let surveyed = [survey(&picture(size, more), "dcm")];
    let mut list = wall(&surveyed, &Policy::default());
    list.pop().expect("one series").suggestions
}

fn places(size: (u16, u16), more: Vec<Given>) -> Vec<Place> {
    let area = |place: WallSuggestion| {
        let area = place.area;
        (area.left, area.top, area.width, area.height)
    };
    suggestions(size, more).into_iter().map(area).collect()
}

fn modality(value: &str) -> Given {
    text(0x0008_0060, "CS", value)
}

fn manufacturer(value: &str) -> Given {
    text(0x0008_0070, "LO", value)
}

fn model(value: &str) -> Given {
    text(0x0008_1090, "LO", value)
}

fn image_type(value: &str) -> Given {
    text(0x0008_0008, "CS", value)
}

fn series_description(value: &str) -> Given {
    text(0x0008_103E, "LO", value)
}

const NONE: [Place; 0] = [];

#[test]
fn a_device_is_known_by_its_model_and_the_size_of_its_pictures() {
    let of = |size| {
        let more = vec![
            modality("US"),
            manufacturer("philips healthcare"),
            model("IU22"),
        ];
        suggestions(size, more)
    };
    let found = of((768, 1024));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].label, "Philips iU22");
    let json = serde_json::to_value(&found[0]).expect("JSON");
    let expected = serde_json::json!({"left": 0, "top": 0, "width": 1024, "height": 75,
        "from": "device-table", "label": "Philips iU22"});
    assert_eq!(json, expected);
    assert_eq!(of((769, 1024)), []);
}

#[test]
fn a_device_that_is_not_in_the_table_gives_nothing() {
    let more = vec![modality("US"), manufacturer("ACME"), model("ECHO 5")];
    assert_eq!(places((768, 1024), more), NONE);
    assert_eq!(places((512, 512), vec![modality("CT")]), NONE);
}

#[test]
fn every_condition_of_a_signature_must_hold() {
    let dose = |modality_term: &str, kind: &str, width: &str| {
        let more = vec![
            modality(modality_term),
            manufacturer("TOSHIBA"),
            model("Aquilion ONE"),
            image_type(kind),
            text(0x0028_1051, "DS", width),
        ];
        places((512, 512), more)
    };
    assert_eq!(dose("CT", "DERIVED\\SECONDARY", "1"), [(0, 0, 410, 240)]);
    assert_eq!(dose("MR", "DERIVED\\SECONDARY", "1"), NONE);
    assert_eq!(dose("CT", "ORIGINAL\\PRIMARY", "1"), NONE);
    assert_eq!(dose("CT", "DERIVED\\SECONDARY", "100"), NONE);
}

#[test]
fn one_of_several_terms_is_enough() {
    let vct = |more: Given| {
        places(
            (512, 512),
            vec![modality("CT"), model("LightSpeed VCT"), more],
        )
    };
    assert_eq!(
        vct(image_type("DERIVED\\SECONDARY\\SCREEN SAVE")),
        [(0, 0, 512, 121)]
    );
    assert_eq!(vct(series_description("Dose page")), [(0, 0, 512, 121)]);
    assert_eq!(vct(series_description("Chest")), NONE);
    let worksheet = |description| {
        let more = vec![
            manufacturer("VITAL Images"),
            series_description(description),
        ];
        places((1041, 795), more)
    };
    assert_eq!(worksheet("AAA plan"), [(0, 0, 795, 150)]);
    assert_eq!(worksheet("A report"), [(0, 0, 795, 150)]);
    assert_eq!(worksheet("plan"), NONE);
}

#[test]
fn a_short_name_of_a_maker_is_no_part_of_another() {
    let capture = |maker| {
        let more = vec![
            manufacturer(maker),
            image_type("DERIVED\\SECONDARY\\SCREEN SAVE"),
        ];
        places((512, 512), more)
    };
    assert_eq!(capture("GE MEDICAL SYSTEMS"), [(0, 0, 512, 121)]);
    assert_eq!(capture("GE"), [(0, 0, 512, 121)]);
    assert_eq!(capture("Merge Healthcare"), NONE);
    assert_eq!(capture("Agfa-Gevaert"), NONE);
}

#[test]
fn each_attribute_that_a_signature_asks_of_is_read() {
    let ge = || manufacturer("GE MEDICAL SYSTEMS");
    let rows: Vec<((u16, u16), Vec<Given>, Vec<Place>)> = vec![
        (
            (512, 512),
            vec![text(0x0008_0104, "LO", "IEC Body Dosimetry Phantom")],
            vec![(0, 0, 512, 200)],
        ),
        (
            (512, 512),
            vec![series_description("Dose Report")],
            vec![(0, 0, 512, 110)],
        ),
        (
            (512, 512),
            vec![ge(), text(0x0040_0310, "ST", "DLP 400")],
            vec![(0, 0, 512, 110)],
        ),
        (
            (512, 512),
            vec![ge(), text(0x0028_0301, "CS", "YES")],
            vec![(0, 0, 512, 25)],
        ),
        (
            (512, 512),
            vec![text(0x6002_0022, "LO", "Siemens MedCom Object Graphics")],
            vec![(0, 0, 512, 90)],
        ),
        (
            (600, 800),
            vec![modality("US"), text(0x0002_0013, "SH", "MINDRAY_9")],
            vec![(0, 0, 800, 69)],
        ),
        (
            (832, 1024),
            vec![manufacturer("ADAC"), text(0x0018_1030, "LO", "Dual Detec")],
            vec![(0, 762, 1024, 70), (0, 0, 1024, 130)],
        ),
        (
            (512, 512),
            vec![image_type("DERIVED\\PRIMARY\\VOLREN")],
            vec![(350, 0, 162, 30), (390, 80, 122, 15)],
        ),
    ];
    for (number, (size, more, expected)) in rows.into_iter().enumerate() {
        assert_eq!(places(size, more), expected, "row {number}");
    }
    let nested = Given::Items(
        0x0018_9346,
        vec![vec![text(0x0008_0104, "LO", "IEC Body Dosimetry Phantom")]],
    );
    assert_eq!(
        places((512, 512), vec![nested]),
        NONE,
        "every slice names its phantom"
    );
}

fn region(edges: [u32; 4]) -> Vec<Given> {
    let tags = [0x0018_6018, 0x0018_601A, 0x0018_601C, 0x0018_601E];
    let element = |(tag, edge): (u32, u32)| Given::Bytes(tag, "UL", edge.to_le_bytes().to_vec());
    tags.into_iter().zip(edges).map(element).collect()
}

fn around(regions: Vec<[u32; 4]>) -> Vec<Place> {
    let items = regions.into_iter().map(region).collect();
    places(
        (480, 640),
        vec![modality("US"), Given::Items(0x0018_6011, items)],
    )
}

#[test]
fn what_lies_around_the_ultrasound_regions_is_suggested() {
    let one = around(vec![[100, 50, 539, 429]]);
    assert_eq!(
        one,
        [
            (0, 0, 640, 50),
            (0, 430, 640, 50),
            (0, 50, 100, 380),
            (540, 50, 100, 380)
        ]
    );
    let two = around(vec![[0, 40, 300, 200], [301, 60, 639, 479]]);
    assert_eq!(two, [(0, 0, 640, 40)]);
    let items = Given::Items(0x0018_6011, vec![region([0, 40, 639, 479])]);
    let found = suggestions((480, 640), vec![modality("US"), items]);
    let json = serde_json::to_value(&found[0]).expect("JSON");
    assert_eq!(json["from"], "ultrasound-region");
}

#[test]
fn regions_that_make_no_sense_suggest_nothing() {
    assert_eq!(around(vec![]), NONE);
    assert_eq!(around(vec![[0, 0, 639, 479]]), NONE, "the whole picture");
    assert_eq!(
        around(vec![[0, 3, 4000, 4000]]),
        NONE,
        "no letters fit into three rows"
    );
    assert_eq!(around(vec![[700, 0, 800, 100]]), NONE, "beside the picture");
    assert_eq!(
        around(vec![[300, 0, 200, 100]]),
        NONE,
        "the last before the first"
    );
    assert_eq!(around(vec![[u32::MAX; 4]]), NONE);
    let short = vec![Given::Bytes(0x0018_6018, "UL", vec![1, 2])];
    let items = Given::Items(0x0018_6011, vec![short]);
    assert_eq!(places((480, 640), vec![modality("US"), items]), NONE);
}

#[test]
fn a_place_that_both_know_stands_once() {
    let items = Given::Items(0x0018_6011, vec![region([0, 75, 1023, 767])]);
    let more = vec![modality("US"), model("iU22"), items];
    assert_eq!(places((768, 1024), more), [(0, 0, 1024, 75)]);
}
