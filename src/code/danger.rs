//! Calls that run data as code, start programs or load foreign code; and mappings where Zapier fills none.

use super::flow::RESPONSE;
use super::outputs::any_input;
use super::token::{Kind, Tokens};
use super::{Code, Danger};

/// More than these are not told; keeps hostile input linear.
const MOST: usize = 64;

pub(super) fn find(code: &Code) -> Vec<Danger> {
    let tokens = &code.tokens;
    let mut found = Vec::new();
    let words: &[&str] = if tokens.python() {
        &["eval", "exec", "__import__", "os", "subprocess", "pickle", "cPickle", "marshal", "yaml"]
    } else {
        &["eval", "Function", "AsyncFunction", "vm", "require", "import"]
    };
    if !tokens.may_say(words) {
        return found;
    }
    for index in 0..tokens.len() {
        if found.len() >= MOST {
            break;
        }
        let (kind, last) = match tokens.kind(index) {
            Kind::Name => match kind(tokens, index) {
                Some(kind) => kind,
                None => continue,
            },
            Kind::Text => match import(tokens, index) {
                Some(kind) => (kind, index),
                None => continue,
            },
            _ => continue,
        };
        let open = last + 1;
        let arguments = if tokens.is(open, "(") {
            open + 1..tokens.after(open).saturating_sub(1)
        } else if is_handed_on(tokens, index) {
            tokens.chain_start(index.wrapping_sub(2))..index
        } else {
            open..open
        };
        let end = if tokens.is(open, "(") { tokens.after(open).saturating_sub(1) } else { last };
        let mask = code.flow().mask(tokens, code.reads(), arguments);
        found.push(Danger {
            kind,
            range: tokens.bytes(index, end),
            with_input: any_input(mask),
            with_response: mask & RESPONSE != 0,
        });
    }
    found
}

/// What a name starts, and the last token before its arguments.
fn kind(tokens: &Tokens, index: usize) -> Option<(&'static str, usize)> {
    let member = tokens.is_member(index);
    let defined = tokens.is_any(index.wrapping_sub(1), &["def", "function"]);
    let called = tokens.is(index + 1, "(");
    let method = |name: &str| tokens.is(index + 1, ".") && tokens.is(index + 2, name) && tokens.is(index + 3, "(");
    let global =
        member && tokens.is_any(index.wrapping_sub(2), &["globalThis", "global", "window", "self", "builtins"]);
    if defined || (member && !global) {
        return None;
    }
    if tokens.python() {
        return match tokens.text(index) {
            "eval" if called => Some(("eval", index)),
            "exec" if called => Some(("exec", index)),
            "__import__" if called => Some(("__import__", index)),
            "os" if method("system") => Some(("os.system", index + 2)),
            "os" if method("popen") => Some(("os.popen", index + 2)),
            "subprocess" if tokens.is(index + 1, ".") && tokens.is(index + 3, "(") => Some(("subprocess", index + 2)),
            "pickle" | "cPickle" if method("loads") || method("load") => Some(("pickle.loads", index + 2)),
            "marshal" if method("loads") => Some(("marshal.loads", index + 2)),
            "system" | "popen" if called && imports(tokens, "os") => Some(("os.system", index)),
            "run" | "call" | "check_output" | "check_call" | "Popen" | "getoutput"
                if called && imports(tokens, "subprocess") =>
            {
                Some(("subprocess", index))
            }
            "yaml" if method("unsafe_load") || method("full_load") => Some(("yaml.load", index + 2)),
            "yaml" if method("load") && !safe_loader(tokens, index + 3) => Some(("yaml.load", index + 2)),
            _ => None,
        };
    }
    let starts = |dot: usize| tokens.is(dot, ".") && tokens.is_any(dot + 1, &STARTERS) && tokens.is(dot + 2, "(");
    match tokens.text(index) {
        "eval" if called || is_handed_on(tokens, index) => Some(("eval", index)),
        // `(0, eval)(text)`: so it runs outside of the function it stands in.
        "eval" if tokens.is(index.wrapping_sub(1), ",") && tokens.is(index + 1, ")") && tokens.is(index + 2, "(") => {
            Some(("eval", index + 1))
        }
        "Function" | "AsyncFunction" if called => Some(("new Function", index)),
        // `const {exec} = require('child_process')`, `cp.exec(…)`
        name if called && STARTERS.contains(&name) && requires(tokens, index) => Some(("child_process", index)),
        "require" if loads_child_process(tokens, index) && starts(index + 4) => Some(("child_process", index + 5)),
        _ if starts(index + 1) && is_child_process(tokens, index) => Some(("child_process", index + 2)),
        "vm" if method("runInNewContext") || method("runInThisContext") || method("runInContext") => {
            Some(("vm.run", index + 2))
        }
        _ => None,
    }
}

/// Whether Python's names come from this library: `from os import system`.
fn imports(tokens: &Tokens, library: &str) -> bool {
    let most = tokens.len().min(400);
    (0..most).any(|index| tokens.is(index, "from") && tokens.is(index + 1, library) && tokens.is(index + 2, "import"))
}

/// Whether JavaScript's bare `exec` is that of `child_process`.
fn requires(tokens: &Tokens, call: usize) -> bool {
    (0..call.min(400)).any(|index| {
        tokens.kind(index) == Kind::Text
            && matches!(&*tokens.value(index), "child_process" | "node:child_process")
            && (tokens.is(index.wrapping_sub(1), "from") || tokens.is(index.wrapping_sub(2), "require"))
    })
}

/// Whether the name stands for the whole of `child_process`.
fn is_child_process(tokens: &Tokens, name: usize) -> bool {
    (0..name.min(400)).any(|index| {
        let given = tokens.hash(index) == tokens.hash(name) && tokens.is_name(index) && tokens.is(index + 1, "=");
        given && tokens.is(index + 2, "require") && loads_child_process(tokens, index + 2)
    })
}

/// `require('child_process')`, where `require` is this token.
fn loads_child_process(tokens: &Tokens, require: usize) -> bool {
    matches!(&*tokens.value(require + 2), "child_process" | "node:child_process")
}

/// Functions of `child_process` that start a program.
const STARTERS: [&str; 6] = ["exec", "execSync", "spawn", "spawnSync", "execFile", "execFileSync"];

/// `….then(eval)`: called with what was before.
fn is_handed_on(tokens: &Tokens, index: usize) -> bool {
    tokens.is(index.wrapping_sub(1), "(") && tokens.is(index.wrapping_sub(2), "then") && tokens.is(index + 1, ")")
}

fn safe_loader(tokens: &Tokens, open: usize) -> bool {
    (open..tokens.after(open)).any(|index| tokens.is_any(index, &["SafeLoader", "CSafeLoader", "BaseLoader"]))
}

/// `require('child_process')`, `import('https://…')`, `import x from 'https://…'`.
fn import(tokens: &Tokens, index: usize) -> Option<&'static str> {
    let before = index.wrapping_sub(1);
    let loads = tokens.is_any(before, &["from", "import"])
        || tokens.is(before, "(") && tokens.is_any(index.wrapping_sub(2), &["require", "import"]);
    if tokens.python() || !loads {
        return None;
    }
    match &*tokens.value(index) {
        "child_process" | "node:child_process" => Some("child_process"),
        address if address.starts_with("https://") || address.starts_with("http://") => Some("import from address"),
        _ => None,
    }
}

/// How many of Zapier's mappings stand outside comments.
pub(super) fn mapping_tokens(tokens: &Tokens) -> usize {
    let mut count = 0;
    let (mut at, mut comment) = (0, 0);
    while let Some(found) = tokens.source.get(at..).and_then(|rest| rest.find("{{")) {
        let start = at + found;
        at = start + 2;
        while tokens.comments.get(comment).is_some_and(|comment| comment.end <= start) {
            comment += 1;
        }
        let in_comment = tokens.comments.get(comment).is_some_and(|comment| comment.contains(&start));
        let inner = tokens.source.get(at..).unwrap_or_default().trim_start();
        count += usize::from(!in_comment && is_mapping(inner));
    }
    count
}

/// Whether what follows the braces is `<step>__<key>` or `=gives[…]` and the like.
fn is_mapping(inner: &str) -> bool {
    if let Some(expression) = inner.strip_prefix('=') {
        return expression.starts_with(|character: char| character.is_ascii_alphabetic());
    }
    let inner = inner.strip_prefix("_GEN_").unwrap_or(inner);
    inner.trim_start_matches(|character: char| character.is_ascii_digit()).starts_with("__")
        && inner.starts_with(|character: char| character.is_ascii_digit())
}
