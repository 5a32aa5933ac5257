//! How long a check takes, natively and on one core: Zaps of several sizes, one keystroke, a whole account, and
//! each scanner for itself.
#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

mod account;
mod zaps;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group};
use zaplint::{
    code::{Code, Language},
    data::{classes_of_name, secrets_in, values_in},
    lint::lint,
    policy::Policy,
    read::{self, open_fields::OpenField, open_fields::Part},
    session::{CardSeen, Desk, FieldSeen, Message, PageSeen},
};

/// As the command line has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const TODAY: &str = "2026-11-24";

fn check(text: &str) -> usize {
    let reading = read::read(text).unwrap();
    let policy = Policy::default();
    reading.zaps.iter().map(|zap| lint(zap, &policy, TODAY).findings.len()).sum()
}

fn zaps_of_all_sizes(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    for steps in [10, 30, 100, 300] {
        let text = zaps::draft(steps).to_string();
        group.throughput(Throughput::Bytes(text.len() as u64));
        let mut bench = |name, run: &dyn Fn(&str) -> usize| {
            group.bench_with_input(BenchmarkId::new(name, steps), &text, |bench, text| {
                bench.iter(|| run(black_box(text)));
            });
        };
        bench("read and lint", &check);
        bench("read", &|text| read::read(text).unwrap().zaps.len());
        let reading = read::read(&text).unwrap();
        let policy = Policy::default();
        bench("lint", &|_| lint(black_box(&reading.zaps[0]), &policy, TODAY).findings.len());
    }
    group.finish();
}

fn keystroke(criterion: &mut Criterion) {
    for steps in [30, 100] {
        let mut desk = Desk::default();
        let text = "Order 77 is on its way to Utrecht, see the list";
        let field = OpenField { label: "Message Text".into(), row: None, parts: vec![Part::Text(text.into())] };
        let page = PageSeen {
            at: None,
            address: format!("https://zapier.com/editor/{}/draft/{}/fields", zaps::id(0), zaps::id(5)),
            cards: Vec::new(),
            fields: vec![FieldSeen { handle: 1, field, ..FieldSeen::default() }],
        };
        desk.message(1, Message::Open { data: Some(zaps::page_data(steps)), page: page.clone() }, TODAY);
        criterion.bench_function(&format!("keystroke/{steps}"), |bench| {
            bench.iter(|| desk.message(1, Message::Changed { page: black_box(page.clone()) }, TODAY));
        });
    }
}

/// What the worker does with the message that holds the whole Zap: reads it, checks it, and says what to paint.
fn open(criterion: &mut Criterion) {
    for steps in [30, 100] {
        let page = PageSeen {
            at: None,
            address: format!("https://zapier.com/editor/{}/draft", zaps::id(0)),
            cards: (0..10)
                .map(|index| CardSeen {
                    handle: index,
                    ids: vec![zaps::id(index as usize)],
                    text: format!("{}. Step", index + 1),
                })
                .collect(),
            fields: Vec::new(),
        };
        let message = Message::Open { data: Some(zaps::page_data(steps)), page };
        let mut desk = Desk::default();
        criterion.bench_function(&format!("open/{steps}"), |bench| {
            bench.iter(|| desk.message(1, black_box(message.clone()), TODAY));
        });
    }
}

fn account_in_memory(criterion: &mut Criterion) {
    let text = zaps::account(300, 12).to_string();
    let mut group = criterion.benchmark_group("account");
    group.sample_size(20);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("300 Zaps", |bench| bench.iter(|| check(black_box(&text))));
    group
        .bench_function("300 Zaps, read only", |bench| bench.iter(|| read::read(black_box(&text)).unwrap().zaps.len()));
    group.finish();
}

fn scanners(criterion: &mut Criterion) {
    let prose =
        "Dear team, order 4711 of 12 March goes to Utrecht (3511 AB), see https://orders.example.com/4711. ".repeat(10);
    let mut group = criterion.benchmark_group("scanner");
    group.throughput(Throughput::Bytes(prose.len() as u64));
    group.bench_function("values_in", |bench| bench.iter(|| values_in(black_box(&prose)).len()));
    group.bench_function("secrets_in", |bench| bench.iter(|| secrets_in(black_box(&prose)).len()));
    group.throughput(Throughput::Bytes(zaps::CODE.len() as u64));
    group.bench_function("Code::read", |bench| {
        bench.iter(|| Code::read(black_box(zaps::CODE), Language::JavaScript).literals().len());
    });
    let names = ["email", "order_id", "shippingAddress", "total", "COL$A", "patient name", "X-API-Key", "city"];
    group.throughput(Throughput::Elements(names.len() as u64));
    group.bench_function("classes_of_name", |bench| {
        bench.iter(|| names.iter().filter(|name| !classes_of_name(black_box(name)).is_empty()).count());
    });
    group.finish();
}

criterion_group!(benches, zaps_of_all_sizes, open, keystroke, account_in_memory, scanners);

fn main() {
    let asked = std::env::var("ZAPLINT_ZAPS").ok().and_then(|zaps| zaps.parse().ok());
    if asked.is_none() {
        benches();
        Criterion::default().configure_from_args().final_summary();
    }
    self::account::measure(asked);
}
