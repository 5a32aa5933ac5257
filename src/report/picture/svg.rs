//! The picture as text: a file of its own, or a part of a page.

use super::{Dress, Picture, Shape};

/// A whole file, with its name and colours in it.
#[must_use]
pub fn file(picture: &Picture) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    write(&picture.svg(Dress::File), &mut text);
    text.push('\n');
    text
}

/// A part of a page, which has the colours in its own style.
#[must_use]
pub fn part(picture: &Picture) -> String {
    let mut text = String::new();
    write(&picture.svg(Dress::Bare), &mut text);
    text
}

fn write(shape: &Shape, out: &mut String) {
    let name = shape.tag.name();
    out.push('<');
    out.push_str(name);
    for (name, value) in &shape.attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
    if shape.text.is_empty() && shape.children.is_empty() {
        out.push_str("/>");
        return;
    }
    out.push('>');
    escape(&shape.text, out);
    for child in &shape.children {
        write(child, out);
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// Text that can be nothing but text, in XML and in HTML. What XML cannot hold at all shows as a replacement.
fn escape(text: &str, out: &mut String) {
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(char),
            '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(char),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::picture::Tag;

    #[test]
    fn text_stays_text() {
        let mut out = String::new();
        let hostile = "</text><script>x(\"&\")</script>\u{1b}\u{ffff}";
        write(&Shape::new(Tag::Text).with("aria-label", hostile).holding(hostile), &mut out);
        let shown = "&lt;/text&gt;&lt;script&gt;x(&quot;&amp;&quot;)&lt;/script&gt;\u{fffd}\u{fffd}";
        assert_eq!(out, format!("<text aria-label=\"{shown}\">{shown}</text>"));
    }
}
