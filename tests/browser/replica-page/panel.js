// The side panel of an open step: its tabs and fields.

import {el} from "./dom.js";
import {own} from "./mutations.js";
import {plain} from "./plain.js";
import {editable} from "./slate.js";
import {fields, title} from "./zap.js";

const TABS = {setup: "Setup", fields: "Configure", sample: "Test"};

/** The panel of one step. `changed()` is called when a value of the step changed, `show(tab)` when a tab is clicked. */
export function panel({step, index, steps, tab, layout, readOnly, changed, show}) {
  const tabs = Object.entries(TABS).map(([key, name]) => el("button", {
    type: "button", "aria-label": `Show ${name}`, "aria-pressed": String(key === tab), click: () => show(key),
  }, name));
  const body = el("div", {class: "css-body"});
  const fill = () => body.append(...form({step, steps, layout, readOnly, changed}));
  if (tab === "fields" && layout.late) setTimeout(() => own(fill), layout.late);
  else if (tab === "fields") fill();
  else if (tab === "setup") body.append(el("label", {}, "App *"), el("button", {type: "button"}, step.app ?? "Choose an app"));
  else body.append(el("button", {type: "button"}, index === 0 ? "Test trigger" : "Test step"));
  return el(layout.panel === "modal" ? "dialog" : "aside", {class: "css-panel", role: layout.panel === "dialog" ? "dialog" : null},
    el("h2", {}, `${index + 1}. ${title(step, index)}`),
    el("div", {class: "css-tabs"}, ...tabs),
    body,
    el("button", {type: "button"}, "Continue"));
}

let last = 0;

function form(context) {
  const {layout} = context;
  const drawn = fields(context.step).map((field) => {
    const id = `field-${last += 1}`;
    const label = labelOf(field, layout, id);
    return {label, control: control({...field, id}, context), key: field.key};
  });
  if (layout.label?.startsWith("columns")) {
    // Labels and fields in columns of their own: the nearest label is somebody else's.
    return [el("div", {class: "css-columns"},
      el("div", {}, ...drawn.map(({label}) => el("div", {}, label))),
      el("div", {}, ...drawn.map(({control, key}) => el("div", {"data-replica-field": key}, el("div", {}, el("div", {}, control))))))];
  }
  return drawn.map(({label, control, key}) => {
    const place = el("div", {"data-replica-field": key}, control);
    if (layout.label === "around" && label) {
      label.append(place);
      return el("div", {class: "css-field"}, label);
    }
    return el("div", {class: "css-field"}, label ? el("div", {}, label) : null, place);
  });
}

function labelOf({label, required, kind}, layout, id) {
  const text = [el("span", {}, label), required ? el("span", {}, "*") : null];
  if (layout.label === "text") return el("div", {class: "css-caption"}, ...text);
  if (layout.label === "labelledby") return el("span", {id: `${id}-label`}, ...text);
  if (layout.label === "name") return null;
  if (layout.label === "around" && kind === "rows") return el("legend", {}, ...text);
  return el("label", {for: layout.label === "for" ? id : null}, ...text);
}

/** What names a field by itself. */
function nameOf({label, required, id, key}, layout) {
  const [name, by] = [required ? `${label}, required` : label, layout.label];
  if (by === "labelledby") return {"aria-labelledby": `${id}-label`};
  if (by === "for") return {id};
  if (by === "name") return {name: key};
  return ["around", "near", "text", "columns-alone"].includes(by) ? {} : {"aria-label": name};
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
  const multiline = /text|message|body|code|description|input/i.test(field.key);
  const changedTo = (text) => {
    set(text);
    changed();
  };
  const draw = /input|textarea/.test(layout.editor) ? plain : editable;
  return el("div", {class: "css-text"},
    draw({names: nameOf(field, layout), value, layout, multiline, steps, changed: changedTo}),
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
      text({...field, id: `field-${last += 1}`, required: false}, pair.value, set, {...context, changed: store}),
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
