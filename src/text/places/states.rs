//! States of the USA as they were shortened before they had codes.

/// Without their full stops, in alphabetical order.
#[rustfmt::skip]
const SHORTENED: &[&str] = &[
    "ala", "ariz", "ark", "cal", "calif", "colo", "conn", "del", "fla", "ga", "ida", "ill", "ind", "kan",
    "kans", "ky", "la", "mass", "md", "mich", "minn", "miss", "mo", "mont", "neb", "nebr", "nev", "okla", "ore",
    "pa", "penn", "penna", "tenn", "tex", "va", "vt", "wash", "wis", "wisc", "wyo",
];

/// `Mass` of `Mass.`, `Penna` of `Penna.`, in small letters.
pub(super) fn is_shortened_state(word: &str) -> bool {
    SHORTENED.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_states_are_known_and_in_order() {
        assert!(SHORTENED.is_sorted_by(|one, next| one < next));
        assert!(is_shortened_state("penna") && !is_shortened_state("ma"));
    }
}
