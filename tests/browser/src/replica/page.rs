//! The HTML around the app. The app itself is in `replica-page/`, as files, so that it runs under every policy.

use serde_json::{Value, json};

use super::layout::Layout;

/// The page of the editor or the list of Zaps; `props` are what the real page has in `props.pageProps`.
pub(super) fn html(title: &str, props: Option<&Value>, layout: &Layout, nonce: &str) -> String {
    let setup = in_html(&json!({"layout": layout.switches()}));
    let scripts = props.map(|props| layout.scripts(props.clone())).unwrap_or_default();
    let data: String = scripts
        .iter()
        .map(|(id, data)| {
            format!("<script id=\"{id}\" type=\"application/json\" nonce=\"{nonce}\">{}</script>\n", in_html(data))
        })
        .collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <link rel=\"stylesheet\" href=\"/__replica/editor.css\">\n\
         <script id=\"replica-setup\" type=\"application/json\" nonce=\"{nonce}\">{setup}</script>\n\
         <script type=\"module\" src=\"/__replica/app.js\" nonce=\"{nonce}\"></script>\n</head>\n\
         <body>\n<div id=\"__next\"></div>\n{data}</body>\n</html>\n",
        escape(title),
    )
}

/// JSON that cannot end the script it stands in.
fn in_html(json: &Value) -> String {
    json.to_string().replace('&', "\\u0026").replace('<', "\\u003c").replace('>', "\\u003e")
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_cannot_end_its_script() {
        let page = html("A < B", Some(&json!({"zap": "</script><b>"})), &Layout::default(), "n");
        assert!(page.contains(r"\u003c/script\u003e\u003cb\u003e") && page.contains("<title>A &lt; B"));
    }
}
