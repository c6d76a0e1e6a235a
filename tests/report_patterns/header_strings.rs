//! Strings of a header.

use safelight::known::{KnownKind, Role};
use safelight::safe_harbor::Letter;
use safelight::text::redact;

use super::{finder, knowing};

#[test]
fn header_strings_lose_people_and_keep_clinical_words() {
    let finder = knowing(&[
        (
            KnownKind::PersonName,
            Letter::A,
            Role::Patient,
            "QUILLFEATHER^ODA",
        ),
        (KnownKind::PersonName, Letter::A, Role::Staff, "NECK^LONG"),
    ]);
    let clean = |text: &str| redact(text, &finder.find_in_label(text));
    for kept in [
        "CT CHEST W CONTRAST",
        "T1 SAG FLAIR 3mm",
        "MPR Cor 2.0 B30f",
        "MR DIXON VIBE",
        "AX T2 PROPELLER",
        "Waters view",
        "CAP w/ Omnipaque 350",
        "Recon 3: LUNG 1.25mm",
        "HEAD AND NECK",
        "PET AC 4i21s",
        "L4-5 AX T2",
        "Baker cyst",
        "DWI b0 b500 b1000",
        "CR Swimmers C-spine",
        "US Abd 3/4 views",
        "Series 1/2",
        "SmartPrep Monitoring 120kV",
        "Topogram 0.6 T80s",
        "MG R-CC TOMO",
        "Black blood T2 STIR",
        "Thorax 1.0 I70f 3",
        "Ax FSPGR +C Gd 10ml",
        "Cardiac 70% BestDiast",
        "KNEE AP/LAT STANDING ROSENBERG",
        "HEPATOBILIARY PHASE 20 MIN EOVIST",
        "Brain W WO Perfusion",
        "Ultrasound, Thyroid gland",
        "GE_GENESIS_FF",
        "AX T2 x512 256x1024",
    ] {
        assert_eq!(clean(kept), kept);
    }
    for (text, gone) in [
        ("CT CHEST W CONTRAST 03/12/24 SMITH", "SMITH"),
        ("CT CHEST W CONTRAST 03/12/24 SMITH", "03/12"),
        ("CT HEAD QUILLFEATHER", "QUILLFEATHER"),
        ("CT ABD oda quillfeather", "quillfeather"),
        ("XR KNEE Dr. Lockwood", "Lockwood"),
        ("XR KNEE Dr. Lockwood x44718", "44718"),
        ("MRI MRN 5591023", "5591023"),
        ("CALL 319-555-0117", "0117"),
        ("SCAN 20240228", "0228"),
        ("US 2.25.99887766554433", "998877"),
        ("DOE^JANE XR", "JANE"),
        ("Johnson, Mary CT", "Mary"),
    ] {
        let result = clean(text);
        assert!(!result.contains(gone), "{text}: {result}");
    }
    assert!(clean("CT CHEST W CONTRAST 03/12/24 SMITH").starts_with("CT CHEST W CONTRAST ["));
}

#[test]
fn a_description_loses_people_that_no_header_names() {
    let finder = knowing(&[]);
    let clean = |text: &str| redact(text, &finder.find_in_label(text));
    for kept in [
        "t2_tse_sag_320",
        "ThorRoutine 1.5 B60f",
        "ABDPEL 3MM COR MPR",
        "3D MPRAGE 1mm iso",
        "MAMMO SCREENING",
        "DVT LE RT",
        "T1W/SE/1024",
        "HN 70Gy 35fx SIB",
        "MRT oberes Abdomen",
        "KNEE AP/LAT STANDING ROSENBERG",
        "MR WRIST KIENBOCK DISEASE",
        "FSPGR FATSAT DYN",
        "HEAD^ROUTINE",
        "Abdomen^liver",
        "Carotid CTA VRT",
    ] {
        assert_eq!(clean(kept), kept);
    }
    for (text, gone, stays) in [
        ("CTA HEAD KRZYZANEK", "KRZYZANEK", "CTA HEAD"),
        ("THOMPSON SCREEN SAVE", "THOMPSON", "SCREEN SAVE"),
        ("CHEST^KRZYZANEK", "KRZYZANEK", "CHEST"),
        ("US RUQ - Obi-Wright", "Wright", "US RUQ"),
        ("SAG T1 FLAIR O'CONNOR", "CONNOR", "SAG T1 FLAIR"),
        (
            "PT: RAJESH CROMBELDINE KEY IMAGES",
            "CROMBELDINE",
            "KEY IMAGES",
        ),
        ("MRN QX8929168 5.0 B30f", "QX8929168", "5.0 B30f"),
        ("CAD MAMMO, Garcia", "Garcia", "CAD MAMMO"),
        (
            "LUNG SBRT 4D AVG - WASHINGTON",
            "WASHINGTON",
            "LUNG SBRT 4D AVG",
        ),
        ("KEY IMAGES 11/26/17", "11/26", "KEY IMAGES"),
        ("KEY IMAGES 7/8/16", "7/8", "KEY IMAGES"),
        ("KEY IMAGES Feb 12, 2020", "Feb", "KEY IMAGES"),
        (
            "RCA LAO 30 CRAN 10 Dec 26, 2023",
            "Dec",
            "RCA LAO 30 CRAN 10",
        ),
        ("t1_vibe_fs_quillfeather", "quillfeather", "t1_vibe_fs"),
        ("REF BY OLUFEMI ESKILDRUP HIP 2V", "ESKILDRUP", "HIP 2V"),
    ] {
        let result = clean(text);
        assert!(!result.contains(gone), "{text}: {result}");
        assert!(result.contains(stays), "{text}: {result}");
    }
}

#[test]
fn a_short_annotation_is_read_as_a_description_too() {
    let finder = knowing(&[]);
    let clean = |text: &str| redact(text, &finder.find_in_note(text));
    assert_eq!(clean("KEY IMAGES - TOLMARCHE"), "KEY IMAGES - [NAME]");
    assert!(clean("LESION MEASUREMENTS, WASHINGTON ELIZABETH").starts_with("LESION MEASUREMENTS"));
    let sentence = "The nodule is stable. Whipple anatomy.\nNo effusion.";
    assert_eq!(clean(sentence), sentence);
}

#[test]
fn remarks_keep_words_of_a_vocabulary_and_measures_and_nothing_else() {
    let finder = finder();
    let left = |text: &str| redact_all(text, &finder.find_in_comment(text));
    for text in [
        "patient moved during scan, repeated series 4; contrast 80 mL Omnipaque 350 at 3 mL/s",
        "r/o PE, h/o DVT. D-dimer 1200 ng/mL. L4-L5 fusion, s/p TKA",
        "Impression: Solid nodule 7 x 6 mm in right upper lobe, HU -45. Fleischner follow-up in 6-12 months.",
        "RUL opacity, SUV 3.2; FOV 380 mm, kVp 120",
    ] {
        assert_eq!(left(text), text);
    }
    for (text, gone) in [
        (
            "JANE SMITH 55F CHEST PAIN, TECH: KMB",
            &["JANE", "SMITH", "KMB"][..],
        ),
        (
            "Grandmother Wilhelmina Thistlewood of Bend",
            &["Wilhelmina", "Thistlewood", "Bend"],
        ),
        (
            "tks/rmj zqxvbnm MKTR77-9912 seen",
            &["tks", "rmj", "zqxvbnm", "MKTR", "9912"],
        ),
        (
            "Kestrelford J. on ward 88120934",
            &["Kestrelford", "J", "88120934"],
        ),
    ] {
        let kept = left(text);
        for word in gone {
            assert!(!kept.contains(word), "{word} stays in {kept}");
        }
    }
}

fn redact_all(text: &str, spans: &[safelight::text::Span]) -> String {
    let mut kept = String::new();
    let mut from = 0;
    for span in spans {
        kept.push_str(&text[from..span.start]);
        from = span.end;
    }
    kept + &text[from..]
}

#[test]
fn words_of_other_scripts_stay_only_if_they_are_of_an_examination() {
    let finder = finder();
    let clean = |text: &str| redact(text, &finder.find_in_label(text));
    for kept in [
        "胸部CT",
        "胸部平扫",
        "腹部 造影 動脈相",
        "頭部 単純 CT",
        "冠状位 重建 1.25mm",
        "흉부 CT",
        "КТ грудной клетки с контрастом",
        "МРТ головного мозга",
        "T2* 3 µm",
        "β-probe 20 Ω",
        "T1 → T2 ≤ 5 mm",
    ] {
        assert_eq!(clean(kept), kept);
    }
    for (text, wanted) in [
        ("CHEST 高梨聖治郎", "CHEST [NAME]"),
        ("胸部CT 佐々木一郎", "胸部CT [NAME]"),
        ("头部 诸葛瑾瑜 平扫", "头部 [NAME] 平扫"),
        ("남궁민수 복부", "[NAME] 복부"),
        ("КТ Добронравова Евлампия", "КТ [NAME]"),
        ("CHEST Χατζηκωνσταντίνου", "CHEST [NAME]"),
        ("الزمخشري محمود CT", "[NAME] CT"),
        ("אבוחצירא ישראל", "[NAME]"),
        ("CHEST สุวรรณภูมิวิจิตร 3 mm", "CHEST [NAME] 3 mm"),
        ("ABD ﾏﾂｸﾗ ﾖｼﾂﾅ", "ABD [NAME]"),
    ] {
        assert_eq!(clean(text), wanted, "{text}");
    }
}
