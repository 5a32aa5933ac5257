//! Finds the texts that people read in the sources: those that are said, and those that should be.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A source file without comments and tests, in pieces.
pub(super) struct Source {
    /// Its path below the package.
    pub(super) path: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Name(String),
    Sign(char),
    Text(String),
}

/// All of the core's sources.
pub(super) fn sources() -> Vec<Source> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    walk(&package.join("src"), &mut files);
    files.sort();
    let sources = files.iter().map(|file| Source {
        path: file.strip_prefix(package).unwrap().to_string_lossy().replace('\\', "/"),
        pieces: pieces(&fs::read_to_string(file).unwrap()),
    });
    sources.collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_test = path.file_stem().is_some_and(|stem| {
            let stem = stem.to_string_lossy();
            stem == "tests" || stem == "testkit" || stem.starts_with("ordinary")
        });
        if path.is_dir() && !is_test {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") && !is_test {
            files.push(path);
        }
    }
}

/// The pieces of a source up to its tests.
fn pieces(source: &str) -> Vec<Piece> {
    let source = source.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let mut pieces = Vec::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let mut length = first.len_utf8();
        if rest.starts_with("//") {
            length = rest.find('\n').unwrap_or(rest.len());
        } else if let Some((text, end)) = text(rest) {
            pieces.push(Piece::Text(text));
            length = end;
        } else if first == '\'' {
            length = sign_in_quotes(rest);
        } else if first.is_alphanumeric() || first == '_' {
            length = rest.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(rest.len());
            pieces.push(Piece::Name(rest[..length].to_owned()));
        } else if !first.is_whitespace() {
            pieces.push(Piece::Sign(first));
        }
        rest = &rest[length..];
    }
    pieces
}

/// The text literal that a source begins with, and its length.
fn text(source: &str) -> Option<(String, usize)> {
    for marks in ["", "#", "##"] {
        let (start, end) = (format!("r{marks}\""), format!("\"{marks}"));
        if let Some(rest) = source.strip_prefix(&start) {
            let length = rest.find(&end)?;
            return Some((rest[..length].to_owned(), start.len() + length + end.len()));
        }
    }
    let mut text = String::new();
    let mut signs = source.strip_prefix('"')?.char_indices();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '"' => return Some((text, at + 2)),
            '\\' => match signs.next()?.1 {
                '\n' => {
                    let blank = source[1..][signs.offset()..].len() - source[1..][signs.offset()..].trim_start().len();
                    for _ in 0..blank {
                        signs.next();
                    }
                }
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'r' => text.push('\r'),
                'u' => {
                    let code: String = signs.by_ref().map(|(_, sign)| sign).take_while(|sign| *sign != '}').collect();
                    text.extend(u32::from_str_radix(code.trim_start_matches('{'), 16).ok().and_then(char::from_u32));
                }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
    None
}

/// The length of a sign in quotes, or of the quote of a lifetime.
fn sign_in_quotes(source: &str) -> usize {
    let mut signs = source.chars().skip(1);
    match signs.next() {
        Some('\\') => source[2..].find('\'').map_or(1, |end| end + 3).max(4),
        Some(sign) if signs.next() == Some('\'') => sign.len_utf8() + 2,
        _ => 1,
    }
}

impl Source {
    /// What `say!("…")`, `word!("…")` and `.word("…")` say.
    pub(super) fn said(&self) -> Vec<&str> {
        (0..self.pieces.len()).filter_map(|at| self.opens(at)).filter_map(|at| self.text(at)).collect()
    }

    /// The texts that nothing says. Of the arguments of a `say!` none may be a text of ours.
    pub(super) fn unsaid(&self) -> Vec<&str> {
        let said: Vec<usize> = (0..self.pieces.len()).filter_map(|at| self.opens(at)).collect();
        let texts = (0..self.pieces.len()).filter(|at| !said.contains(at));
        texts.filter_map(|at| self.text(at)).collect()
    }

    /// The texts that are made words or messages without a macro, and so are not found as said.
    pub(super) fn smuggled(&self) -> Vec<&str> {
        let is = |at: usize, name: &str| matches!(self.pieces.get(at), Some(Piece::Name(found)) if found == name);
        let made = (3..self.pieces.len()).filter(|&at| {
            (is(at - 3, "Word") || is(at - 3, "Said"))
                && self.pieces[at - 2..at] == [Piece::Sign(':'), Piece::Sign(':')]
        });
        made.filter_map(|at| self.text(at + 2)).collect()
    }

    /// Where the text of a macro or call that begins at this piece stands.
    fn opens(&self, at: usize) -> Option<usize> {
        let Some(Piece::Name(name)) = self.pieces.get(at) else {
            return None;
        };
        let is_macro = self.pieces.get(at + 1) == Some(&Piece::Sign('!'));
        let is_call = name == "word" && at > 0 && self.pieces.get(at - 1) == Some(&Piece::Sign('.'));
        let bracket = at + 1 + usize::from(is_macro);
        let is_one = matches!(name.as_str(), "say" | "word") && (is_macro || is_call);
        (is_one && self.pieces.get(bracket) == Some(&Piece::Sign('('))).then_some(bracket + 1)
    }

    fn text(&self, at: usize) -> Option<&str> {
        match self.pieces.get(at) {
            Some(Piece::Text(text)) => Some(text),
            _ => None,
        }
    }
}

#[test]
fn sources_are_read_as_the_compiler_does() {
    let text = "// say!(\"no\")\nfn x<'a>(c: char) { say!(\"one \\\"{}\\\" \\\n    two\", 'x', '\"', '\\'', y); word!(\n  \"three\"\n);\n \
                l.word(\"four\"); word(\"no\"); r#\"raw \"no\"\"#; Word::new(\"hidden\") }\n#[cfg(test)]\nmod tests { say!(\"no\") }";
    let source = Source { path: String::new(), pieces: pieces(text) };
    assert_eq!(source.said(), ["one \"{}\" two", "three", "four"]);
    assert_eq!(source.unsaid(), ["no", "raw \"no\"", "hidden"]);
    assert_eq!(source.smuggled(), ["hidden"]);
}
