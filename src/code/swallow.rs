//! Errors that are caught and told to nobody: a `try` around a call to the outside, or around reading what came in, whose
//! `catch` or `except` goes on as if nothing had happened.

use std::ops::Range;

use super::Code;
use super::definitions::How;
use super::flow::RESPONSE;
use super::outputs::any_input;
use super::role::Role;
use super::token::{Kind, Tokens};
use crate::data::has_phrase;

/// Words by which a result says that something went wrong, or whether it went well.
const TELLING: &[&str] = &[
    "error", "err", "errors", "message", "msg", "fail", "failed", "failure", "success", "successful", "succeeded",
    "ok", "status", "state", "reason", "exception", "warning", "problem", "invalid", "valid", "alert", "notify",
    "abort", "retry", "could not", "unable", "cannot", "fehler", "erreur", "erro", "errore",
];

/// The handlers, in bytes of the source.
pub(super) fn find(code: &Code) -> Vec<Range<usize>> {
    let tokens = &code.tokens;
    let mut found = Vec::new();
    if !tokens.balanced || !tokens.may_say(&["try", "catch"]) {
        return found;
    }
    let search = Search { code, tokens };
    for index in 0..tokens.len() {
        let handlers = if tokens.is(index, "try") && !tokens.is_member(index) {
            if tokens.python() { search.excepts(index) } else { search.catches(index) }
        } else if tokens.is(index, "catch") && tokens.is_member(index) && tokens.is(index + 1, "(") {
            search.promise(index)
        } else {
            continue;
        };
        found.extend(handlers.into_iter().map(|handler| tokens.bytes(handler.start, handler.end.saturating_sub(1))));
    }
    found
}

struct Search<'a> {
    code: &'a Code,
    tokens: &'a Tokens,
}

impl Search<'_> {
    /// `try {…} catch (e) {…}`
    fn catches(&self, word: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let close = tokens.partner(word + 1).filter(|_| tokens.is(word + 1, "{"))?;
        let catch = close + 1;
        if !tokens.is(catch, "catch") || !self.leaves(word + 2..close) {
            return None;
        }
        let (caught, open) =
            if tokens.is(catch + 1, "(") { (Some(catch + 2), tokens.after(catch + 1)) } else { (None, catch + 1) };
        let handler = catch..tokens.after(open);
        let inside = open + 1..handler.end.saturating_sub(1);
        self.swallows(word + 2..close, inside, caught).then_some(handler)
    }

    /// `fetch(…).catch(() => null)`
    fn promise(&self, method: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let body = tokens.chain_start(method)..method;
        let close = tokens.partner(method + 1)?;
        let first = method + 2;
        let start = if tokens.is(first, "async") { first + 1 } else { first };
        let arrow = tokens.after(start);
        let handler = method..close + 1;
        if !self.leaves(body.clone()) {
            return None;
        }
        if tokens.is(first, "console") {
            return Some(handler);
        }
        if !tokens.is(arrow, "=>") {
            return None;
        }
        let caught = if tokens.is(start, "(") { start + 1 } else { start };
        let caught = Some(caught).filter(|&caught| tokens.is_name(caught));
        self.swallows(body, arrow + 1..close, caught).then_some(handler)
    }

    /// `try:` and each `except …:` behind it.
    fn excepts(&self, word: usize) -> Option<Range<usize>> {
        let tokens = self.tokens;
        let column = tokens.column(word);
        let body = word + 2..self.dedent(word + 1, column);
        if !tokens.is(word + 1, ":") || !self.leaves(body.clone()) {
            return None;
        }
        let mut clause = body.end;
        while tokens.is(clause, "except") {
            let colon = (clause..clause + 24).find(|&at| tokens.is(at, ":"))?;
            let end = self.dedent(colon, column);
            let named = (clause + 1..colon).find(|&at| tokens.is(at, "as")).unwrap_or(colon);
            let caught = (named < colon).then_some(named + 1);
            if !self.is_about_shape(clause + 1..named) && self.swallows(body.clone(), colon + 1..end, caught) {
                return Some(clause..end);
            }
            clause = end;
        }
        None
    }

    /// The first token of a line that is not further in than this column.
    fn dedent(&self, after: usize, column: usize) -> usize {
        let tokens = self.tokens;
        let mut at = after + 1;
        while at < tokens.len() && !(tokens.at(at).newline && tokens.column(at) <= column) {
            at = tokens.after(at);
        }
        at.min(tokens.len())
    }

    /// Errors of the code's own: a key that is not there, a library that is not.
    fn is_about_shape(&self, types: Range<usize>) -> bool {
        const SHAPE: &[&str] = &[
            "KeyError", "IndexError", "AttributeError", "StopIteration", "ImportError", "ModuleNotFoundError",
            "ZeroDivisionError",
        ];
        let mut names = types.filter(|&at| self.tokens.is_name(at)).peekable();
        names.peek().is_some() && names.all(|at| self.tokens.is_any(at, SHAPE))
    }

    /// The body calls the outside, or reads what came in.
    fn leaves(&self, body: Range<usize>) -> bool {
        let tokens = self.tokens;
        if self.calls(&body) {
            return true;
        }
        body.clone().filter(|&open| tokens.is(open, "(") && tokens.role(open) == Role::Call).take(64).any(|open| {
            let method = open.wrapping_sub(1);
            if tokens.is_any(method, &["get", "set", "push"]) && self.is_store(tokens.chain_start(method)) {
                return true;
            }
            let reads = tokens
                .is_any(method, &["parse", "loads", "literal_eval", "safe_load", "fromstring", "parseString"])
                && !tokens.is(method.wrapping_sub(2), "Date");
            let arguments = open + 1..tokens.after(open).saturating_sub(1);
            reads && {
                let mask = self.code.flow().mask(tokens, self.code.reads(), arguments);
                any_input(mask) || mask & RESPONSE != 0
            }
        })
    }

    /// A request in these tokens, or a call of a function of the code's own that makes one.
    fn calls(&self, body: &Range<usize>) -> bool {
        let tokens = self.tokens;
        let requests = self.code.requests();
        if requests.is_empty() {
            return false;
        }
        let holds = |range: &Range<usize>| {
            let bytes = tokens.bytes(range.start, range.end.saturating_sub(1));
            requests.iter().any(|request| bytes.contains(&request.range.start))
        };
        holds(body)
            || body.clone().filter(|&name| tokens.is_name(name) && tokens.is(name + 1, "(")).take(32).any(|name| {
                !tokens.is_member(name)
                    && self
                        .code
                        .definitions()
                        .of(tokens.hash(name))
                        .iter()
                        .take(4)
                        .any(|function| matches!(function.how, How::Function | How::Whole) && holds(&function.value))
            })
    }

    fn is_store(&self, root: usize) -> bool {
        let value = self.code.definitions().start_value(self.tokens.hash(root));
        value.is_some_and(|value| value.take(3).any(|at| self.tokens.is(at, "StoreClient")))
    }

    /// The handler goes on and tells nobody.
    fn swallows(&self, body: Range<usize>, handler: Range<usize>, caught: Option<usize>) -> bool {
        let tokens = self.tokens;
        if self.calls(&handler) || self.tells(handler.clone(), caught) || self.only_asks(&body, &handler) {
            return false;
        }
        // `ok = true` at the end of the body, or a look at the result behind the handler.
        let sets_flag =
            body.clone().any(|at| tokens.is(at + 1, "=") && tokens.is_name(at) && is_telling(tokens.text(at)));
        let looks_later = (handler.end..tokens.len()).any(|at| tokens.is_any(at, &["throw", "raise"]));
        !sets_flag && !looks_later
    }

    /// The body calls nobody and only asks whether a text is JSON: the handler tries another reading of it, takes the text as it
    /// is, or says no.
    fn only_asks(&self, body: &Range<usize>, handler: &Range<usize>) -> bool {
        let tokens = self.tokens;
        if self.calls(body) || body.clone().any(|at| tokens.is(at, "await")) {
            return false;
        }
        let says_no = tokens.is(handler.start, "return")
            && tokens.is_any(handler.start + 1, &["false", "False"])
            && (handler.start + 2..handler.end).all(|at| tokens.is(at, ";"));
        says_no
            || self.readings(handler).next().is_some()
            || self.readings(body).any(|arguments| self.stands_in(&arguments, handler))
    }

    /// What is read as JSON in these tokens.
    fn readings(&self, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let tokens = self.tokens;
        range
            .clone()
            .filter(move |&open| {
                let method = open.wrapping_sub(1);
                tokens.is(open, "(")
                    && tokens.is_any(method, &["parse", "loads", "literal_eval", "safe_load"])
                    && !tokens.is(method.wrapping_sub(2), "Date")
            })
            .map(move |open| open + 1..tokens.after(open).saturating_sub(1))
    }

    /// Whether the handler takes the same value: `catch { return text }`.
    fn stands_in(&self, value: &Range<usize>, handler: &Range<usize>) -> bool {
        let tokens = self.tokens;
        let is_value = value.clone().all(|at| tokens.is_name(at) || tokens.is_any(at, &[".", "?."]));
        let len = value.len();
        (1..=5).contains(&len)
            && is_value
            && handler.clone().any(|start| {
                let follows_value = || tokens.is_any(start.wrapping_sub(1), &["=", "return"]);
                start + len <= handler.end
                    && follows_value()
                    && value.clone().zip(start..).all(|(here, there)| tokens.text(here) == tokens.text(there))
            })
    }

    /// An error is thrown, handed on or named: in what is given on, not in what is printed.
    fn tells(&self, handler: Range<usize>, caught: Option<usize>) -> bool {
        let tokens = self.tokens;
        let mut at = handler.start;
        while at < handler.end {
            if self.prints(at) {
                at = (at..at + 8).find(|&open| tokens.is(open, "(")).map_or(at + 1, |open| tokens.after(open));
                continue;
            }
            if self.praises(at) {
                at += 3;
                continue;
            }
            let is_caught = || caught.is_some_and(|caught| tokens.hash(at) == tokens.hash(caught));
            let tells = match tokens.kind(at) {
                Kind::Name => {
                    tokens.is_any(at, &["throw", "raise", "reject", "exit", "quit"])
                        || is_caught()
                        || is_telling(tokens.text(at))
                }
                Kind::Text | Kind::Piece => is_telling(&tokens.value(at)),
                _ => false,
            };
            if tells {
                return true;
            }
            at += 1;
        }
        false
    }

    /// `ok: true`, `status = 'success'`: says that all went well.
    fn praises(&self, at: usize) -> bool {
        let tokens = self.tokens;
        if !tokens.is_any(at + 1, &[":", "="]) {
            return false;
        }
        let value = at + 2;
        let good = match tokens.kind(value) {
            Kind::Text => {
                has_phrase(&tokens.value(value), &["ok", "okay", "success", "done", "completed", "sent", "true"])
            }
            Kind::Number => tokens.text(value) == "200",
            _ => tokens.is_any(value, &["true", "True"]),
        };
        let name = if tokens.kind(at) == Kind::Text { tokens.value(at) } else { tokens.text(at).into() };
        good && has_phrase(&name, &["ok", "success", "successful", "succeeded", "status", "state", "valid", "message"])
    }

    fn prints(&self, at: usize) -> bool {
        let tokens = self.tokens;
        let python = tokens.python() && tokens.is_any(at, &["print", "pprint", "logging", "logger"]);
        (python || tokens.is(at, "console")) && !tokens.is_member(at)
    }
}

fn is_telling(text: &str) -> bool {
    has_phrase(text, TELLING)
}

#[cfg(test)]
mod tests {
    use super::super::{Code, Language};

    fn swallowed(language: Language, source: &str) -> Vec<String> {
        let code = Code::read(source, language);
        code.swallowed_errors().into_iter().map(|range| source[range].to_owned()).collect()
    }

    #[test]
    fn javascript_that_hides_errors_is_found() {
        for (source, handler) in [
            (
                "let d = {}; try { d = JSON.parse(inputData.raw_body); } catch (e) { d = {}; }\nreturn d;",
                "catch (e) { d = {}; }",
            ),
            // An input that is only taken along, and an answer that is not "no".
            (
                "let d; try { d = JSON.parse(inputData.raw); } catch (e) { d = {id: inputData.id, rows: []}; } return d",
                "catch (e) { d = {id: inputData.id, rows: []}; }",
            ),
            (
                "const gone = async () => { try { await fetch(u, {method: 'DELETE'}); return true } catch { return false } }; return {a: await gone()}",
                "catch { return false }",
            ),
            (
                "try { await fetch('https://a.example.com/x', {method: 'DELETE'}) } catch {}\nreturn {done: true}",
                "catch {}",
            ),
            (
                "try { const r = await fetch(u); return await r.json() } catch (err) { console.log('error', err.message); return {items: []} }",
                "catch (err) { console.log('error', err.message); return {items: []} }",
            ),
            (
                "try { await fetch(u) } catch (e) { return {ok: true, status: 'success'} }",
                "catch (e) { return {ok: true, status: 'success'} }",
            ),
            ("const r = await fetch(u).catch(() => null); return {r: r && r.url}", "catch(() => null)"),
            (
                "const call = async () => (await fetch(u)).json();\nlet a = 0; try { a = await call() } catch (e) { a = 0 }\nreturn {a}",
                "catch (e) { a = 0 }",
            ),
            (
                "const store = StoreClient(inputData.secret); let n; try { n = await store.get('n') } catch (e) { n = 0 } return {n}",
                "catch (e) { n = 0 }",
            ),
        ] {
            assert_eq!(swallowed(Language::JavaScript, source), [handler], "{source}");
        }
    }

    #[test]
    fn python_that_hides_errors_is_found() {
        for (source, handler) in [
            (
                "import json\ntry:\n    data = json.loads(input_data['body'])\nexcept Exception:\n    data = {}\nreturn {'n': data.get('n')}",
                "except Exception:\n    data = {}",
            ),
            ("try:\n    requests.delete(url)\nexcept:\n    pass\nreturn {'deleted': True}", "except:\n    pass"),
            (
                "def main():\n    try:\n        r = requests.get(u).json()\n    except ValueError:\n        raise\n    except Exception as e:\n        print('failed', e)\n        r = []\n    return {'r': r}\nreturn main()",
                "except Exception as e:\n        print('failed', e)\n        r = []",
            ),
        ] {
            assert_eq!(swallowed(Language::Python, source), [handler], "{source}");
        }
    }

    #[test]
    fn errors_that_are_told_are_left_alone() {
        for source in [
            "try { d = JSON.parse(inputData.raw) } catch (e) { throw new Error('no JSON') } return d",
            "try { d = JSON.parse(inputData.raw) } catch (e) { return {error: e.message} } return d",
            "try { d = JSON.parse(inputData.raw) } catch (e) { d = {valid: false} } return d",
            "try { d = JSON.parse(inputData.raw) } catch (e) { d = {summary: ['Could not parse notes']} } return d",
            "let ok = false; try { await fetch(u); ok = true } catch (e) {} return {ok}",
            "let d; try { d = await fetch(u) } catch (e) {} if (!d) throw new Error('nothing came')",
            "try { await fetch(u) } catch (e) { await fetch('https://alerts.example.com', {method: 'POST'}) }",
            "let n; try { n = parseInt(inputData.n) } catch (e) { n = 0 } return {n}",
            "const r = await fetch(u).catch(e => ({problem: e})); return r",
            "const r = await fetch(u).catch(handle); return r",
            // Another reading, the text as it is, or no.
            "const raw = inputData.raw; let d; try { d = JSON.parse(raw) } catch (e) { d = JSON.parse(raw.replace(/,}/g, '}')) } return d",
            "const asJson = x => { try { return JSON.parse(x) } catch { return x } }; return {a: asJson(inputData.raw)}",
            "let plan; try { plan = JSON.parse(inputData.plan) } catch (e) { plan = inputData.plan } return {plan}",
            "const t = inputData.t; let p; try { p = JSON.parse(t)[0] } catch (e) { p = t.replace(/x/g, '') } return {p}",
            "const isJson = s => { try { JSON.parse(s); return true } catch { return false } }; return {a: isJson(inputData.raw)}",
            "// try { fetch(u) } catch (e) {}\nreturn {a: 'try { fetch(u) } catch (e) {}'}",
        ] {
            assert!(swallowed(Language::JavaScript, source).is_empty(), "{source}");
        }
        for source in [
            "try:\n    price = float(input_data['price'])\nexcept ValueError:\n    price = 0\nreturn {'p': price}",
            "try:\n    d = datetime.strptime(input_data['d'], '%Y')\nexcept Exception:\n    d = None\nreturn {'d': d}",
            "try:\n    import ujson as json\nexcept ImportError:\n    import json\nreturn json.loads(input_data['x'])",
            "try:\n    n = requests.get(u).json()['n']\nexcept KeyError:\n    n = ''\nreturn {'n': n}",
            "import json\nraw = input_data['x']\ntry:\n    d = json.loads(raw)\nexcept ValueError:\n    d = raw\nreturn {'d': d}",
            "try:\n    requests.get(u)\nexcept Exception as e:\n    return {'error': str(e)}\nreturn {}",
            "try:\n    requests.get(u)\nexcept Exception as e:\n    result = {'result': 'failed'}\nreturn {}",
        ] {
            assert!(swallowed(Language::Python, source).is_empty(), "{source}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(source in "(try|except|catch|fetch|requests\\.get|inputData|\\(|\\)|\\{|\\}|:|\n|    |e|=>|=|;|'|\\.){0,40}") {
            for language in [Language::JavaScript, Language::Python] {
                for range in Code::read(&source, language).swallowed_errors() {
                    assert!(source.get(range).is_some());
                }
            }
        }
    }
}
