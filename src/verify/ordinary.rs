//! Words that identify nobody alone: looked for only beside other parts.
//!
//! A patient can be called Head, White, May or Grant. A verifier that withheld
//! every study in which such a word stands would be switched off, and one that
//! found Writer in the frame of its own certificate would make no package at all.
//! Such a name is looked for together with the given name, its initial or a title.

use super::dicom_words::DICOM_WORDS;
use super::word_lists::{CLINICAL, EVERYDAY, OWN_PAPERS};

/// True for a folded word that is not looked for alone.
#[must_use]
pub fn is_ordinary(folded: &str) -> bool {
    listed(EVERYDAY, folded) || listed(OWN_PAPERS, folded) || is_technical(folded)
}

/// True for a folded word that is nobody's name in practice: a row of such
/// words alone (`CHEST^PA` of a phantom) is not looked for.
#[must_use]
pub fn is_technical(folded: &str) -> bool {
    let plain = |word: &str| {
        (listed(CLINICAL, word) || listed(DICOM_WORDS, word)) && !listed(EVERYDAY, word)
    };
    plain(folded) || folded.strip_suffix('s').is_some_and(plain)
}

/// Nouns that follow an eponym: `Baker cyst`, `Hodgkin's lymphoma`. A single
/// name part in front of one names a finding, not the patient.
const HEADS: &[&str] = &[
    "abscess",
    "anastomosis",
    "aneurysm",
    "angle",
    "anomaly",
    "apparatus",
    "area",
    "arthropathy",
    "atrophy",
    "body",
    "bodies",
    "bursa",
    "canal",
    "carcinoma",
    "catheter",
    "cells",
    "chorea",
    "cirrhosis",
    "classification",
    "coil",
    "complex",
    "contracture",
    "correction",
    "criteria",
    "curve",
    "cyst",
    "cysts",
    "deformity",
    "diagram",
    "disease",
    "diverticulum",
    "dislocation",
    "drain",
    "duct",
    "dysplasia",
    "encephalopathy",
    "fascia",
    "field",
    "filter",
    "fissure",
    "foramen",
    "fracture",
    "fractures",
    "ganglion",
    "gland",
    "glands",
    "grade",
    "granulomatosis",
    "graft",
    "grid",
    "hernia",
    "index",
    "injury",
    "law",
    "lesion",
    "lesions",
    "ligament",
    "limit",
    "line",
    "lines",
    "loop",
    "lymphoma",
    "malformation",
    "maneuver",
    "manoeuvre",
    "method",
    "muscle",
    "needle",
    "nerve",
    "neuroma",
    "node",
    "nodes",
    "nodule",
    "operation",
    "ossicle",
    "palsy",
    "paralysis",
    "phenomenon",
    "plane",
    "plate",
    "point",
    "port",
    "position",
    "pouch",
    "procedure",
    "prosthesis",
    "reaction",
    "repair",
    "ring",
    "rod",
    "rods",
    "sarcoma",
    "scale",
    "score",
    "shunt",
    "sign",
    "space",
    "staging",
    "stent",
    "stroke",
    "sulcus",
    "syndrome",
    "system",
    "test",
    "thyroiditis",
    "triad",
    "triangle",
    "tube",
    "tubercle",
    "tumor",
    "tumors",
    "tumour",
    "type",
    "units",
    "unit",
    "valve",
    "vein",
    "view",
    "views",
];

/// Whether a folded word is the head noun of an eponym.
#[must_use]
pub fn is_eponym_head(folded: &str) -> bool {
    HEADS.contains(&folded)
}

/// Whether letters without blanks begin with a head noun, a genitive `s` apart.
#[must_use]
pub fn begins_with_eponym_head(letters: &str) -> bool {
    let begins = |letters: &str| HEADS.iter().any(|head| letters.starts_with(head));
    begins(letters) || letters.strip_prefix('s').is_some_and(begins)
}

fn listed(list: &[&str], word: &str) -> bool {
    list.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_ascend_so_that_they_can_be_searched() {
        for list in [EVERYDAY, CLINICAL, OWN_PAPERS, DICOM_WORDS] {
            assert!(list.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }

    #[test]
    fn names_that_are_words_are_ordinary_and_rare_names_are_not() {
        for word in ["head", "chest", "white", "long", "may", "grant", "phantom"] {
            assert!(is_ordinary(word), "{word}");
        }
        for word in ["quillfeather", "odalys", "bartholomew", "nakamura"] {
            assert!(!is_ordinary(word), "{word}");
        }
        assert!(is_technical("chest") && !is_technical("white"));
    }
}
