//! What a machine can check of the house rules: walls between rooms, sizes,
//! words, pins, and that the papers name commands that exist.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project and its text.
struct Source {
    path: String,
    text: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn collect(folder: &Path, endings: &[&str], into: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !matches!(name.as_str(), "target" | "node_modules" | "build" | ".git") {
                collect(&path, endings, into);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let Ok(text) = fs::read_to_string(&path) else {
                continue;
            };
            let path = path
                .strip_prefix(root())
                .unwrap_or(&path)
                .to_string_lossy()
                .into_owned();
            into.push(Source { path, text });
        }
    }
}

fn sources(folder: &str, endings: &[&str]) -> Vec<Source> {
    let mut all = Vec::new();
    collect(&root().join(folder), endings, &mut all);
    all.sort_by(|one, other| one.path.cmp(&other.path));
    all
}

impl Source {
    fn is_in(&self, room: &str) -> bool {
        self.path.starts_with(&format!("src/{room}/")) || self.path == format!("src/{room}.rs")
    }

    /// Lines that are code: no comments, nothing from the tests at the end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = if self.path.starts_with("src/") && self.path.ends_with("tests.rs") {
            0
        } else {
            self.text
                .find("#[cfg(test)]\nmod ")
                .unwrap_or(self.text.len())
        };
        let mut block = false;
        self.text[..end]
            .lines()
            .enumerate()
            .filter_map(move |(number, line)| {
                let trimmed = line.trim_start();
                let opens = trimmed.starts_with("/*");
                let quiet = block || opens || trimmed.starts_with("//");
                block = (block || opens) && !trimmed.contains("*/");
                (!quiet).then_some((number + 1, line))
            })
    }

    /// Generated tables say so in their head.
    fn is_generated(&self) -> bool {
        self.text
            .lines()
            .take(12)
            .any(|line| line.to_lowercase().contains("do not edit"))
    }

    fn places_of<'a>(&'a self, words: &'a [&str]) -> impl Iterator<Item = String> + 'a {
        self.code().flat_map(move |(number, line)| {
            words
                .iter()
                .filter(move |word| has_word(line, word))
                .map(move |word| format!("{}:{number}: {word}", self.path))
        })
    }
}

/// True if `word` stands in `line`, not as a part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let is_name = |letter: Option<char>| letter.is_some_and(|l| l.is_alphanumeric() || l == '_');
    line.match_indices(word).any(|(place, _)| {
        let starts_name = is_name(word.chars().next());
        let ends_name = is_name(word.chars().last());
        let before = line[..place].chars().next_back();
        let after = line[place + word.len()..].chars().next();
        !(starts_name && is_name(before)) && !(ends_name && is_name(after))
    })
}

fn assert_none(found: Vec<String>, rule: &str) {
    assert!(found.is_empty(), "{rule}:\n{}", found.join("\n"));
}

/// Room, and what it must not know.
#[rustfmt::skip]
const WALLS: &[(&str, &[&str])] = &[
    // ReportKind, the format of a report, is a word that everyone may use.
    ("text", &["crate::source", "crate::dicom", "crate::document", "crate::container", "crate::verify",
               "crate::plan", "std::io"]),
    ("dicom", &["crate::document", "crate::verify", "crate::certificate", "crate::package"]),
    ("pixels", &["dicom::profile", "dicom::actions", "dicom::walk", "dicom::private", "crate::text", "crate::document",
                 "crate::verify", "crate::policy", "crate::plan", "crate::known", "Sensitive"]),
    ("document", &["crate::dicom", "crate::text", "crate::plan", "crate::policy", "crate::verify"]),
    ("verify", &["crate::dicom", "dicom::profile", "dicom::actions", "dicom::walk", "dicom::read",
                 "dicom::write", "crate::document", "crate::typeset"]),
    ("review", &["crate::source", "crate::dicom", "crate::document", "crate::verify", "crate::plan", "std::io"]),
    ("certificate", &["Sensitive", "Known", "KnownValue", "crate::plan", "crate::known", "crate::dicom"]),
    ("typeset", &["Sensitive", "Known", "crate::plan", "crate::dicom", "crate::text"]),
    ("ocr", &["Sensitive", "Known", "crate::plan", "crate::dicom", "crate::document", "crate::text",
              "crate::pipeline", "crate::verify", "std::io"]),
    ("deface", &["crate::dicom", "crate::text", "crate::document", "crate::verify", "crate::policy", "crate::plan",
                 "Sensitive", "std::io"]),
    ("screening", &["crate::dicom", "crate::document", "crate::verify", "crate::plan", "crate::certificate", "std::io"]),
    ("attestation", &["Known", "crate::plan", "crate::known", "crate::dicom", "crate::document",
                      "crate::text", "crate::verify", "crate::package"]),
    ("shards", &["crate::dicom", "crate::document", "crate::text", "crate::verify", "crate::package"]),
    ("package", &["Sensitive", "Known", "crate::plan", "crate::dicom", "crate::document"]),
];

#[test]
fn rooms_do_not_look_over_their_walls() {
    let mut found = Vec::new();
    for source in sources("src", &[".rs"]) {
        for (room, hidden) in WALLS.iter().filter(|(room, _)| source.is_in(room)) {
            let source = Source {
                text: source.text.replace("crate::plan::ReportKind", "ReportKind"),
                path: source.path.clone(),
            };
            found.extend(
                source
                    .places_of(hidden)
                    .map(|place| format!("{room} knows {place}")),
            );
        }
    }
    assert_none(found, "a room imports what it must not know");
}

#[test]
fn only_doors_know_the_order_of_the_stages() {
    let mut found = Vec::new();
    for source in sources("src", &[".rs"]) {
        // record, summary and kept are the books that pipeline keeps.
        let door = ["wasm", "bin", "pipeline", "record", "summary", "kept"]
            .iter()
            .any(|room| source.is_in(room));
        if !door {
            found.extend(source.places_of(&["crate::pipeline", "super::pipeline"]));
        }
    }
    assert_none(found, "only wasm and bin import pipeline");
}

#[test]
fn the_engine_has_no_files_network_clock_or_log() {
    let outside = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant::now",
        "println!",
        "eprintln!",
        "print!",
        "eprint!",
        "dbg!",
        "getrandom",
    ];
    let mut found = Vec::new();
    for source in sources("src", &[".rs"]) {
        if !source.is_in("bin") && !source.is_in("wasm") {
            found.extend(source.places_of(&outside));
        }
    }
    assert_none(found, "a door passes such things in");
}

#[test]
fn nothing_in_the_engine_gives_up_with_a_panic() {
    let words = [
        ".unwrap()",
        ".expect(",
        "panic!",
        "todo!",
        "unimplemented!",
        "unreachable!",
    ];
    let mut found = Vec::new();
    for source in sources("src", &[".rs"]) {
        found.extend(source.places_of(&words));
    }
    assert_none(found, "refusal is an answer, a crash is not");
}

#[test]
fn no_file_is_longer_than_600_lines() {
    let mut found = Vec::new();
    for folder in ["src", "www", "tests", "scripts", "benches"] {
        for source in sources(folder, &[".rs", ".js", ".mjs", ".ts", ".css", ".py", ".sh"]) {
            let lines = source.text.lines().count();
            if lines > 600 && !source.is_generated() {
                found.push(format!("{}: {lines}", source.path));
            }
        }
    }
    assert_none(found, "split it");
}

#[test]
fn no_file_has_a_name_that_says_nothing() {
    let mut found = Vec::new();
    for folder in ["src", "www", "tests", "scripts"] {
        for source in sources(folder, &[".rs", ".js", ".mjs", ".py", ".sh"]) {
            let stem = Path::new(&source.path)
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy();
            if [
                "utils", "util", "helpers", "helper", "manager", "misc", "common",
            ]
            .contains(&stem.as_ref())
            {
                found.push(source.path);
            }
        }
    }
    assert_none(found, "name it by what it knows");
}

/// Words that promise more than can be kept.
const BANNED: &[&str] = &[
    "anonymous",
    "anonymized",
    "anonymised",
    "anonymization",
    "anonymisation",
    "guaranteed",
    "guarantees",
    "100 %",
    "hipaa compliant",
    "hipaa-compliant",
    "hipaa certified",
    "hipaa-certified",
    "completely safe",
    "perfectly safe",
];

#[test]
fn papers_and_sentences_promise_nothing_that_cannot_be_kept() {
    let mut read: Vec<Source> = sources(".", &[".md"]);
    read.extend(sources("www/app/words", &[".js"]));
    read.extend(sources("src/certificate", &[".rs"]));
    read.extend(sources("src/bin", &[".rs"]));
    let mut found = Vec::new();
    for source in read
        .iter()
        .filter(|source| !source.path.contains("/fonts/"))
    {
        for (number, line) in source.text.lines().enumerate() {
            let line = line.to_lowercase();
            // The name of the other tool in the benchmarks is a name.
            let line = line.replace("dicom-anonymizer", "");
            found.extend(
                BANNED
                    .iter()
                    .filter(|word| line.contains(*word))
                    .map(|word| format!("{}:{}: {word}", source.path, number + 1)),
            );
        }
    }
    assert_none(
        found,
        "say what was done: removed, replaced, kept, not checked",
    );
}

#[test]
fn the_page_writes_no_markup_and_reaches_nowhere() {
    let words = [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "unsafeHTML",
        "unsafeStatic",
        "eval(",
        "new Function",
        "fetch(",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "sendBeacon",
        "RTCPeerConnection",
        "localStorage",
        "sessionStorage",
        "indexedDB",
        "document.cookie",
        "console.",
        "document.write",
        "importScripts(",
    ];
    let mut found = Vec::new();
    for source in sources("www", &[".js", ".ts", ".html"]) {
        found.extend(source.places_of(&words));
    }
    assert_none(found, "text goes through escaped bindings, bytes stay here");
}

#[test]
fn only_the_worker_touches_the_engine() {
    let mut found = Vec::new();
    for source in sources("www", &[".js", ".ts"]) {
        if source.path != "www/worker.js" {
            found.extend(source.places_of(&["wasm_bindgen", "WebAssembly.instantiate"]));
            found.extend(source.code().filter_map(|(number, line)| {
                let imports = line.contains("import") || line.contains("from '");
                let reaches = line.contains("pkg/") || line.contains("build/wasm");
                (imports && reaches).then(|| format!("{}:{number}", source.path))
            }));
        }
    }
    assert_none(found, "worker.js is the only door to the engine");
}

#[test]
fn every_version_is_exact() {
    let mut found = Vec::new();
    for path in ["Cargo.toml", "src/ocr/Cargo.toml"] {
        let cargo = fs::read_to_string(root().join(path)).expect(path);
        let mut in_dependencies = false;
        for line in cargo.lines() {
            if line.starts_with('[') {
                in_dependencies = line.contains("dependencies");
            } else if in_dependencies && line.contains(" = ") && !line.contains("\"=") {
                found.push(line.to_owned());
            }
        }
    }
    let package = fs::read_to_string(root().join("package.json")).expect("package.json");
    found.extend(
        package
            .lines()
            .filter(|line| line.contains("\": \"^") || line.contains("\": \"~"))
            .map(str::to_owned),
    );
    assert_none(
        found,
        "a build of today and of next year are the same build",
    );
}

#[test]
fn the_npm_lockfile_names_no_host() {
    let lock = fs::read_to_string(root().join("package-lock.json")).expect("package-lock.json");
    assert!(!lock.contains("\"resolved\""));
    assert!(lock.contains("\"integrity\""));
}

#[test]
fn every_command_in_the_readme_exists() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README.md");
    let makefile = fs::read_to_string(root().join("Makefile")).expect("Makefile");
    let commands = [
        "deidentify",
        "plan",
        "clean",
        "merge",
        "report",
        "verify",
        "boxes",
        "explain",
        "sample",
    ];
    let mut made = 0;
    let mut found = Vec::new();
    for line in code_lines(&readme) {
        let mut words = line.split_whitespace();
        match words.next() {
            Some("make") => {
                made += 1;
                let target = words.next().unwrap_or_default();
                if !makefile
                    .lines()
                    .any(|line| line.starts_with(&format!("{target}:")))
                {
                    found.push(line.to_owned());
                }
            }
            Some(word) if word.ends_with("safelight") => {
                if !words.next().is_some_and(|word| commands.contains(&word)) {
                    found.push(line.to_owned());
                }
            }
            Some(script) if script.starts_with("scripts/") && !root().join(script).exists() => {
                found.push(line.to_owned());
            }
            Some(_) | None => {}
        }
    }
    assert!(made >= 2, "the README shows make run and make test");
    assert_none(found, "the README names a command that is not there");
}

/// Lines inside fenced blocks, without a prompt sign.
fn code_lines(text: &str) -> Vec<&str> {
    let mut inside = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside {
            lines.push(line.trim_start_matches("$ "));
        }
    }
    lines
}

#[test]
fn the_wall_finder_finds_what_it_looks_for() {
    let source = Source {
        path: String::from("src/text/names.rs"),
        text: String::from(
            "// crate::dicom\nuse crate::dicom::data;\nlet a = b.unwrap();\n#[cfg(test)]\nmod tests { panic!() }\n",
        ),
    };
    assert!(source.is_in("text"));
    assert_eq!(source.places_of(&["crate::dicom"]).count(), 1);
    assert_eq!(source.places_of(&[".unwrap()"]).count(), 1);
    assert_eq!(source.places_of(&["panic!"]).count(), 0);
    assert!(!has_word("let known_good = 1;", "Known"));
    assert!(!has_word("UnknownKind", "Known"));
}

/// A threat without its test is a promise.
#[test]
fn every_threat_names_a_test_that_exists() {
    let papers = sources(".", &["THREATS.md"]);
    let threats = papers.first().expect("THREATS.md");
    let mut code: Vec<Source> = sources("tests", &[".rs", ".mjs"]);
    code.extend(sources("src", &[".rs"]));
    let has = |name: &str| {
        let native = format!("fn {name}(");
        let page = format!("test('{name}'");
        code.iter()
            .any(|source| source.text.contains(&native) || source.text.contains(&page))
    };
    let mut rows = 0;
    let mut missing = Vec::new();
    for line in threats.text.lines().filter(|line| line.ends_with("` |")) {
        rows += 1;
        let name = line.rsplit('`').nth(1).unwrap_or_default();
        if !has(name) {
            missing.push(name.to_owned());
        }
    }
    assert!(rows >= 40, "only {rows} rows were read");
    assert_none(missing, "write the test, or take the row out");
}

/// The fifty rows are written by their generator, and every test of theirs exists.
#[test]
fn the_table_of_threats_is_that_of_its_generator() {
    let done = std::process::Command::new("python3")
        .args(["scripts/threats.py", "--check"])
        .output()
        .expect("python3 runs");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
}
