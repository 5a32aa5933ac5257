//! Reads the JavaScript and Python of "Code by Zapier" steps.
//!
//! No parser: tokens with paired brackets, and small questions asked of them. Where the text does not say, the
//! answer is "unknown" (`All`, `Unknown`, `None`), never a guess. Reading never fails and takes linear time; each
//! question is answered when it is first asked.

mod addresses;
mod checks;
mod choices;
mod cursor;
mod danger;
mod definitions;
mod flow;
mod fold;
mod inputs;
mod javascript;
mod literals;
mod logs;
mod masks;
mod outputs;
mod plain;
mod python;
mod remains;
mod requests;
mod role;
mod stores;
mod swallow;
#[cfg(test)]
mod tests;
mod token;
mod untamed;
mod wholes;

use std::ops::Range;
use std::sync::OnceLock;

/// The language of a Code step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// JavaScript (Node.js).
    JavaScript,
    /// Python.
    Python,
}

impl Language {
    /// The language by the step's action: an id in current Zaps, a word (`run_python_37`) in older ones.
    #[must_use]
    pub fn of_action(action: &str) -> Option<Self> {
        let action = action.to_ascii_lowercase();
        if action == "01929fad-d3dd-62c2-52ed-7868d5fcc691" || action.contains("javascript") {
            Some(Self::JavaScript)
        } else if action == "01929fad-d3f6-c57c-1b40-ef8691be1f86" || action.contains("python") {
            Some(Self::Python)
        } else {
            None
        }
    }

    /// The language by the look of the text; JavaScript where nothing speaks for either.
    #[must_use]
    pub fn guess(source: &str) -> Self {
        let (mut javascript, mut python) = (0_usize, 0_usize);
        for line in source.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let first = line.split(|character: char| !character.is_ascii_alphanumeric()).next().unwrap_or_default();
            match first {
                "const" | "let" | "var" | "function" => javascript += 2,
                "def" | "elif" | "except" | "pass" | "raise" | "print" => python += 2,
                "from" | "import" if !line.contains(['\'', '"']) => python += 2,
                _ => {}
            }
            javascript += usize::from(line.ends_with([';', '{', '}']) || line.starts_with("//"));
            javascript += usize::from(line.contains("=>") || line.contains("===") || line.contains("inputData"));
            python += usize::from(line.ends_with(':') || line.starts_with('#'));
            python += 2 * usize::from(line.contains("input_data"));
        }
        if python > javascript { Self::Python } else { Self::JavaScript }
    }
}

/// A string in the code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literal {
    /// What it stands for, without quotes and escapes. Each piece of a template between holes is one literal.
    pub text: String,
    /// Where it stands in the source, in bytes, quotes included.
    pub range: Range<usize>,
    /// What it is given to: a variable, a key, a named argument, a header set by a call.
    pub name: Option<String>,
}

/// Strings put together: `'Bearer ' + key`, a template, an f-string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// What it is given to.
    pub name: Option<String>,
    /// The text; `{{}}` where a value is not known.
    pub text: String,
    /// Whether every part is known.
    pub complete: bool,
    /// Where it stands in the source, in bytes.
    pub range: Range<usize>,
}

/// A few keys, each once, in the order of their mention.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keys(Vec<String>);

impl Keys {
    /// Whether this key is among them.
    #[must_use]
    pub fn contains(&self, key: &str) -> bool {
        self.0.iter().any(|known| known == key)
    }

    /// One by one.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// Which keys of the Input Data the code reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InputUse {
    /// Used whole, or in a way that does not show which.
    All,
    /// Just these.
    Keys(Keys),
}

/// Which Input Data feeds a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sources {
    /// Any of it, or it cannot be told.
    All,
    /// At most these keys; none for constants.
    Inputs(Keys),
}

/// What the code gives on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outputs {
    /// It cannot be told.
    Unknown,
    /// These keys and what feeds each.
    Keys(Vec<(String, Sources)>),
}

/// What the code hands on in one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whole {
    /// All of the Input Data.
    Inputs,
    /// All that came in under this key.
    Input(String),
}

/// A call that goes to the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The function, as written: `axios.post`.
    pub call: String,
    /// The address, `{{}}` where a part is not known; `None` where nothing of it is.
    pub url: Option<String>,
    /// Which Input Data feeds the address.
    pub url_from: Sources,
    /// Which Input Data is put behind it as a query.
    pub query_from: Sources,
    /// Where the call stands in the source, in bytes.
    pub range: Range<usize>,
    /// `POST`, in capitals, where the code says it.
    pub method: Option<String>,
    /// Whether a body, form, file or query goes along.
    pub sends_data: bool,
    /// Whether a key, password or cookie goes along.
    pub has_auth: bool,
}

/// A whole address that is used as a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The address, `{{}}` where a part is not known.
    pub text: String,
    /// Where it stands in the source, in bytes.
    pub range: Range<usize>,
}

/// A call that prints data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogCall {
    /// Where the call stands in the source, in bytes.
    pub range: Range<usize>,
    /// What is printed.
    pub what: Logged,
}

/// What a call prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Logged {
    /// The whole Input Data.
    WholeInput,
    /// The values of these variables, keys or members.
    Names(Vec<String>),
}

/// A `StoreClient(…)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreUse {
    /// The secret, where it stands in the code.
    pub secret: Option<String>,
    /// Which Input Data feeds the secret.
    pub secret_from: Sources,
    /// Where the call stands in the source, in bytes.
    pub range: Range<usize>,
    /// What is stored; empty where it is only read.
    pub sets: Vec<StoreSet>,
}

/// A value that is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoreSet {
    /// What is known of its key, `{{}}` where a part is not; may be empty.
    pub key: String,
    /// Each record has a key of its own, or is added to a list: the key is made from Input Data.
    pub keyed: bool,
    /// Which Input Data feeds the value.
    pub value: Sources,
}

/// A call that runs data as code, starts programs or loads foreign code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Danger {
    /// The function: `eval`, `new Function`, `exec`, `os.system`, `subprocess`, `pickle.loads`, `yaml.load`,
    /// `child_process`, `import from address` and the like.
    pub kind: &'static str,
    /// Where it stands in the source, in bytes.
    pub range: Range<usize>,
    /// Whether Input Data reaches it.
    pub with_input: bool,
    /// Whether what came from the network reaches it.
    pub with_response: bool,
}

/// What an output value leaves of the data that feeds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remains {
    /// All of it, at most spelled otherwise: `ssn.replace(/-/g, '')`.
    Itself,
    /// Only how a test came out: `/^DE/.test(iban)`.
    Test,
}

/// The code of a step.
#[derive(Debug, Clone)]
pub struct Code {
    tokens: token::Tokens,
    definitions: OnceLock<definitions::Definitions>,
    literals: OnceLock<(Vec<Literal>, Vec<Joined>)>,
    reads: OnceLock<inputs::Reads>,
    flow: OnceLock<flow::Flow>,
    outputs: OnceLock<Outputs>,
    wholes: OnceLock<Vec<(String, Whole)>>,
    requests: OnceLock<Vec<Request>>,
    addresses: OnceLock<Vec<Address>>,
    tls: OnceLock<Vec<Range<usize>>>,
    logs: OnceLock<Vec<LogCall>>,
    stores: OnceLock<Vec<StoreUse>>,
    danger: OnceLock<Vec<Danger>>,
    signature: OnceLock<bool>,
}

impl Code {
    /// Reads a source text. Never fails; a text of more than 4 GB counts as empty.
    #[must_use]
    pub fn read(source: &str, language: Language) -> Self {
        Self {
            tokens: cursor::tokens(source, language),
            definitions: OnceLock::new(),
            literals: OnceLock::new(),
            reads: OnceLock::new(),
            flow: OnceLock::new(),
            outputs: OnceLock::new(),
            wholes: OnceLock::new(),
            requests: OnceLock::new(),
            addresses: OnceLock::new(),
            tls: OnceLock::new(),
            logs: OnceLock::new(),
            stores: OnceLock::new(),
            danger: OnceLock::new(),
            signature: OnceLock::new(),
        }
    }

    /// The language it was read as.
    #[must_use]
    pub fn language(&self) -> Language {
        self.tokens.language
    }

    /// Whether there is nothing but blanks and comments.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.tokens.len() == 0
    }

    /// Every string, in order; keys too. Not what stands in comments.
    #[must_use]
    pub fn literals(&self) -> &[Literal] {
        &self.texts().0
    }

    /// Every text that is put together of several parts, at least one of them known; also a text that goes under a plain
    /// name into a header for keys.
    #[must_use]
    pub fn joined(&self) -> &[Joined] {
        &self.texts().1
    }

    /// Clients that talk to a mail, file or database server without encryption: what they are, and where they stand.
    #[must_use]
    pub fn plain_clients(&self) -> Vec<(crate::words::Word, Range<usize>)> {
        plain::find(&self.tokens)
    }

    /// Whether a variable, a key or a whole string is named so; not in comments.
    #[must_use]
    pub fn names(&self, named: fn(&str) -> bool) -> bool {
        (0..self.tokens.len()).any(|index| match self.tokens.kind(index) {
            token::Kind::Name => named(self.tokens.text(index)),
            token::Kind::Text => named(&self.tokens.value(index)),
            _ => false,
        })
    }

    /// Which keys of the Input Data the code reads.
    #[must_use]
    pub fn inputs(&self) -> InputUse {
        self.reads().used()
    }

    /// What the code gives on, and what feeds it.
    #[must_use]
    pub fn outputs(&self) -> &Outputs {
        self.outputs.get_or_init(|| outputs::find(self))
    }

    /// Output keys under which all Input Data, or one of them as it came, is handed on: `{all: JSON.stringify(inputData)}`.
    #[must_use]
    pub fn wholes(&self) -> &[(String, Whole)] {
        self.wholes.get_or_init(|| wholes::find(self))
    }

    /// What the output keys leave of the data that feeds them, where that can be told.
    #[must_use]
    pub fn output_remains(&self) -> Vec<(String, Remains)> {
        remains::find(self)
    }

    /// Whether the code keeps only a rest of something: the last few characters, a hash, stars, a tag.
    #[must_use]
    pub fn masks(&self) -> bool {
        masks::any(&self.tokens, 0..self.tokens.len())
    }

    /// The output keys whose values, all of them, are such a rest: `{iban: '****' + inputData.iban.slice(-4)}`. A variable which
    /// is set once stands for its value.
    #[must_use]
    pub fn masked_outputs(&self) -> Vec<String> {
        let is_masked = |(_, value): &(String, Range<usize>)| masks::any(&self.tokens, value.clone());
        let (masked, open): (Vec<_>, Vec<_>) = outputs::values(self).into_iter().partition(is_masked);
        let keys = masked.into_iter().map(|(key, _)| key);
        keys.filter(|key| !open.iter().any(|(other, _)| other == key)).collect()
    }

    /// Every call that goes to the network.
    #[must_use]
    pub fn requests(&self) -> &[Request] {
        self.requests.get_or_init(|| requests::find(self))
    }

    /// The addresses that a request without a known one goes to: those of a list it walks through, of a table it looks
    /// into, of the calls of the function it stands in.
    #[must_use]
    pub fn choices(&self, request: &Request) -> Vec<String> {
        choices::find(self, request)
    }

    /// Every whole address (`https://…`, `ftp://…`, `redis://…`) that is used as a value.
    #[must_use]
    pub fn addresses(&self) -> &[Address] {
        self.addresses.get_or_init(|| addresses::find(self))
    }

    /// Where the check of certificates is turned off, in bytes of the source.
    #[must_use]
    pub fn tls_checks_off(&self) -> &[Range<usize>] {
        self.tls.get_or_init(|| checks::tls_off(self))
    }

    /// Whether it computes or compares a signature, or compares a token that came in.
    #[must_use]
    pub fn checks_signature(&self) -> bool {
        *self.signature.get_or_init(|| checks::signature(self))
    }

    /// Pairs of Input Data that are compared as a token is, so that the result decides something.
    #[must_use]
    pub fn compared_inputs(&self) -> Vec<[Sources; 2]> {
        checks::compared_inputs(self)
    }

    /// Every call that prints Input Data or variables.
    #[must_use]
    pub fn logs(&self) -> &[LogCall] {
        self.logs.get_or_init(|| logs::find(self))
    }

    /// Every `StoreClient(…)`.
    #[must_use]
    pub fn stores(&self) -> &[StoreUse] {
        self.stores.get_or_init(|| stores::find(self))
    }

    /// Every call that runs data as code, starts programs or loads foreign code.
    #[must_use]
    pub fn dynamic_code(&self) -> &[Danger] {
        self.danger.get_or_init(|| danger::find(self))
    }

    /// Where errors of calls to the outside, or of reading what came in, are caught and told to nobody: the handlers, in
    /// bytes of the source.
    #[must_use]
    pub fn swallowed_errors(&self) -> Vec<Range<usize>> {
        swallow::find(self)
    }

    /// Whether one of these words of the language stands in it.
    #[must_use]
    pub fn has_word(&self, words: &[&str]) -> bool {
        (0..self.tokens.len()).any(|index| self.tokens.is_any(index, words))
    }

    /// Which Input Data stands, as it came, in the text at these bytes of the source: not made a number, not escaped and
    /// not compared with a list or a pattern.
    #[must_use]
    pub fn untamed_at(&self, range: &Range<usize>) -> Sources {
        untamed::sources_at(self, range)
    }

    /// Whether what it gives under this key was made a number, escaped or compared with a list or a pattern.
    #[must_use]
    pub fn gives_tame(&self, key: &str) -> bool {
        untamed::gives_tame(self, key)
    }

    /// How many of Zapier's `{{…}}` mappings stand in the code, comments left out; Zapier does not fill them there.
    #[must_use]
    pub fn mapping_tokens(&self) -> usize {
        danger::mapping_tokens(&self.tokens)
    }

    fn texts(&self) -> &(Vec<Literal>, Vec<Joined>) {
        self.literals.get_or_init(|| literals::find(&self.tokens, self.definitions()))
    }

    fn definitions(&self) -> &definitions::Definitions {
        self.definitions.get_or_init(|| definitions::Definitions::find(&self.tokens))
    }

    fn reads(&self) -> &inputs::Reads {
        self.reads.get_or_init(|| inputs::Reads::find(&self.tokens, self.definitions()))
    }

    fn flow(&self) -> &flow::Flow {
        self.flow.get_or_init(|| flow::Flow::find(&self.tokens, self.definitions(), self.reads()))
    }
}
