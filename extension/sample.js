// A look-alike of an editor with a Zap in it, for Zaplint to read and people to try it on. Zaplint runs here as it does on the
// real page: the same content script, worker and panel.

import {language, load, sayAll, texts} from "./pages.js";
import {startTour} from "./tour.js";

const {samples, words} = await load("data/samples.json");
const wanted = Number(new URLSearchParams(location.search).get("zap"));
const number = samples[wanted - 1] ? wanted : 1;
const {open: first, title, zap} = samples[number - 1];
const {steps} = zap.draft.zdl;
const find = (id) => document.getElementById(id);
const data = make("script", {type: "application/json", id: "__NEXT_DATA__"});
const fold = (text) => text.replaceAll("_", " ").replace(/^./, (letter) => letter.toUpperCase());

sayAll();
document.title = `Zaplint: ${texts.sample_title}`;
document.querySelector("nav").ariaLabel = texts.sample_choose;
find("steps").ariaLabel = texts.sample_steps;
find("zap").textContent = title[language];
find("samples").append(...samples.map((sample, index) => {
  const link = make("a", {href: `?zap=${index + 1}`}, sample.title[language]);
  if (index + 1 === number) link.ariaCurrent = "page";
  return make("li", {}, link);
}));
find("steps").append(...steps.map((step, index) => {
  const card = make("button", {type: "button", "data-testid": `step-node-${step.id}`}, make("span", {}, `${index + 1}. ${step.title}`),
    make("span", {class: "app"}, appOf(step)));
  card.addEventListener("click", () => show(step));
  return make("li", {}, card);
}));
document.body.append(data);
save();
show(steps.find((step) => step.id === first));

// Zaplint itself, once there is something to read.
PAGE_MAP.editor = /^\/sample\.html/;
const script = make("script", {src: "content.js"});
script.addEventListener("load", () => {
  // What the page holds is what it was loaded with, and here also what was changed since.
  zaplint.refetch = reread;
  find("start").addEventListener("click", () => startTour({
    texts, overlay: zaplint.overlay,
    badge: () => document.querySelector(`[data-testid="step-node-${first}"]`),
    field: () => {
      show(steps.find((step) => step.id === first));
      return document.querySelector("[data-key=url]");
    },
  }));
});
document.body.append(script);

function appOf({app}) {
  return words[app.split("@")[0]];
}

/** Keeps the Zap where Zaplint finds it. */
function save() {
  data.textContent = JSON.stringify({props: {pageProps: {zap}}});
}

function reread() {
  save();
  zaplint.data = zaplint.page.data();
  zaplint.mustOpen = true;
  zaplint.schedule();
}

/** Opens a step. */
function show(step) {
  for (const card of document.querySelectorAll("#steps button")) card.ariaCurrent = card.dataset.testid.endsWith(step.id) ? "step" : null;
  const fields = Object.entries(step.params).filter(([key]) => !/^(?:filter_criteria|spreadsheet|channel|list_id)$/.test(key));
  const form = find("form");
  form.dataset.stepId = step.id;
  form.replaceChildren(make("h2", {}, `${steps.indexOf(step) + 1}. ${step.title}`), make("p", {class: "app"}, appOf(step)),
    ...fields.map(([key, value]) => (typeof value === "object" ? rows(step, key, value) : field(step, key))));
  if (fields.length === 0) form.append(make("p", {class: "quiet"}, texts.sample_pick));
  if (typeof zaplint !== "undefined") reread();
}

function field(step, key) {
  const label = key === "url" ? "URL" : fold(key);
  return make("div", {class: "field"}, make("label", {}, label), box(label, key, step.params[key], (text) => { step.params[key] = text; }));
}

function rows(step, key, pairs) {
  const label = words[key] ?? fold(key);
  const group = make("div", {class: "field", role: "group", "aria-label": label}, make("label", {id: `label-${key}`}, label));
  for (const [name, value] of Object.entries(pairs)) {
    const named = make("input", {type: "text", value: name, id: `name-${key}-${name}`, "aria-label": texts.sample_name, readonly: ""});
    const valued = box(label, `${key}.${name}`, value, (text) => { pairs[name] = text; });
    // "Data order": no two fields have one name.
    valued.removeAttribute("aria-label");
    valued.setAttribute("aria-labelledby", `label-${key} name-${key}-${name}`);
    group.append(make("div", {class: "row"}, named, valued));
  }
  return group;
}

/** A field to type into; what is mapped is one piece. */
function box(label, key, value, changed) {
  const box = make("div", {class: "box", role: "textbox", contenteditable: "true", "aria-label": label, "aria-multiline": "true", "data-key": key, spellcheck: "false"});
  for (const part of value.split(/(\{\{[^}]*\}\})/).filter(Boolean)) {
    const [, id, name] = /^\{\{(\d+)__(.*)\}\}$/.exec(part) ?? [];
    if (!id) box.append(part);
    else box.append(make("span", {class: "pill", contenteditable: "false", "data-mapping": part}, `${steps.findIndex((step) => step.id === id) + 1}. ${fold(name.split("__").at(-1))}`));
  }
  const text = (node) => node.dataset?.mapping ?? (node.childNodes.length > 0 ? [...node.childNodes].map(text).join("") : node.textContent);
  box.addEventListener("input", () => changed(text(box)));
  // A pasted page is only its text.
  box.addEventListener("paste", (event) => {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
  });
  return box;
}

function make(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}
