//! A whole account on the command line, and what can go wrong with it.
#![allow(missing_docs, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use std::{
    fs::{self, File},
    io::{Cursor, Write as _},
    path::Path,
    process::{Command, Output, Stdio},
};

use serde_json::Value;

fn zaplint(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_zaplint")).args(arguments).current_dir(folder).output().unwrap()
}

/// A Zap of an account's export; every third one asks without encryption, every fifth one is switched off.
fn zap(id: usize) -> String {
    let scheme = if id.is_multiple_of(3) { "http" } else { "https" };
    let status = if id.is_multiple_of(5) { "off" } else { "on" };
    format!(
        r#"{{"id":{id},"title":"Orders {id}","status":"{status}","nodes":{{
        "{id}":{{"id":{id},"account_id":1,"parent_id":null,"type_of":"read","action":"everyDay","selected_api":"ScheduleCLIAPI@1","params":{{}},
            "last_changed":"2026-01-02T10:00:00+00:00"}},
        "{id}1":{{"id":{id}1,"account_id":1,"parent_id":{id},"type_of":"write","action":"post","selected_api":"WebHookCLIAPI@1.1.1",
            "params":{{"url":"{scheme}://crm.example.com/{id}"}},"authentication_id":null}}}}}}"#
    )
}

fn export(zaps: impl IntoIterator<Item = String>) -> String {
    let zaps: Vec<String> = zaps.into_iter().collect();
    format!("{{\"metadata\": {{\"version\": \"gdpr_v1\"}}, \"zaps\": [{}]}}", zaps.join(",\n"))
}

fn packed(text: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("account/zapfile.json", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(text.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

/// The JSON report, and the exit code.
fn checked(arguments: &[&str], folder: &Path) -> (Value, Option<i32>) {
    let now = ["--now", "2026-11-24T09:00:00Z", "--format", "json"];
    let output = zaplint(&[&["check"], arguments, &now].concat(), folder);
    (serde_json::from_slice(&output.stdout).unwrap(), output.status.code())
}

/// The text at a SARIF region, whose columns count UTF-16 code units.
fn at(text: &str, location: &Value) -> String {
    let number = |key: &str| location["physicalLocation"]["region"][key].as_u64().unwrap() as usize;
    assert_eq!(number("startLine"), number("endLine"));
    let line: Vec<u16> = text.lines().nth(number("startLine") - 1).unwrap().encode_utf16().collect();
    String::from_utf16(&line[number("startColumn") - 1..number("endColumn") - 1]).unwrap()
}

#[test]
fn sarif_points_to_the_field_in_the_file() {
    let here = tempfile::tempdir().unwrap();
    let pretty = export((1..=9).map(zap)).replace("Orders", "Aufträge für 🦊 日本");
    let one_line: String = pretty.lines().map(str::trim_start).collect();
    let schema = include_str!("schemas/sarif-2.1.0.json").replace("-[a-zA-Z]{2}]?$", "-[a-zA-Z]{2}$");
    let schema = serde_json::from_str(&schema).unwrap();
    fs::write(here.path().join("pretty.json"), &pretty).unwrap();
    fs::write(here.path().join("one-line.json"), &one_line).unwrap();
    fs::write(here.path().join("pretty.zip"), packed(&pretty)).unwrap();
    for (file, text) in [("pretty.json", &pretty), ("one-line.json", &one_line), ("pretty.zip", &pretty)] {
        let output = zaplint(&["check", file, "--format", "sarif"], here.path());
        let sarif: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert!(jsonschema::is_valid(&schema, &sarif), "{file}");
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        let found: Vec<&Value> = results.iter().filter(|result| result["ruleId"] == "Z301").collect();
        assert_eq!((&sarif["runs"][0]["columnKind"], found.len()), (&"utf16CodeUnits".into(), 3));
        for (result, id) in found.iter().zip([3, 6, 9]) {
            assert_eq!(at(text, &result["locations"][0]), format!("\"http://crm.example.com/{id}\""), "{file}");
        }
        for result in results.iter().filter(|result| result["ruleId"] != "Z301") {
            at(text, &result["locations"][0]);
        }
    }
}

#[test]
fn a_file_that_is_given_twice_is_read_once() {
    let here = tempfile::tempdir().unwrap();
    fs::create_dir(here.path().join("exports")).unwrap();
    fs::write(here.path().join("exports/a.json"), export([zap(3)])).unwrap();
    fs::write(here.path().join("exports/b.json"), export([zap(4)])).unwrap();
    let read = |arguments: &[&str]| {
        let (report, code) = checked(arguments, here.path());
        assert_eq!((code, report["errors"].as_array().unwrap().len()), (Some(1), 0), "{arguments:?}");
        let zaps = report["zaps"].as_array().unwrap().iter();
        zaps.map(|zap| zap["file"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (a, b) = ("exports/a.json", "exports/b.json");
    assert_eq!(read(&[a, a]), [a]);
    assert_eq!(read(&["exports", b, a]), [a, b]);
    assert_eq!(read(&[b, "exports", "exports/../exports"]), [b, a]);
    assert_eq!(read(&[a, here.path().join(a).to_str().unwrap()]), [a]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("a.json", here.path().join("exports/again.json")).unwrap();
        assert_eq!(read(&["exports"]), [a, b]);
        let marked = zaplint(&["remember", "review", "exports", a, "--history", "record.json"], here.path());
        assert_eq!(String::from_utf8_lossy(&marked.stdout).trim(), "record.json: 2 marked");
    }
}

#[test]
fn packed_or_not_the_zaps_come_in_their_order_with_their_account() {
    let here = tempfile::tempdir().unwrap();
    let text = export((1..=300).map(zap));
    fs::write(here.path().join("account.json"), &text).unwrap();
    fs::write(here.path().join("account.zip"), packed(&text)).unwrap();
    let (plain, code) = checked(&["account.json"], here.path());
    let (mut unpacked, _) = checked(&["account.zip"], here.path());
    assert_eq!(code, Some(1));
    let ids: Vec<usize> =
        plain["zaps"].as_array().unwrap().iter().map(|zap| zap["id"].as_str().unwrap().parse().unwrap()).collect();
    assert_eq!(ids, (1..=300).collect::<Vec<_>>());
    assert_eq!(plain["zaps"][2]["source"], "export-gdpr");
    let account = &plain["account"];
    let schema = serde_json::from_slice(&zaplint(&["schema", "report"], here.path()).stdout).unwrap();
    assert!(jsonschema::is_valid(&schema, &plain));
    assert_eq!((&account["zaps"], &account["findings"]["high"]), (&300.into(), &100.into()));
    assert_eq!(account["worst_first"][0]["id"], "3");
    assert_eq!(account["long_off"].as_array().unwrap().len(), 60);
    assert_eq!(account["hosts"][0]["zaps"].as_array().unwrap().len(), 300);
    // The files have other names, and nothing else is different.
    let as_plain = serde_json::to_string(&unpacked).unwrap().replace("account.zip", "account.json");
    unpacked = serde_json::from_str(&as_plain).unwrap();
    assert_eq!(unpacked, plain);
}

#[test]
fn the_account_stands_before_the_zaps_and_only_where_there_are_several() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("two.json"), export([zap(1), zap(3)])).unwrap();
    fs::write(here.path().join("one.json"), export([zap(3)])).unwrap();
    for (format, heading) in [
        ("text", "All Zaps, the worst first"),
        ("markdown", "## The account"),
        ("html", "<h2>The account</h2>"),
        ("json", "\"worst_first\""),
    ] {
        let run =
            |file: &str| String::from_utf8(zaplint(&["check", file, "--format", format], here.path()).stdout).unwrap();
        let (two, one) = (run("two.json"), run("one.json"));
        assert!(!one.contains(heading), "{one}");
        let at = two.find(heading).unwrap_or_else(|| panic!("{format}: {two}"));
        if format == "text" {
            assert!(at < two.find("HIGH").unwrap() && two.contains("2 Zaps checked: 1 finding (1 high)"), "{two}");
        }
    }
}

#[test]
fn what_is_damaged_is_named_and_the_rest_is_checked() {
    let here = tempfile::tempdir().unwrap();
    let text = export((1..=9).map(zap));
    let (broken, cut_off) = (text.replace("\"Orders 4\"", "\"Orders 4"), &text[..text.find("Orders 7").unwrap()]);
    let zipped = packed(&export((1..=400).map(zap)));
    fs::write(here.path().join("broken.json"), broken).unwrap();
    fs::write(here.path().join("cut-off.json"), cut_off).unwrap();
    fs::write(here.path().join("cut-off.zip"), &zipped[..zipped.len() / 2]).unwrap();
    fs::write(here.path().join("bomb.zip"), packed(&format!("[{},{}", zap(1), " ".repeat(40 << 20)))).unwrap();
    fs::write(here.path().join("bytes.json"), [b"[{\"id\": \"".as_slice(), &[0xff, 0xfe], b"\"}]"].concat()).unwrap();
    let case = |file: &str, zaps: usize, reason: &str| {
        let (report, code) = checked(&[file], here.path());
        let message = report["errors"][0]["message"].as_str().unwrap();
        assert!(report["errors"][0]["file"].as_str().unwrap().contains(file) && message.contains(reason), "{message}");
        assert_eq!((report["zaps"].as_array().unwrap().len(), code), (zaps, Some(2)), "{file}");
    };
    case("broken.json", 8, "Zap 4 of the file: line ");
    case("cut-off.json", 6, "the file ends in the middle");
    case("cut-off.zip", 0, "damaged");
    case("bomb.zip", 1, "it unpacks to far more");
    case("bytes.json", 0, "byte 9: this is not UTF-8 text");
    case("missing.json", 0, "no such file");
    case("broken.json/in-it.json", 0, "not a directory");
}

/// A file whose reading fails, and one that nobody may read, are named; the others are checked. A link to the memory of
/// the process stands for a damaged disk, and root may read everything.
#[cfg(target_os = "linux")]
#[test]
fn what_the_system_cannot_read_is_named() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("account.json"), export((1..=3).map(zap))).unwrap();
    symlink("/proc/self/mem", here.path().join("damaged.json")).unwrap();
    fs::write(here.path().join("locked.json"), export([zap(4)])).unwrap();
    fs::set_permissions(here.path().join("locked.json"), fs::Permissions::from_mode(0o000)).unwrap();
    let is_root = File::open(here.path().join("locked.json")).is_ok();
    let (report, code) = checked(&["."], here.path());
    let errors = report["errors"].as_array().unwrap();
    let told = |file: &str| {
        let of_file = errors.iter().find(|error| error["file"].as_str().unwrap().ends_with(file));
        of_file.map(|error| error["message"].as_str().unwrap())
    };
    assert_eq!(told("damaged.json"), Some("input/output error"));
    assert_eq!(told("locked.json"), Some("permission denied").filter(|_| !is_root));
    assert_eq!((report["zaps"].as_array().unwrap().len(), code), (if is_root { 4 } else { 3 }, Some(2)));
}

/// A limit to the size of files stands for a disk that is full: what was there stays, and nothing lies beside it.
#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_full_leaves_the_old_files() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("account.json"), export((1..=300).map(zap))).unwrap();
    let before = files(here.path());
    for (command, output) in [
        ("check account.json --format json --output", "report.json"),
        ("redact account.json --output", "shared.json"),
        ("record account.json --output", "record.md"),
        ("remember review account.json --history", "history.json"),
        ("copy account.json --folder", "kept"),
    ] {
        let old = if output == "kept" {
            fs::create_dir(here.path().join(output)).map(|()| "")
        } else {
            let old = if output == "history.json" { "{\"schema\":1,\"zaps\":[]}" } else { "old" };
            fs::write(here.path().join(output), old).map(|()| old)
        }
        .unwrap();
        let limited = format!("trap '' XFSZ; ulimit -f 1; exec \"$0\" {command} {output}");
        let zaplint = env!("CARGO_BIN_EXE_zaplint");
        let run = Command::new("bash").args(["-c", &limited, zaplint]).current_dir(here.path()).output().unwrap();
        let told = String::from_utf8(run.stderr).unwrap();
        if output == "kept" {
            // Each of its files is small enough: the copies are whole.
            assert_eq!((run.status.code(), fs::read_dir(here.path().join(output)).unwrap().count()), (Some(0), 300));
            fs::remove_dir_all(here.path().join(output)).unwrap();
            continue;
        }
        assert_eq!(run.status.code(), Some(2), "{command}: {told}");
        assert!(told.contains(&format!("{output}: the file may not become as large as that")), "{told}");
        assert_eq!(fs::read_to_string(here.path().join(output)).unwrap(), old, "{command}");
        fs::remove_file(here.path().join(output)).unwrap();
        assert_eq!(files(here.path()), before, "{command}");
    }
}

#[cfg(unix)]
fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

/// Killed at whatever moment, a run leaves the old report or the new one. What lay beside it is hidden, and is no input.
#[cfg(target_os = "linux")]
#[test]
fn killed_while_it_writes_it_leaves_the_old_report_or_the_new_one() {
    let here = tempfile::tempdir().unwrap();
    let text = export((1..=150).map(zap));
    fs::create_dir(here.path().join("zaps")).unwrap();
    fs::write(here.path().join("zaps/account.json"), &text).unwrap();
    let report = here.path().join("zaps/report.txt");
    let (mut unfinished, mut old, mut new) = (0, 0, 0);
    for round in 0..30_u32 {
        fs::write(&report, "old").unwrap();
        let before = files(&here.path().join("zaps"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_zaplint"))
            .args(["check", "zaps/account.json", "--format", "sarif", "--output", "zaps/report.txt"])
            .current_dir(here.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // From the moment at which it begins to write, a bit later each time.
        while files(&here.path().join("zaps")) == before && child.try_wait().unwrap().is_none() {}
        std::hint::black_box((0..round * 2000).fold(0_u32, |sum, next| std::hint::black_box(sum ^ next)));
        child.kill().unwrap();
        child.wait().unwrap();
        let left = files(&here.path().join("zaps"));
        let beside: Vec<&String> = left.iter().filter(|name| !before.contains(name)).collect();
        assert!(beside.iter().all(|name| name.starts_with(".zaplint-")), "{beside:?}");
        unfinished += beside.len();
        match fs::read_to_string(&report).unwrap().as_str() {
            "old" => old += 1,
            whole => {
                new += 1;
                let sarif: Value = serde_json::from_str(whole).unwrap();
                assert_eq!(sarif["version"], "2.1.0");
            }
        }
    }
    assert!(old > 0 && unfinished > 0, "it was never killed in the middle: {old} old, {new} new");
    // And the next run over the same folder reads none of it.
    fs::write(here.path().join("zaps/.zaplint-abc.json"), "{\"zaps\": [").unwrap();
    fs::create_dir(here.path().join("zaps/.zaplint-folder")).unwrap();
    fs::write(here.path().join("zaps/.zaplint-folder/half.json"), "{\"zaps\": [").unwrap();
    let (checked, code) = checked(&["zaps"], here.path());
    assert_eq!((checked["zaps"].as_array().unwrap().len(), code), (150, Some(1)));
}

/// `zaplint check account.json` on a day of November 2026, with the record.
fn on_day(day: u8, arguments: &[&str], folder: &Path) -> Output {
    let now = format!("2026-11-{day:02}T09:00:00Z");
    zaplint(&[&["check", "account.json", "--history", "record.json", "--now", &now], arguments].concat(), folder)
}

#[test]
fn the_report_tells_how_the_findings_went() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    let text = |output: Output| String::from_utf8(output.stdout).unwrap();
    fs::write(here.join("account.json"), export([zap(3), zap(4), zap(5)])).unwrap();
    let first = text(on_day(20, &["--remember"], here));
    assert!(!first.contains("Since"), "{first}");
    let record = fs::read(here.join("record.json")).unwrap();
    let schema = serde_json::from_slice(&zaplint(&["schema", "history"], here).stdout).unwrap();
    assert!(jsonschema::is_valid(&schema, &serde_json::from_slice(&record).unwrap()));

    // One Zap is mended, one gets worse, one goes and one comes.
    let mended = zap(3).replace("http:", "https:");
    let worse = zap(4).replace("https:", "http:");
    fs::write(here.join("account.json"), export([mended, worse, zap(6)])).unwrap();
    let told = text(on_day(21, &["--fail-on", "never"], here));
    for line in [
        "Since the check on 20 Nov 2026: 1 finding is gone.",
        "Since the check on 20 Nov 2026: 1 finding is new.",
        "Since each Zap was checked last: new findings: 1, gone: 1.",
        "1 Zap was not checked before.",
        "1 Zap of the check on 20 Nov 2026 is not among these.",
    ] {
        assert_eq!(told.matches(line).count(), 1, "{line}: {told}");
    }
    // A check that is not to be remembered changes nothing.
    assert_eq!(fs::read(here.join("record.json")).unwrap(), record);

    let html = text(on_day(21, &["--remember", "--format", "html"], here));
    for part in [
        "aria-label=\"From 4 findings in 3 Zaps on 20 Nov 2026 to 5 findings in 3 Zaps on 21 Nov 2026\"",
        "aria-label=\"From 2 findings on 20 Nov 2026 to 1 finding on 21 Nov 2026\"",
        "<h4>Findings that are gone</h4><ul><li><bdi>High: Request without encryption (Z301), step 2</bdi></li></ul>",
        "<th scope=\"col\">New</th><th scope=\"col\">Gone</th>",
    ] {
        assert_eq!(html.matches(part).count(), 1, "{part}");
    }
    assert_eq!(html.matches("<svg class=\"trend\"").count(), 3);
    let again = text(on_day(22, &["--format", "markdown"], here));
    assert!(again.contains("Since each Zap was checked last, no finding is new, and none is gone."), "{again}");
    // What a policy changes is not put down to the Zap.
    fs::write(here.join("policy.toml"), "rules_off = [\"Z301\"]").unwrap();
    let by_policy = text(on_day(22, &["--policy", "policy.toml", "--format", "markdown"], here));
    assert!(by_policy.contains("so the rules or the policy have changed."), "{by_policy}");
}

#[test]
fn a_damaged_record_is_set_aside_and_a_newer_one_left_alone() {
    let here = tempfile::tempdir().unwrap();
    let here = here.path();
    fs::write(here.join("account.json"), export([zap(3), zap(4)])).unwrap();
    for name in ["record.json.damaged", "record.json.damaged-2"] {
        fs::write(here.join("record.json"), "{\"schema\": 2, \"zaps\": [").unwrap();
        let output = on_day(20, &["--remember", "--format", "json"], here);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!((output.status.code(), report["zaps"].as_array().unwrap().len()), (Some(2), 2));
        assert!(report["errors"][0]["message"].as_str().unwrap().contains(name), "{}", report["errors"]);
        assert_eq!(fs::read_to_string(here.join(name)).unwrap(), "{\"schema\": 2, \"zaps\": [");
        // From now on there is a whole one.
        assert_eq!(on_day(21, &["--remember"], here).status.code(), Some(1));
    }
    let newer = r#"{"schema": 3, "zaps": {"another": "form"}}"#;
    fs::write(here.join("record.json"), newer).unwrap();
    let output = on_day(22, &["--remember"], here);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stdout).unwrap().contains("its schema is 3, and this version reads 2"));
    assert_eq!(fs::read_to_string(here.join("record.json")).unwrap(), newer);
    assert_eq!(zaplint(&["check", "account.json", "--remember"], here).status.code(), Some(2));
}

#[test]
fn a_damaged_record_is_told_and_stops_nothing() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("account.json"), export((1..=3).map(zap))).unwrap();
    fs::write(here.path().join("history.json"), "{\"schema\": 1, \"zaps\": [").unwrap();
    let (report, code) = checked(&["account.json", "--history", "history.json"], here.path());
    assert_eq!((report["zaps"].as_array().unwrap().len(), code), (3, Some(2)));
    assert_eq!(report["errors"][0]["file"], "history.json");
    // Nothing is written over it.
    let remembered = zaplint(&["remember", "review", "account.json", "--history", "history.json"], here.path());
    assert_eq!(remembered.status.code(), Some(2));
    assert_eq!(fs::read_to_string(here.path().join("history.json")).unwrap(), "{\"schema\": 1, \"zaps\": [");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("account.json"), export((1..=50).map(zap))).unwrap();
    let full = File::options().write(true).open("/dev/full").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_zaplint"))
        .args(["check", "account.json"])
        .current_dir(here.path())
        .stdout(full)
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(told.contains("standard output: no space left on device"), "{told}");
}

#[test]
fn a_run_that_is_killed_leaves_the_old_report() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("report.json"), "old").unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_zaplint"))
        .args(["check", "-", "--format", "json", "--output", "report.json"])
        .current_dir(here.path())
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let text = export((1..=300).map(zap));
    child.stdin.as_mut().unwrap().write_all(&text.as_bytes()[..text.len() / 2]).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let names: Vec<_> = fs::read_dir(here.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names, ["report.json"]);
    assert_eq!(fs::read_to_string(here.path().join("report.json")).unwrap(), "old");
}

#[test]
fn a_clock_that_is_wrong_changes_nothing_but_days() {
    let here = tempfile::tempdir().unwrap();
    fs::write(here.path().join("account.json"), export((1..=10).map(zap))).unwrap();
    let run = |now: &str| {
        let output = zaplint(&["check", "account.json", "--format", "json", "--now", now], here.path());
        assert_eq!(output.status.code(), Some(1), "{now}");
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        (report["account"]["findings"].clone(), report["account"]["long_off"].as_array().unwrap().len())
    };
    let (findings, off) = run("2026-11-24T09:00:00Z");
    assert_eq!(off, 2);
    assert_eq!(run("1970-01-01T00:00:00Z"), (findings.clone(), 0));
    assert_eq!(run("9999-12-31T23:59:59Z"), (findings, 2));
}
