// A text field without rich text: mapped values are written as they are stored.

import {el} from "./dom.js";

/** A field that calls `changed(value)` when somebody types into it. */
export function plain({names, value, layout, multiline, changed}) {
  const attributes = {...names, class: "css-plain", role: layout.editor === "role-input" ? "textbox" : null};
  const field = layout.editor === "textarea" || multiline ? el("textarea", {...attributes, rows: "1"}) : el("input", {...attributes, type: "text"});
  field.value = value;
  field.addEventListener("input", () => changed(field.value));
  return field;
}
