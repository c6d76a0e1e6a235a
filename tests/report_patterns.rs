//! Tables of spellings: what must be found, what must stay, and that no text
//! whatever breaks the finder.

use safelight::known::{Known, KnownKind, KnownValue, Role};
use safelight::policy::DateRule;
use safelight::safe_harbor::Letter;
use safelight::sensitive::Sensitive;
use safelight::text::{Finder, Span, harvest, redact};

fn finder() -> Finder {
    Finder::new(&Known::default(), DateRule::YearAndIntervals)
}

fn knowing(values: &[(KnownKind, Letter, Role, &str)]) -> Finder {
    let known = values.iter().map(|(kind, letter, role, value)| KnownValue {
        kind: *kind,
        letter: *letter,
        role: *role,
        value: Sensitive::from(*value),
    });
    Finder::new(&Known::from_values(known), DateRule::YearAndIntervals)
}

fn cleaned(finder: &Finder, text: &str) -> String {
    redact(text, &finder.find(text))
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Many spellings of one day; `{` stands for nothing else in them.
fn spellings(year: u32, month: u32, day: u32) -> Vec<String> {
    let name = MONTHS[month as usize - 1];
    let short = &name[..3];
    let ordinal = match day {
        1 | 21 | 31 => "st",
        2 | 22 => "nd",
        3 | 23 => "rd",
        _ => "th",
    };
    let two = year % 100;
    let mut all = Vec::new();
    for separator in ["/", "-", "."] {
        all.push(format!("{month}{separator}{day}{separator}{year}"));
        all.push(format!("{month:02}{separator}{day:02}{separator}{year}"));
        all.push(format!("{month:02}{separator}{day:02}{separator}{two:02}"));
        all.push(format!("{day:02}{separator}{month:02}{separator}{year}"));
        all.push(format!("{year}{separator}{month:02}{separator}{day:02}"));
    }
    for month_name in [
        name.to_owned(),
        short.to_owned(),
        format!("{short}."),
        name.to_uppercase(),
        short.to_uppercase(),
    ] {
        all.push(format!("{month_name} {day}, {year}"));
        all.push(format!("{month_name} {day} {year}"));
        all.push(format!("{month_name} {day}{ordinal}, {year}"));
        all.push(format!("{day} {month_name} {year}"));
        all.push(format!("{day}{ordinal} {month_name} {year}"));
        all.push(format!("{day}{ordinal} of {month_name} {year}"));
        all.push(format!("{month_name} {year}"));
    }
    for glue in ["", "-", "/"] {
        all.push(format!(
            "{day:02}{glue}{}{glue}{year}",
            short.to_uppercase()
        ));
        all.push(format!("{day:02}{glue}{short}{glue}{year}"));
        all.push(format!("{day:02}{glue}{short}{glue}{two:02}"));
    }
    all.push(format!("{year}{month:02}{day:02}"));
    all.push(format!("{year}{month:02}{day:02}143015"));
    all.push(format!("{year}{month:02}{day:02}143015.123+0100"));
    all.push(format!("{year}-{month:02}-{day:02}T14:30:15Z"));
    all.push(format!("Tuesday, {name} {day}, {year}"));
    all.push(format!("Tue {day} {short} {year}"));
    all.push(format!("{month}/{year}"));
    all.push(format!("the {day}{ordinal} of {name}, {year}"));
    all.push(format!("{name} the {day}{ordinal}, {year}"));
    all.push(format!("{short} '{two:02}"));
    all
}

#[test]
fn a_day_in_any_spelling_leaves_no_month_and_no_day() {
    let finder = finder();
    let mut count = 0;
    for (year, month, day) in [(2023, 4, 5), (1961, 10, 23), (2019, 12, 31), (2024, 2, 11)] {
        for spelling in spellings(year, month, day) {
            let text = format!("Comparison is made with the study of {spelling}; no change.");
            let result = cleaned(&finder, &text);
            let name = &MONTHS[month as usize - 1][..3].to_lowercase();
            let (before, rest) = result.split_once("study of ").unwrap();
            let (place, behind) = rest.split_once("; no change.").unwrap_or((rest, "?"));
            assert_eq!(
                (before, behind),
                ("Comparison is made with the ", ""),
                "{spelling}: {result}"
            );
            let outside: String = place
                .split('[')
                .map(|part| part.split_once(']').map_or(part, |(_, rest)| rest))
                .collect();
            assert!(
                !outside.to_lowercase().contains(name)
                    && !outside.bytes().any(|byte| byte.is_ascii_digit()),
                "{spelling}: {result}"
            );
            assert!(place.contains("[DATE"), "{spelling}: {result}");
            count += 1;
        }
    }
    assert!(count >= 200, "{count} spellings");
}

#[test]
fn other_forms_of_dates_go() {
    let finder = finder();
    for text in [
        "Seen on 4/5 for pain.",
        "Last seen in March.",
        "Prior: July.",
        "since last October",
        "He fell on Christmas Eve.",
        "Comparison from Thanksgiving.",
        "on the 4th of July",
        "Studied in spring 2021.",
        "the summer of 2019",
        "Q3 2022",
        "dictated april fifth twenty twenty two",
        "exam of october second two thousand and nineteen",
        "the twenty third of june",
        "between May 3 and May 9",
        "March 3-5, 2021",
        "from 3/2 to 3/9",
        "mid-August",
        "Sunday 8/4",
        "on New Year's Eve",
        "Mother's Day weekend",
        "on Saturday the 14th",
        "since the 3rd of December",
        "week 2022-W31",
        "12 enero 2023",
    ] {
        let result = cleaned(&finder, text);
        assert!(result.contains("[DATE"), "{text}: {result}");
    }
}

#[test]
fn what_only_looks_like_a_date_or_a_number_of_somebody_stays() {
    let finder = finder();
    for text in HARD_NEGATIVES {
        assert_eq!(&cleaned(&finder, text), text);
    }
    assert!(HARD_NEGATIVES.len() >= 150, "{}", HARD_NEGATIVES.len());
}

const HARD_NEGATIVES: &[&str] = &[
    "Strength 4/5 in the left leg.",
    "Motor 5/5 throughout.",
    "Grade 2/6 systolic murmur.",
    "Gleason 3+4=7 in 4/12 cores.",
    "Image 45/120 of series 3.",
    "Series 4, image 120/311.",
    "Disc bulge at L4-5 and L5-S1.",
    "T1 and T2 hyperintense lesion.",
    "March fracture of the 2nd metatarsal.",
    "This may represent scarring.",
    "The nodule may be followed in 6 months.",
    "Nodule measures 1.2 x 3.4 x 2.1 cm.",
    "Attenuation of 45 HU.",
    "1/2 of the liver is replaced.",
    "A 3/4 inch needle was used.",
    "BI-RADS 4B.",
    "PI-RADS 4, right mid peripheral zone.",
    "Stage T2 N1 M0.",
    "LI-RADS LR-5.",
    "Fleischner guidelines suggest CT in 12 months.",
    "6 weeks ago.",
    "Postoperative day 3.",
    "A 64-year-old man with cough.",
    "The patient is 89 years old.",
    "An 8 Fr sheath was placed.",
    "Omnipaque 350, 100 mL.",
    "DLP 410 mGy-cm, CTDIvol 8.2 mGy.",
    "kVp 120, mAs 200.",
    "T-score -2.7 at the left hip.",
    "ADC 610 x 10-6 mm2/s.",
    "EF 55-60%.",
    "Ratio 2:1.",
    "A cyst at the 10:00 position of the left breast.",
    "Left breast 4 o'clock, 3 cm from the nipple.",
    "Uptake time 64 minutes.",
    "Tc-99m MDP 25 mCi.",
    "TC-99M SESTAMIBI 30 MCI",
    "F-18 FDG 10.4 mCi.",
    "I-131 therapy.",
    "CT of the chest.",
    "MR of the brain.",
    "MR SPINE WITHOUT CONTRAST",
    "MS PLAQUES ARE SEEN",
    "DR CHEST 2 VIEWS",
    "PA AND LATERAL CHEST",
    "LA is dilated.",
    "OR 45 days later.",
    "The IN phase images.",
    "C5-C6 disc osteophyte complex.",
    "Modic type 2 change.",
    "Schmorl nodes at T9-T10.",
    "Hangman fracture is absent.",
    "Boxer fracture of the 5th metacarpal.",
    "Head: no bleed.",
    "Colon: diverticulosis.",
    "White matter is normal.",
    "Long segment stenosis.",
    "No brown fat uptake.",
    "Small bowel is normal.",
    "The green channel.",
    "Hope this helps in the evaluation.",
    "Bone windows were reviewed.",
    "Rice bodies in the joint.",
    "Baker cyst measuring 3 cm.",
    "Swan-Ganz catheter tip in the right PA.",
    "Foley catheter in the bladder.",
    "Port-A-Cath tip in the SVC.",
    "Child-Pugh class B.",
    "Haller cell on the right.",
    "Riedel lobe of the liver.",
    "Meckel diverticulum.",
    "Hodgkin lymphoma, Ann Arbor stage IIIA.",
    "Lund-Mackay score 12/24.",
    "Salter-Harris II fracture.",
    "Hill-Sachs lesion with Bankart tear.",
    "Lisfranc injury.",
    "Virchow-Robin spaces.",
    "May-Thurner configuration.",
    "Circle of Willis is complete.",
    "Kerley lines are absent.",
    "Lake Louise criteria are not met.",
    "Marked narrowing of the canal.",
    "Mass effect with midline shift.",
    "Bright signal on T2.",
    "Gore Viabahn stent.",
    "Zimmer Persona components.",
    "Siemens Somatom Force scanner.",
    "GE Discovery scanner.",
    "10-year FRAX: major 18%, hip 4.2%.",
    "Hounsfield units of 30.",
    "No acute cardiopulmonary process.",
    "Five lumbar-type vertebrae.",
    "Twenty-two views.",
    "G2P1 at 34w5d.",
    "33 weeks 2 days by dates.",
    "EFW 2,110 g, 44th percentile.",
    "AFI 11.",
    "PSA 22.6 ng/mL.",
    "Glucose 101 mg/dL.",
    "Creatinine 1.2, eGFR 58.",
    "D-dimer 1.9.",
    "ICD-10 C34.90.",
    "CPT 71260.",
    "SUVmax 8.8.",
    "Deauville 2.",
    "Agatston score 212.",
    "CAD-RADS 3.",
    "TI-RADS 4.",
    "Lung-RADS 2.",
    "O-RADS 3.",
    "ASPECTS 9.",
    "AAST grade 4 laceration.",
    "Tile B1, APC II.",
    "TASC C lesion.",
    "Rutherford 4.",
    "Kellgren-Lawrence grade 3.",
    "Outerbridge grade III.",
    "Goutallier grade 1.",
    "Pfirrmann grade 4.",
    "Fazekas 3.",
    "Evans index 0.34.",
    "Insall-Salvati 0.78.",
    "Graf type IIa hip.",
    "Bosniak IIF cyst.",
    "Denver grade 1 injury.",
    "Winquist 3.",
    "21-gauge needle.",
    "Midazolam 1.5 mg, fentanyl 75 mcg.",
    "Lidocaine 1% with epinephrine.",
    "4-6 weeks.",
    "30-50% stenosis.",
    "Ranges of 500-1000 ms.",
    "b values 0, 500 and 1000.",
    "Matrix 512 x 512.",
    "Slice thickness 0.625 mm.",
    "TR 2500, TE 90.",
    "3T magnet.",
    "Velocity 182 cm/s.",
    "RI 0.68-0.74.",
    "1500-2000 mL of fluid.",
    "Gradient fell from 16 to 7 mmHg.",
    "Fluoroscopy 1:42 min.",
    "Fluoroscopy time 22.4 min.",
    "Since 2018 the cyst has not changed.",
    "Prior appendectomy in 2009.",
    "2021 study is not available.",
    "Taken on Sundays.",
    "Next Tuesday.",
    "In 3 months.",
    "She lives in Texas.",
    "Normal for age.",
    "No change in 2 years.",
    "Impression: 1. No pulmonary embolism. 2. Trace effusion.",
    "Findings were discussed with the surgical team.",
    "The results were called to the emergency department.",
    "The patient was informed.",
    "Reviewed by the attending.",
    "Mother was present.",
    "Nurse was notified.",
    "Doctor to doctor call was made.",
    "HIV negative.",
    "Head and neck cancer.",
    "Comparison: None.",
    "Technique: Axial images.",
    "Normal variant anatomy.",
];

#[test]
fn eponyms_stay_with_what_they_name() {
    let finder = finder();
    let mut count = 0;
    for line in EPONYMS
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
    {
        for text in [
            format!("There is a {line} on the right."),
            format!("No {line}."),
            format!("FINDINGS: {} IS SEEN.", line.to_uppercase()),
        ] {
            assert_eq!(cleaned(&finder, &text), text);
        }
        count += 1;
    }
    assert!(count >= 100, "{count} eponyms");
}

const EPONYMS: &str = "
Baker cyst
Baker's cyst
Tarlov cyst
Schmorl node
Bankart lesion
Hill-Sachs deformity
Colles fracture
Smith fracture
Jones fracture
Bennett fracture
Rolando fracture
Monteggia fracture
Galeazzi fracture
Maisonneuve fracture
Segond fracture
Jefferson fracture
Chance fracture
Salter-Harris fracture
Lisfranc fracture
Chopart dislocation
Weber B fracture
Tillaux fracture
Barton fracture
Hutchinson fracture
Pott disease
Paget disease
Crohn disease
Graves disease
Hashimoto thyroiditis
Wilson disease
Parkinson disease
Alzheimer disease
Huntington disease
Hodgkin lymphoma
Burkitt lymphoma
Wilms tumor
Ewing sarcoma
Kaposi sarcoma
Klatskin tumor
Krukenberg tumor
Pancoast tumor
Warthin tumor
Morton neuroma
Meckel diverticulum
Zenker diverticulum
Killian-Jamieson diverticulum
Schatzki ring
Barrett esophagus
Mallory-Weiss tear
Boerhaave syndrome
Budd-Chiari syndrome
Chiari malformation
Dandy-Walker malformation
Ebstein anomaly
Fallot tetralogy
Eisenmenger syndrome
Marfan syndrome
Turner syndrome
Down syndrome
Horner syndrome
Sturge-Weber syndrome
Peutz-Jeghers syndrome
Gardner syndrome
Lynch syndrome
Mirizzi syndrome
Ogilvie syndrome
May-Thurner syndrome
Nutcracker syndrome
Eagle syndrome
Murphy sign
Homan sign
Hampton hump
Westermark sign
Kerley B lines
Rigler sign
Monro foramen
Luschka foramen
Sylvian fissure
Rolandic fissure
Meckel cave
Virchow node
Rosenmuller fossa
Morison pouch
Douglas pouch
Gerota fascia
Cooper ligament
Treitz ligament
Vater ampulla
Wirsung duct
Santorini duct
Kupffer cell
Haller cell
Onodi cell
Heschl gyrus
Broca area
Wernicke area
Fleischner criteria
Bosniak cyst
Gleason score
Agatston score
Fuhrman grade
Kellgren-Lawrence grade
Pirads score
Foley catheter
Hickman catheter
Swan-Ganz catheter
Greenfield filter
Dobhoff tube
Kirschner wire
Harrington rod
Whipple procedure
Nissen fundoplication
Billroth anastomosis
Fontan procedure
Hartmann pouch
Freiberg infraction
Kienbock disease
Scheuermann disease
Osgood-Schlatter disease
Legg-Calve-Perthes disease
Blount disease
Charcot joint
Madelung deformity
Sprengel deformity
Haglund deformity
";

#[test]
fn a_known_name_is_found_in_its_variants_and_nowhere_else() {
    let finder = knowing(&[
        (
            KnownKind::PersonName,
            Letter::A,
            Role::Patient,
            "MONTGOMERY-\u{c1}LVAREZ^MARISOL^JANE",
        ),
        (
            KnownKind::PersonName,
            Letter::A,
            Role::Staff,
            "O'Hare^Finnian",
        ),
        (
            KnownKind::PersonName,
            Letter::A,
            Role::Patient,
            "HEAD^COLON",
        ),
    ]);
    for variant in [
        "Montgomery-Alvarez",
        "montgomery-alvarez",
        "MONTGOMERY ALVAREZ",
        "MontgomeryAlvarez",
        "Montgomery\u{2011}\u{c1}lvarez",
        "Marisol Montgomery",
        "Montgomery, Marisol J.",
        "M.J.M.",
        "Montgomery's",
        "Montgomry",
        "Marisoll",
        "Mont-\ngomery",
        "Mari\u{200b}sol",
        "O'Hare",
        "OHare",
        "O\u{2019}Hare",
        "Finnian O Hare",
    ] {
        let text = format!("The film of {variant} shows a cyst of 3 cm.");
        let result = cleaned(&finder, &text);
        let left = result.to_lowercase();
        for part in [
            "mont", "gomery", "lvarez", "alvarez", "mari", "sol", "hare", "finnian", "m.j.m",
        ] {
            assert!(!left.contains(part), "{variant}: {result}");
        }
        assert!(
            left.contains("shows a cyst of 3 cm."),
            "{variant}: {result}"
        );
    }
    let kept = "Head: no bleed. The colon is normal. HEAD CT. Colon cancer screening.";
    assert_eq!(cleaned(&finder, kept), kept);
    assert_eq!(
        cleaned(&finder, "Mr. Head was seen."),
        "Mr. [PATIENT] was seen."
    );
}

#[test]
fn a_known_number_is_found_with_other_separators() {
    let finder = knowing(&[
        (
            KnownKind::Identifier,
            Letter::H,
            Role::Patient,
            "000-44-1982-A7",
        ),
        (
            KnownKind::Phone,
            Letter::D,
            Role::Patient,
            "+1 (319) 555-0117",
        ),
        (
            KnownKind::Uid,
            Letter::R,
            Role::Object,
            "1.2.840.99999.4.1.7",
        ),
        (
            KnownKind::Organization,
            Letter::B,
            Role::Site,
            "Quillmere Regional Hospital",
        ),
        (KnownKind::Date, Letter::C, Role::Patient, "19620728"),
    ]);
    for variant in [
        "000441982A7",
        "44-1982-A7",
        "441982a7",
        "000 44 1982 A7",
        "3195550117",
        "319.555.0117",
        "1.2.840.99999.4.1.7",
        "QUILLMERE REGIONAL HOSPITAL",
        "Quillmere",
        "07281962",
        "072862",
        "7/28/62",
    ] {
        let text = format!("see {variant} for this");
        let result = cleaned(&finder, &text);
        assert!(
            result.starts_with("see [") && result.ends_with("] for this"),
            "{variant}: {result}"
        );
    }
}

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

#[test]
fn the_year_goes_where_the_policy_says_so() {
    let text = "Comparison 03/12/2024. Ms. Quill is 94 years old, born 1930.";
    let kept = Finder::new(&Known::default(), DateRule::YearAndIntervals);
    assert_eq!(
        cleaned(&kept, text),
        "Comparison [DATE 2024]. Ms. [NAME] is [AGE 90+] years old, born [DATE]."
    );
    let removed = Finder::new(&Known::default(), DateRule::Remove);
    assert_eq!(
        cleaned(&removed, text),
        "Comparison [DATE]. Ms. [NAME] is [AGE 90+] years old, born [DATE]."
    );
}

#[test]
fn a_report_tells_its_patient_numbers_and_physicians() {
    let values = harvest(
        "Patient: Quillfeather, Oda   MRN: 5591023   DOB: 07/28/1962\nAccession: CT-5519-22\nReferring: Dr. Ansel Thrupp\n",
    );
    let has = |kind: KnownKind, role: Role, value: &str| {
        values
            .iter()
            .any(|known| known.kind == kind && known.role == role && known.value.expose() == value)
    };
    assert!(has(
        KnownKind::PersonName,
        Role::Patient,
        "Quillfeather, Oda"
    ));
    assert!(has(KnownKind::PersonName, Role::Staff, "Ansel Thrupp"));
    assert!(has(KnownKind::Identifier, Role::Patient, "5591023"));
    assert!(has(KnownKind::Identifier, Role::Object, "CT-5519-22"));
    assert!(has(KnownKind::Date, Role::Patient, "19620728"));
}

/// A small generator of numbers; the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

#[test]
fn any_text_gives_valid_spans() {
    let pieces = [
        "Dr. ",
        "MRN: ",
        "DOB ",
        "12/",
        "3",
        "/",
        "2024",
        "Smith",
        ", ",
        "John",
        "\n",
        "|",
        "^",
        "\t",
        "  ",
        ":",
        "-",
        "'",
        "\u{2019}",
        "(",
        ")",
        "555-0117",
        "@",
        "a.b",
        ".com",
        "\u{301}",
        "\u{fb01}",
        "\u{200b}",
        "\u{1f600}",
        "\u{4e2d}\u{6587}",
        "\u{fdfa}",
        "\u{0}",
        "\r",
        "\r\n",
        "\u{2028}",
        "\u{ad}",
        "\u{c4}rzte",
        "O'",
        "by ",
        "the ",
        "4th",
        "May ",
        "98",
        "F",
        "y.o.",
        "PID|1||",
        "Suite ",
        "St",
        ". ",
        "\"",
        "\\\\",
        "C:\\",
        "https://",
        "::",
        "1.2.840.",
        "x",
        "M.",
        "D.",
        "*",
        "#",
        "%",
        "\u{202e}",
        "\u{ff11}",
        "\u{bd}",
        "\u{0661}",
        "born ",
        "Hospital ",
        "& ",
        "of ",
    ];
    let finder = knowing(&[
        (
            KnownKind::PersonName,
            Letter::A,
            Role::Patient,
            "Smith^John",
        ),
        (KnownKind::Identifier, Letter::H, Role::Patient, "3-2024-X"),
    ]);
    let mut dice = Dice(7);
    for _ in 0..4000 {
        let text: String = (0..dice.roll(60))
            .map(|_| match dice.roll(12) {
                0 => char::from_u32(u32::try_from(dice.roll(0x11_0000)).unwrap())
                    .map(String::from)
                    .unwrap_or_default(),
                _ => pieces[dice.roll(pieces.len())].to_owned(),
            })
            .collect();
        for spans in [finder.find(&text), finder.find_in_label(&text)] {
            check(&text, &spans);
            let _ = redact(&text, &spans);
        }
        let _ = harvest(&text);
    }
}

fn check(text: &str, spans: &[Span]) {
    let mut last = 0;
    for span in spans {
        assert!(
            span.start >= last && span.start < span.end && span.end <= text.len(),
            "{text:?}"
        );
        assert!(
            text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
            "{text:?}"
        );
        last = span.end;
    }
}
