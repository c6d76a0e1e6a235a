//! What the planted studies are written with: made-up people, and the words
//! that people in radiology write into descriptions. Fresh for this suite.

use crate::random::Random;

/// Usual family names.
const USUAL_FAMILIES: &[&str] = &[
    "Johnson",
    "Garcia",
    "Nguyen",
    "Patel",
    "Kowalski",
    "Hernandez",
    "Schmidt",
    "Okafor",
    "Ivanova",
    "Yamamoto",
    "Robertson",
    "Delgado",
    "Fitzpatrick",
    "Andersson",
    "Kaminski",
    "Venkataraman",
    "Rodriguez",
    "Washington",
    "Gutierrez",
    "Papadopoulos",
    "Castellano",
    "McAllister",
    "Oduya",
    "Vasquez",
    "Lindqvist",
    "Chaudhry",
];
/// Family names that hardly any list holds.
const RARE_FAMILIES: &[&str] = &[
    "Quillfeather",
    "Ashgrovian",
    "Zbrwkowicz",
    "Thistlemoor",
    "Vanderquast",
    "Brambleshaw",
    "Okwuduzie",
    "Fennigworth",
    "Drewenholt",
    "Marrowquist",
    "Pendlecombe",
    "Skjoldhammer",
    "Umbergeld",
    "Wexholme",
    "Yarrowdeen",
    "Crombeldine",
    "Hollinquist",
    "Inverdoon",
    "Jessamund",
    "Tarquelle",
];
/// Family names of people that only a text tells of: usual and rare.
const USUAL_OUTSIDERS: &[&str] = &[
    "Martinez",
    "Thompson",
    "O'Connor",
    "Petrov",
    "Nakamura",
    "Obi-Wright",
    "Gonzalez",
    "Sullivan",
    "Hoffmann",
    "Mukherjee",
    "Zimmerman",
    "Alvarez",
    "Christensen",
    "Abdullah",
    "Stevenson",
];
const RARE_OUTSIDERS: &[&str] = &[
    "Fennimore",
    "Glasswright",
    "Tolmarche",
    "Bexnarova",
    "Hrdlickova",
    "Pomfretish",
    "Oyelowosi",
    "Stravenhart",
    "Krzyzanek",
    "Dunmorrow",
    "Eskildrup",
    "Wintersgill",
    "Abernathwaite",
    "Mbekelezi",
    "Szczepanska",
];
const GIVEN_OUTSIDERS: &[&str] = &[
    "Beatrix",
    "Jonathan",
    "Svetlana",
    "Ignatius",
    "Margaret",
    "Tobias",
    "Lucretia",
    "Anthony",
    "Xochitl",
    "Desmond",
    "Philippa",
    "Yevgeny",
    "Samantha",
    "Olufemi",
    "Clementine",
];
/// Given names.
const GIVEN: &[&str] = &[
    "Odalys",
    "Marguerite",
    "Thaddeus",
    "Siobhan",
    "Rutherford",
    "Ximena",
    "Bartholomew",
    "Priyanka",
    "Leopold",
    "Wilhelmina",
    "Dmitri",
    "Guadalupe",
    "Katherine",
    "Michael",
    "Jennifer",
    "Christopher",
    "Elizabeth",
    "Rajesh",
    "Kimberly",
    "Anastasia",
    "Giovanni",
    "Hyacinth",
    "Rosalind",
    "Cornelius",
    "Temperance",
    "Fatoumata",
];
/// Streets, towns and houses.
const STREETS: &[&str] = &[
    "Larkspindle Lane",
    "Wrenfield Avenue",
    "Old Tannery Road",
    "Birchholt Court",
    "Kestrelmoor Drive",
];
const TOWNS: &[&str] = &[
    "Netherwick",
    "Port Calloway",
    "Harrowdale",
    "Millquist",
    "Eastwindle",
];
const HOUSES: &[&str] = &[
    "Fernmoor Infirmary",
    "Harrowdale Memorial Hospital",
    "Wrenfield Imaging Associates",
    "Calloway Regional Medical Center",
    "Thornbeck University Clinic",
    "Mossgate Outpatient Radiology",
];

/// Descriptions by modality, as people and devices write them.
pub fn descriptions(modality: &str) -> &'static [&'static str] {
    match modality {
        "CT" => &[
            "CT CHEST W CONTRAST",
            "CT ABD/PELVIS W+W/O",
            "CTA HEAD AND NECK",
            "ThorRoutine 1.5 B60f",
            "5.0 B30f",
            "ABDPEL 3MM COR MPR",
            "HRCT LUNG EXP 1MM",
            "CT TEMPORAL BONES WO",
            "CAP PORTAL VENOUS 70 SEC",
            "Topo AP 120kV",
            "Head 4.8 H40s",
            "SINUS LOW DOSE",
            "Coronary CTA retro gated 75%",
            "KUB STONE PROTOCOL",
            "CT L-SPINE W/O CONTRAST",
            "3D VRT CAROTIDS",
            "LUNG NODULE F/U LDCT",
            "Ax 0.625 BONE PLUS",
            "TRIPLE PHASE LIVER",
            "CT UROGRAM DELAYED",
            "PE PROTOCOL",
            "SAG RECON 2x2",
            "Monitoring 10.0 B20f",
            "CTP Perfusion 5mm MIP",
        ],
        "MR" => &[
            "t2_tse_sag_320",
            "AX T1 POST GD FS",
            "MR L-SPINE",
            "BRAIN MRI W/WO",
            "ep2d_diff_3scan_trace_p2_ADC",
            "SAG T1 FLAIR",
            "3D MPRAGE 1mm iso",
            "t1_vibe_fs_tra_p2_bh_post",
            "COR STIR PELVIS",
            "MRCP thick slab 40mm",
            "Ax SWI mag",
            "DTI 64 dir b1000",
            "MRA COW TOF 3D",
            "IAC HI RES CISS",
            "Prostate T2 ax 3mm",
            "cine_trufi 4ch",
            "KNEE PD FS COR",
            "localizer 3 plane",
            "dyn_vibe 20s arterial",
            "BREAST T1 SUB MIP",
            "CERVICAL SPINE T2 GRE",
            "pc_retro venc 150",
            "MRI SHOULDER ARTHROGRAM LT",
        ],
        "US" => &[
            "US RUQ",
            "RENAL US BILAT",
            "OB 2ND TRI ANATOMY",
            "CAROTID DUPLEX",
            "THYROID W/ FNA",
            "TRANSVAG PELVIS",
            "DVT LE RT",
            "Echo TTE limited",
            "LIVER ELASTOGRAPHY",
            "US AAA SCREENING",
            "SCROTAL DOPPLER",
            "HEAD US NEONATAL",
        ],
        "CR" | "DX" | "RF" | "XA" => &[
            "XR CHEST 2V PA/LAT",
            "CHEST PORTABLE AP",
            "KNEE 3 VIEWS LT",
            "HAND MIN 3V RT",
            "ABD SUPINE/ERECT",
            "L-SPINE FLEX/EXT",
            "CXR PICC PLACEMENT",
            "FOOT WT BEARING",
            "SCOLIOSIS AP STANDING",
            "UGI W KUB",
            "L HEART CATH",
            "RCA LAO 30 CRAN 10",
            "LCA RAO 20 CAUD 20",
            "BARIUM SWALLOW",
            "HIP 2V W PELVIS",
            "ODONTOID",
        ],
        "MG" => &[
            "MAMMO SCREENING",
            "R MLO TOMO",
            "L CC SPOT MAG",
            "DIAG MAMMO UNILAT RT",
            "C-View LCC",
            "BREAST TOMO BILAT 3D",
        ],
        "PT" | "NM" => &[
            "PET/CT SKULL BASE TO MID THIGH",
            "WB CTAC 3D FDG",
            "NAC 5min/bed",
            "BONE SCAN WHOLE BODY",
            "V/Q SCAN PERF",
            "MYOCARDIAL SPECT STRESS",
            "HIDA W EF",
            "MUGA REST",
            "DOTATATE PET",
            "PSMA F18 LATE STATIC",
        ],
        "SR" | "KO" => &[
            "DOSE REPORT",
            "CARDIAC MEASUREMENTS",
            "KEY IMAGES",
            "CHEST CT FINDINGS",
            "CAD MAMMO",
            "LESION MEASUREMENTS",
        ],
        "RT" => &[
            "HN 70Gy 35fx SIB",
            "PROSTATE VMAT 2 ARC",
            "L BREAST TANGENTS",
            "LUNG SBRT 4D AVG",
            "WBRT 30/10",
            "CTV EVAL",
        ],
        _ => &[
            "SCREEN SAVE",
            "KEY IMAGES",
            "LIVER SEG",
            "12 LEAD ECG",
            "SCANNED DOCUMENT",
            "LUNG NODULES AI",
        ],
    }
}

/// How much one may expect a list to hold the name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rarity {
    Usual,
    Rare,
}

/// A made-up person.
#[derive(Clone)]
pub struct Name {
    pub family: String,
    pub given: String,
    pub middle: String,
}

impl Name {
    pub fn made_up(random: &mut Random, rarity: Rarity) -> Self {
        let families = match rarity {
            Rarity::Usual => USUAL_FAMILIES,
            Rarity::Rare => RARE_FAMILIES,
        };
        let mut family = random.one_of(families).to_string();
        match random.below(8) {
            0 => family = format!("{family}-{}", random.one_of(RARE_FAMILIES)),
            1 => family = format!("O'{family}"),
            _ => {}
        }
        Self {
            family,
            given: random.one_of(GIVEN).to_string(),
            middle: char::from(b'A' + random.below(26) as u8).to_string(),
        }
    }

    /// Somebody whom no header of the study names.
    pub fn outsider(random: &mut Random, rarity: Rarity) -> Self {
        let families = match rarity {
            Rarity::Usual => USUAL_OUTSIDERS,
            Rarity::Rare => RARE_OUTSIDERS,
        };
        Self {
            family: random.one_of(families).to_string(),
            given: random.one_of(GIVEN_OUTSIDERS).to_string(),
            middle: String::from("Q"),
        }
    }

    /// As in PN.
    pub fn carets(&self, random: &mut Random) -> String {
        match random.below(4) {
            0 => format!("{}^{}^{}", self.family, self.given, self.middle),
            1 => format!(
                "{}^{}",
                self.family.to_uppercase(),
                self.given.to_uppercase()
            ),
            2 => format!("{}^{}^^Dr", self.family, self.given),
            _ => format!("{}^{}", self.family, self.given),
        }
    }

    /// As people write it.
    pub fn written(&self, random: &mut Random) -> String {
        let (family, given) = (self.family.as_str(), self.given.as_str());
        match random.below(5) {
            0 => format!("{given} {family}"),
            1 => format!("{family}, {given}"),
            2 => format!("{family} {given}").to_uppercase(),
            3 => format!("{family}^{given}").to_uppercase(),
            _ => format!("{given} {family}").to_uppercase(),
        }
    }
}

pub fn address(random: &mut Random) -> String {
    let number = 100 + random.below(8900);
    let zip = 10_000 + random.below(89_000);
    format!(
        "{number} {}, {} {zip}",
        random.one_of(STREETS),
        random.one_of(TOWNS)
    )
}

pub fn town(random: &mut Random) -> String {
    random.one_of(TOWNS).to_string()
}

pub fn house(random: &mut Random) -> String {
    random.one_of(HOUSES).to_string()
}

pub fn phone(random: &mut Random) -> String {
    let (area, line) = (201 + random.below(780), 100 + random.below(99));
    match random.below(4) {
        0 => format!("({area}) 555-0{line}"),
        1 => format!("{area}-555-0{line}"),
        2 => format!("{area}.555.0{line}"),
        _ => format!("+1 {area} 555 0{line}"),
    }
}

/// A code of letters and digits, or digits alone.
pub fn code(random: &mut Random, digits: usize) -> String {
    let mut text = match random.below(3) {
        0 => String::new(),
        1 => String::from("QX"),
        _ => String::from("K-"),
    };
    text.push(char::from(b'1' + random.below(9) as u8));
    for _ in 1..digits {
        text.push(char::from(b'0' + random.below(10) as u8));
    }
    text
}

/// A day that is not the first of January.
pub fn day(random: &mut Random, first_year: u32, years: u32) -> (u32, u32, u32) {
    let year = first_year + random.below(u64::from(years)) as u32;
    (
        year,
        2 + random.below(11) as u32,
        2 + random.below(27) as u32,
    )
}

pub fn date(day: (u32, u32, u32)) -> String {
    format!("{:04}{:02}{:02}", day.0, day.1, day.2)
}

pub fn time(random: &mut Random) -> String {
    format!(
        "{:02}{:02}{:02}",
        7 + random.below(11),
        1 + random.below(58),
        1 + random.below(58)
    )
}

/// A day as people write it into text.
pub fn written_day(random: &mut Random, (year, month, day): (u32, u32, u32)) -> String {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let name = MONTHS[month as usize - 1];
    match random.below(7) {
        0 => format!("{month:02}/{day:02}/{year}"),
        1 => format!("{year}-{month:02}-{day:02}"),
        2 => format!("{day}-{name}-{year}"),
        3 => format!("{name} {day}, {year}"),
        4 => format!("{year}{month:02}{day:02}"),
        5 => format!("{month}/{day}/{:02}", year % 100),
        _ => format!("{day}.{month}.{year}"),
    }
}
