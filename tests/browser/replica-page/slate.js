// A text field with mapped values, in the shape that the Slate library gives it.

import {el} from "./dom.js";
import {own} from "./mutations.js";
import {describe, split} from "./tokens.js";

const NOTHING = "\uFEFF";
const tokens = new WeakMap();

/** A field that calls `changed(value)` when somebody types into it. */
export function editable({names, value, layout, multiline, steps, changed}) {
  const bare = layout.editor === "bare";
  const slate = (attributes) => (bare ? {} : attributes);
  const field = el("div", {
    role: "textbox",
    contenteditable: "true",
    spellcheck: "false",
    ...names,
    "aria-multiline": multiline ? "true" : null,
    class: bare ? null : "editable-slate-field css-1n2v3q",
    ...slate({"data-slate-editor": "true", "data-slate-node": "value"}),
  });

  const leaf = (content) => el("span", slate({"data-slate-leaf": "true"}),
    content === ""
      ? el("span", slate({"data-slate-zero-width": "z", "data-slate-length": "0"}), NOTHING)
      : el("span", slate({"data-slate-string": "true"}), content));

  // Nested: one letter in bold, say, makes three leaves of a text, each in more elements than one.
  const text = (content) => el("span", slate({"data-slate-node": "text"}), ...(layout.editor === "nested" && content.length > 2
    ? [content.slice(0, 1), content.slice(1, 2), content.slice(2)].map((piece) => el("span", {}, el("strong", {}, leaf(piece))))
    : [leaf(content)]));

  const pill = (token) => {
    const {number, name} = describe(token, steps);
    const picture = el("img", {src: "/__replica/app.svg", alt: "", width: "12", height: "12"});
    const words = [el("span", {}, `${number}. `), el("span", {}, name), el("span", {}, `: sample of ${name.toLowerCase()}`)];
    const shown = pillOf(layout.pill, slate, picture, words);
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

/** The element of a mapped value, in one of the shapes that it may have. */
function pillOf(shape, slate, picture, words) {
  const inline = slate({"data-slate-node": "element", "data-slate-inline": "true", "data-slate-void": "true"});
  if (shape === "picture") return el("span", {class: "css-p1ll"}, picture, ...words);
  if (shape === "button") return el("button", {type: "button", class: "css-p1ll"}, ...words);
  if (shape === "nested") {
    return el("span", inline, el("span", {"data-slate-spacer": "true"}, el("span", {"data-slate-zero-width": "z"}, NOTHING)),
      el("span", {contenteditable: "false"}, el("div", {class: "css-p1ll"}, picture, el("div", {}, ...words))));
  }
  return el("span", {contenteditable: "false", class: "css-p1ll", ...inline}, el("span", {contenteditable: "false"}, picture, ...words));
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
