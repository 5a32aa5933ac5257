//! Formatter steps after which a value cannot end the quotes it stands between.

use crate::rules::prelude::*;

/// Formatter's "Replace" takes these quotes out of the value, or writes each so that the query reads it as a letter: `''`, `\\'`.
pub(super) fn loses_quote(step: &Step, quote: char) -> bool {
    let replaces = apps::product(step) == Product::Formatter
        && step.literal("transform").is_some_and(|transform| data::has_phrase(transform, &["replace"]));
    // The names of `zapier/transformer`.
    let typed = |name: &str| {
        let field = step.fields.iter().find(|field| field.name() == name);
        field.map_or(Some(""), |field| if field.text().is_empty() { Some("") } else { field.literal() })
    };
    let is_quote = |text: &str| text.trim().chars().eq([quote]);
    replaces
        && typed("old").is_some_and(is_quote)
        && typed("new").is_some_and(|new| {
            let new = new.trim();
            !new.contains(quote) || [format!("{quote}{quote}"), format!("\\{quote}")].iter().any(|known| known == new)
        })
}

#[cfg(test)]
mod tests {
    use super::super::RULE;
    use crate::rules::prelude::*;
    use crate::rules::testkit::StepBuilder;

    const HIGH: Severity = Severity::High;

    fn formatter(transform: &str) -> StepBuilder {
        action("ZapierFormatterCLIAPI@1.0.9", "text_line_item")
            .field("transform", transform)
            .field("inputs.input", "{{1__plan}}")
    }

    fn query(step: StepBuilder, text: &str) -> Vec<crate::rules::testkit::Node> {
        let query = search("PostgreSQLCLIAPI@1.5.0", "row_custom_query").field("query", text);
        steps![trigger("TallyCLIAPI@2.0.5", "response"), step, query]
    }

    #[test]
    fn a_replaced_quote_ends_nothing() {
        let replace =
            |old: &str, new: &str| formatter("string.replace").field("inputs.old", old).field("inputs.new", new);
        let single = "SELECT * FROM t WHERE plan = '{{2__output}}'";
        for (old, new) in [("'", ""), ("'", "''"), ("'", "\\'"), ("'", "’")] {
            silent(&RULE, query(replace(old, new), single));
        }
        silent(&RULE, query(replace("\"", ""), "SELECT * FROM t WHERE plan = \"{{2__output}}\""));
        for (old, new, text) in [
            ("\"", "", single),
            ("-", "'", single),
            (" ", "", single),
            ("'", "' ", single),
            ("'", "{{1__x}}", single),
            ("'", "", "SELECT * FROM t WHERE plan = {{2__output}}"),
        ] {
            finds(&RULE, query(replace(old, new), text), &[(3, "query", HIGH)]);
        }
    }

    #[test]
    fn a_pattern_of_letters_and_digits_lets_no_quote_through() {
        let extract = |pattern: &str| formatter("string.re_extract").field("inputs.pattern", pattern);
        let text = "SELECT * FROM t WHERE plan = '{{2__output}}'";
        for pattern in [r"\d{5}", r"[A-Za-z0-9_-]+", r"(\w+)@", r"Order: (\d+)"] {
            silent(&RULE, query(extract(pattern), text));
        }
        for pattern in [r"Order: (.+)", r"[^,]+", r"\S+", "[a-z' ]+", r"(\D+)", ""] {
            finds(&RULE, query(extract(pattern), text), &[(3, "query", HIGH)]);
        }
        silent(&RULE, query(formatter("string.number_extract"), text));
        finds(&RULE, query(formatter("string.trim_whitespace"), text), &[(3, "query", HIGH)]);
    }
}
