//! How fast a whole account is checked on the command line, and how much memory that takes: 1,000 and 10,000 Zaps, on one
//! core and on all. `ZAPLINT_ZAPS=100000 cargo bench --bench lint` measures an account of that size and nothing else.

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::zaps;

/// Prints a row for each size and number of cores.
pub(crate) fn measure(asked: Option<usize>) {
    let sizes = asked.map_or(vec![1_000, 10_000], |zaps| vec![zaps]);
    let folder = tempfile::tempdir().unwrap();
    println!("{:>8} {:>9} {:>6} {:>8} {:>8} {:>8}", "Zaps", "MB", "cores", "seconds", "MB/s", "peak MB");
    for size in sizes {
        let file = folder.path().join("account.json");
        write_account(&file, size);
        let megabytes = fs::metadata(&file).unwrap().len() as f64 / 1e6;
        for cores in ["1", "all"] {
            let start = Instant::now();
            let peak = peak_memory(run(&file, cores));
            let seconds = start.elapsed().as_secs_f64();
            println!("{size:>8} {megabytes:>9.1} {cores:>6} {seconds:>8.2} {:>8.1} {peak:>8.1}", megabytes / seconds);
        }
    }
}

/// An account as people have it: Zaps of two to thirty steps, most of them small, each with its own texts, some copies, some
/// switched off, some without a name. It is written Zap by Zap, so that it may be of any size.
fn write_account(path: &Path, size: usize) {
    /// The steps of Zaps in turn.
    const STEPS: [usize; 12] = [2, 3, 2, 5, 3, 2, 8, 4, 3, 12, 2, 30];
    let kinds: Vec<String> =
        STEPS.iter().map(|&steps| zaps::account(1, steps)["zaps"][0]["nodes"].to_string()).collect();
    let mut out = BufWriter::new(File::create(path).unwrap());
    write!(out, "{{\"metadata\":{{\"version\":\"gdpr_v1\"}},\"zaps\":[").unwrap();
    for number in 0..size {
        let id = 400_000_000 + number * 100;
        // Every tenth Zap is a copy of the one before, apart from its numbers.
        let shop = if number % 10 == 9 { number - 1 } else { number };
        let nodes = kinds[shop % kinds.len()]
            .replace("351813", &(400_000 + number).to_string())
            .replace("northwind", &format!("shop-{shop}"));
        let title = if number % 17 == 0 { "Untitled Zap".to_owned() } else { format!("Orders of shop {number}") };
        let status = if number % 7 == 0 { "off" } else { "on" };
        let comma = if number == 0 { "" } else { ",\n" };
        write!(out, "{comma}{{\"id\":{id},\"title\":\"{title}\",\"status\":\"{status}\",\"nodes\":{nodes}}}").unwrap();
    }
    write!(out, "]}}").unwrap();
    out.flush().unwrap();
}

fn run(file: &Path, cores: &str) -> Child {
    let zaplint = env!("CARGO_BIN_EXE_zaplint");
    let mut command = if cores == "all" { Command::new(zaplint) } else { Command::new("taskset") };
    if cores != "all" {
        command.args(["-c", "0", zaplint]);
    }
    command.arg("check").arg(file).args(["--fail-on", "never"]).stdout(Stdio::null()).spawn().unwrap()
}

/// The most memory that a process had at once until its end, in MB.
fn peak_memory(mut child: Child) -> f64 {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0_f64;
    while child.try_wait().unwrap().is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok());
        peak = peak.max(kilobytes.unwrap_or_default() / 1e3);
        thread::sleep(Duration::from_millis(2));
    }
    peak
}
