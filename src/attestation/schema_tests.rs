//! What the product writes has the form that the schemas of `schema/` say. A
//! field that is new, gone or of another kind stops here.

use regex::Regex;
use serde_json::{Map, Value};

use super::key::Signer;
use super::statement;
use crate::certificate::facts::{Facts, InputCommitment, Review};
use crate::certificate::words::Digest;
use crate::certificate::{self, made_up_tests};
use crate::review::RejectReason;

const CERTIFICATE: &str = include_str!("../../schema/certificate-1.schema.json");
const STATEMENT: &str = include_str!("../../schema/statement-1.schema.json");

/// The keywords of JSON Schema 2020-12 that the two schemas use.
struct Schema(Value);

impl Schema {
    fn of(text: &str) -> Self {
        Self(serde_json::from_str(text).expect("a schema is JSON"))
    }

    /// Places at which the value does not fit.
    fn complaints(&self, value: &Value) -> Vec<String> {
        let mut found = Vec::new();
        self.check(&self.0, value, "$", &mut found);
        found
    }

    fn check(&self, rule: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
        for (keyword, wanted) in rule.as_object().expect("a rule is an object") {
            let fits = match keyword.as_str() {
                "$schema" | "$id" | "$defs" | "title" | "description" => true,
                "$ref" => {
                    let name = wanted
                        .as_str()
                        .and_then(|name| name.strip_prefix("#/$defs/"));
                    let rule = &self.0["$defs"][name.expect("a rule of this schema")];
                    self.check(rule, value, at, found);
                    true
                }
                "type" => is_of_type(value, wanted.as_str().expect("one type")),
                "const" => value == wanted,
                "enum" => wanted.as_array().expect("a list").contains(value),
                "minimum" => value.as_u64() >= wanted.as_u64(),
                "pattern" => {
                    let pattern = Regex::new(wanted.as_str().expect("a text")).expect("a pattern");
                    value.as_str().is_some_and(|text| pattern.is_match(text))
                }
                "anyOf" => wanted.as_array().expect("a list").iter().any(|rule| {
                    let mut complaints = Vec::new();
                    self.check(rule, value, at, &mut complaints);
                    complaints.is_empty()
                }),
                "items" => {
                    for (place, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(wanted, item, &format!("{at}[{place}]"), found);
                    }
                    true
                }
                "required" => {
                    let names = wanted.as_array().expect("a list").iter();
                    let fields = value.as_object();
                    names
                        .filter_map(Value::as_str)
                        .all(|name| fields.is_none_or(|fields| fields.contains_key(name)))
                }
                "properties" => {
                    for (name, rule) in wanted.as_object().expect("an object") {
                        if let Some(field) = value.get(name) {
                            self.check(rule, field, &format!("{at}.{name}"), found);
                        }
                    }
                    true
                }
                "propertyNames" => {
                    let names = value.as_object().into_iter().flat_map(Map::keys);
                    for name in names {
                        self.check(wanted, &Value::from(name.as_str()), at, found);
                    }
                    true
                }
                "additionalProperties" => {
                    let known = |name: &String| rule["properties"].get(name).is_some();
                    let fields = value.as_object().into_iter().flatten();
                    let more: Vec<_> = fields.filter(|(name, _)| !known(name)).collect();
                    match wanted {
                        Value::Bool(false) => more.is_empty(),
                        rule => {
                            for (name, field) in more {
                                self.check(rule, field, &format!("{at}.{name}"), found);
                            }
                            true
                        }
                    }
                }
                other => panic!("the schema uses {other}, which this test does not know"),
            };
            if !fits {
                found.push(format!("{at}: {keyword} {wanted}"));
            }
        }
    }
}

fn is_of_type(value: &Value, name: &str) -> bool {
    match name {
        "null" => value.is_null(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        other => panic!("no such type: {other}"),
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The made-up runs of the certificate's own tests, one more with everything
/// that a person can add.
fn runs() -> Vec<Facts> {
    let mut runs = made_up_tests::all();
    let mut committed = made_up_tests::clean();
    committed.identity.input_commitment = Some(InputCommitment {
        algorithm: "HMAC-SHA256",
        files: 41,
        value: Digest([0x77; 32]),
    });
    committed.narrative.review = Some(Review {
        reasons: [(RejectReason::ALL[0], 2)].into(),
        ..Review::default()
    });
    runs.push(committed);
    runs
}

#[test]
fn every_certificate_has_the_form_of_its_schema() {
    let schema = Schema::of(CERTIFICATE);
    for facts in runs() {
        let certificate = json(&certificate::json(&facts));
        assert_eq!(schema.complaints(&certificate), Vec::<String>::new());
    }
}

#[test]
fn every_statement_has_the_form_of_its_schema() {
    let schema = Schema::of(STATEMENT);
    for facts in runs() {
        let signer = Signer::for_this_run([1; 32]);
        let statement = statement::statement(&facts, &facts.files, &signer);
        let statement = serde_json::to_value(&statement).expect("JSON");
        assert_eq!(schema.complaints(&statement), Vec::<String>::new());
    }
}

#[test]
fn another_form_is_complained_about_at_its_place() {
    let schema = Schema::of(CERTIFICATE);
    let good = json(&certificate::json(&made_up_tests::clean()));
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut certificate = good.clone();
        change(&mut certificate);
        schema.complaints(&certificate).join("\n")
    };
    let told = changed(&|value| value["scope"]["patients"] = "one".into());
    assert!(told.contains("$.scope.patients: type"), "{told}");
    let told = changed(&|value| value["note"] = "Odalys".into());
    assert!(told.contains("$: additionalProperties"), "{told}");
    let told = changed(&|value| value["files"][0]["sha256"] = "12".into());
    assert!(told.contains("$.files[0].sha256: pattern"), "{told}");
    let told = changed(&|value| {
        value["identity"]
            .as_object_mut()
            .expect("there")
            .remove("issued");
    });
    assert!(told.contains("$.identity: required"), "{told}");
}
