//! The random tables of a run: UIDs, pseudonyms, made-up names, day offsets.
//!
//! Nothing here is derived from an original value (45 CFR 164.514(c)(1)): a
//! ChaCha20 stream, seeded by the door with 32 random bytes, fills the tables
//! in the order in which values are entered. The same seed and the same order
//! give the same tables, which tests use.

pub mod made_up;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde::{Deserialize, Serialize};

use crate::sensitive::Sensitive;

/// Original → replacement, for one drop.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tables {
    uids: BTreeMap<Sensitive<String>, String>,
    patients: BTreeMap<Sensitive<String>, PatientCodes>,
    accessions: BTreeMap<Sensitive<String>, String>,
    studies: BTreeMap<Sensitive<String>, String>,
    names: BTreeMap<Sensitive<String>, String>,
}

/// What replaces one patient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PatientCodes {
    /// Random pseudonym, used as PatientName and PatientID: `SL-` and eight
    /// letters and digits.
    pub pseudonym: String,
    /// Days by which the research preset moves this patient's dates: -3650 to -365.
    pub offset_days: i32,
}

/// Fills [`Tables`]. Lives only while the plan is made.
pub struct TableWriter {
    random: ChaCha20Rng,
    tables: Tables,
    earlier: Tables,
    used: BTreeSet<String>,
}

/// Letters and digits that are not mistaken for each other when read aloud.
const TOKEN_ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

impl TableWriter {
    /// Starts empty tables from 32 random bytes.
    #[must_use]
    pub fn new(seed: [u8; 32]) -> Self {
        Self::after(Tables::default(), seed)
    }

    /// Starts empty tables that go on with those of earlier runs: an original
    /// that was replaced before gets the same replacement.
    #[must_use]
    pub fn after(earlier: Tables, seed: [u8; 32]) -> Self {
        let codes = earlier
            .uids()
            .chain(earlier.accessions())
            .chain(earlier.studies())
            .map(|(_, code)| code);
        let patients = earlier
            .patients()
            .map(|(_, codes)| codes.pseudonym.as_str());
        // A token is remembered without the letters that stand before it.
        let names = earlier.names().map(|(_, name)| name);
        let used = codes
            .chain(patients)
            .chain(names)
            .map(|code| code.trim_start_matches("SL-"))
            .flat_map(|code| [Some(code), code.get(2..)])
            .flatten()
            .map(str::to_owned)
            .collect();
        Self {
            random: ChaCha20Rng::from_seed(seed),
            tables: Tables::default(),
            used,
            earlier,
        }
    }

    /// Enters a UID. Entering it again changes nothing.
    pub fn enter_uid(&mut self, original: &str) {
        let key = Sensitive::from(original);
        if !self.tables.uids.contains_key(&key) {
            let earlier = self.earlier.uids.get(&key).cloned();
            let replacement = earlier.unwrap_or_else(|| self.fresh_uid());
            self.tables.uids.insert(key, replacement);
        }
    }

    /// Enters a patient by the key that the survey gave.
    pub fn enter_patient(&mut self, patient_key: &str) {
        let key = Sensitive::from(patient_key);
        if !self.tables.patients.contains_key(&key) {
            let earlier = self.earlier.patients.get(&key).cloned();
            let codes = earlier.unwrap_or_else(|| PatientCodes {
                pseudonym: format!("SL-{}", self.fresh_token(8)),
                offset_days: -365 - i32::try_from(self.random.next_u32() % 3286).unwrap_or(0),
            });
            self.tables.patients.insert(key, codes);
        }
    }

    /// Enters an accession number.
    pub fn enter_accession(&mut self, accession_number: &str) {
        let key = Sensitive::from(accession_number);
        if !self.tables.accessions.contains_key(&key) {
            let earlier = self.earlier.accessions.get(&key).cloned();
            let token = earlier.unwrap_or_else(|| format!("AC{}", self.fresh_token(10)));
            self.tables.accessions.insert(key, token);
        }
    }

    /// Enters a study by its UID; its code becomes StudyID.
    pub fn enter_study(&mut self, study_instance_uid: &str) {
        let key = Sensitive::from(study_instance_uid);
        if !self.tables.studies.contains_key(&key) {
            let earlier = self.earlier.studies.get(&key).cloned();
            let token = earlier.unwrap_or_else(|| format!("ST{}", self.fresh_token(6)));
            self.tables.studies.insert(key, token);
        }
    }

    /// A UID of PS3.5 B.2 form, `2.25.` and 128 random bits, not given before.
    pub fn fresh_uid(&mut self) -> String {
        loop {
            let high = u128::from(self.random.next_u64());
            let low = u128::from(self.random.next_u64());
            let uid = format!("2.25.{}", high << 64 | low);
            if self.used.insert(uid.clone()) {
                return uid;
            }
        }
    }

    /// A random token of letters and digits, not given before.
    pub fn fresh_token(&mut self, length: usize) -> String {
        loop {
            let token: String = (0..length)
                .map(|_| {
                    let place = self.random.next_u32() as usize % TOKEN_ALPHABET.len();
                    char::from(TOKEN_ALPHABET.get(place).copied().unwrap_or(b'X'))
                })
                .collect();
            if self.used.insert(token.clone()) {
                return token;
            }
        }
    }

    /// Thirty-two bytes that no value was made from.
    pub fn fresh_key(&mut self) -> [u8; 32] {
        let mut key = [0; 32];
        self.random.fill_bytes(&mut key);
        key
    }

    /// Sixteen random bytes for a number that identifies nothing but itself.
    pub fn fresh_id(&mut self) -> [u8; 16] {
        let mut id = [0; 16];
        self.random.fill_bytes(&mut id);
        id
    }

    /// The code of a study that was entered.
    #[must_use]
    pub fn study(&self, study_instance_uid: &str) -> Option<&str> {
        self.tables.study(study_instance_uid)
    }

    /// The finished tables.
    #[must_use]
    pub fn finish(self) -> Tables {
        self.tables
    }
}

impl Tables {
    /// The replacement of a UID.
    #[must_use]
    pub fn uid(&self, original: &str) -> Option<&str> {
        self.uids
            .get(&Sensitive::from(original))
            .map(String::as_str)
    }

    /// The codes of a patient.
    #[must_use]
    pub fn patient(&self, patient_key: &str) -> Option<&PatientCodes> {
        self.patients.get(&Sensitive::from(patient_key))
    }

    /// The replacement of an accession number.
    #[must_use]
    pub fn accession(&self, accession_number: &str) -> Option<&str> {
        self.accessions
            .get(&Sensitive::from(accession_number))
            .map(String::as_str)
    }

    /// The code of a study.
    #[must_use]
    pub fn study(&self, study_instance_uid: &str) -> Option<&str> {
        self.studies
            .get(&Sensitive::from(study_instance_uid))
            .map(String::as_str)
    }

    /// All words of names, each with its made-up one.
    pub fn names(&self) -> impl Iterator<Item = (&Sensitive<String>, &str)> {
        self.names
            .iter()
            .map(|(original, name)| (original, name.as_str()))
    }

    /// All patients, key and codes.
    pub fn patients(&self) -> impl Iterator<Item = (&Sensitive<String>, &PatientCodes)> {
        self.patients.iter()
    }

    /// All studies, original UID and code.
    pub fn studies(&self) -> impl Iterator<Item = (&Sensitive<String>, &str)> {
        self.studies
            .iter()
            .map(|(original, replacement)| (original, replacement.as_str()))
    }

    /// These tables and the rows of others; where both have one, the other's.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        let mut both = self.clone();
        both.uids.extend(others.uids.clone());
        both.patients.extend(others.patients.clone());
        both.accessions.extend(others.accessions.clone());
        both.studies.extend(others.studies.clone());
        both.names.extend(others.names.clone());
        both
    }

    /// Puts a row of an earlier run in.
    pub fn put_uid(&mut self, original: Sensitive<String>, replacement: String) {
        self.uids.insert(original, replacement);
    }

    /// Puts a row of an earlier run in.
    pub fn put_patient(&mut self, original: Sensitive<String>, codes: PatientCodes) {
        self.patients.insert(original, codes);
    }

    /// Puts a row of an earlier run in.
    pub fn put_accession(&mut self, original: Sensitive<String>, replacement: String) {
        self.accessions.insert(original, replacement);
    }

    /// Puts a row of an earlier run in.
    pub fn put_study(&mut self, original: Sensitive<String>, replacement: String) {
        self.studies.insert(original, replacement);
    }

    /// Puts a row of an earlier run in.
    pub fn put_name(&mut self, original: Sensitive<String>, name: String) {
        self.names.insert(original, name);
    }

    /// All accession numbers, original and replacement.
    pub fn accessions(&self) -> impl Iterator<Item = (&Sensitive<String>, &str)> {
        self.accessions
            .iter()
            .map(|(original, replacement)| (original, replacement.as_str()))
    }

    /// All UIDs, original and replacement. For `--map` and the verifier.
    pub fn uids(&self) -> impl Iterator<Item = (&Sensitive<String>, &str)> {
        self.uids
            .iter()
            .map(|(original, replacement)| (original, replacement.as_str()))
    }
}

/// Whether a text has the form of [`TableWriter::fresh_uid`].
#[must_use]
pub fn is_fresh_uid(text: &str) -> bool {
    text.strip_prefix("2.25.").is_some_and(|digits| {
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        plain && digits.parse::<u128>().is_ok() && (digits == "0" || !digits.starts_with('0'))
    })
}

/// Whether a text is letters and a token of [`TableWriter::fresh_token`].
#[must_use]
pub fn is_fresh_token(text: &str, letters: &str, length: usize) -> bool {
    text.strip_prefix(letters).is_some_and(|token| {
        token.len() == length && token.bytes().all(|byte| TOKEN_ALPHABET.contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_original_has_one_replacement_and_two_have_two() {
        let mut writer = TableWriter::new([7; 32]);
        for uid in ["1.2.3", "1.2.3", "1.2.4"] {
            writer.enter_uid(uid);
        }
        let tables = writer.finish();
        assert_eq!(tables.uids().count(), 2);
        assert_ne!(tables.uid("1.2.3"), tables.uid("1.2.4"));
        assert!(
            tables
                .uids()
                .all(|(_, new)| new.starts_with("2.25.") && new.len() <= 64)
        );
    }

    #[test]
    fn another_seed_gives_other_codes_for_the_same_values() {
        let codes = |seed| {
            let mut writer = TableWriter::new([seed; 32]);
            writer.enter_patient("QUILLFEATHER");
            writer
                .finish()
                .patient("QUILLFEATHER")
                .cloned()
                .map(|codes| codes.pseudonym)
        };
        assert_eq!(codes(1), codes(1));
        assert_ne!(codes(1), codes(2));
    }
}
