//! What a bracket is for, by what stands around it.

use super::token::{Kind, Tokens};

/// What a bracket is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The arguments of a call.
    Call,
    /// The parameters of a function.
    Params,
    /// Parentheses around an expression, a condition or a tuple.
    Group,
    /// A key in brackets: `a[…]`.
    Subscript,
    List,
    /// An object, a dict or a pattern of one.
    Object,
    /// Statements in braces.
    Block,
}

impl Tokens {
    /// What an opening bracket is for.
    pub(super) fn role(&self, open: usize) -> Role {
        self.at(open).role
    }

    /// Works out what each opening bracket is for.
    pub(super) fn find_roles(&mut self) {
        for open in 0..self.len() {
            if matches!(self.kind(open), Kind::Open) {
                let role = self.role_of(open);
                if let Some(token) = self.list.get_mut(open) {
                    token.role = role;
                }
            }
        }
    }

    fn role_of(&self, open: usize) -> Role {
        let before = open.wrapping_sub(1);
        let after_value = self.ends_value(before) || self.is(before, "?.");
        match self.text(open) {
            "(" => self.parentheses(open, before, after_value),
            "[" if after_value && !(self.at(open).newline && self.python() && self.outer(open).is_none()) => {
                Role::Subscript
            }
            "[" => Role::List,
            _ if self.python() => Role::Object,
            _ => match self.kind(before) {
                Kind::Sign if self.is_any(before, &["=>", ";"]) => Role::Block,
                Kind::Sign | Kind::HoleOpen => Role::Object,
                Kind::Open if !self.is(before, "{") => Role::Object,
                Kind::Name
                    if self.is_any(
                        before,
                        &["return", "const", "let", "var", "import", "export", "await", "yield", "default", "in", "of"],
                    ) =>
                {
                    Role::Object
                }
                _ => Role::Block,
            },
        }
    }

    fn parentheses(&self, open: usize, before: usize, after_value: bool) -> Role {
        let close = self.partner(open).unwrap_or(self.len());
        if self.is(close + 1, "=>")
            || self.is(before, "function")
            || (self.is_name(before) && self.is_any(before.wrapping_sub(1), &["function", "def", "class", "*"]))
                && !self.is(before.wrapping_sub(1), "*")
        {
            return Role::Params;
        }
        if self.is(before, "import") {
            return Role::Call;
        }
        if !after_value {
            return Role::Group;
        }
        let method = !self.python() && self.is(close + 1, "{") && self.is_name(before) && !self.at(close + 1).newline;
        if method && !self.is_member(before) { Role::Params } else { Role::Call }
    }
}
