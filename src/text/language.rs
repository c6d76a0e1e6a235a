//! The language a report is written in, told by its function words and its
//! script. Names are found in running text only where the reader's words are
//! known, so the certificate says nothing about narrative in another language.
//!
//! A report is judged piece by piece: an English letterhead over a Spanish body
//! is not an English report.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::lexicon;
use super::normal::lower;

/// What a report is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    /// English throughout, or too little of anything else to matter.
    #[default]
    English,
    /// Spanish, wholly or in a good part.
    Spanish,
    /// French.
    French,
    /// German.
    German,
    /// Italian.
    Italian,
    /// Portuguese.
    Portuguese,
    /// Dutch.
    Dutch,
    /// Polish.
    Polish,
    /// Another script, or words of no language that is known here.
    Unknown,
}

impl Language {
    /// Its English name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::Spanish => "Spanish",
            Self::French => "French",
            Self::German => "German",
            Self::Italian => "Italian",
            Self::Portuguese => "Portuguese",
            Self::Dutch => "Dutch",
            Self::Polish => "Polish",
            Self::Unknown => "not recognised",
        }
    }

    /// Whether names without a label are looked for by rules of this language.
    #[must_use]
    pub const fn is_searched_for_names(self) -> bool {
        matches!(self, Self::English)
    }
}

/// Words of one piece: long enough to tell, short enough to see a change.
const PIECE_WORDS: usize = 60;

/// Fewer words of four letters and more tell no language by being unknown.
const FEWEST_WORDS: usize = 12;

/// Function words and words of every report. Words that two of the languages
/// share tell nothing and are in no list; short ones that are abbreviations of
/// English reports (`des`, `con`, `hat`, `die`, `als`) are left out as well.
const WORDS: &[(Language, &str)] = &[
    (
        Language::English,
        "the and of is are was were with without there which this that these has have been \
         from at by for no not or to on patient history findings impression left right normal seen \
         evidence within exam date comparison technique name report small large mild",
    ),
    (
        Language::Spanish,
        "el los las del y una unos por para sin que esta este estos estudio paciente hallazgos \
         derecho derecha izquierdo izquierda aguda sin hay muy ni como segun años fecha nombre \
         edad imagen imagenes imágenes conclusión conclusion impresión hígado riñón pulmón",
    ),
    (
        Language::French,
        "le les du et une est sont dans avec sur sans pas aux cette ces ou où par ainsi que \
         droite gauche droit examen compte rendu résultats nom né née ans indication conclusion \
         absence aspect pulmonaire hépatique rénal chez été",
    ),
    (
        Language::German,
        "der und das ist sind mit ohne nicht im zur zum eine einer keine kein links rechts befund \
         beurteilung untersuchung fragestellung patientin geboren auf bei nach von dem \
         den sowie unauffällig vergrößert lunge leber niere kontrastmittel klinische",
    ),
    (
        Language::Italian,
        "il lo gli della dello delle dei degli nel nella è sono con senza di una per non si che alla \
         esame referto paziente destra sinistra destro sinistro nome nato nata quesito \
         polmonare fegato rene segni conclusioni reperti",
    ),
    (
        Language::Portuguese,
        "o os da das dos e uma não com sem em na nos ao pelo pela são está exame paciente achados \
         direita esquerda direito esquerdo nome idade data impressão fígado rim pulmão laudo \
         conclusão nascimento",
    ),
    (
        Language::Dutch,
        "het een en van niet geen met zonder voor naar bij zijn wordt onderzoek verslag \
         patiënt rechts links geboren conclusie bevindingen vraagstelling ook deze dat aan",
    ),
    (
        Language::Polish,
        "i w z na nie jest są bez oraz do po od przez prawej lewej badanie pacjent pacjentka \
         wniosek wnioski opis zmiany płuca wątroby nerki imię nazwisko data urodzenia",
    ),
];

/// Languages of the list, for the rows of scores.
const LANGUAGES: usize = WORDS.len();

/// How often words of each language stand in a piece.
type Scores = [u32; LANGUAGES];

/// Recognises the language of a text. Linear in the text.
#[must_use]
pub fn of(text: &str) -> Language {
    let table = table();
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let mut pieces: BTreeMap<Language, u32> = BTreeMap::new();
    let mut count = 0;
    for piece in words.chunks(PIECE_WORDS) {
        if let Some(language) = of_piece(piece, &table) {
            *pieces.entry(language).or_default() += 1;
            count += 1;
        }
    }
    // A short note in another language inside an English report is still text
    // in which names were not looked for.
    let most = pieces
        .iter()
        .filter(|(language, _)| **language != Language::English)
        .max_by_key(|(_, pieces)| **pieces);
    match most {
        Some((language, pieces)) if pieces * 6 >= count => *language,
        _ => Language::English,
    }
}

/// The language of one piece; `None` if it holds too little to tell, as lists
/// of numbers and abbreviations do.
fn of_piece(words: &[&str], table: &BTreeMap<&'static str, Vec<usize>>) -> Option<Language> {
    let letters = words.iter().flat_map(|word| word.chars());
    let (all, foreign) = letters.fold((0_u32, 0_u32), |(all, foreign), letter| {
        (all + 1, foreign + u32::from(!is_latin(letter)))
    });
    if foreign >= 8 && foreign * 5 >= all {
        return Some(Language::Unknown);
    }
    let mut scores: Scores = [0; LANGUAGES];
    for word in words {
        for &language in table
            .get(word.to_lowercase().as_str())
            .into_iter()
            .flatten()
        {
            if let Some(score) = scores.get_mut(language) {
                *score += 1;
            }
        }
    }
    let english = scores.first().copied().unwrap_or_default();
    let best = (1..LANGUAGES).max_by_key(|&at| scores.get(at).copied())?;
    let other = scores.get(best).copied().unwrap_or_default();
    if other >= 4 && other * 2 > english * 3 {
        return WORDS.get(best).map(|(language, _)| *language);
    }
    if english >= 2 {
        return Some(Language::English);
    }
    (are_strange(words)).then_some(Language::Unknown)
}

/// Words of which few are in the English lists: a language without a list here.
/// Short words and capitals are abbreviations too often to tell anything.
fn are_strange(words: &[&str]) -> bool {
    let told = || words.iter().filter(|word| word.chars().count() >= 4);
    let known = told().filter(|word| {
        let entry = lexicon::entry(&lower(word));
        entry.word() > 0 || entry.is_clinical() || entry.given() + entry.family() > 0
    });
    let (known, told) = (known.count(), told().count());
    told >= FEWEST_WORDS && known * 2 < told
}

/// Letters of the Latin script, with those of the lists above; Greek letters
/// are symbols in every report.
fn is_latin(letter: char) -> bool {
    matches!(letter, '\0'..='\u{24F}' | '\u{300}'..='\u{3FF}' | '\u{1E00}'..='\u{1EFF}' | '\u{2000}'..='\u{2BFF}' | '\u{FB00}'..='\u{FB06}')
}

/// Word → places of its languages in [`WORDS`].
fn table() -> BTreeMap<&'static str, Vec<usize>> {
    let mut table: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for (at, (_, words)) in WORDS.iter().enumerate() {
        for word in words.split_ascii_whitespace() {
            let languages = table.entry(word).or_default();
            if !languages.contains(&at) {
                languages.push(at);
            }
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Language, of};

    #[test]
    fn reports_of_other_languages_are_told_from_english_ones() {
        for (text, wanted) in [
            (
                "FINDINGS: The liver is normal. There is no evidence of stone.",
                Language::English,
            ),
            (
                "CHEST PA AND LATERAL. LUNGS CLEAR. NO EFFUSION. HEART NORMAL.",
                Language::English,
            ),
            (
                "Nombre: Lucía Peña. Hallazgos: el hígado es de tamaño normal, sin lesiones. La vesícula está sin cálculos. No hay líquido libre.",
                Language::Spanish,
            ),
            (
                "Compte rendu: le foie est de taille normale, sans lésion. Pas d'épanchement dans les culs-de-sac. Conclusion: examen normal.",
                Language::French,
            ),
            (
                "Befund: Die Leber ist nicht vergrößert, ohne Herd. Kein Erguss. Beurteilung: unauffällig, keine Raumforderung der Niere rechts.",
                Language::German,
            ),
            (
                "Referto: il fegato è di dimensioni normali, senza lesioni. Non si osservano versamenti nella pelvi.",
                Language::Italian,
            ),
            (
                "Laudo: o fígado tem dimensões normais, sem lesões. Não há líquido livre na pelve. Os rins são normais.",
                Language::Portuguese,
            ),
            (
                "Verslag: de lever is niet vergroot, zonder haard. Geen vocht. Conclusie: het onderzoek toont een normale nier.",
                Language::Dutch,
            ),
            (
                "Opis badania: wątroba nie jest powiększona, bez zmian. Wniosek: badanie w normie, nerki bez zastoju.",
                Language::Polish,
            ),
            (
                "Заключение: печень не увеличена, очаговых изменений нет.",
                Language::Unknown,
            ),
            (
                "Bulgular: Karaciğer boyutları normaldir, safra kesesinde taş izlenmedi. Böbreklerde genişleme \
                 saptanmadı, dalak doğaldır. Sonuç: bulgular olağan sınırlarda değerlendirilmiştir.",
                Language::Unknown,
            ),
            (
                "肝臓に異常なし。胸水なし。右腎に小結石を認める。",
                Language::Unknown,
            ),
        ] {
            assert_eq!(of(text), wanted, "{text}");
        }
    }

    #[test]
    fn an_english_head_over_a_foreign_body_is_no_english_report() {
        let head = "Name of the patient and date of the exam: this report is for the referring physician at this site. ".repeat(6);
        let body = "Hallazgos: el hígado es de tamaño normal y sin lesiones, los riñones sin cálculos para la edad de la paciente. ".repeat(4);
        assert_eq!(of(&format!("{head}\n{body}")), Language::Spanish);
    }

    #[test]
    fn names_and_terms_of_other_tongues_leave_a_report_english() {
        let text = "Mr. Juan de los Santos y del Valle was seen by Dr. van der Berg and Dr. El Masri. \
                    The cauda equina is normal. There is no mass en bloc, no coup de sabre, no nodule and no fracture.";
        assert_eq!(of(text), Language::English);
        assert_eq!(of(""), Language::English);
        assert_eq!(of("L4-5 12 mm; L5-S1 8 mm"), Language::English);
    }
}
