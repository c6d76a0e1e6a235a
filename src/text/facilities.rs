//! Hospitals, practices, schools, employers: names of organisations, found by
//! the word that tells the kind (`Clinic`, `Elementary`, `Inc`) or by what is
//! said about work and school.

use super::found::{Found, What};
use super::lexicon::Flag;
use super::places::town_behind;
use super::token::{LineCase, Page, Shape};

/// Finds organisations.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    // Where the last one ended: the next may not reach back over it.
    let mut done = 0;
    while at < page.len() {
        let end = if page.is_word(at) {
            named(page, at, done, found).or_else(|| work(page, at, found))
        } else {
            joined(page, at, done, found)
        };
        if let Some(end) = end.filter(|end| *end > at) {
            done = end;
            at = end;
        } else {
            at += 1;
        }
    }
}

fn push(page: &Page, first: usize, end: usize, detector: &'static str, found: &mut Vec<Found>) {
    let (start, stop) = (
        page.token(first).start,
        page.token(end.saturating_sub(1)).end,
    );
    if first < end && start < stop {
        found.push(Found {
            start,
            end: stop,
            what: What::Institution,
            detector,
            confidence: 80,
        });
    }
}

/// How much a word promises an organisation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// `Hospital`, `Clinic`: nearly always one.
    Strong,
    /// `Imaging`, `Health`, `Associates`: with a word of its own before it.
    Weak,
}

fn head(page: &Page, at: usize) -> Option<Head> {
    let word = page.low(at);
    let written = page.is_capital(at) || page.case(at) == LineCase::Lower;
    if !written || page.token(at).shape == Shape::Initial {
        return None;
    }
    if matches!(
        word,
        "hospital"
            | "hospitals"
            | "hosp"
            | "clinic"
            | "clinics"
            | "infirmary"
            | "hospice"
            | "medcenter"
            | "surgicenter"
            | "preschool"
            | "kindergarten"
            | "academy"
            | "university"
            | "penitentiary"
            | "daycare"
            | "montessori"
            | "healthcare"
            | "pharmacy"
            | "seminary"
            | "synagogue"
            | "mosque"
            | "llc"
            | "llp"
            | "pllc"
            | "inc"
            | "gmbh"
            | "elementary"
            | "pavilion"
            | "sanatorium"
            | "barracks"
    ) {
        return Some(Head::Strong);
    }
    if matches!(word, "center" | "centre")
        && matches!(
            page.low(at.wrapping_sub(1)),
            "medical"
                | "cancer"
                | "imaging"
                | "health"
                | "surgery"
                | "care"
                | "heart"
                | "trauma"
                | "women"
                | "children"
                | "spine"
                | "rehabilitation"
                | "diagnostic"
                | "community"
                | "correctional"
                | "s"
        )
    {
        return Some(Head::Strong);
    }
    if matches!(word, "home" | "facility" | "living")
        && matches!(
            page.low(at.wrapping_sub(1)),
            "nursing"
                | "care"
                | "rest"
                | "retirement"
                | "assisted"
                | "veterans"
                | "correctional"
                | "nursing-home"
        )
    {
        return Some(Head::Strong);
    }
    let entry = page.token(at).entry;
    let specialty = matches!(
        word,
        "orthopedics"
            | "orthopaedics"
            | "neurology"
            | "cardiology"
            | "oncology"
            | "pediatrics"
            | "urology"
            | "dermatology"
            | "practice"
            | "physicians"
            | "specialists"
            | "diagnostics"
            | "care"
            | "radiologists"
            | "neurosurgery"
            | "gastroenterology"
            | "obgyn"
            | "gynecology"
            | "obstetrics"
            | "dental"
            | "dentistry"
            | "family"
            | "medicine"
            | "surgery"
            | "teleradiology"
            | "reads"
            | "scans"
            | "ranch"
            | "authority"
            | "department"
            | "apartments"
            | "manor"
            | "village"
            | "villa"
            | "estates"
            | "terrace"
            | "surgeons"
            | "hs"
            | "ent"
            | "fisheries"
            | "contracting"
            | "contractors"
            | "museum"
            | "library"
            | "theater"
            | "theatre"
            | "church"
            | "parish"
            | "elementary"
            | "prep"
            | "ymca"
            | "jail"
            | "prison"
            | "fc"
            | "club"
            | "league"
            | "stadium"
    );
    let company = entry.has(Flag::Company) && page.case(at) != LineCase::Lower;
    (entry.has(Flag::Facility) && word != "memorial"
        || company
        || specialty && page.case(at) != LineCase::Lower
        || word == "ent")
        .then_some(Head::Weak)
}

/// A run of capitalised words that ends in, or goes around, a head word.
fn named(page: &Page, at: usize, done: usize, found: &mut Vec<Found>) -> Option<usize> {
    let kind = head(page, at)?;
    let lower = page.case(at) == LineCase::Lower;
    let first = if lower {
        begin_in_small_letters(page, at, done)?
    } else {
        begin(page, at, done)
    };
    let (end, kind) = finish(page, at, kind, lower);
    let own = (first..end)
        .filter(|&place| page.is_word(place) && is_own(page, place))
        .count();
    let named = own > 0 && (kind == Head::Strong || is_distinct(page, first, end));
    // `Veterans Affairs Medical Center`, `University of ...`
    let institution = kind == Head::Strong
        && (first..end).any(|place| {
            matches!(
                page.low(place),
                "veterans"
                    | "va"
                    | "saint"
                    | "st"
                    | "naval"
                    | "army"
                    | "university"
                    | "state"
                    | "county"
                    | "mercy"
                    | "sacred"
                    | "good"
                    | "holy"
            )
        })
        && end > first + 1;
    if first == end || !(named || institution) || lower && own == 0 {
        return None;
    }
    push(page, first, end, "facility", found);
    Some(town_behind(page, end, found))
}

/// The first token of the run, going back from the head.
fn begin(page: &Page, at: usize, done: usize) -> usize {
    let mut first = at;
    for _ in 0..10 {
        let Some(before) = first.checked_sub(1).filter(|before| *before >= done) else {
            break;
        };
        if page.gap(first) > 2 || page.is_line_end(before) {
            break;
        }
        let word = page.low(before);
        let link = matches!(word, "of" | "and" | "the" | "for") || page.is_sign(before, '&');
        if link {
            let further = before.wrapping_sub(1);
            let further = if page.low(further) == "of" {
                further.wrapping_sub(1)
            } else {
                further
            };
            let joins = page.is_capital(further)
                && page.is_word(further)
                && page.gap(before) <= 1
                && !page.has(further, Flag::Study)
                && !page.has(further, Flag::Stop)
                && (word != "for"
                    || page.has(further, Flag::Facility)
                    || matches!(page.low(further), "center" | "institute"));
            if !joins
                || page.case(at) == LineCase::Caps && word != "of" && !page.is_sign(before, '&')
            {
                break;
            }
            first = further;
            continue;
        }
        // `Children's`, `Women's`, `St. Mary`, `Ruiz-Poole`
        let glued = page.is_glued(first) && page.is_glued(before);
        if page.is_sign(before, '\'')
            && page.is_glued(before)
            && page.is_word(before.wrapping_sub(1))
        {
            first = before.wrapping_sub(1);
            continue;
        }
        if glued && page.is_sign(before, '-') && page.is_word(before.wrapping_sub(1)) {
            first = before.wrapping_sub(1);
            continue;
        }
        if page.is_sign(before, '.')
            && matches!(page.low(before.wrapping_sub(1)), "st" | "ft" | "mt" | "dr")
        {
            first = before.wrapping_sub(1);
            continue;
        }
        let stop = page.has(before, Flag::Stop)
            && !matches!(word, "new" | "our" | "first" | "second" | "third")
            || page.has(before, Flag::PersonVerb) && !matches!(word, "will" | "drive");
        let small = word == "s" && page.is_sign(before.wrapping_sub(1), '\'');
        if !page.is_word(before)
            || !(page.is_capital(before) || small)
            || stop && !small
            || page.has(before, Flag::Credential)
                && page.token(before).shape == Shape::Upper
                && page.case(before) == LineCase::Mixed
        {
            break;
        }
        first = before;
    }
    // Study words and report words at the front are not part of the name.
    while first < at
        && (page.has(first, Flag::Study)
            || is_report_word(page, first)
            || page.has(first, Flag::Stop) && page.low(first) != "our"
            || page.has(first, Flag::Staff)
            || page.has(first, Flag::Weekday))
        && !page.is_glued(first + 1)
        && !matches!(
            page.low(first),
            "first"
                | "second"
                | "third"
                | "new"
                | "heart"
                | "spine"
                | "bone"
                | "breast"
                | "upper"
                | "lower"
                | "north"
        )
    {
        first += 1;
    }
    first
}

/// `done at sand hills imaging`: back to the preposition.
fn begin_in_small_letters(page: &Page, at: usize, done: usize) -> Option<usize> {
    for step in 1..=5 {
        let place = at.checked_sub(step).filter(|place| *place >= done)?;
        if matches!(page.low(place), "at" | "from" | "to") && step > 1 {
            let first = if page.low(place + 1) == "the" {
                place + 2
            } else {
                place + 1
            };
            return (first < at).then_some(first);
        }
        if !page.is_word(place) || page.has(place, Flag::Stop) || page.has(place, Flag::PersonVerb)
        {
            return None;
        }
    }
    None
}

/// The token behind the run: further head words, `of Capital ...`, `ED`.
fn finish(page: &Page, at: usize, kind: Head, lower: bool) -> (usize, Head) {
    let mut end = at + 1;
    let mut kind = kind;
    for _ in 0..10 {
        if page.gap(end) > 1 || page.is_line_end(end) {
            break;
        }
        if lower {
            if head(page, end).is_some() {
                end += 1;
                continue;
            }
            break;
        }
        if let Some(more) = head(page, end).filter(|_| page.is_capital(end)) {
            if more == Head::Strong {
                kind = Head::Strong;
            }
            end += 1;
            continue;
        }
        let link = matches!(page.low(end), "of" | "and" | "at" | "for") || page.is_sign(end, '&');
        let next = if page.low(end + 1) == "the" {
            end + 2
        } else {
            end + 1
        };
        let goes_on = page.is_capital(next)
            && page.is_word(next)
            && !page.has(next, Flag::Stop)
            && !page.has(next, Flag::Month)
            && (page.low(end) == "of"
                || page.low(end) == "at" && page.low(at) == "university"
                || head(page, next).is_some()
                || is_care_word(page, next)
                || page.is_sign(end, '&'))
            && !(page.case(at) == LineCase::Caps
                && matches!(page.low(end), "for" | "and" | "at")
                && head(page, next).is_none());
        if link && goes_on {
            end = next + 1;
            // `University of Great Plains Medical Center`
            for _ in 0..4 {
                let more = page.is_capital(end)
                    && page.is_word(end)
                    && page.gap(end) <= 1
                    && !page.has(end, Flag::Stop)
                    && !page.has(end, Flag::Credential);
                if !more {
                    break;
                }
                if head(page, end) == Some(Head::Strong) {
                    kind = Head::Strong;
                }
                end += 1;
            }
            continue;
        }
        let unit = page.is_capital(end)
            && page.is_word(end)
            && (matches!(
                page.low(end),
                "ed" | "er"
                    | "system"
                    | "network"
                    | "campus"
                    | "group"
                    | "district"
                    | "school"
                    | "department"
                    | "dept"
                    | "pa"
                    | "annex"
                    | "inc"
                    | "center"
                    | "centre"
            ) || is_care_word(page, end)
                && page.token(end).shape == Shape::Title
                && page.case(at) == LineCase::Mixed);
        if !unit {
            break;
        }
        end += 1;
    }
    (end, kind)
}

/// A word that tells which organisation it is.
fn is_own(page: &Page, at: usize) -> bool {
    !is_generic(page, at) && head(page, at).is_none()
}

/// Weak heads: at least one own word that is no report word, and the run is
/// not the heading of a study.
fn is_distinct(page: &Page, first: usize, end: usize) -> bool {
    let caps = page.case(first) == LineCase::Caps;
    let own: Vec<usize> = (first..end)
        .filter(|&place| page.is_word(place) && is_own(page, place))
        .collect();
    let ordinary = own.iter().all(|&place| {
        let entry = page.token(place).entry;
        entry.word() == 3 && entry.family() < 2 && !entry.is_city()
    });
    let technical = (first..end)
        .filter(|&place| page.has(place, Flag::Study))
        .count();
    let at_begin = first == page.line_of(first).first;
    // `Blue Heron Imaging Partners` is told by two heads or two own words.
    if ordinary && own.len() < 2 && (end - first < 3 || !at_begin) || technical > own.len() {
        return false;
    }
    let telling = own.iter().any(|&place| {
        let entry = page.token(place).entry;
        entry.word() < 3
            && !entry.is_clinical()
            && (entry.family() >= 1 || entry.is_city() || entry.word() < 2)
    });
    !caps || telling
}

fn is_care_word(page: &Page, at: usize) -> bool {
    matches!(
        page.low(at),
        "care"
            | "medicine"
            | "surgery"
            | "orthopedics"
            | "oncology"
            | "pediatrics"
            | "cardiology"
            | "neurology"
            | "women"
            | "children"
            | "sciences"
            | "wellness"
            | "diagnostics"
            | "medical"
            | "health"
            | "imaging"
            | "radiology"
            | "emergency"
            | "outpatient"
            | "specialty"
            | "sports"
            | "spine"
            | "cancer"
            | "heart"
            | "regional"
            | "community"
            | "general"
            | "memorial"
            | "family"
            | "high"
            | "middle"
            | "elementary"
            | "nursing"
            | "assisted"
            | "rehabilitation"
            | "surgical"
            | "dental"
            | "eye"
            | "physicians"
            | "county"
            | "coffee"
            | "lube"
            | "sons"
            | "company"
            | "daughters"
            | "brothers"
            | "beyond"
    )
}

/// Words that begin a sentence or heading of a report and no name.
fn is_report_word(page: &Page, at: usize) -> bool {
    matches!(
        page.low(at),
        "final"
            | "comparison"
            | "previous"
            | "prior"
            | "recommend"
            | "recommended"
            | "recommendation"
            | "additional"
            | "further"
            | "repeat"
            | "suggest"
            | "suggested"
            | "correlate"
            | "correlation"
            | "clinical"
            | "report"
            | "impression"
            | "findings"
            | "exam"
            | "examination"
            | "date"
            | "patient"
            | "pt"
            | "referred"
            | "referring"
            | "transferred"
            | "facility"
            | "site"
            | "hospital's"
            | "same"
            | "department"
            | "dept"
            | "division"
            | "section"
            | "radiology"
            | "imaging"
            | "ray"
            | "blood"
            | "flow"
            | "free"
            | "live"
            | "real"
            | "time"
            | "vessel"
            | "gland"
            | "failed"
            | "back"
            | "white"
            | "cell"
            | "matter"
            | "d"
            | "outside"
            | "home"
            | "current"
            | "limited"
            | "advanced"
            | "conventional"
            | "delayed"
            | "diagnostic"
            | "interventional"
            | "dedicated"
            | "cross"
            | "functional"
            | "nuclear"
            | "medical"
            | "re"
            | "from"
            | "accession"
            | "mrn"
            | "study"
            | "history"
            | "technique"
            | "indication"
            | "preliminary"
            | "critical"
            | "no"
            | "per"
            | "primary"
            | "urgent"
            | "general"
            | "acute"
            | "chronic"
            | "dr"
            | "employer"
            | "school"
            | "works"
            | "employed"
            | "read"
            | "performed"
            | "dictated"
            | "discussed"
            | "called"
            | "sent"
            | "location"
            | "address"
            | "contrast"
            | "magnetic"
            | "resonance"
            | "parallel"
            | "fast"
            | "spectral"
            | "virtual"
            | "digital"
            | "molecular"
            | "dynamic"
    )
}

/// Words of facility names that name nobody: General, Regional, Department.
#[must_use]
pub fn is_generic(page: &Page, at: usize) -> bool {
    let entry = page.token(at).entry;
    entry.has(Flag::Study)
        || entry.has(Flag::Facility)
        || entry.has(Flag::Stop)
        || entry.is_clinical() && entry.family() < 2
        || entry.has(Flag::Staff)
        || entry.has(Flag::Relative)
        || entry.has(Flag::Unit)
        || is_report_word(page, at)
        || is_care_word(page, at)
        || matches!(
            page.low(at),
            "inpatient"
                | "group"
                | "practice"
                | "womens"
                | "childrens"
                | "vascular"
                | "musculoskeletal"
                | "pediatric"
                | "associates"
                | "services"
                | "service"
                | "system"
                | "internal"
                | "public"
                | "mental"
                | "consultation"
                | "unit"
                | "teaching"
                | "tertiary"
                | "physical"
                | "level"
                | "district"
                | "national"
                | "state"
                | "veterans"
                | "affairs"
                | "your"
                | "our"
                | "science"
                | "therapy"
                | "radiation"
                | "joint"
                | "pain"
                | "research"
                | "trial"
                | "high"
                | "tomography"
                | "pulmonary"
                | "university"
                | "college"
                | "s"
                | "trauma"
                | "stroke"
                | "sleep"
                | "birth"
                | "infusion"
                | "wound"
                | "weighted"
                | "cone"
                | "beam"
                | "dual"
                | "energy"
                | "unknown"
                | "none"
                | "na"
        )
}

/// `Riverside Tire & Lube`: capitals around an ampersand.
fn joined(page: &Page, at: usize, done: usize, found: &mut Vec<Found>) -> Option<usize> {
    if !page.is_sign(at, '&')
        || page.case(at) != LineCase::Mixed
        || page.token(at + 1).shape != Shape::Title && page.token(at + 1).shape != Shape::Mixed
    {
        return None;
    }
    let mut first = at;
    for _ in 0..5 {
        let Some(before) = first.checked_sub(1).filter(|before| *before >= done) else {
            break;
        };
        let word = page.is_word(before)
            && page.is_capital(before)
            && !page.has(before, Flag::Stop)
            && page.token(before).shape != Shape::Initial
            && page.gap(first) <= 1;
        let hyphen = matches!(page.sign(before), '-' | '\'')
            && page.is_glued(before)
            && page.is_glued(first);
        if !word && !hyphen {
            break;
        }
        first = before;
    }
    let mut end = at + 2;
    while end < at + 5
        && page.is_capital(end)
        && page.is_word(end)
        && page.gap(end) <= 1
        && !page.has(end, Flag::Stop)
    {
        end += 1;
    }
    let words: Vec<usize> = (first..end).filter(|&place| page.is_word(place)).collect();
    let technical = words.iter().any(|&place| {
        let entry = page.token(place).entry;
        entry.has(Flag::Study)
            || entry.is_clinical() && entry.family() < 2
            || is_report_word(page, place)
    });
    let distinct = words.iter().any(|&place| {
        let entry = page.token(place).entry;
        entry.word() < 3
            && (entry.family() >= 1 || entry.is_city() || entry.is_unknown() || entry.word() < 2)
            || entry.family() == 3
    });
    if first >= at || technical || !distinct || words.len() < 2 {
        return None;
    }
    push(page, first, end, "company", found);
    Some(end)
}

/// `works at Riverside Tire`, `teacher at`, `employed by`, `attends`.
fn work(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let word = page.low(at);
    let near = |step: usize| page.low(at.wrapping_sub(step));
    let works = |word: &str| {
        matches!(
            word,
            "works"
                | "work"
                | "worked"
                | "working"
                | "employed"
                | "employee"
                | "job"
                | "retired"
                | "teaches"
                | "taught"
                | "student"
                | "enrolled"
                | "machinist"
                | "welder"
                | "driver"
                | "manager"
                | "cashier"
                | "mechanic"
                | "firefighter"
                | "waitress"
                | "waiter"
                | "bartender"
                | "cook"
                | "chef"
                | "foreman"
                | "clerk"
                | "engineer"
                | "electrician"
                | "plumber"
                | "carpenter"
                | "farmer"
                | "roofer"
                | "nurse"
                | "teacher"
                | "coach"
                | "principal"
                | "baker"
                | "barber"
                | "accountant"
                | "supervisor"
                | "operator"
                | "laborer"
                | "technician"
                | "salesman"
                | "guard"
                | "custodian"
                | "janitor"
                | "professor"
                | "lawyer"
                | "secretary"
                | "owner"
                | "volunteer"
                | "volunteers"
                | "shift"
                | "grader"
                | "freshman"
                | "sophomore"
                | "plays"
                | "player"
                | "career"
                | "pilot"
                | "fisherman"
                | "librarian"
                | "pastor"
                | "baked"
                | "shifts"
                | "evenings"
                | "nights"
                | "weekends"
                | "cop"
                | "logger"
                | "miner"
                | "rancher"
                | "packer"
                | "picker"
                | "dispatcher"
                | "assembler"
                | "lineman"
        )
    };
    let verb = matches!(word, "attends" | "attending")
        && page.is_capital(at + 1)
        && page.case(at) == LineCase::Mixed
        && word == "attends";
    // `his employer, Gannet Rock Fisheries,`
    let employer = matches!(word, "employer" | "company" | "firm" | "workplace")
        && page.is_sign(at + 1, ',')
        && page.is_capital(at + 2)
        && page.case(at) == LineCase::Mixed;
    let preposition = match word {
        "at" => {
            works(near(1))
                || works(near(2))
                || works(near(3)) && !matches!(near(1), "seen")
                || (2..=9).any(|step| near(step) == "work")
                || matches!(near(1), "fell" | "injured" | "accident" | "hurt")
        }
        "for"
            if matches!(
                near(1),
                "roofing"
                    | "driving"
                    | "welding"
                    | "painting"
                    | "framing"
                    | "logging"
                    | "hauling"
                    | "cooking"
                    | "cleaning"
                    | "landscaping"
            ) =>
        {
            true
        }
        "for" | "from" | "with" => {
            (works(near(1)) || near(1) == "years" && false)
                && !(word == "with"
                    && !matches!(near(1), "employed" | "job" | "works" | "working" | "career"))
        }
        "by" => near(1) == "employed",
        _ => false,
    };
    if !preposition && !verb && !employer {
        return None;
    }
    let mut first = if employer { at + 2 } else { at + 1 };
    if page.low(first) == "the" {
        first += 1;
    }
    let mut end = first;
    for _ in 0..8 {
        let link = (page.is_sign(end, '&') || matches!(page.low(end), "and" | "of" | "the"))
            && page.is_capital(end + 1)
            && end > first;
        if link {
            end += 1;
            continue;
        }
        let number =
            page.is_number(end) && end > first && page.digits(end) <= 4 && page.gap(end) <= 1;
        if !(page.is_word(end) && page.is_capital(end) || number)
            || page.gap(end) > 1 && end > first
        {
            break;
        }
        end += 1;
        if page.is_sign(end, '\'') && page.is_glued(end) && page.is_word(end + 1) {
            end += 2;
        } else if matches!(page.sign(end), '-' | '.')
            && page.is_glued(end)
            && page.is_glued(end + 1)
            && page.is_word(end + 1)
        {
            end += 1;
        }
    }
    let technical = page.has(first, Flag::Study)
        || page.case(first) != LineCase::Mixed
        || page.has(first, Flag::Title) && page.is_sign(first + 1, '.')
        || page.has(first, Flag::Month)
        || page.token(first).entry.has(Flag::State) && end == first + 1;
    let level = page.has(first, Flag::Facility) && end == first + 1
        || page.token(first).shape == Shape::Initial;
    if end == first || technical || level {
        return None;
    }
    push(page, first, end, "employer", found);
    Some(end)
}
