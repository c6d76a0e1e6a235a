//! Web addresses, network addresses, file paths and UIDs.

use super::found::{Found, What};
use super::lexicon::Flag;
use super::token::{Kind, Page, Shape};

/// Finds what names a place in a network or a file system.
pub fn find(page: &Page, found: &mut Vec<Found>) {
    let mut at = 0;
    while at < page.len() {
        let hit = match page.token(at).kind {
            Kind::Word if !goes_on(page, at) => user(page, at),
            Kind::Number if !goes_on(page, at) => None,
            Kind::Word => scheme(page, at)
                .or_else(|| host(page, at))
                .or_else(|| drive(page, at))
                .or_else(|| folder(page, at))
                .or_else(|| account(page, at))
                .or_else(|| colons(page, at))
                .or_else(|| user(page, at)),
            Kind::Number => dotted(page, at)
                .or_else(|| colons(page, at))
                .or_else(|| host(page, at)),
            Kind::Sign('\\') => share(page, at),
            Kind::Sign('/') => path(page, at),
            Kind::Sign(_) | Kind::LineEnd => None,
        };
        match hit {
            Some((end, what, detector)) if end > at => {
                let (start, stop) = (page.token(at).start, page.token(end.saturating_sub(1)).end);
                found.push(Found {
                    start,
                    end: stop,
                    what,
                    detector,
                    confidence: 95,
                });
                at = end;
            }
            _ => at += 1,
        }
    }
}

/// Every address and path goes on without a gap.
fn goes_on(page: &Page, at: usize) -> bool {
    page.is_glued(at + 1) && !page.is_line_end(at + 1) && page.sign(at + 1) != ','
}

/// How many tokens of a run are looked along for what makes it an address or
/// a path: a run can be as long as the text, and each quote may open one.
const REACH: usize = 64;

type Hit = Option<(usize, What, &'static str)>;

/// The end of a run of tokens without white space, closing punctuation left out.
fn run_end(page: &Page, at: usize) -> usize {
    run_end_within(page, at, page.len())
}

fn run_end_within(page: &Page, at: usize, limit: usize) -> usize {
    let mut end = at + 1;
    while end < limit.min(page.len())
        && page.is_glued(end)
        && !page.is_line_end(end)
        && !matches!(page.sign(end), '"' | '<' | '>' | '|')
    {
        end += 1;
    }
    while end > at + 1
        && matches!(
            page.sign(end - 1),
            '.' | ',' | ';' | ':' | ')' | ']' | '}' | '\'' | '!' | '?'
        )
    {
        end -= 1;
    }
    end
}

/// `https://`, `ftp://`, `www.`, `mailto:`, `dicom://`.
fn scheme(page: &Page, at: usize) -> Hit {
    let with_slashes = page.is_sign(at + 1, ':')
        && page.is_sign(at + 2, '/')
        && page.is_sign(at + 3, '/')
        && page.is_glued(at + 1);
    let www = page.low(at) == "www"
        && page.is_sign(at + 1, '.')
        && page.is_glued(at + 1)
        && page.is_word(at + 2);
    (with_slashes || www).then(|| (run_end(page, at), What::Url, "web-address"))
}

const TOP_LEVEL: [&str; 24] = [
    "com", "org", "net", "edu", "gov", "mil", "info", "biz", "io", "health", "care", "us", "uk",
    "ca", "de", "fr", "au", "local", "internal", "lan", "example", "test", "app", "dev",
];

/// `portal.hospital.org/path`: a domain without a scheme.
fn host(page: &Page, at: usize) -> Hit {
    if at > 0 && page.is_glued(at) && matches!(page.sign(at - 1), '.' | '@' | '-') {
        return None;
    }
    let mut end = at + 1;
    let mut top = None;
    for _ in 0..12 {
        let joins = matches!(page.sign(end), '.' | '-')
            && page.is_glued(end)
            && page.is_glued(end + 1)
            && (page.is_word(end + 1) || page.is_number(end + 1));
        if joins {
            if page.is_sign(end, '.')
                && page.is_word(end + 1)
                && TOP_LEVEL.contains(&page.low(end + 1))
            {
                top = Some(end + 2);
            }
            end += 2;
        } else if page.is_glued(end) && (page.is_word(end) || page.is_number(end)) {
            end += 1;
        } else {
            break;
        }
    }
    let top = top?;
    // `cm.De novo`: a sentence that ends without a space is no host.
    let capital = page.is_capital(top - 1) && !page.is_capital(at);
    if capital
        || (matches!(
            page.low(top - 1),
            "de" | "us" | "care" | "test" | "health" | "ca"
        ) && top == at + 3
            && !page.is_sign(top, '/'))
    {
        return None;
    }
    let slash = page.is_sign(top, '/') && page.is_glued(top)
        || page.is_sign(top, ':')
            && page.is_glued(top)
            && page.is_number(top + 1)
            && page.is_glued(top + 1);
    Some((
        if slash { run_end(page, at) } else { top },
        What::Url,
        "host-name",
    ))
}

/// `C:\scans\smith.dcm`.
fn drive(page: &Page, at: usize) -> Hit {
    let token = page.token(at);
    let is_drive = token.end - token.start == 1
        && page.is_sign(at + 1, ':')
        && page.is_glued(at + 1)
        && matches!(page.sign(at + 2), '\\' | '/')
        && page.is_glued(at + 2)
        && (page.is_word(at + 3) || page.is_number(at + 3))
        && page.is_glued(at + 3);
    is_drive.then(|| (run_end(page, at), What::Id, "file-path"))
}

/// `\\server\share\file`.
fn share(page: &Page, at: usize) -> Hit {
    let is_share = page.is_sign(at + 1, '\\')
        && page.is_glued(at + 1)
        && page.is_word(at + 2)
        && page.is_glued(at + 2);
    is_share.then(|| (run_end(page, at), What::Id, "file-path"))
}

/// `/mnt/pacs/incoming/smith`: three parts or more, at the start of a run.
fn path(page: &Page, at: usize) -> Hit {
    if at > 0 && page.is_glued(at) && !is_opening(page, at - 1) {
        return None;
    }
    let near = at..run_end_within(page, at, at + REACH);
    let slashes = near.filter(|&place| page.is_sign(place, '/')).count();
    (slashes >= 3 && page.is_word(at + 1) && page.is_glued(at + 1))
        .then(|| (run_end(page, at), What::Id, "file-path"))
}

/// A quote, a bracket or a sign of equality before a value.
fn is_opening(page: &Page, at: usize) -> bool {
    matches!(
        page.sign(at),
        '"' | '\'' | '(' | '[' | '=' | '<' | '>' | '|' | ','
    )
}

/// `pmct/2019/0662_pritchard`: parts between slashes, with digits and an
/// underscore or a long number.
fn folder(page: &Page, at: usize) -> Hit {
    if at > 0 && page.is_glued(at) && !is_opening(page, at - 1) && !page.is_sign(at - 1, '/') {
        return None;
    }
    if !page.is_sign(at + 1, '/') || !page.is_glued(at + 1) {
        return None;
    }
    let near = at..run_end_within(page, at, at + REACH);
    let slashes = near
        .clone()
        .filter(|&place| page.is_sign(place, '/'))
        .count();
    let underscore = near.clone().any(|place| page.is_sign(place, '_'));
    let number = near.clone().any(|place| page.digits(place) >= 4);
    (slashes >= 2 && underscore && number).then(|| (run_end(page, at), What::Id, "file-path"))
}

/// `BPLAINS\CHASEJ`: a domain and a user.
///
/// `\n`, `\T\`, `\.br\` are marks of an interface.
fn account(page: &Page, at: usize) -> Hit {
    let is_account = page.is_sign(at + 1, '\\')
        && page.is_glued(at + 1)
        && page.is_word(at + 2)
        && page.is_glued(at + 2)
        && page.token(at).shape == Shape::Upper
        && page.low(at + 2).len() >= 3
        && !page.raw(at + 2).starts_with(['n', 'r', 't'])
        && !(at > 0 && page.is_glued(at) && page.sign(at - 1) == '\\');
    is_account.then(|| (run_end(page, at), What::Id, "account"))
}

/// IPv4 addresses and UIDs (PS3.5 §9.1).
fn dotted(page: &Page, at: usize) -> Hit {
    if at > 0 && page.is_glued(at) && (page.is_sign(at - 1, '.') || page.is_word(at - 1)) {
        return None;
    }
    let mut parts = 1;
    let mut end = at + 1;
    while page.is_sign(end, '.')
        && page.is_glued(end)
        && page.is_number(end + 1)
        && page.is_glued(end + 1)
    {
        parts += 1;
        end += 2;
    }
    let length = page.token(end - 1).end - page.token(at).start;
    if parts == 4
        && (0..4).all(|part| page.value(at + part * 2).is_some_and(|value| value <= 255))
        && length >= 7
    {
        let software = (1..=5).any(|step| {
            matches!(
                page.low(at.wrapping_sub(step)),
                "version" | "v" | "software" | "release" | "firmware" | "build"
            )
        });
        // `NordicICE 4.2.0.1`: no network of a hospital begins so low.
        let asked = (1..=4).any(|step| {
            matches!(
                page.low(at.wrapping_sub(step)),
                "ip" | "address" | "host" | "node" | "from" | "addr" | "server" | "via"
            )
        });
        let software = software || !asked && page.value(at).is_some_and(|first| first < 10);
        let port = page.is_sign(end, ':') && page.is_glued(end) && page.is_number(end + 1);
        return (!software).then_some((if port { end + 2 } else { end }, What::Ip, "ip-address"));
    }
    let is_uid = parts >= 4 && length >= 12
        || parts >= 3 && matches!(page.low(at), "1" | "2") && length >= 12;
    is_uid.then_some((end, What::Id, "uid"))
}

/// Letters and signs of the longest address of IPv6.
const LONGEST_ADDRESS: usize = 45;

/// IPv6 and MAC addresses: groups of hexadecimal digits between colons.
fn colons(page: &Page, at: usize) -> Hit {
    if at > 0 && page.is_glued(at) && !is_opening(page, at - 1) {
        return None;
    }
    let end = run_end_within(page, at, at + REACH);
    let text = page.slice(page.token(at).start, page.token(end - 1).end);
    if text.len() > LONGEST_ADDRESS
        || !text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'-'))
    {
        return None;
    }
    let mac = |separator: char| {
        let mut groups = text.split(separator);
        text.len() == 17 && groups.clone().count() == 6 && groups.all(|group| group.len() == 2)
    };
    if mac(':') || mac('-') {
        return Some((end, What::Ip, "mac-address"));
    }
    let groups = text.split(':').count();
    let v6 = !text.contains('-')
        && (groups == 8 || groups >= 3 && text.contains("::"))
        && text.split(':').all(|group| group.len() <= 4);
    (v6 && text.len() >= 6).then_some((end, What::Ip, "ip-address"))
}

/// `Printed 03/02/2021 14:10 by jmoreno`: whom the machine names is an account,
/// one word that no dictionary has.
fn user(page: &Page, at: usize) -> Hit {
    let by = if page.is_line_end(at.wrapping_sub(1)) {
        at.wrapping_sub(2)
    } else {
        at.wrapping_sub(1)
    };
    if page.low(by) != "by" {
        return None;
    }
    let entry = page.token(at).entry;
    let one_word = page.low(at).len() >= 3
        && matches!(page.token(at).shape, Shape::Lower | Shape::Upper)
        && (entry.is_unknown() || entry.word() == 0)
        && !page.has(at, Flag::Stop)
        && (!page.is_word(at + 1)
            || page.gap(at + 1) > 1
            || page.has(at + 1, Flag::Month)
            || page.token(at).shape == Shape::Lower && page.is_capital(at + 1));
    let printed = (2..=14)
        .map_while(|step| at.checked_sub(step))
        .any(|place| {
            matches!(
                page.low(place),
                "printed"
                    | "exported"
                    | "accessed"
                    | "downloaded"
                    | "uploaded"
                    | "viewed"
                    | "opened"
                    | "generated"
                    | "created"
                    | "modified"
                    | "edited"
                    | "faxed"
                    | "logged"
                    | "released"
                    | "queried"
            )
        });
    let mut end = at + 1;
    while page.is_glued(end) && (page.is_number(end) || page.is_word(end) || page.is_sign(end, '_'))
    {
        end += 1;
    }
    (one_word && printed).then_some((end, What::Id, "user-name"))
}
