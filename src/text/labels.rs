//! The words that announce a value: `MRN`, `Referring physician`, `DOB`.

use std::sync::OnceLock;

use super::found::What;
use super::keyed::{Key, Keyed};
use super::token::Page;

/// What stands behind a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// A person.
    Person(What),
    /// A number or code.
    Code(What),
    /// A code that is removed only if the label is followed by a sign
    /// (`study: 4711`), because the word is usual in narrative.
    SignedCode(What),
    /// A date of birth.
    Birth,
    /// Any other date.
    Date,
    /// A postal address, a town.
    Place,
    /// A hospital, department, employer, school.
    Institution,
    /// A unit, room or bed.
    Unit,
    /// Anything: a nickname, a distinguishing mark. The whole cell goes.
    Phrase(What),
    /// The label of something that stays (sex, modality). Ends a cell.
    Other,
}

use Field::{Birth, Code, Date, Institution, Other, Person, Phrase, Place, SignedCode, Unit};
use What::{
    Account, Biometric, Clinician, Device, Fax, Id, License, Mrn, Patient, Phone, Photo, Plan,
    Relative, Ssn, Vehicle,
};

#[rustfmt::skip]
static LABELS: &[(Field, &str)] = &[
    (Person(Patient), "patient name|patient's name|patients name|name of patient|pt name|patient full name|legal name|full name|name|last name|first name|middle name|family name|given name|surname|maiden name|preferred name|birth name|patient|pt|client|client name|client's name|member name|subscriber name|insured name|examinee|donor|recipient name|decedent|child|baby|infant|newborn|re|regarding|aka|a.k.a|a/k/a|alias|formerly|patient alias|claimant|examinee name|veteran|inmate|subject name|guarantor|guarantor name|policy holder|policyholder|subscriber"),
    (Person(Relative), "emergency contact|next of kin|nok|mother|father|mother's name|father's name|mother's maiden name|spouse|spouse name|guardian|parent|parents|parent/guardian|parent or guardian|legal guardian|husband|wife|partner|contact person|emergency contact name|health care proxy|healthcare proxy|hcp proxy|poa|power of attorney|responsible party|caregiver|accompanied by|informant|historian|interpreter|teacher|coach|attorney|son|daughter|brother|sister|surrogate|surrogate decision maker"),
    (Person(Clinician), "referring physician|referring provider|referring doctor|referring md|referring|referring dr|referred by|referral from|ref physician|req phys|ord phys|att phys|adm phys|pri phys|fam phys|ord md|req md|att md|interp phys|ref phy|ref phys|ref md|ref dr|ref by|ordering physician|ordering provider|ordering md|ordering doctor|ordering|ordered by|ordering clinician|requesting physician|requesting provider|requesting doctor|requesting clinician|requesting|requested by|requested|requester|requestor|attending physician|attending provider|attending md|attending radiologist|attending doctor|attending|attn|att|admitting physician|admitting|consulting physician|consultant|primary care physician|primary care provider|primary care|primary physician|pcp|family physician|family doctor|gp|physician|physicians|provider|doctor|clinician|radiologist|reporting radiologist|interpreting physician|interpreting radiologist|interpreting provider|interpreted by|interpreter radiologist|reading physician|reading radiologist|read by|reader|over read by|overread by|second reader|reported by|reporting physician|reporting provider|dictated by|dictating physician|dictating provider|dictating radiologist|dictator|dict|transcribed by|transcriptionist|transcriber|transcription by|typed by|trans by|signed by|electronically signed by|electronically signed|electronically approved by|e-signed by|esigned by|signed electronically by|digitally signed by|authenticated by|electronically authenticated by|verified by|approved by|finalized by|final by|signed|released by|attested by|attestation by|cosigned by|co-signed by|reviewed by|reviewed and signed by|prepared by|scribed by|scribe|performed by|performing physician|performing technologist|performing|technologist|technologists|technician|tech|rad tech|sonographer|sonologist|sonographer name|operator|operators|operator name|surgeon|surgeons|anesthesiologist|anesthesia provider|anesthesia by|nurse|rn|circulating nurse|scrub tech|scrub nurse|assistant|assistants|first assistant|resident|resident physician|fellow|intern|proceduralist|interventionalist|interventional radiologist|cc|c.c|copy to|copies to|cc to|copy|copies|bcc|carbon copy|distribution|results to|send to|report to|to|from|author|authored by|responsible observer|principal result interpreter|dose verified by|protocoled by|protocolled by|physicist|therapist|oncologist|cardiologist|neurologist|staff|md|do|np|rt|pa-c|crna|ordprov|refprov|ordphys|refphys|attphys|staff physician|staff radiologist|supervising physician|supervising|supervised by|teaching physician|preliminary by|prelim by|prelim read by|critical result to|critical results to|communicated to|called to|notified|reported to|discussed with|spoke with|spoke to|ordering provider name|faculty|principal investigator|pi|study coordinator|coordinator|injected by|iv placed by|iv by|monitored by|administered by|consented by|dosimetrist|hospitalist|editor|edited by|corrected by|addended by|addendum by|revised by"),
    (Code(Mrn), "medical record number|medical record no|medical record|medical records|medical rec|med rec|med rec no|med rec number|mrn|mr number|mr no|mr num|mr#|m.r.n|mrno|mr|emrn|e-mrn|hospital number|hospital no|hosp no|hosp number|hospital id|patient id|patient ident|patient identifier|patient number|patient no|patient num|pt id|pt no|pt number|pid|chart|chart number|chart no|unit number|unit no|unit record|record number|record no|record|emr|emr number|emr id|ehr id|mpi|empi|eid|enterprise id|urn|ur number|nhs number|nhs no|hospital record|clinic number|clinic no|clinic id|file number|file no|history number|patient id number|patient record|medical id|health record|health record number|health number|ext id|external id|internal id|person id|identifier|patient identification|jacket|jacket no|jacket number|film jacket|dossier|expediente|exp. no|no. exp|num. exp|historia clinica|nhc|hospital nr|patient nr"),
    (Code(Id), "site code|facility code|clinic code|reader code|user code|printed by|account name|network id|netid|net id|operator code|census number|census no|census|accession number|accession no|accession num|accession|access number|acc number|acc no|acc num|acc|acc#|accn|accession id|order number|order no|order num|order id|order|filler order|filler order number|placer order|placer order number|requisition|requisition number|requisition no|req number|req no|req|exam number|exam no|exam id|exam#|exam|examination number|study id|study number|study no|study instance uid|series instance uid|sop instance uid|instance uid|uid|study uid|series uid|sop uid|case number|case no|case id|report number|report no|report id|document id|document number|document no|doc id|job number|job no|job id|dictation id|dictation number|dictation job|dictation|transcription id|trans id|visit number|visit no|visit id|encounter|encounter number|encounter id|csn|fin|fin number|fin no|episode number|episode id|admission number|admission id|event id|message id|control id|message control id|specimen|specimen number|specimen no|specimen id|path number|path no|pathology number|pathology no|surgical pathology|surgical path|pathology accession|cytology number|lab number|lab no|lab id|tissue id|block id|sample id|sample no|barcode|bar code|police report|police report number|police report no|incident report|accident report|crash report|call ref|call reference|inmate number|inmate no|inmate id|booking number|booking no|trial id|trial number|trial no|protocol number|protocol id|irb|irb number|irb no|irb protocol|nct|subject id|subject number|subject no|subject|study subject|participant id|participant number|participant|screening number|randomization number|randomization id|screening no|enrollment id|enrollment number|registry number|registry id|research id|coded id|film number|film no|film id|x-ray number|x-ray no|xray number|xray no|radiology number|radiology no|rad number|rad no|ris id|pacs id|pacs number|image id|archive id|disc id|disk id|disc number|cd number|referral number|referral no|authorization number|authorization no|authorization|auth number|auth no|auth|auth#|prior auth|prior authorization|pre-auth|precert|precertification|claim number|claim no|claim id|claim|incident number|incident no|ticket|ticket number|ticket no|reference number|reference no|reference id|reference|your ref|our ref|your reference|our reference|our file|your file|file ref|ref number|ref no|ref id|ref#|confirmation number|confirmation no|confirmation|tracking number|tracking no|tracking id|badge|badge number|badge no|badge id|employee id|employee number|employee no|staff id|user id|userid|username|user name|user|login|login id|logon|operator id|technologist id|tech id|provider id|physician id|dr id|doctor id|workstation|workstation id|station name|terminal|passport|passport number|passport no|visa number|alien number|a-number|student id|student number|inmate number|inmate id|booking number|booking id|docket|docket number|case file|donor id|donor number|unos|unos id|unos number|transplant id|bracelet|wristband|band number|armband|armband number|tattoo number|military id|service number|dod id|edipi|tribal id|green card|twitter|instagram|facebook|handle|linkedin|tiktok|snapchat|whatsapp|skype|voice file|voice id|blood bank|blood bank number|blood bank id|appointment id|appt id|appointment number|sequence number|serial id|guid|uuid|hash|token|pin|passcode|password|access code|portal code|activation code|hie id|fhir id|link id|study code|patient code|code number|id number|id no|id num|id#|id"),
    (SignedCode(Id), "band|cd|bag|trial|study|case|report|ref|file|job|document|visit|event|film|disc|number|no|lab|path|protocol|study description id|control|msg id|episode|admission|code"),
    (Code(Plan), "health plan|health plan id|health plan number|health plan no|health plan beneficiary|health plan beneficiary number|beneficiary|beneficiary id|beneficiary number|member id|member number|member no|member|member#|subscriber id|subscriber number|subscriber no|insurance id|insurance number|insurance no|insurance policy|insurance|ins|ins id|ins no|policy number|policy no|policy id|policy|policy#|group|group number|group no|group id|group#|plan id|plan number|plan no|plan member id|medicare|medicare id|medicare number|medicare no|medicare beneficiary|mbi|hic|hicn|hic number|medicaid|medicaid id|medicaid number|medicaid no|medi-cal|payer id|payor id|rx bin|rxbin|rx group|rxgrp|tricare|tricare id|insured id|coverage id|certificate of coverage|hic no|va id"),
    (Code(Account), "account number|account no|account num|account id|account|acct number|acct no|acct num|acct|acct#|a/c|patient account|patient account number|patient acct|hospital account|hospital account number|har|billing number|billing id|billing account|bill number|invoice|invoice number|invoice no|bank account|routing number|routing no|credit card|card number|card no|card|debit card|guarantor account|guarantor number|charge number|statement number|iban"),
    (Code(License), "license number|license no|license num|license|licence|licence number|licence no|lic|lic no|lic number|medical license|state license|npi|npi number|npi no|dea|dea number|dea no|dea reg|certificate number|certificate no|certification number|certification no|cert no|cert number|cert#|registration number|registration no|reg no|reg number|upin|clia|clia number|clia no|driver's license|drivers license|driver license|driver's license number|drivers license number|dl|dl number|dl no|d.l|arrt|arrt number|arrt no|ardms|ardms number|ardms no|mqsa|mqsa number|mqsa id|fda facility id|facility id|tax id|tin|ein|fein|birth certificate|birth certificate number|death certificate|death certificate number|marriage license|state id|state id number|faa certificate|pilot certificate|cdl|cdl number"),
    (Code(Vehicle), "vin|vin number|vin no|vehicle identification number|vehicle id|license plate|license plate number|licence plate|plate|plate number|plate no|plates|tag number|vehicle plate|vehicle registration|registration plate|tail number|hull number|boat registration|ambulance unit number|rig number"),
    (Code(Device), "serial number|serial no|serial num|serial|serial#|ser no|s/n|sn|s.n|device serial|device serial number|device id|device identifier|device number|implant serial|implant serial number|implant id|pacemaker serial|generator serial|generator serial number|lead serial|lot number|lot no|lot num|lot|lot#|batch|batch number|batch no|udi|udi-di|unique device identifier|unique device id|model serial|catalog serial|scanner serial|scanner id|equipment id|asset tag|asset number|asset no|asset id|imei|mac|mac address|hardware id|detector id|detector serial|probe serial|transducer serial|gtin|expiration lot|ref lot"),
    (Code(Ssn), "ssn|ssn#|social security number|social security no|social security|social security num|soc sec|soc sec no|soc sec number|ss number|ss no|ss#|s.s.n|s.s|sin number|last four of ssn|last 4 of ssn|last four ssn|last 4 ssn|last four of social|last 4 of social|last four of social security|ssn last four|ssn last 4|ssn (last 4)|ssn ending in|ssn ending|ssn ends in|social security ending in|social security number ending in|social ending in|last 4|last four"),
    (Code(Phone), "telephone number|telephone|telephone no|tel|tel no|tel number|phone|phone number|phone no|ph|ph no|cell phone|cell|cell number|cell no|mobile|mobile phone|mobile number|mobile no|home phone|home number|work phone|work number|office phone|office number|day phone|daytime phone|evening phone|contact number|contact no|contact phone|callback|callback number|call back|call back number|call-back|call-back number|pager|pager number|pager no|pager id|beeper|beeper number|voicemail|reading room|hotline|direct line|whatsapp number"),
    (Code(Fax), "fax|fax number|fax no|facsimile|facsimile number|efax|telefax|fax to|fax from"),
    (Phrase(Biometric), "fingerprint|fingerprint id|finger print id|fingerprint scan|fingerprint template|palm scan ref|palm scan|palm print|palm vein id|palm vein|palm vein scan|retina scan|retinal scan id|iris scan|iris code|iris template|iris id|voice print|voiceprint|voice print id|voiceprint id|voice sample|biometric id|biometric|biometrics|biometric template|hand geometry id|face id|facial recognition id|face template|dna profile|dna id|gait id"),
    (Phrase(Photo), "photo|photograph|photo id|patient photo|patient photograph|face photo|facial photograph|photo file|image file|picture|portrait|headshot|mugshot"),
    (Birth, "date of birth|birth date|birthdate|dob|d.o.b|d/o/b|born|born on|birthday|b.d|b/d|f. nac|f.nac|fecha de nacimiento|fecha nac|fec. nac|ddn|date de naissance|geb|geburtsdatum|geb. am|nascimento|data de nascimento|bdate|birth dt|patient dob|patient date of birth|patient birth date|date of birth (dob)"),
    (Date, "exam date|date of exam|date of examination|date of service|date of study|date of scan|date of procedure|date of report|date of admission|date of discharge|date of death|date of surgery|date of injury|date of accident|date of visit|date|dates|study date|scan date|service date|dos|doi|dod|procedure date|report date|dictated|dictation date|transcribed|transcription date|signed on|signed date|date signed|received|reported|admitted|admission date|discharge date|discharged|adm|adm date|collected|completed|ordered|order date|performed|verified|finalized|printed|print date|date dictated|date transcribed|date/time|date and time|exam date/time|study date/time|ordered on|lmp|edd|edc|due date|surgery date|scheduled|appointment|appointment date|next appointment|visit date|prior|comparison|comparisons|prior study|prior exam|comparison date|d/t|dd|dt|d|t|time|exam time|study time|start time|end time|injection time|approved"),
    (Place, "address|home address|mailing address|patient address|street address|street|residence|city|city/state|city/state/zip|city, state|town|county|parish|zip|zip code|postal code|postcode|place of birth|birthplace|location address|office address|work address|lives at|resides at|residence address|hometown|home town|neighborhood|neighbourhood|township|precinct|geocode|geo|gps|coordinates|latitude|longitude|lat/long|lat/lon"),
    (Institution, "facility|facility name|hospital|hospital name|hosp|clinic|clinic name|institution|institution name|practice|practice name|practice group|site|site name|performing facility|performing site|imaging center|imaging facility|imaging site|ordering facility|ordering department|referring facility|referring site|referring practice|referring clinic|sending facility|receiving facility|sending application|health system|employer|employer name|occupation/employer|employed by|work place|workplace|place of work|school|school name|preschool|daycare|company|church|congregation|parish church|nursing home|residence facility|care home|transferred from|transfer from|outside facility|outside hospital|originating site|originating facility|department name|dept name|campus|organization|organisation|group name|insurance company|insurance carrier|insurer|payer|payor|pharmacy|law firm|unit/school|regiment|military unit|team"),
    (Unit, "unit|room|rm|room number|room no|bed|bed number|bed no|room/bed|rm/bed|ward|nursing unit|patient location|pt location|pt loc|loc|location|unit/bed|bay|floor|pod|suite|patient class location|dept|department|nurse station|nursing station"),
    (Phrase(Patient), "nickname|nick name|distinguishing marks|distinguishing mark|goes by|known as|likes to be called|patient initials|pt initials|initials"),
    (Other, "age|sex|gender|age/sex|sex/age|race|ethnicity|height|weight|modality|procedure|exam type|examination|study description|exam description|technique|findings|impression|history|clinical history|indication|reason|reason for exam|clinical information|clinical indication|diagnosis|contrast|conclusion|status|priority|class|patient class|page|body part|laterality|protocol name|dose|procedures|type|language|result status|final|summary|recommendation|recommendations|addendum|narrative|body|comment|comments|cpt|icd|icd-10|service|specialty|specialties|version|exam name|exam performed|examination performed|clinical|hx|dx|ind|tech notes|allergies|medications|mode|manufacturer|model|software"),
];

/// A label that was read.
#[derive(Debug, Clone, Copy)]
pub struct Label {
    /// What stands behind it.
    pub field: Field,
    /// First token behind its last word (before `:` and the like).
    pub end: usize,
}

/// The words behind the first of a label, and its field.
type Row = (Vec<&'static str>, Field);

/// Labels under their first words, the longest first.
fn index() -> &'static Keyed<Row> {
    static INDEX: OnceLock<Keyed<Row>> = OnceLock::new();
    INDEX.get_or_init(|| {
        let mut index = Keyed::default();
        for (field, phrases) in LABELS {
            for phrase in phrases.split('|') {
                let parts = cut(phrase);
                // `patientName`, `birthdate`: the words written together.
                let joined: String = parts.concat();
                if parts.len() > 1 && joined.bytes().all(|byte| byte.is_ascii_lowercase()) {
                    index.add(Key::of(&joined), (Vec::new(), *field));
                }
                let mut parts = parts.into_iter();
                if let Some(first) = parts.next() {
                    index.add(Key::of(first), (parts.collect(), *field));
                }
            }
        }
        index.finish_longest_first(|(rest, _)| rest.len());
        index
    })
}

/// Letters, digits and signs of a phrase, as the tokens of a page.
fn cut(phrase: &'static str) -> Vec<&'static str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let class = |letter: char| {
        if letter.is_alphabetic() {
            1
        } else if letter.is_ascii_digit() {
            2
        } else {
            3
        }
    };
    let mut before = 0;
    for (at, letter) in phrase.char_indices() {
        let now = class(letter);
        if now != before || now == 3 {
            parts.push(phrase.get(start..at).unwrap_or_default());
            start = at;
        }
        before = now;
    }
    parts.push(phrase.get(start..).unwrap_or_default());
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The label that begins at a word.
#[must_use]
pub fn read(page: &Page, at: usize) -> Option<Label> {
    page.label(at)
}

/// The label that begins at each token, read once for all who ask.
#[must_use]
pub fn all(page: &Page) -> Vec<Option<Label>> {
    (0..page.len())
        .map(|at| page.is_word(at).then(|| recognise(page, at)).flatten())
        .collect()
}

/// Which tokens of a page belong to a label with a sign behind it.
#[must_use]
pub fn mark(page: &Page) -> Vec<bool> {
    let mut marks = vec![false; page.len()];
    let mut at = 0;
    while at < page.len() {
        let end = read(page, at)
            .filter(|label| is_signed(page, label.end) || is_framed(page, at, label.end))
            .map(|label| label.end);
        if let Some(end) = end {
            for mark in marks.iter_mut().take(end).skip(at) {
                *mark = true;
            }
        }
        at = end.unwrap_or(at + 1).max(at + 1);
    }
    marks
}

/// A label with its own cell: `[Acct #]`, `| Ordering MD |`, `<td>Unit No</td>`,
/// `<Institution>`.
#[must_use]
pub fn is_framed(page: &Page, at: usize, end: usize) -> bool {
    let shut = end + usize::from(matches!(page.sign(end), '.' | '#'));
    match page.sign(at.wrapping_sub(1)) {
        '[' => page.is_sign(shut, ']'),
        '|' => page.is_sign(shut, '|'),
        '>' => page.is_sign(shut, '<') && page.is_sign(shut + 1, '/'),
        '<' => page.is_sign(shut, '>'),
        '/' => page.is_sign(at.wrapping_sub(2), '<') && page.is_sign(shut, '>'),
        _ => false,
    }
}

/// `:` or `=` behind a label, perhaps after points, quotes or `(s)`.
#[must_use]
pub fn is_signed(page: &Page, end: usize) -> bool {
    let mut place = end;
    for _ in 0..16 {
        match page.sign(place) {
            ':' | '=' => return true,
            '.' | '"' | '#' | '*' | '_' | '(' | ')' => {}
            _ if page.low(place) == "s" => {}
            _ => return false,
        }
        place += 1;
    }
    false
}

/// The longest label that begins at a word; else what a heading tells by its
/// last words, if it opens a cell and a colon follows: `Pri Interp Phys:`.
fn recognise(page: &Page, at: usize) -> Option<Label> {
    match listed(page, at) {
        Some(label) if is_signed(page, label.end) => Some(label),
        known => guessed(page, at).or(known).or_else(|| misread(page, at)),
    }
}

/// `Narne:`, `Patierit:`: a label of one word as a scanner reads it.
fn misread(page: &Page, at: usize) -> Option<Label> {
    const PAIRS: [(&str, &str); 6] = [
        ("rn", "m"),
        ("ri", "n"),
        ("ii", "n"),
        ("vv", "w"),
        ("cl", "d"),
        ("tl", "d"),
    ];
    let word = page.low(at);
    let asked = page.is_sign(at + 1, ':') && (4..=16).contains(&word.len());
    if !asked || !page.token(at).entry.is_unknown() {
        return None;
    }
    let meant = PAIRS.iter().flat_map(|(seen, meant)| {
        word.match_indices(seen).filter_map(|(place, _)| {
            let (front, back) = (word.get(..place)?, word.get(place + seen.len()..)?);
            Some([front, meant, back].concat())
        })
    });
    meant.into_iter().find_map(|word: String| {
        let rows = index().all(Key::of(&word));
        let whole = rows.iter().find(|(_, (rest, _))| rest.is_empty())?;
        Some(Label {
            field: whole.1.1,
            end: at + 1,
        })
    })
}

fn guessed(page: &Page, at: usize) -> Option<Label> {
    let opens = page.gap(at) >= 2 || at > 0 && matches!(page.sign(at - 1), '|' | ';');
    if !opens {
        return None;
    }
    let mut end = at;
    while end < at + 6
        && (page.is_word(end) || matches!(page.sign(end), '/' | '-' | '.' | '_'))
        && (end == at || page.gap(end) <= 1)
    {
        end += 1;
    }
    if !matches!(page.sign(end), ':' | '=') || end < at + 2 {
        return None;
    }
    let any = |words: &[&str]| (at..end).any(|place| words.contains(&page.low(place)));
    let last = page.low(end - 1);
    let field = if any(&[
        "phys",
        "physician",
        "md",
        "provider",
        "radiologist",
        "doctor",
        "tech",
        "technologist",
        "sonographer",
        "clinician",
        "resident",
        "attending",
        "nurse",
        "surgeon",
        "reader",
    ]) && !matches!(
        last,
        "id" | "number"
            | "no"
            | "phone"
            | "fax"
            | "date"
            | "time"
            | "npi"
            | "notes"
            | "comments"
            | "comment"
            | "assessment"
            | "impression"
    ) {
        Person(Clinician)
    } else if last == "name" || last == "names" {
        Person(Patient)
    } else if matches!(
        last,
        "phone" | "tel" | "telephone" | "cell" | "mobile" | "pager"
    ) {
        Code(Phone)
    } else if matches!(last, "fax") {
        Code(Fax)
    } else if matches!(last, "date" | "dates" | "dt") {
        Date
    } else if matches!(
        last,
        "id" | "number" | "no" | "num" | "nbr" | "identifier" | "accession" | "mrn" | "npi" | "uid"
    ) {
        Code(Id)
    } else if matches!(last, "address" | "city" | "zip") {
        Place
    } else if matches!(
        last,
        "facility" | "hospital" | "clinic" | "employer" | "school" | "institution"
    ) {
        Institution
    } else {
        return None;
    };
    Some(Label { field, end })
}

fn listed(page: &Page, at: usize) -> Option<Label> {
    let rows = index().all(page.key(at));
    rows.iter().find_map(|(_, (rest, field))| {
        let mut end = at + 1;
        for part in rest {
            // `patient_name`
            if page.is_sign(end, '_') && page.is_glued(end) && page.is_glued(end + 1) {
                end += 1;
            }
            // `X-ray N°`
            let sign = *part == "no" && page.low(end) == "n" && page.is_sign(end + 1, '\u{B0}');
            if page.low(end) != *part && !sign || page.gap(end) > 2 {
                return None;
            }
            end += 1 + usize::from(sign);
        }
        Some(Label { field: *field, end })
    })
}
