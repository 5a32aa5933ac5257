// A text field with mapped values, in the shape that the Slate library gives it.

import {el} from "./dom.js";
import {own} from "./mutations.js";
import {describe, split} from "./tokens.js";

const NOTHING = "\uFEFF";
const tokens = new WeakMap();

/** A field that calls `changed(value)` when somebody types into it. */
export function editable({name, value, plain, multiline, steps, changed}) {
  const slate = (attributes) => (plain ? {} : attributes);
  const field = el("div", {
    role: "textbox",
    contenteditable: "true",
    spellcheck: "false",
    "aria-label": name,
    "aria-multiline": multiline ? "true" : null,
    class: plain ? null : "editable-slate-field css-1n2v3q",
    ...slate({"data-slate-editor": "true", "data-slate-node": "value"}),
  });

  const text = (content) => el("span", slate({"data-slate-node": "text"}),
    el("span", slate({"data-slate-leaf": "true"}),
      content === ""
        ? el("span", slate({"data-slate-zero-width": "z", "data-slate-length": "0"}), NOTHING)
        : el("span", slate({"data-slate-string": "true"}), content)));

  const pill = (token) => {
    const {number, name} = describe(token, steps);
    const shown = el("span", {contenteditable: "false", class: "css-p1ll", ...slate({"data-slate-node": "element", "data-slate-inline": "true", "data-slate-void": "true"})},
      el("span", {contenteditable: "false"},
        el("img", {src: "/__replica/app.svg", alt: "", width: "12", height: "12"}),
        el("span", {}, `${number}. `), el("span", {}, name), el("span", {}, `: sample of ${name.toLowerCase()}`)));
    tokens.set(shown, token);
    return shown;
  };

  const draw = (content) => {
    const line = el("div", slate({"data-slate-node": "element"}));
    const pieces = split(content);
    pieces.forEach((piece, index) => {
      if (piece.token === undefined) return line.append(text(piece.text));
      // Slate always has a text, if need be an empty one, before and after an inline element.
      if (pieces[index - 1]?.text === undefined) line.append(text(""));
      line.append(pill(piece.token));
      if (index === pieces.length - 1) line.append(text(""));
    });
    if (pieces.length === 0) line.append(text(""));
    field.replaceChildren(line);
  };

  const read = (node) => {
    if (tokens.has(node)) return tokens.get(node);
    if (node.nodeType === Node.TEXT_NODE) return node.data.replaceAll(NOTHING, "");
    return [...node.childNodes].map(read).join("");
  };

  // Typing into an empty text leaves the marker beside the typed letters: draw it as a filled one, as Slate does.
  const tidy = () => {
    const untidy = [...texts(field)].some((node) => node.data.includes(NOTHING) && node.data !== NOTHING);
    const bare = ![...field.children].some((child) => child.tagName === "DIV");
    if (!untidy && !bare) return;
    const caret = caretIn(field);
    draw(read(field));
    setCaret(field, caret);
  };

  field.addEventListener("input", () => {
    own(tidy);
    changed(read(field));
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !multiline) event.preventDefault();
  });
  draw(value);
  return field;
}

function* texts(field) {
  const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield walker.currentNode;
}

/** How many letters stand before the caret. */
function caretIn(field) {
  const selection = getSelection();
  if (!field.contains(selection.anchorNode)) return 0;
  const before = document.createRange();
  before.setStart(field, 0);
  before.setEnd(selection.anchorNode, selection.anchorOffset);
  return before.toString().replaceAll(NOTHING, "").length;
}

function setCaret(field, letters) {
  let left = letters;
  let last = null;
  for (const node of texts(field)) {
    if (node.data === NOTHING && letters > 0) continue;
    last = node;
    if (left <= node.data.length) break;
    left -= node.data.length;
  }
  if (last) getSelection().collapse(last, Math.min(left, last.data.length));
}
