// The side panel of an open step: its tabs and fields.

import {el} from "./dom.js";
import {own} from "./mutations.js";
import {editable} from "./slate.js";
import {fields, title} from "./zap.js";

const TABS = {setup: "Setup", fields: "Configure", sample: "Test"};

/** The panel of one step. `changed()` is called when a value of the step changed, `show(tab)` when a tab is clicked. */
export function panel({step, index, steps, tab, layout, readOnly, changed, show}) {
  const tabs = Object.entries(TABS).map(([key, name]) => el("button", {
    type: "button", "aria-label": `Show ${name}`, "aria-pressed": String(key === tab), click: () => show(key),
  }, name));
  const body = el("div", {class: "css-body"});
  if (tab === "fields") body.append(...form({step, steps, layout, readOnly, changed}));
  else if (tab === "setup") body.append(el("label", {}, "App *"), el("button", {type: "button"}, step.app ?? "Choose an app"));
  else body.append(el("button", {type: "button"}, index === 0 ? "Test trigger" : "Test step"));
  return el("aside", {class: "css-panel"},
    el("h2", {}, `${index + 1}. ${title(step, index)}`),
    el("div", {class: "css-tabs"}, ...tabs),
    body,
    el("button", {type: "button"}, "Continue"));
}

function form(context) {
  const drawn = fields(context.step).map((field) => ({label: labelOf(field), control: control(field, context)}));
  if (context.layout === "other-wrappers") {
    // Labels and fields in columns of their own: the nearest label is somebody else's.
    return [el("div", {class: "css-columns"},
      el("div", {}, ...drawn.map(({label}) => el("div", {}, label))),
      el("div", {}, ...drawn.map(({control}) => el("div", {}, el("div", {}, el("div", {}, control))))))];
  }
  return drawn.map(({label, control}) => el("div", {class: "css-field"}, el("div", {}, label), el("div", {}, control)));
}

function labelOf({label, required}) {
  return el("label", {}, el("span", {}, label), required ? el("span", {}, "*") : null);
}

function nameOf({label, required}) {
  return required ? `${label}, required` : label;
}

function control(field, context) {
  const {step, readOnly} = context;
  if (field.kind === "rows") return rows(field, context);
  const value = step.params[field.key] ?? "";
  if (field.kind === "choice") return choice(field, step, value);
  if (readOnly) return el("div", {class: "css-value"}, String(value));
  const set = (text) => { step.params[field.key] = text; };
  return text(field, String(value), set, context);
}

function choice(field, step, value) {
  const shown = step.meta?.params?.[field.key]?.label ?? (String(value) || "Choose value…");
  return el("div", {class: "css-choice"},
    el("button", {type: "button", "aria-haspopup": "listbox"}, shown),
    el("button", {type: "button", "aria-label": "Select field map type"}, "⋮"));
}

function text(field, value, set, {steps, layout, changed}) {
  const name = nameOf(field);
  const multiline = /text|message|body|code|description|input/i.test(field.key);
  const changedTo = (text) => {
    set(text);
    changed();
  };
  return el("div", {class: "css-text"},
    editable({name, value, plain: layout === "aria-only", multiline, steps, changed: changedTo}),
    el("button", {type: "button", "aria-label": "Add a field mapping"}, "+"));
}

function rows(field, context) {
  const {step, readOnly, changed} = context;
  const pairs = Object.entries(step.params[field.key] ?? {}).map(([name, value]) => ({name, value: String(value)}));
  const store = () => {
    step.params[field.key] = Object.fromEntries(pairs.filter((pair) => pair.name !== "").map((pair) => [pair.name, pair.value]));
    changed();
  };
  const list = el("div", {class: "css-rows"});
  const row = (pair) => {
    if (readOnly) return el("div", {}, el("span", {}, pair.name), " ", el("span", {}, pair.value));
    const name = el("input", {type: "text", value: pair.name, placeholder: "key", input: () => { pair.name = name.value; store(); }});
    const set = (text) => { pair.value = text; };
    const place = el("div", {class: "css-row"}, name,
      text({...field, required: false}, pair.value, set, {...context, changed: store}),
      el("button", {type: "button", "aria-label": "Remove this item", click: () => {
        pairs.splice(pairs.indexOf(pair), 1);
        own(() => place.remove());
        store();
      }}, "×"));
    return place;
  };
  list.append(...pairs.map(row));
  const add = el("button", {type: "button", "aria-label": `Add a row to ${field.label}`, click: () => {
    const pair = {name: "", value: ""};
    pairs.push(pair);
    own(() => list.append(row(pair)));
  }}, "Add");
  return el("div", {}, list, readOnly ? null : add);
}
