// The tour over the sample: seven stops, which the reader starts, goes through and ends.

const STOPS = 7;
const WITH_PANEL = 4; // from this stop on the panel is open

/** Starts it. `badge()` and `field()` give what the first stops point at. */
export function startTour({texts, overlay, badge, field}) {
  const find = (id) => document.getElementById(id);
  const tour = find("tour");
  let stop = 1;
  const go = (to) => {
    stop = to;
    find("tour-at").textContent = texts.tour_at.replace("{}", stop).replace("{}", STOPS);
    find("tour-title").textContent = texts[`tour_${stop}_title`];
    find("tour-text").textContent = texts[`tour_${stop}`];
    find("back").disabled = stop === 1;
    find("next").hidden = stop === STOPS;
    const panel = stop >= WITH_PANEL;
    if (panel !== (overlay.panel ? !overlay.panel.hidden : false)) overlay.togglePanel(panel);
    if (stop < 3) overlay.show(badge());
    if (stop === 3) overlay.show(field());
    raise();
    find("tour-title").focus({preventScroll: true});
  };
  // Above the panel, which leaves no room beside it in a narrow window.
  const raise = () => {
    if (tour.matches(":popover-open")) tour.hidePopover();
    tour.showPopover();
  };
  const end = () => {
    tour.hidePopover();
    tour.hidden = true;
    overlay.togglePanel(false);
    find("start").focus();
  };
  tour.ariaLabel = texts.tour;
  tour.hidden = false;
  find("back").onclick = () => go(stop - 1);
  find("next").onclick = () => go(stop + 1);
  find("end").onclick = end;
  tour.onkeydown = (event) => event.key === "Escape" && end();
  go(1);
}
