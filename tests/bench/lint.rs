//! How long a check takes, natively: Zaps of several sizes, one keystroke, a whole account.
#![allow(missing_docs, clippy::unwrap_used)]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use serde_json::{Value, json};
use zaplint::{
    lint::lint,
    policy::Policy,
    read,
    session::{Desk, Message, PageSeen},
};

const TODAY: &str = "2026-11-24";

/// A draft of the mixture people build: requests, code, tables, messages, look-ups.
fn draft(steps: usize) -> Value {
    let code = "const rows = JSON.parse(inputData.reply);\nconst open = rows.filter((row) => row.state === 'open');\n"
        .repeat(8)
        + "return {count: open.length, first: open[0]?.id};";
    let list: Vec<Value> = (1..=steps)
        .map(|id| {
            let before = id - 1;
            let (app, kind, action, params) = match id {
                1 => ("WebHookCLIAPI@1.1.1", "read", "hook_v2", json!({})),
                _ => match id % 5 {
                    0 => ("SlackCLIAPI@1.30.0", "write", "channel_message",
                        json!({"channel": "C024", "text": format!("New order {{{{{before}__order__id}}}} of {{{{1__company}}}}. {}", "Please have a look. ".repeat(20))})),
                    1 => ("CodeCLIAPI@1.0.1", "write", "01929fad-d3dd-62c2-52ed-7868d5fcc691",
                        json!({"code": code, "input": {"reply": format!("{{{{=gives[\"{before}\"][\"body\"]}}}}")}})),
                    2 => ("WebHookCLIAPI@1.1.1", "write", "post", json!({
                        "url": format!("https://api.example.com/v1/orders/{{{{{before}__id}}}}"), "payload_type": "json",
                        "data": {"order": format!("{{{{{before}__order}}}}"), "state": "open", "city": "{{1__city}}", "total": "{{1__total}}"},
                        "headers": {"Accept": "application/json", "X-Source": "zap"}, "unflatten": "yes"})),
                    3 => ("GoogleSheetsV2CLIAPI@2.9.1", "write", "add_row", json!({
                        "spreadsheet": "orders", "worksheet": "0", "COL$A": format!("{{{{{before}__id}}}}"), "COL$B": "{{1__company}}",
                        "COL$C": "{{1__total}}", "COL$D": "{{zap_meta_human_now}}"})),
                    _ => ("ZapierFormatterCLIAPI@1.0.3", "write", "text_line_item",
                        json!({"transform": "string.trim", "inputs": format!("{{{{{before}__text}}}}")})),
                },
            };
            json!({"id": id.to_string(), "app": app, "type": kind, "action": action, "title": format!("Step {id} of the order"), "params": params, "meta": {}})
        })
        .collect();
    json!({"id": "1", "title": "Orders to everyone who needs them", "draft": {"zdl": {"zdl_version": "0.4", "steps": list}}})
}

fn check(text: &str) -> usize {
    let reading = read::read(text).unwrap();
    reading.zaps.iter().map(|zap| lint(zap, &Policy::default(), TODAY).findings.len()).sum()
}

fn zaps(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("check");
    for steps in [10, 30, 100, 300] {
        let text = draft(steps).to_string();
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(steps), &text, |bench, text| {
            bench.iter(|| check(black_box(text)))
        });
    }
    group.finish();
}

fn keystroke(criterion: &mut Criterion) {
    let data = json!({"props": {"pageProps": {"zap": draft(100)}}}).to_string();
    let mut desk = Desk::default();
    let page = PageSeen { address: "https://zapier.com/editor/1/draft/2/fields".to_owned(), ..PageSeen::default() };
    desk.message(1, Message::Open { data: Some(data), page: page.clone() }, TODAY);
    criterion.bench_function("keystroke in a Zap of 100 steps", |bench| {
        bench.iter(|| desk.message(1, Message::Changed { page: black_box(page.clone()) }, TODAY));
    });
}

fn account(criterion: &mut Criterion) {
    let zaps: Vec<Value> = (0..200).map(|_| draft(15)).collect();
    let text = Value::Array(zaps).to_string();
    let mut group = criterion.benchmark_group("account");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("200 Zaps", |bench| bench.iter(|| check(black_box(&text))));
    group.finish();
}

criterion_group!(benches, zaps, keystroke, account);
criterion_main!(benches);
