//! How wide a text is, and what of it fits. Nothing here knows the reader's font, so widths are generous guesses.

use std::borrow::Cow;

/// About how wide a text is in a font of this size.
pub(super) fn width(text: &str, font: i32) -> i32 {
    let thousandths: i32 = text.chars().map(thousandths).fold(0, i32::saturating_add);
    thousandths.saturating_mul(font) / 1000
}

/// The text, cut with an ellipsis where it is wider than there is room.
pub(super) fn fit(text: &str, font: i32, room: i32) -> Cow<'_, str> {
    if width(text, font) <= room {
        return Cow::Borrowed(text);
    }
    let room = room - width("…", font);
    let (mut used, mut end, mut before, mut flags) = (0, 0, ' ', 0);
    for (at, char) in text.char_indices() {
        // A flag is two signs of its own kind.
        flags = if is_half_flag(char) { flags + 1 } else { 0 };
        if !belongs_to(char, before) && (flags == 0 || flags % 2 == 1) {
            if used * font / 1000 > room {
                break;
            }
            end = at;
        }
        used += thousandths(char);
        before = char;
    }
    let kept = text.get(..end).unwrap_or_default().trim_end();
    // After a text that runs from right to left the ellipsis stands at its left.
    let turn = if runs_left(kept) { "\u{200f}" } else { "" };
    Cow::Owned(format!("{kept}…{turn}"))
}

/// Whether a sign is drawn in one with what stands before it: accents, joined emoji.
fn belongs_to(char: char, before: char) -> bool {
    thousandths(char) == 0 || before == '\u{200d}' || ('\u{1f3fb}'..='\u{1f3ff}').contains(&char)
}

fn is_half_flag(char: char) -> bool {
    ('\u{1f1e6}'..='\u{1f1ff}').contains(&char)
}

/// Whether the first letter is Hebrew, Arabic or of another script that is written from right to left.
fn runs_left(text: &str) -> bool {
    let first = text.chars().find(|char| char.is_alphabetic());
    first.is_some_and(|char| {
        matches!(char, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    })
}

/// The width of a sign in thousandths of the font's size.
fn thousandths(char: char) -> i32 {
    match char {
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{64b}'..='\u{65f}' => 0,
        '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e007f}' => 0,
        'i' | 'j' | 'l' | '.' | ',' | '\'' | '|' | '!' | ':' | ';' | 'I' => 320,
        'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '-' | '/' | ' ' | '"' => 400,
        'm' | 'M' | 'W' | 'w' | '@' | '%' | '…' => 930,
        'A'..='Z' | '&' | '+' | '=' | '<' | '>' => 720,
        '0'..='9' => 640,
        'a'..='z' => 600,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' => 1050,
        '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}' => 1050,
        '\u{fdfa}'..='\u{fdfd}' => 3000,
        '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1faff}' => 1400,
        _ => 680,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stays_and_the_rest_is_cut_between_signs() {
        assert_eq!(fit("Catch Hook", 13, 200), "Catch Hook");
        let cut = fit("Send Channel Message in Slack", 13, 100);
        assert!(cut.starts_with("Send Chan") && cut.ends_with('…'), "{cut}");
        assert!(width(&cut, 13) <= 100);
        assert_eq!(fit("anything", 13, 0), "…");
        // A family of joined emoji, a flag and a letter with its accent are cut off whole.
        for whole in ["👩‍💻", "🇩🇪", "👍🏽", "e\u{301}"] {
            let text = whole.repeat(30);
            let cut = fit(&text, 13, 120);
            let kept = cut.trim_end_matches('…');
            assert_eq!(kept.len() % whole.len(), 0, "{cut}");
            assert!(!kept.is_empty());
        }
    }

    #[test]
    fn the_ellipsis_stands_where_the_text_ends() {
        assert!(fit(&"שלום עולם ".repeat(9), 13, 120).ends_with("…\u{200f}"));
        assert!(fit(&"hello עולם ".repeat(9), 13, 120).ends_with('…'));
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_wider_than_its_room(text in ".{0,60}", room in 20_i32..300) {
            // The mark of direction that may follow the ellipsis has no width on the screen.
            let widest = room.max(width("…", 13)) + width("\u{200f}", 13) + 1;
            proptest::prop_assert!(width(&fit(&text, 13, room), 13) <= widest);
        }
    }
}
