//! Names of organisations behind another name, or behind what is said about
//! work and school.

use crate::text::found::Found;
use crate::text::lexicon::Flag;
use crate::text::token::{LineCase, Page, Shape};

use super::ordinary::is_report_word;
use super::push;

/// `Riverside Tire & Lube`: capitals around an ampersand.
pub(super) fn joined(page: &Page, at: usize, done: usize, found: &mut Vec<Found>) -> Option<usize> {
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
    // `Greulich & Pyle`
    let method = words.iter().all(|&place| page.has(place, Flag::Eponym));
    if first >= at || method || technical || !distinct || words.len() < 2 {
        return None;
    }
    push(page, first, end, "company", found);
    Some(end)
}

/// `works at Riverside Tire`, `teacher at`, `employed by`, `attends`.
pub(super) fn work(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
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
            works(near(1))
                && !(word == "with"
                    && !matches!(near(1), "employed" | "job" | "works" | "working" | "career"))
        }
        "by" => near(1) == "employed",
        _ => false,
    };
    if let Some(end) = plain_work(page, at, found) {
        return Some(end);
    }
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
        let number = page.is_number(end)
            && end > first
            && page.digits(end) <= 4
            && page.gap(end) <= 1
            && !page.has(end + 1, Flag::Unit);
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

/// `(lucky star nails in the plaza`, `, white dove cleaners,`: in small letters
/// a shop by its kind, with its name between signs.
pub(super) fn shop(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    let kind = matches!(
        page.low(at),
        "cleaners"
            | "nails"
            | "bakery"
            | "diner"
            | "motors"
            | "roofing"
            | "plumbing"
            | "cannery"
            | "fisheries"
            | "farms"
            | "foods"
            | "market"
            | "grocery"
            | "salon"
            | "towing"
            | "trucking"
            | "landscaping"
            | "construction"
            | "logistics"
            | "cafe"
            | "grill"
            | "florist"
            | "laundry"
            | "lumber"
            | "sawmill"
            | "brewery"
            | "winery"
            | "orchards"
            | "dairy"
            | "masonry"
            | "drywall"
            | "concrete"
            | "transit"
            | "freight"
            | "slate"
            | "taqueria"
            | "creamery"
            | "hardware"
            | "movers"
    );
    if !kind || page.is_capital(at) {
        return None;
    }
    let mut first = at;
    while first > 0 && at - first < 4 {
        let entry = page.token(first - 1).entry;
        let own = page.is_word(first - 1)
            && page.gap(first) <= 1
            && !entry.has(Flag::Stop)
            && !entry.has(Flag::Study)
            && !(entry.is_clinical() && entry.given().max(entry.family()) < 2)
            && !entry.has(Flag::PersonVerb)
            && !page.is_capital(first - 1);
        if !own {
            break;
        }
        first -= 1;
    }
    let plain = page.case(at) == LineCase::Lower;
    let opens = plain && matches!(page.sign(first.wrapping_sub(1)), '(' | ',')
        || matches!(
            page.low(first.wrapping_sub(1)),
            "at" | "w" | "from" | "for" | "with"
        );
    let closes = !page.is_word(at + 1) || page.has(at + 1, Flag::Stop);
    if first == at || at - first > 3 || !opens || !closes {
        return None;
    }
    push(page, first, at + 1, "company", found);
    Some(at + 1)
}

/// `bakes for kolob bread`, `works the counter at mudgys`, `DRIVES FOR SUFFOLK
/// PARATRANSIT`: where somebody works, in lines whose letters tell nothing.
fn plain_work(page: &Page, at: usize, found: &mut Vec<Found>) -> Option<usize> {
    if page.case(at) == LineCase::Mixed
        || !matches!(page.low(at), "at" | "for" | "with" | "w" | "employer")
    {
        return None;
    }
    let works = page.low(at) == "employer"
        || (1..=5)
            .take_while(|&step| page.is_word(at.wrapping_sub(step)))
            .any(|step| {
                matches!(
                    page.low(at.wrapping_sub(step)),
                    "works"
                        | "worked"
                        | "working"
                        | "work"
                        | "drives"
                        | "drove"
                        | "bakes"
                        | "cooks"
                        | "employed"
                        | "packs"
                        | "sold"
                        | "sells"
                        | "teaches"
                        | "welds"
                        | "roofer"
                        | "trucker"
                        | "driver"
                        | "roofs"
                        | "lays"
                        | "hauls"
                        | "logs"
                        | "welder"
                        | "mechanic"
                        | "cashier"
                        | "janitor"
                        | "foreman"
                        | "riveter"
                        | "machinist"
                        | "laborer"
                        | "carpenter"
                        | "electrician"
                        | "plumber"
                        | "cook"
                        | "baker"
                        | "waitress"
                        | "shucks"
                        | "mines"
                        | "mined"
                        | "cleans"
                )
            });
    if !works {
        return None;
    }
    let first = at + if page.low(at + 1) == "the" { 2 } else { 1 };
    let mut end = first;
    let mut rare = 0;
    while end < first + 5 && page.gap(end) <= 1 {
        let entry = page.token(end).entry;
        if page.is_sign(end, '&') && end > first {
            end += 1;
            continue;
        }
        let word = page.is_word(end)
            && !entry.has(Flag::Stop)
            && !entry.has(Flag::PersonVerb)
            && !entry.has(Flag::Weekday)
            && !entry.has(Flag::Month)
            && !entry.has(Flag::Unit)
            && !entry.has(Flag::Study)
            && !entry.has(Flag::Title)
            && !page.is_label(end);
        if !word {
            break;
        }
        rare += usize::from(entry.word() < 2 && !entry.is_clinical() && entry.given() < 2);
        end += 1;
    }
    if rare == 0 {
        return None;
    }
    push(page, first, end, "employer", found);
    Some(end)
}
