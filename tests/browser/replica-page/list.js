// The list of Zaps.

import {el} from "./dom.js";

/** The list; `open(id)` goes to the editor without loading the page. */
export function list(zaps, open) {
  const rows = zaps.map((zap) => el("tr", {},
    el("td", {}, el("a", {href: `/webintent/edit-zap/${zap.id}`}, zap.title)),
    el("td", {}, zap.is_enabled ? "On" : "Off"),
    el("td", {}, el("button", {type: "button", click: () => open(zap.id)}, "Open without loading"),
      el("button", {type: "button", "aria-label": "Zap actions"}, "⋯"))));
  return el("table", {}, el("thead", {}, el("tr", {}, ...["Name", "Status", ""].map((name) => el("th", {}, name)))), el("tbody", {}, ...rows));
}
