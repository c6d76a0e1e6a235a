//! Strings of a header.

use safelight::known::{KnownKind, Role};
use safelight::safe_harbor::Letter;
use safelight::text::redact;

use super::knowing;

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
    ] {
        assert_eq!(clean(kept), kept);
    }
    for (text, gone) in [
        ("CT CHEST W CONTRAST 03/12/24 SMITH", "SMITH"),
        ("CT CHEST W CONTRAST 03/12/24 SMITH", "03/12"),
        ("CT HEAD QUILLFEATHER", "QUILLFEATHER"),
        ("CT ABD oda quillfeather", "quillfeather"),
        ("XR KNEE Dr. Lockwood", "Lockwood"),
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
