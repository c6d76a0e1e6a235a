//! How long the finder takes in a browser: `scripts/bench.sh` prints it. What is
//! held to here is that the work was done; a busy machine fails no test.
#![cfg(target_arch = "wasm32")]

use js_sys::Date;
use safelight::known::Known;
use safelight::policy::DateRule;
use safelight::text::Finder;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Reports that together fill more than two printed pages.
const REPORTS: &[&str] = &[
    include_str!("reports/r001.txt"),
    include_str!("reports/r002.txt"),
    include_str!("reports/r003.txt"),
    include_str!("reports/r004.txt"),
    include_str!("reports/r005.txt"),
    include_str!("reports/r006.txt"),
    include_str!("reports/r007.txt"),
    include_str!("reports/r008.txt"),
    include_str!("reports/r009.txt"),
    include_str!("reports/r010.txt"),
    include_str!("reports/r011.txt"),
    include_str!("reports/r012.txt"),
];

/// Bytes of a report that fills two printed pages.
const TWO_PAGES: usize = 6_000;
/// A text is quick: so many at once, for a clock of milliseconds.
const TOGETHER: u32 = 20;
/// Other work of the machine only slows: the best round counts.
const ROUNDS: u32 = 10;

#[wasm_bindgen_test]
fn a_report_of_two_pages_is_read_and_timed() {
    let finder = Finder::new(&Known::default(), DateRule::YearAndIntervals);
    let text: String = REPORTS.join("\n\n").chars().take(TWO_PAGES).collect();
    assert!(text.len() >= TWO_PAGES, "{}", text.len());

    let (first_ms, spans) = timed(|| finder.find("No acute findings.").len());
    assert_eq!(spans, 0);
    let pages_ms = (0..ROUNDS)
        .map(|_| {
            let (together_ms, spans) = timed(|| {
                let found = (0..TOGETHER).map(|_| finder.find(&text).len());
                found.min().unwrap_or_default()
            });
            assert!(spans > 20, "{spans}");
            together_ms / f64::from(TOGETHER)
        })
        .fold(f64::MAX, f64::min);

    console_log!("first text, lists read: {first_ms} ms; two pages: {pages_ms:.2} ms");
}

fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let started = Date::now();
    let done = work();
    (Date::now() - started, done)
}
