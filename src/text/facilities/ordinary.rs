//! Words that make no name of an organisation by themselves: kinds, wards,
//! words of reports.

use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page};

use super::head;

/// A word that tells which organisation it is.
pub(super) fn is_own(page: &Page, at: usize) -> bool {
    !is_generic(page, at) && head(page, at).is_none()
}

/// Weak heads: at least one own word that is no report word, and the run is
/// not the heading of a study.
pub(super) fn is_distinct(page: &Page, first: usize, end: usize) -> bool {
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

pub(super) fn is_care_word(page: &Page, at: usize) -> bool {
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
pub(super) fn is_report_word(page: &Page, at: usize) -> bool {
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
            | "summary"
            | "athletic"
            | "injury"
            | "workers"
            | "compensation"
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
