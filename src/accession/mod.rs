//! The accession list: reading it, and saying what of it is in the drop.

mod list;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::sensitive::Sensitive;

pub use list::{AccessionList, list_of, read_list};

/// How two spellings of one accession number are compared: without case, outer
/// blanks and, for plain numbers, leading zeros.
#[must_use]
pub fn comparable(accession_number: &str) -> String {
    let upper = accession_number.trim().to_uppercase();
    if upper.chars().all(|letter| letter.is_ascii_digit()) {
        let stripped = upper.trim_start_matches('0');
        if !stripped.is_empty() {
            return stripped.to_owned();
        }
    }
    upper
}

/// Whether the studies of one accession number are in the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccessionState {
    /// Every file of it that was in the drop is in the output, and as many as
    /// its headers announce.
    Found,
    /// Some of it is in the output, some is withheld or was never there.
    Partial,
    /// On the list, nothing of it is in the output.
    Missing,
    /// In the drop and not on the list.
    NotOnList,
}

/// One row of the completeness table. Names no accession number: the row of the
/// list and the code that stands in the output do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessionRow {
    /// Row of the person's list, from 1. `None`: not on the list.
    pub list_row: Option<u32>,
    /// The code in the output. `None`: nothing of it is in the drop.
    pub code: Option<String>,
    /// State.
    pub state: AccessionState,
    /// Series of it in the output.
    pub series: u32,
    /// Instances of it in the output.
    pub instances: u32,
    /// Instances of it that were in the drop and are not in the output.
    pub withheld: u32,
    /// Instances that its headers announce beyond those in the drop.
    pub not_in_drop: u32,
    /// Series that its headers announce beyond those in the drop.
    pub series_not_in_drop: u32,
}

/// What the run knows about the instances of one accession number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccessionCounts {
    /// The code in the output.
    pub code: String,
    /// Distinct series in the output.
    pub series_out: BTreeSet<Sensitive<String>>,
    /// Instances in the output.
    pub instances_out: u32,
    /// Instances withheld.
    pub withheld: u32,
    /// Announced instances by study (0020,1208), the largest seen.
    pub announced: BTreeMap<Sensitive<String>, u32>,
    /// Announced series by study (0020,1206), the largest seen.
    pub announced_series: BTreeMap<Sensitive<String>, u32>,
    /// Announced instances by series (0020,1209), the largest seen.
    pub announced_in_series: BTreeMap<Sensitive<String>, u32>,
    /// Instances in the drop by series, written or withheld.
    pub in_series: BTreeMap<Sensitive<String>, u32>,
}

/// Compares the list with what is in the drop.
///
/// `present` is keyed by the accession number as it stands in the headers;
/// instances without one are under the empty key and are left out of the table
/// unless a list was given.
#[must_use]
pub fn completeness(
    list: Option<&[Sensitive<String>]>,
    present: &BTreeMap<Sensitive<String>, AccessionCounts>,
) -> Vec<AccessionRow> {
    let mut rows = Vec::new();
    for (place, wanted) in list.unwrap_or_default().iter().enumerate() {
        // `417` is `0417` unless the drop has both.
        let alike = comparable(wanted.expose());
        let mut spelt = present.iter();
        let found = spelt
            .find(|(number, _)| number.expose().eq_ignore_ascii_case(wanted.expose().trim()))
            .or_else(|| {
                let mut spelt = present.iter();
                spelt.find(|(number, _)| comparable(number.expose()) == alike)
            });
        let list_row = u32::try_from(place + 1).ok();
        rows.push(row_of(list_row, found.map(|(_, counts)| counts)));
    }
    for number in not_on_list(list, present) {
        rows.push(row_of(None, present.get(&number)));
    }
    rows
}

/// The accession numbers of the drop that a given list does not name.
#[must_use]
pub fn not_on_list(
    list: Option<&[Sensitive<String>]>,
    present: &BTreeMap<Sensitive<String>, AccessionCounts>,
) -> Vec<Sensitive<String>> {
    let Some(list) = list else { return Vec::new() };
    let listed: BTreeSet<String> = list
        .iter()
        .map(|number| comparable(number.expose()))
        .collect();
    present
        .keys()
        .filter(|number| !listed.contains(&comparable(number.expose())))
        .cloned()
        .collect()
}

fn row_of(list_row: Option<u32>, counts: Option<&AccessionCounts>) -> AccessionRow {
    let Some(counts) = counts else {
        return AccessionRow {
            list_row,
            code: None,
            state: AccessionState::Missing,
            series: 0,
            instances: 0,
            withheld: 0,
            not_in_drop: 0,
            series_not_in_drop: 0,
        };
    };
    let sum = |announced: &BTreeMap<Sensitive<String>, u32>| {
        let counts = announced.values();
        counts.fold(0_u32, |sum, count| sum.saturating_add(*count))
    };
    let in_drop = counts.instances_out.saturating_add(counts.withheld);
    let of_studies = sum(&counts.announced).saturating_sub(in_drop);
    let of_series = counts
        .announced_in_series
        .iter()
        .fold(0_u32, |sum, (series, announced)| {
            let found = counts.in_series.get(series).copied().unwrap_or_default();
            sum.saturating_add(announced.saturating_sub(found))
        });
    let not_in_drop = of_studies.max(of_series);
    let series_in_drop = u32::try_from(counts.in_series.len()).unwrap_or(u32::MAX);
    let series_not_in_drop = sum(&counts.announced_series).saturating_sub(series_in_drop);
    let state = match (list_row, counts.instances_out) {
        (None, _) => AccessionState::NotOnList,
        (Some(_), 0) => AccessionState::Missing,
        (Some(_), _) if counts.withheld > 0 || not_in_drop > 0 || series_not_in_drop > 0 => {
            AccessionState::Partial
        }
        (Some(_), _) => AccessionState::Found,
    };
    AccessionRow {
        list_row,
        code: (!counts.code.is_empty()).then(|| counts.code.clone()),
        state,
        series: u32::try_from(counts.series_out.len()).unwrap_or(u32::MAX),
        instances: counts.instances_out,
        withheld: counts.withheld,
        not_in_drop,
        series_not_in_drop,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn found_partial_missing_and_unlisted_are_told_apart() {
        let counts = |out: u32, withheld: u32, announced: u32| AccessionCounts {
            code: format!("AC{out}{withheld}"),
            series_out: (0..out)
                .map(|n| Sensitive::from(format!("1.2.{n}")))
                .collect(),
            instances_out: out,
            withheld,
            announced: BTreeMap::from([(Sensitive::from("1.2"), announced)]),
            ..AccessionCounts::default()
        };
        let present = BTreeMap::from([
            (Sensitive::from("0417"), counts(2, 0, 0)),
            (Sensitive::from("ZQ-2"), counts(1, 1, 0)),
            (Sensitive::from("ZQ-3"), counts(0, 3, 0)),
            (Sensitive::from("ZQ-4"), counts(4, 0, 0)),
            (Sensitive::from("ZQ-6"), counts(4, 0, 9)),
        ]);
        let list = read_list("417\nzq-2\nZQ-3\nZQ-5\nZQ-6").numbers;
        let rows = completeness(Some(&list), &present);
        let states: Vec<_> = rows.iter().map(|row| row.state).collect();
        use AccessionState::{Found, Missing, NotOnList, Partial};
        assert_eq!(
            states,
            [Found, Partial, Missing, Missing, Partial, NotOnList]
        );
        assert_eq!(
            rows.last().map(|row| (row.list_row, row.instances)),
            Some((None, 4))
        );
        assert_eq!(rows.get(4).map(|row| row.not_in_drop), Some(5));
        assert!(completeness(None, &present).is_empty());
    }

    #[test]
    fn what_headers_announce_and_the_drop_lacks_is_counted_by_study_and_series() {
        let key = |text: &str| Sensitive::from(text);
        let counts = |series: u32, in_series: u32| AccessionCounts {
            instances_out: 3,
            announced_series: BTreeMap::from([(key("1.2"), series)]),
            announced_in_series: BTreeMap::from([(key("1.2.1"), in_series)]),
            in_series: BTreeMap::from([(key("1.2.1"), 3)]),
            ..AccessionCounts::default()
        };
        let row = |series, in_series| row_of(Some(1), Some(&counts(series, in_series)));
        assert_eq!(row(1, 3).state, AccessionState::Found);
        assert_eq!(
            (row(1, 5).state, row(1, 5).not_in_drop),
            (AccessionState::Partial, 2)
        );
        assert_eq!(
            (row(4, 3).state, row(4, 3).series_not_in_drop),
            (AccessionState::Partial, 3)
        );
    }

    #[test]
    fn a_number_with_and_one_without_leading_zeros_are_two_if_the_drop_has_both() {
        let counts = |code: &str| AccessionCounts {
            code: code.to_owned(),
            instances_out: 1,
            ..AccessionCounts::default()
        };
        let present = BTreeMap::from([
            (Sensitive::from("00417"), counts("ZEROS")),
            (Sensitive::from("417"), counts("PLAIN")),
        ]);
        let list = read_list("417\n00417").numbers;
        let codes: Vec<_> = completeness(Some(&list), &present)
            .into_iter()
            .map(|row| row.code)
            .collect();
        assert_eq!(
            codes,
            [Some(String::from("PLAIN")), Some(String::from("ZEROS"))]
        );
    }
}
