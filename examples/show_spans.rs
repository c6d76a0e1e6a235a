//! Prints every span of text reports with what found it: for work on the rules.
//!
//! usage: `cargo run --example show_spans FILE...`

use safelight::known::Known;
use safelight::policy::DateRule;
use safelight::text::Finder;

fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).expect("UTF-8 text");
        let known = Known::from_values(safelight::text::harvest(&text));
        for span in Finder::new(&known, DateRule::YearAndIntervals).find(&text) {
            println!(
                "{path}\t{}\t{}\t{}\t{}\t{:?}",
                span.start,
                span.end,
                span.detector,
                span.confidence,
                &text[span.start..span.end]
            );
        }
    }
}
