// The steps of the Zap as cards. A large Zap has only the cards in view in the document.

import {el} from "./dom.js";
import {own} from "./mutations.js";
import {title} from "./zap.js";

const HEIGHT = 96; // pixels from one card to the next
const LARGE = 30; // steps from which on only the cards in view exist

/** The canvas; `open(step)` is called when a card is clicked. */
export function canvas({steps, layout, open}) {
  const plane = el("div", {class: "css-plane"});
  const view = el("div", {class: "css-canvas", tabindex: "-1"}, plane);
  plane.style.height = `${steps.length * HEIGHT}px`;
  const shown = new Map();

  const place = (step, index) => {
    const made = el("div", {class: "css-place", "data-replica-step": String(index + 1)}, card(step, index, steps, layout, () => open(step)));
    made.style.top = `${index * HEIGHT}px`;
    return made;
  };

  const draw = () => {
    let first = 0;
    let last = steps.length - 1;
    if (steps.length >= LARGE) {
      first = Math.max(0, Math.floor(view.scrollTop / HEIGHT) - 2);
      last = Math.min(last, Math.ceil((view.scrollTop + (view.clientHeight || 600)) / HEIGHT) + 2);
    }
    for (const [index, place] of shown) {
      if (index < first || index > last) {
        place.remove();
        shown.delete(index);
      }
    }
    for (let index = first; index <= last; index += 1) {
      if (!shown.has(index)) {
        shown.set(index, place(steps[index], index));
        plane.append(shown.get(index));
      }
    }
  };

  view.addEventListener("scroll", () => own(draw), {passive: true});
  draw();
  return view;
}

function card(step, index, steps, layout, open) {
  const id = `step-node-${step.id}`;
  const at = (place) => (layout.cardId === place || (place === "own" && layout.cardId === undefined) ? id : null);
  const name = title(step, index);
  const number = layout.cardName === "step" ? `Step ${index + 1} of ${steps.length}:` : `${index + 1}.`;
  const empty = !step.action && !step.title ? el("span", {class: "css-kind"}, index === 0 ? "Trigger " : "Action ") : null;
  const text = layout.cardName === "aria-alone"
    ? el("div", {}, name)
    : el("div", {"data-testid": at("inside")}, empty, el("span", {}, number), " ", el("span", {}, name));
  const attributes = {
    class: "css-card",
    "data-testid": at("own") ?? (layout.cardId === "long" ? `zap-${steps[0].id}-step-${step.id}-card` : null),
    "data-step-id": layout.cardId === "attribute" ? step.id : null,
    "aria-label": layout.cardName?.startsWith("aria") ? `${number} ${name}` : null,
    click: open,
    keydown: (event) => event.key === "Enter" && open(),
  };
  let made;
  if (layout.cardName === "item") made = el("ul", {class: "css-list"}, el("li", attributes, el("a", {}, text)));
  else if (layout.cardId === "link") made = el("div", {...attributes, role: "button", tabindex: "0"}, text, el("a", {href: `/editor/${steps[0].id}/draft/${step.id}/setup`, class: "css-link", click: (event) => event.preventDefault()}, "Set up"));
  else made = el("div", {...attributes, role: "button", tabindex: "0"}, layout.cardId === "empty" ? el("span", {"data-testid": id}) : null, text);
  if (layout.cardId === "parent") made = el("div", {class: "css-holder", "data-testid": id}, made);
  for (let wrapper = 0; wrapper < (layout.wrappers ?? 0); wrapper += 1) made = el(wrapper === 2 ? "section" : "div", {}, made);
  return made;
}
