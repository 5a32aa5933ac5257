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
let top = null;
let shownCanvas = null;

function place() {
  const [, page, zap, version, step, tab] = location.pathname.split("/");
  return {page, zap, version: version ?? "draft", step: step ?? null, tab: tab ?? "setup"};
}

function pageData(source) {
  const script = source.getElementById("__NEXT_DATA__");
  return script ? JSON.parse(script.textContent).props.pageProps : null;
}

async function load() {
  const {page, zap} = place();
  if (page === "app") return {zaps: (await (await fetch("/api/gulliver/storage/v1/zaps?kind=workflow")).json()).results};
  if (props?.zap && props.zap.id === zap) return props;
  const known = props === null ? pageData(document) : null;
  if (known) return known;
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
  const all = steps(zap, readOnly);
  shownCanvas = canvas({steps: all, layout, open: (step) => show(step.id, "fields")});
  const canvasPlace = el("main", {class: "css-main"}, shownCanvas);
  top = el("div", {class: "css-side"});
  root.replaceChildren(bar(zap.title, readOnly), canvasPlace, top);
  drawPanel();
}

function isReadOnly() {
  return layout === "read-only" || place().version === "published";
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
  history.pushState(null, "", `/editor/${zap.id}/${version}/${step}/${tab}`);
  own(drawPanel);
}

function drawPanel() {
  const {step: id, tab} = place();
  const readOnly = isReadOnly();
  const all = steps(props.zap, readOnly);
  const index = all.findIndex((step) => step.id === id);
  if (index < 0) return top.replaceChildren();
  const step = all[index];
  step.params ??= {};
  top.replaceChildren(panel({
    step, index, steps: all, tab, layout, readOnly,
    changed: () => saveSoon(props.zap),
    show: (tab) => show(id, tab),
  }));
}

window.addEventListener("popstate", () => go());
await go();
