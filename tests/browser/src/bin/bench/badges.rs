//! How long it takes until there are badges, and what axe-core takes for the same page.

use std::fs;
use std::time::Duration;

use crate::others::Others;
use crate::probe::{Bench, Probed};
use crate::table::{median, row};
use crate::zaps;
use browser_tests::driver::Error;

const ROUNDS: usize = 7;

/// Its rows.
pub(crate) fn rows(probed: &Probed, others: Option<&Others>) -> Result<(), Error> {
    let cold = Times::measure(probed, 30, Start::Cold)?;
    row("from the data in the page to the first badges, cold worker, 30 steps", cold.shown_since_data, 150.0, "ms");
    row("  of that, since the browser started Zaplint's script", cold.shown, 150.0, "ms");
    let loaded = Times::measure(probed, 30, Start::WithThePage)?;
    row("the same where the page takes half a second to come", loaded.shown_since_data, 150.0, "ms");
    if let Some(others) = others {
        let warm = Times::measure(probed, 100, Start::Warm)?;
        let axe = axe(&fs::read_to_string(others.file("axe-core/axe.min.js"))?)?;
        row("reading, checking and painting the editor of 100 steps, to axe-core", warm.painted, axe, "ms");
    }
    Ok(())
}

/// How the worker stands when the page begins to load.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Start {
    Warm,
    /// It is stopped, and the page is there at once.
    Cold,
    /// It is stopped, and can start while the page comes.
    WithThePage,
}

/// Medians, in milliseconds.
struct Times {
    /// From the end of the page's text, of which the data is the last part, until badges were on the screen.
    shown_since_data: f64,
    /// The same from the start of the script.
    shown: f64,
    /// From the start of the script until badges were painted.
    painted: f64,
}

const TIMES: &str = "
    const mark = (name) => performance.getEntriesByName(name)[0]?.startTime;
    const [page] = performance.getEntriesByType('navigation');
    const shown = mark('zaplint-shown');
    return shown && [shown - page.domInteractive, shown - mark('zaplint-start'), mark('zaplint-painted') - mark('zaplint-start')];";

impl Times {
    fn measure(probed: &Probed, steps: usize, start: Start) -> Result<Self, Error> {
        let bench = Bench::start(Some(probed), None)?;
        bench.replica.put(zaps::with_a_finding(steps));
        if start == Start::WithThePage {
            bench.replica.set_pause(Duration::from_millis(500));
        }
        let mut rounds = Vec::new();
        // The first one has the browser's own start in it.
        for round in 0..=ROUNDS {
            bench.browser.go("about:blank")?;
            if start != Start::Warm && round > 0 {
                bench.browser.stop_worker()?;
            }
            bench.browser.go(&zaps::address())?;
            let times = bench.browser.wait("the first badges", || {
                Ok(Some(bench.browser.script(TIMES, &[])?).filter(|answer| !answer.is_null()))
            })?;
            if round > 0 {
                rounds.push(times);
            }
        }
        let middle = |index: usize| {
            let times = rounds.iter().filter_map(|times| times.get(index)?.as_f64());
            median(&times.collect::<Vec<_>>())
        };
        Ok(Self { shown_since_data: middle(0), shown: middle(1), painted: middle(2) })
    }
}

/// The same page without Zaplint, looked at by axe-core.
fn axe(source: &str) -> Result<f64, Error> {
    let bench = Bench::start(None, None)?;
    bench.replica.put(zaps::with_a_finding(100));
    bench.browser.go(&zaps::address())?;
    bench.browser.find("[role=textbox]")?;
    bench.browser.script(source, &[])?;
    let run = "const start = performance.now(); return axe.run().then(() => performance.now() - start)";
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        times.push(bench.number(run, &[])?);
    }
    Ok(median(&times))
}
