// The map of Zapier's editor page: every selector that is relied on, with its confidence and source. Data only.
//
// This is the one place to change when the page changes. Lists are tried in order, the surest first. Confidence: A seen
// live by two or more sources, B by one, C inferred from how a library or a screen reader needs it.

"use strict";

const NUMBER = /^(?:(?:Trigger|Action)\s*)?\d{1,3}[.)](?:\s+\S|[^\s\d])|^Step\s+\d{1,3}\b/;
const HAS_FIELDS = ":has(input, textarea, [contenteditable=\"true\"], [role=\"textbox\"])";

const PAGE_MAP = { // eslint-disable-line no-unused-vars
  // A: /editor/<id>, /editor/<id>/draft/<step>/fields; B: /editor?attempt_id=… for a new Zap.
  editor: /^\/editor(?:\/[A-Za-z0-9_-]|\?|$)/,
  // The scripts with the page's data as JSON. A: four independent sources, 2026. C: the same under another id.
  data: ["script#__NEXT_DATA__", "script[type=\"application/json\"]"],
  // What stands in a script that holds a Zap (A).
  zap: /"steps"\s*:\s*\[/,

  // A: how the text of a card begins: "2. POST", "Action 2. Select the event". C: "Step 2 of 4: POST".
  number: NUMBER,
  // Step cards on the canvas; with `text` those whose name or text begins as it should.
  cards: [
    // A: "stable" on the live page.
    {css: "[data-testid^=\"step-node-\"]"},
    // A for the text, C for finding cards by it: the same under other attributes, or only by what can be clicked.
    {css: "[data-step-id], [data-node-id], [id^=\"step-\"], [data-testid*=\"step\"], [role=\"button\"]", text: NUMBER, not: HAS_FIELDS},
    {css: "button, a, [tabindex], li, article, [role=\"listitem\"], [role=\"treeitem\"], [data-testid], [data-id]", text: NUMBER, not: HAS_FIELDS},
  ],
  // Where a card's id may stand: in these attributes, on it, around it or in it (A for the first, C for the others).
  ids: ["data-testid", "data-step-id", "data-node-id", "data-id", "id", "href", "aria-controls"],
  // A: nine digits, or _GEN_ and a time for a step that was not saved yet.
  id: /_GEN_\d+|\d{4,}/g,

  // Text fields of the open step.
  fields: [
    // A: class and attribute of the live page.
    ".editable-slate-field, [data-slate-editor=\"true\"]",
    // C: what every rich text field needs for screen readers, or for typing at all.
    "[role=\"textbox\"], [contenteditable=\"true\"], [contenteditable=\"\"], [contenteditable=\"plaintext-only\"]",
    // C: plain fields.
    "textarea, input:not([type]), input[type=\"text\"], input[type=\"url\"], input[type=\"email\"], input[type=\"password\"], input[type=\"tel\"], input[type=\"number\"]",
  ],
  // Where it is typed, inside such a field.
  editable: "[contenteditable=\"true\"], [contenteditable=\"\"], [contenteditable=\"plaintext-only\"]",
  // What looks like one and is none: search boxes, the assistant (B), the Zap's name, what cannot be typed into.
  notFields: "[type=\"search\"], [role=\"searchbox\"], [role=\"combobox\"], [placeholder^=\"Search\"], [name=\"copilot-input\"], [aria-readonly=\"true\"], [readonly], "
    + "header *, nav *, [role=\"search\"] *, [role=\"banner\"] *, [role=\"listbox\"] *, [role=\"menu\"] *",

  label: {
    // B: "<label>, required" as the accessible name, "<label>*" as the label's text.
    suffix: /,\s*(?:required|optional)$|\s*\((?:required|optional)\)$|\s*\*$/i,
    // B: a real label element, up to eight ancestors away.
    css: "label, legend",
    ancestors: 8,
    // C: an accessible name that says no more than that it is the value of a row.
    row: /^values?$/i,
    // C: labels that are plain texts are short, and no headings.
    longest: 80,
    not: "button, [role=\"button\"], [role=\"tab\"], h1, h2, h3, h4, h5, h6, [role=\"heading\"], input, textarea, select",
  },
  row: {
    // C: rows of pairs are an input for the name and a text field for the value.
    css: "input[type=\"text\"], input:not([type])",
    ancestors: 3,
    // C: what an input for the name is called, where it is one of the fields itself.
    name: /^(?:keys?|names?|fields?|headers?|parameters?)?$/i,
  },
  // C: what a form says of the step it belongs to: its heading repeats the card, "3. POST".
  heading: {css: "h1, h2, h3, h4, [role=\"heading\"]", ancestors: 14, most: 3},

  // Mapped values inside a text field. C: how Slate and others mark elements that are one piece; then what has a picture.
  pills: "[data-slate-inline=\"true\"], [data-slate-void=\"true\"], [contenteditable=\"false\"], button, [role=\"button\"], [draggable=\"true\"], "
    + "span:has(> img), span:has(> svg)",
  // C: the hint in an empty field.
  hints: "[data-slate-placeholder], [data-placeholder-text], [aria-hidden=\"true\"]",
  // C: elements that begin a new line.
  lines: "div, p, li, br, [data-slate-node=\"element\"]:not([data-slate-inline])",

  // For a description of a layout that cannot be read: the attributes that tell of what kind an element is, what is left out, and
  // how many elements are described.
  layout: {kinds: ["role", "type", "contenteditable", "data-testid"], not: "script, style, svg *, zaplint-overlay", most: 4000},

  // B: the draft's autosave, among the page's own requests.
  saves: /\/api\/[^?]*\/zaps\//,
};
