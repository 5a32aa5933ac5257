// The app: which page is shown, and going from one to the next without loading.

import {canvas} from "./canvas.js";
import {el} from "./dom.js";
import {list} from "./list.js";
import {own} from "./mutations.js";
import {panel} from "./panel.js";
import {saveSoon} from "./save.js";
import {steps} from "./zap.js";

const root = document.getElementById("__next");
const {layout} = JSON.parse(document.getElementById("replica-setup").textContent);
let props = null;
let side = null;
let opened = null;

if (layout.css) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(layout.css);
  document.adoptedStyleSheets = [sheet];
}

function place() {
  const [, page, zap, version, step, tab] = location.pathname.split("/");
  return {page, zap, version: version ?? "draft", step: step ?? null, tab: tab ?? "setup", ...opened};
}

function pageData(source) {
  const script = source.getElementById("__NEXT_DATA__");
  return script ? JSON.parse(script.textContent).props.pageProps : null;
}

async function load() {
  const {page, zap} = place();
  if (page === "app") return {zaps: (await (await fetch("/api/gulliver/storage/v1/zaps?kind=workflow")).json()).results};
  if (props?.zap && String(props.zap.id) === zap) return props;
  const known = props === null ? pageData(document) : null;
  if (known?.zap) return known;
  const answer = await fetch(`/api/gulliver/storage/v1/zaps/${zap ?? "sandbox"}`);
  return {zap: answer.ok ? await answer.json() : null};
}

async function go(address) {
  if (address) history.pushState(null, "", address);
  props = await load();
  document.title = props.zaps ? "Zaps | Zapier" : `${props.zap?.id === "sandbox" ? "New Zap" : props.zap?.title ?? "No access"} | Zapier`;
  own(drawAll);
}

function drawAll() {
  if (props.zaps) return root.replaceChildren(bar("Zaps"), list(props.zaps, (id) => go(`/editor/${id}/draft`)));
  const {zap} = props;
  if (!zap) return root.replaceChildren(el("h1", {}, "You do not have access to this Zap"));
  const readOnly = isReadOnly();
  const cards = canvas({steps: steps(zap, readOnly), layout, open: (step) => show(step.id, "fields")});
  side = el("div", {class: "css-side"});
  root.replaceChildren(bar(zap.title, readOnly), el("main", {class: "css-main"}, cards), side);
  drawPanel();
}

function isReadOnly() {
  return layout.readOnly || place().version === "published";
}

function bar(title, readOnly) {
  return el("header", {class: "css-bar"},
    el("button", {type: "button", click: () => go("/app/assets/zaps")}, "Home"),
    el("button", {type: "button"}, el("span", {}, title), " ", el("span", {}, readOnly ? "Published" : "Draft")),
    readOnly ? el("button", {type: "button"}, "Edit Zap") : el("button", {type: "button", "data-disabled": "true"}, "Publish"));
}

function show(step, tab) {
  const {zap} = props;
  const version = isReadOnly() ? "published" : "draft";
  if (layout.address === "plain") opened = {step, tab};
  else history.pushState(null, "", `/editor/${zap.id}/${version}/${step}/${tab}`);
  own(drawPanel);
}

function drawPanel() {
  const {step: id, tab} = place();
  const readOnly = isReadOnly();
  const all = steps(props.zap, readOnly);
  const index = all.findIndex((step) => step.id === id);
  if (index < 0) return side.replaceChildren();
  const draw = (index) => {
    const step = all[index];
    step.params ??= {};
    return panel({step, index, steps: all, tab, layout, readOnly, changed, show: (tab) => show(step.id, tab)});
  };
  // Two forms: that of the next step is open as well.
  side.replaceChildren(draw(index), ...(layout.panel === "two" && all[index + 1] ? [draw(index + 1)] : []));
  if (layout.panel === "modal") side.firstChild.showModal();
}

function changed() {
  saveSoon(props.zap);
  if (!layout.remount) return;
  // As some frameworks do: everything is thrown away and made anew, and the caret is put where it was.
  const fields = () => [...document.querySelectorAll("[role=textbox]")];
  const typedInto = fields().indexOf(document.activeElement);
  own(drawAll);
  const field = fields()[typedInto];
  if (!field) return;
  field.focus();
  getSelection().selectAllChildren(field);
  getSelection().collapseToEnd();
}

window.addEventListener("popstate", () => go());
await go();
