//! A person's own rules for private elements: a small file of creator,
//! element, VR and action, read strictly.
//!
//! ```json
//! {"format": "safelight-private-rules", "version": 1, "rules": [
//!   {"creator": "ACME_CT_01", "element": "(0019,xx0C)", "vr": "DS", "action": "keep"}]}
//! ```
//!
//! A message names the place in the file, never what stands there.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What a file of rules says it is.
const FORMAT: &str = "safelight-private-rules";
/// The version that is read.
const VERSION: u64 = 1;
/// Longest file.
const LIMIT_BYTES: usize = 256 * 1024;
/// Most rules.
const LIMIT_RULES: usize = 1000;
/// Longest creator: LO, PS3.5 Table 6.2-1.
const LIMIT_CREATOR: usize = 64;
/// Representations that can be checked or cleaned. Persons' names, addresses
/// of systems and opaque bytes are not among them.
#[rustfmt::skip]
const REPRESENTATIONS: &[&str] = &[
    "AS", "AT", "CS", "DA", "DS", "DT", "FD", "FL", "IS", "LO", "LT", "SH", "SL", "SQ", "SS", "ST", "SV", "TM", "UC",
    "UI", "UL", "US", "UT", "UV",
];

/// What a rule does with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleAction {
    /// It stays; text loses what headers say, and where Safe Harbor is claimed
    /// whatever looks like an identifier.
    Keep,
    /// It stays, identifiers are cut out.
    Clean,
    /// It goes, even if the table of safe private attributes has it.
    Remove,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PrivateRule {
    group: u16,
    creator: String,
    element: u8,
    vr: String,
    action: RuleAction,
}

/// The rules of a run, sorted; empty by default.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrivateRules(Vec<PrivateRule>);

impl PrivateRule {
    /// Private creator.
    #[must_use]
    pub fn creator(&self) -> &str {
        &self.creator
    }

    /// Group and low byte of the element number.
    #[must_use]
    pub const fn place(&self) -> (u16, u8) {
        (self.group, self.element)
    }

    /// `(gggg,xxee)`.
    #[must_use]
    pub fn element(&self) -> String {
        format!("({:04X},xx{:02X})", self.group, self.element)
    }

    /// The two letters of the value representation.
    #[must_use]
    pub fn vr(&self) -> &'static str {
        let mut known = REPRESENTATIONS.iter();
        known.find(|vr| **vr == self.vr).copied().unwrap_or("UN")
    }

    /// What is done.
    #[must_use]
    pub const fn action(&self) -> RuleAction {
        self.action
    }
}

/// What is wrong with a file of rules, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// Longer than the limit.
    #[error("the file of private rules is longer than {LIMIT_BYTES} bytes")]
    TooLong,
    /// Not JSON, or a field that is missing, twice there or not known.
    #[error(
        "the file of private rules is not of its form at line {line}, column {column}: the fields are format, version and rules, those of a rule creator, element, vr and action"
    )]
    Json {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The field `format`.
    #[error("the file of private rules does not say format safelight-private-rules")]
    Format,
    /// The field `version`.
    #[error("the version of the file of private rules is not {VERSION}")]
    Version,
    /// Too many rules.
    #[error("the file of private rules has more than {LIMIT_RULES} rules")]
    TooMany,
    /// The creator of a rule would stand in the output and on the certificate.
    #[error(
        "the creator of the private rule for ({group:04X},xx{element:02X}) is an identifying value of this drop"
    )]
    KnownCreator {
        /// Group.
        group: u16,
        /// Low byte of the element number.
        element: u8,
    },
    /// One rule, counted from 1.
    #[error("private rule {number}: {fault}")]
    Rule {
        /// Its number.
        number: usize,
        /// What is wrong.
        fault: RuleFault,
    },
}

/// What is wrong with one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleFault {
    /// PS3.5 §7.8.1.
    #[error("the creator is not 1 to 64 printable characters of ASCII without backslash")]
    Creator,
    /// The element.
    #[error("the element is not (gggg,xxee) with an odd group from 0009")]
    Element,
    /// The representation.
    #[error("the vr is not one that can be checked: {}", REPRESENTATIONS.join(" "))]
    Vr,
    /// The action.
    #[error("the action is not keep, clean or remove")]
    Action,
    /// Two rules for one element.
    #[error("an earlier rule names the same element")]
    Twice,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileIn {
    format: String,
    version: u64,
    rules: Vec<RuleIn>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleIn {
    creator: String,
    element: String,
    vr: String,
    action: String,
}

/// One rule as the canonical form writes it.
#[derive(Serialize)]
struct RuleOut<'a> {
    creator: &'a str,
    element: String,
    vr: &'a str,
    action: RuleAction,
}

#[derive(Serialize)]
struct FileOut<'a> {
    format: &'static str,
    version: u64,
    rules: Vec<RuleOut<'a>>,
}

impl PrivateRules {
    /// Reads a file of rules.
    ///
    /// # Errors
    /// [`RulesError`]: what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        if text.len() > LIMIT_BYTES {
            return Err(RulesError::TooLong);
        }
        let file: FileIn = serde_json::from_str(text).map_err(|error| RulesError::Json {
            line: error.line(),
            column: error.column(),
        })?;
        if file.format != FORMAT {
            return Err(RulesError::Format);
        }
        if file.version != VERSION {
            return Err(RulesError::Version);
        }
        if file.rules.len() > LIMIT_RULES {
            return Err(RulesError::TooMany);
        }
        let mut rules: Vec<PrivateRule> = Vec::with_capacity(file.rules.len());
        for (number, rule) in (1..).zip(&file.rules) {
            let fault = |fault| RulesError::Rule { number, fault };
            let rule = read_rule(rule).map_err(fault)?;
            let key = |rule: &PrivateRule| (rule.group, rule.creator.clone(), rule.element);
            if rules.iter().any(|earlier| key(earlier) == key(&rule)) {
                return Err(fault(RuleFault::Twice));
            }
            rules.push(rule);
        }
        rules.sort();
        Ok(Self(rules))
    }

    /// The rules.
    #[must_use]
    pub fn rules(&self) -> &[PrivateRule] {
        &self.0
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rule for one element.
    #[must_use]
    pub fn rule(&self, group: u16, creator: &str, element: u8) -> Option<&PrivateRule> {
        self.0
            .iter()
            .find(|rule| rule.group == group && rule.element == element && rule.creator == creator)
    }

    /// The rules as JSON without blanks, in the order of group, creator and
    /// element: the same for every spelling of a file.
    #[must_use]
    pub fn canonical_json(&self) -> String {
        let rules = self.0.iter().map(|rule| RuleOut {
            creator: &rule.creator,
            element: rule.element(),
            vr: &rule.vr,
            action: rule.action,
        });
        let file = FileOut {
            format: FORMAT,
            version: VERSION,
            rules: rules.collect(),
        };
        serde_json::to_string(&file).unwrap_or_default()
    }

    /// SHA-256 of the canonical JSON.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        Sha256::digest(self.canonical_json().as_bytes()).into()
    }
}

fn read_rule(rule: &RuleIn) -> Result<PrivateRule, RuleFault> {
    let creator = rule.creator.trim_matches(' ');
    let printable = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'\\';
    if creator.is_empty() || creator.len() > LIMIT_CREATOR || !creator.bytes().all(printable) {
        return Err(RuleFault::Creator);
    }
    let (group, element) = read_element(&rule.element).ok_or(RuleFault::Element)?;
    if !REPRESENTATIONS.contains(&rule.vr.as_str()) {
        return Err(RuleFault::Vr);
    }
    let action = match rule.action.as_str() {
        "keep" => RuleAction::Keep,
        "clean" => RuleAction::Clean,
        "remove" => RuleAction::Remove,
        _ => return Err(RuleFault::Action),
    };
    Ok(PrivateRule {
        group,
        creator: creator.to_owned(),
        element,
        vr: rule.vr.clone(),
        action,
    })
}

/// `(0019,xx0C)`, letters in either case.
fn read_element(text: &str) -> Option<(u16, u8)> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?;
    let (group, element) = inside.split_once(',')?;
    let low = element
        .strip_prefix("xx")
        .or_else(|| element.strip_prefix("XX"))?;
    let digits = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    if !digits(group, 4) || !digits(low, 2) {
        return None;
    }
    let group = u16::from_str_radix(group, 16).ok()?;
    let element = u8::from_str_radix(low, 16).ok()?;
    // PS3.5 §7.8: groups 0001 to 0007 and FFFF are not for private elements.
    (group % 2 == 1 && (0x0009..0xFFFF).contains(&group)).then_some((group, element))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(rules: &str) -> String {
        format!(r#"{{"format":"safelight-private-rules","version":1,"rules":[{rules}]}}"#)
    }

    fn rule(creator: &str, element: &str, vr: &str, action: &str) -> String {
        format!(
            r#"{{"creator":"{creator}","element":"{element}","vr":"{vr}","action":"{action}"}}"#
        )
    }

    #[test]
    fn one_file_in_two_spellings_has_one_canonical_form() {
        let one = rule("ACME_CT_01", "(0019,xx0C)", "DS", "keep");
        let two = rule("ACME_CT_01 ", "(0019,XX0a)", "LO", "clean");
        let first = PrivateRules::parse(&file(&format!("{one},{two}"))).expect("rules");
        let second = PrivateRules::parse(&file(&format!("{two} ,\n {one}"))).expect("rules");
        assert_eq!(first, second);
        assert_eq!(first.sha256(), second.sha256());
        assert_eq!(first.rules().len(), 2);
        let found = first.rule(0x0019, "ACME_CT_01", 0x0C).expect("a rule");
        assert_eq!((found.vr(), found.action()), ("DS", RuleAction::Keep));
        assert_eq!(found.element(), "(0019,xx0C)");
        assert_eq!(first.rule(0x0019, "ACME_CT_02", 0x0C), None);
        assert_eq!(PrivateRules::parse(&first.canonical_json()), Ok(first));
    }

    #[test]
    fn what_is_not_of_the_form_is_refused_with_its_place_and_without_its_value() {
        let secret = "Quillfeather";
        let one = |creator, element, vr, action| file(&rule(creator, element, vr, action));
        let long = "A".repeat(65);
        let good = rule("ACME", "(0019,xx0C)", "DS", "keep");
        let cases = [
            (
                one(&long, "(0019,xx0C)", "DS", "keep"),
                "private rule 1: the creator",
            ),
            (
                one("", "(0019,xx0C)", "DS", "keep"),
                "private rule 1: the creator",
            ),
            (
                one("Zoë", "(0019,xx0C)", "DS", "keep"),
                "private rule 1: the creator",
            ),
            (
                one("ACME", secret, "DS", "keep"),
                "private rule 1: the element",
            ),
            (
                one("ACME", "(0018,xx0C)", "DS", "keep"),
                "private rule 1: the element",
            ),
            (
                one("ACME", "(0007,xx0C)", "DS", "keep"),
                "private rule 1: the element",
            ),
            (
                one("ACME", "(0019,100C)", "DS", "keep"),
                "private rule 1: the element",
            ),
            (
                one("ACME", "(0019,xx0C)", "PN", "keep"),
                "private rule 1: the vr",
            ),
            (
                one("ACME", "(0019,xx0C)", "OB", "keep"),
                "private rule 1: the vr",
            ),
            (
                one("ACME", "(0019,xx0C)", "DS", secret),
                "private rule 1: the action",
            ),
            (
                file(&format!("{good},{good}")),
                "private rule 2: an earlier",
            ),
            (file(&good).replace("vr", secret), "line 1, column"),
            (file(&good).replace("\"DS\"", "7"), "line 1, column"),
            (file(&good).replace("\"vr\":\"DS\",", ""), "line 1, column"),
            (
                file(&good).replace("-rules", "-Quillfeather"),
                "does not say format",
            ),
            (file(&good).replace(":1", ":2"), "version"),
            (format!("{}\n{secret}", file(&good)), "line 2, column"),
            (file(&" ".repeat(LIMIT_BYTES)), "longer than"),
        ];
        for (text, expected) in cases {
            let error = PrivateRules::parse(&text).expect_err(expected).to_string();
            assert!(error.contains(expected), "{error}: {expected}");
            assert!(!error.contains(secret), "{error}");
        }
        let many: Vec<String> = (0..=LIMIT_RULES)
            .map(|number| rule(&format!("ACME{number}"), "(0019,xx0C)", "DS", "keep"))
            .collect();
        let error = PrivateRules::parse(&file(&many.join(",")));
        assert_eq!(error, Err(RulesError::TooMany));
    }
}
