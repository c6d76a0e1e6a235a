//! The text that a browser shows of HTML or XHTML.

use super::letters::plain_letters;

/// What is shown, and what stands in places that are not.
#[derive(Default)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) hidden: Vec<String>,
}

/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "br",
    "li",
    "ul",
    "ol",
    "tr",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "header",
    "footer",
    "pre",
    "hr",
    "dt",
    "dd",
    "dl",
    "blockquote",
    "caption",
    "body",
    "html",
    "thead",
    "tbody",
    "main",
    "address",
];

/// Elements whose content is not shown.
const UNSEEN: &[&str] = &[
    "script", "style", "head", "title", "template", "noscript", "object",
];

/// Attributes that hold words.
const WORDED: &[&str] = &[
    "alt", "title", "content", "value", "href", "src", "id", "name",
];

/// Elements that have no end.
const VOID: &[&str] = &["br", "hr", "img", "input", "meta", "link", "col", "wbr"];

/// Reads markup without its rules: no entity is resolved but letters, nothing
/// can stop it.
pub(super) fn shown(markup: &str) -> Shown {
    let mut shown = Shown::default();
    let mut rest = markup;
    // The unseen element that is open, and how many of its name stand in it.
    let mut unseen: Option<(String, usize)> = None;
    let mut pre = 0_usize;
    while let Some((before, behind)) = rest.split_once('<') {
        shown.push(before, unseen.is_some(), pre > 0);
        if let Some(comment) = behind.strip_prefix("!--") {
            let (text, after) = comment.split_once("-->").unwrap_or((comment, ""));
            shown.hide(text);
            rest = after;
            continue;
        }
        let end = tag_end(behind);
        let tag = behind.get(..end).unwrap_or_default();
        rest = behind.get(end + 1..).unwrap_or_default();
        let closes = tag.starts_with('/');
        let name = name_of(tag);
        let empty = tag.ends_with('/') || VOID.contains(&name.as_str());
        for (key, value) in attributes(tag) {
            if WORDED.contains(&key.as_str()) {
                shown.hide(&value);
            }
        }
        if let Some((open, depth)) = &mut unseen {
            if *open == name && !empty {
                *depth = if closes { *depth - 1 } else { *depth + 1 };
            }
            if *depth == 0 {
                unseen = None;
            }
            continue;
        }
        if !closes && !empty && (UNSEEN.contains(&name.as_str()) || is_unseen(tag)) {
            unseen = Some((name, 1));
            continue;
        }
        if name == "pre" {
            pre = if closes {
                pre.saturating_sub(1)
            } else {
                pre + 1
            };
        }
        if name == "td" || name == "th" {
            shown.text.push_str(if closes { "\t" } else { "" });
        } else if BLOCKS.contains(&name.as_str()) {
            shown.line();
        }
    }
    shown.push(rest, unseen.is_some(), pre > 0);
    shown
}

impl Shown {
    fn push(&mut self, text: &str, is_unseen: bool, pre: bool) {
        let text = letters_of(text);
        if is_unseen {
            self.hide(&text);
            return;
        }
        for letter in text.chars() {
            let blank_before = self.text.ends_with([' ', '\n', '\t']) || self.text.is_empty();
            match letter {
                '\n' if pre => self.text.push('\n'),
                letter if !letter.is_whitespace() || pre => self.text.push(letter),
                _ if blank_before => {}
                _ => self.text.push(' '),
            }
        }
    }

    fn hide(&mut self, text: &str) {
        let text = text.trim();
        if super::letters::is_worded(text) {
            self.hidden.push(text.to_owned());
        }
    }

    /// A new line, unless one begins here.
    fn line(&mut self) {
        let end = self.text.trim_end_matches([' ', '\t']).len();
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// Where a tag ends; a bracket inside quotes ends nothing.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (place, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '>') => return place,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn name_of(tag: &str) -> String {
    tag.trim_start_matches('/')
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == ':')
        .collect::<String>()
        .rsplit(':')
        .next()
        .unwrap_or_default()
        .to_lowercase()
}

/// Attributes with their values, letters resolved.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((before, behind)) = rest.split_once('=') {
        let key = before.split_whitespace().next_back().unwrap_or_default();
        let behind = behind.trim_start();
        let (value, after) = match behind.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inside = behind.get(1..).unwrap_or_default();
                inside.split_once(quote).unwrap_or((inside, ""))
            }
            _ => behind
                .split_once(char::is_whitespace)
                .unwrap_or((behind, "")),
        };
        found.push((key.to_lowercase(), letters_of(value)));
        rest = after;
    }
    found
}

fn is_unseen(tag: &str) -> bool {
    let style = attributes(tag).into_iter().find(|(key, _)| key == "style");
    let style: String = style
        .map(|(_, style)| style.to_lowercase())
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let hidden = tag
        .split_whitespace()
        .skip(1)
        .any(|word| word.trim_end_matches('/') == "hidden" || word.starts_with("hidden="));
    hidden
        || [
            "display:none",
            "visibility:hidden",
            "font-size:0",
            "opacity:0;",
        ]
        .iter()
        .any(|unseen| style.contains(unseen))
}

/// Letters by name that reports use; the names of all others stay as they are.
#[rustfmt::skip]
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\""), ("apos", "'"), ("nbsp", " "),
    ("ndash", "–"), ("mdash", "—"), ("hellip", "…"), ("lsquo", "‘"), ("rsquo", "’"),
    ("ldquo", "“"), ("rdquo", "”"), ("bull", "•"), ("middot", "·"), ("deg", "°"),
    ("plusmn", "±"), ("times", "×"), ("micro", "µ"), ("le", "≤"), ("ge", "≥"), ("frac12", "½"),
    ("sup2", "²"), ("sup3", "³"), ("rarr", "→"), ("Auml", "Ä"), ("Ouml", "Ö"), ("Uuml", "Ü"),
    ("auml", "ä"), ("ouml", "ö"), ("uuml", "ü"), ("szlig", "ß"), ("eacute", "é"),
    ("egrave", "è"), ("ecirc", "ê"), ("aacute", "á"), ("agrave", "à"), ("acirc", "â"),
    ("iacute", "í"), ("oacute", "ó"), ("ocirc", "ô"), ("uacute", "ú"), ("ntilde", "ñ"),
    ("ccedil", "ç"), ("aring", "å"), ("aelig", "æ"), ("oslash", "ø"), ("atilde", "ã"),
    ("otilde", "õ"),
];

/// The longest name or number of a letter.
const MAX_NAME: usize = 10;

fn letters_of(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        out.push_str(before);
        let name = behind
            .char_indices()
            .take(MAX_NAME + 1)
            .find(|(_, letter)| *letter == ';')
            .and_then(|(end, _)| behind.get(..end));
        match name.and_then(|name| Some((name, letter(name)?))) {
            Some((name, letter)) => {
                out.push_str(&letter);
                rest = behind.get(name.len() + 1..).unwrap_or_default();
            }
            None => {
                out.push('&');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    // Line ends count inside `pre`.
    let lines: Vec<String> = out.split('\n').map(plain_letters).collect();
    lines.join("\n")
}

fn letter(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(number).map(String::from);
    }
    let found = NAMED.iter().find(|(known, _)| *known == name)?;
    Some(found.1.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_lines_and_cells_are_parted() {
        let html = "<html><head><title>Zaq</title></head><body><h1>CT&nbsp;chest</h1><p>Size\n &ge; 4&#160;mm<br/>stable</p><table><tr><td>Site</td><td>Size</td></tr></table></body></html>";
        assert_eq!(
            shown(html).text,
            "CT chest\nSize ≥ 4 mm\nstable\nSite\tSize\n"
        );
        assert_eq!(shown("<pre>a\n  b</pre>").text, "a\n  b\n");
    }

    #[test]
    fn what_a_browser_hides_is_kept_aside() {
        let html = "<p>seen<!-- Zaqcomment --><span style='display: none'>Zaq<b>inner</b></span><img alt=\"Zaq>alt\"/><span hidden>Zaqattribute</span> text</p><script>Zaqscript()</script>";
        let shown = shown(html);
        assert_eq!(shown.text, "seen text\n");
        let hidden = shown.hidden.join("\n");
        for value in [
            "Zaqcomment",
            "inner",
            "Zaq>alt",
            "Zaqattribute",
            "Zaqscript",
        ] {
            assert!(hidden.contains(value), "{value}: {hidden}");
        }
    }

    #[test]
    fn broken_markup_is_read_as_far_as_it_goes() {
        assert_eq!(shown("a < b & c &unknown; <p").text, "a ");
        assert_eq!(shown("&#xFFFFFFFF; &").text, "&#xFFFFFFFF; &");
        assert_eq!(shown("x<style>never closed").text, "x");
    }
}
