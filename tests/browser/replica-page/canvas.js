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

  const card = (step, index) => {
    const name = title(step, index);
    const number = `${index + 1}.`;
    const empty = !step.action && !step.title ? el("span", {class: "css-kind"}, index === 0 ? "Trigger " : "Action ") : null;
    const bare = layout === "no-testids" || layout === "aria-only";
    const button = el("div", {
      role: "button",
      tabindex: "0",
      class: "css-card",
      "data-testid": bare ? null : `step-node-${step.id}`,
      "aria-label": bare ? `${number} ${name}` : null,
      click: () => open(step),
      keydown: (event) => event.key === "Enter" && open(step),
    }, el("div", {}, empty, el("span", {}, number), " ", el("span", {}, name)));
    const place = layout === "other-wrappers" ? el("section", {}, el("div", {}, el("div", {}, button))) : el("div", {}, button);
    place.classList.add("css-place");
    place.style.top = `${index * HEIGHT}px`;
    return place;
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
        const place = card(steps[index], index);
        shown.set(index, place);
        plane.append(place);
      }
    }
  };

  view.addEventListener("scroll", () => own(draw), {passive: true});
  draw();
  return view;
}
