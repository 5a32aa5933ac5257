// Paints what the core says: badges, their texts, the button with the count, the panel. One element beside the
// page's own, with a closed shadow root; nothing of the page is changed.

"use strict";

const STYLE = `
  :host {
    all: initial; display: none; direction: ltr; position: fixed; inset: 0; width: auto; height: auto; overflow: visible;
    border: 0; padding: 0; margin: 0; background: none; pointer-events: none; z-index: 2147483000; color-scheme: light;
  }
  * { box-sizing: border-box; font-family: system-ui, sans-serif; }
  button { pointer-events: auto; cursor: pointer; }
  [hidden] { display: none !important; }
  .badge {
    position: absolute; left: 0; top: 0; min-width: 22px; height: 22px; padding: 0 5px; border: 2px solid #fff; border-radius: 11px;
    color: #fff; background: var(--tone); font-size: 12px; font-weight: 700; line-height: 1; box-shadow: 0 1px 3px rgb(0 0 0 / .35);
  }
  .critical { --tone: #8c1020; } .high { --tone: #b3261e; } .medium { --tone: #8a5a00; } .low { --tone: #2b5c8a; } .info { --tone: #566074; }
  .clean { --tone: #1f6b3a; } .partly { --tone: #566074; } .unreadable { --tone: #3a3f4b; }
  :focus-visible { outline: 3px solid #5b7fff; outline-offset: 2px; }
  .tip {
    position: absolute; left: 0; top: 0; width: 340px; max-width: calc(100vw - 16px); max-height: 60vh; overflow: auto; padding: 10px 12px; border-radius: 8px;
    border: 1px solid #c9cfda; background: #fff; color: #1d2330; font-size: 13px; line-height: 1.4; box-shadow: 0 6px 24px rgb(0 0 0 / .25);
    pointer-events: auto;
  }
  .tip h2 { margin: 0 0 4px; font-size: 13px; color: var(--tone); }
  .tip p { margin: 0 0 6px; overflow-wrap: anywhere; }
  .tip section + section { margin-top: 8px; padding-top: 8px; border-top: 1px solid #dfe3ea; }
  .tip b { font-weight: 600; }
  .bar { position: absolute; left: 16px; bottom: 16px; display: flex; align-items: flex-end; gap: 8px; max-width: min(440px, calc(100vw - 32px)); }
  /* As wide without a number as with one: what stands beside it stays where it is. */
  .open { flex: none; min-width: 112px; height: 36px; padding: 0 14px; border: 2px solid #fff; border-radius: 18px; color: #fff; background: var(--tone); font-size: 14px; font-weight: 600; box-shadow: 0 2px 8px rgb(0 0 0 / .3); }
  .state { min-height: 28px; margin-bottom: 4px; padding: 4px 10px; border-radius: 8px; background: #fff; color: #1d2330; font-size: 13px; line-height: 1.35; border: 1px solid #dfe3ea; box-shadow: 0 2px 8px rgb(0 0 0 / .2); overflow-wrap: anywhere; }
  iframe { position: absolute; top: 0; left: 0; width: min(420px, 100vw); height: 100%; border: 0; border-right: 1px solid #c9cfda; background: #fff; pointer-events: auto; box-shadow: 4px 0 24px rgb(0 0 0 / .2); color-scheme: normal; }
  iframe:not([hidden]) ~ .bar { left: 436px; max-width: calc(100vw - 452px); }
  /* Where there is no room beside the panel: it says the same, and has a button to close it. */
  @media (max-width: 640px) { iframe:not([hidden]) ~ .bar { display: none; } }
  .ring { position: absolute; left: 0; top: 0; border: 3px solid #5b7fff; border-radius: 10px; }
  @media (forced-colors: active) { .badge, .open, .tip, .state, .ring { border-color: CanvasText; } iframe { border-right-color: CanvasText; } }
`;

// What is said here and in content.js: in the browser's language until the core has said in which one the reader wants it. All of
// it is taken at once, for the extension may be gone when the last of it is needed.
const WORDS = Object.fromEntries(["close", "fix", "gone", "open", "reading", "silent", "why"].map((key) => [key, chrome.i18n.getMessage(key)]));

const ICONS = {critical: "‼", high: "!", medium: "▲", low: "●", info: "i"};
const TONES = {"checked": "clean", "partly-checked": "partly", "cannot-read": "unreadable", paused: "unreadable"};

class Overlay { // eslint-disable-line no-unused-vars
  /** `find(handle)` gives the element of the page with this handle, if it is there. */
  constructor(panelAddress, find) {
    // One from before an update of the extension may still be there.
    document.querySelectorAll("body > zaplint-overlay").forEach((old) => old.remove());
    this.panelAddress = panelAddress;
    this.find = find;
    this.host = document.createElement("zaplint-overlay");
    this.root = this.host.attachShadow({mode: "closed"});
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    this.root.adoptedStyleSheets = [sheet];
    this.badges = new Map();
    this.marks = make("div");
    this.tip = make("div", "tip", {role: "tooltip", id: "tip"});
    this.tip.hidden = true;
    // What it says can be pointed at, scrolled and copied.
    this.tip.addEventListener("mouseleave", () => this.hideTip());
    this.button = make("button", "open", {type: "button", "aria-expanded": "false"});
    this.button.textContent = "Zaplint";
    this.button.addEventListener("click", () => this.togglePanel());
    this.state = make("div", "state", {role: "status"});
    const bar = make("div", "bar partly");
    bar.append(this.button, this.state);
    this.bar = bar;
    this.root.append(this.marks, this.tip, bar);
    // Escape closes it wherever the focus is, for it may be the mouse that points.
    this.onKey = (event) => event.key === "Escape" && this.hideTip();
    document.body.append(this.host);
    this.raise();
  }

  /** On top of everything, whatever the page's own elements are turned into or shifted by. */
  raise() {
    this.host.popover = "manual";
    if (this.host.matches(":popover-open")) this.host.hidePopover();
    this.host.showPopover();
  }

  /** Says how it stands without painting anything new. */
  say(status, tone) {
    this.painted = null;
    set(this.state, "textContent", status);
    set(this.bar, "className", `bar ${tone}`);
    const {close, open} = WORDS;
    set(this.button, "ariaLabel", (this.panel && !this.panel.hidden ? close : open).replace("{}", () => status.replace(/\.$/, "")));
  }

  /** Shows what the core says. What is the same as before is not touched: each change costs the page a layout. */
  paint(paint) {
    const painted = JSON.stringify(paint);
    if (painted === this.painted) return;
    this.host.hidden = false;
    Object.assign(WORDS, paint.words);
    this.say(paint.status, paint.worst ?? TONES[paint.state]);
    set(this.button, "textContent", paint.count > 0 ? `Zaplint ${paint.count}` : "Zaplint");
    const kept = new Set();
    for (const badge of paint.badges) {
      const key = JSON.stringify(badge.anchor);
      kept.add(key);
      const known = this.badges.get(key) ?? this.newBadge(key);
      known.badge = badge;
      set(known.button, "className", `badge ${badge.severity}`);
      set(known.button, "textContent", ICONS[badge.severity]);
      set(known.button, "ariaLabel", badge.name);
    }
    for (const [key, known] of this.badges) {
      if (kept.has(key)) continue;
      if (this.shown === known) this.hideTip();
      known.button.remove();
      this.badges.delete(key);
    }
    if (this.shown) this.fillTip(this.shown);
    this.place();
    this.painted = painted;
  }

  /** Nothing to show here: off this page. */
  hide() {
    this.clear();
    this.host.hidden = true;
  }

  clear() {
    this.painted = null;
    for (const known of this.badges.values()) known.button.remove();
    this.badges.clear();
    this.hideTip();
  }

  /** Puts every badge beside its element, wherever that is now; or only those whose element is somewhere else than before. */
  place(all = true) {
    const places = [];
    // All reading of the layout before all writing.
    for (const known of this.badges.values()) {
      const anchor = this.find(Object.values(known.badge.anchor)[0]);
      const [element, rect] = (anchor?.isConnected && boxOf(anchor)) || [];
      const box = element && [rect.left, rect.top, rect.right, rect.bottom].join();
      if (!all && known.box === box && known.element === element) continue;
      Object.assign(known, {box, element});
      places.push([known, element ? placeOf(element, rect, this.host) : null]);
    }
    for (const [known, place] of places) {
      const modal = place && known.element.closest(":modal");
      if (modal && modal !== this.below) {
        this.below = modal;
        this.raise();
      }
      set(known.button, "hidden", !place);
      if (place) set(known.button.style, "transform", this.at(place));
    }
    if (this.shown && this.shown.button.hidden) this.hideTip();
  }

  /** A place of the window as one in the overlay, which a page can shift and zoom. */
  at({left, top}) {
    const frame = this.host.getBoundingClientRect();
    const scale = frame.width / this.host.offsetWidth || 1;
    return `translate(${Math.round((left - frame.left) / scale)}px, ${Math.round((top - frame.top) / scale)}px)`;
  }

  /** Brings an element into view and points at it. */
  show(element) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({block: "center", inline: "nearest", behavior: calm ? "auto" : "smooth"});
    const ring = make("div", "ring");
    // Below the badges.
    this.marks.prepend(ring);
    const started = performance.now();
    const follow = (now) => {
      if (now - started > 1600 || !element.isConnected) return ring.remove();
      const {left, top, width, height} = element.getBoundingClientRect();
      Object.assign(ring.style, {transform: this.at({left: left - 4, top: top - 4}), width: `${width + 8}px`, height: `${height + 8}px`});
      requestAnimationFrame(follow);
    };
    requestAnimationFrame(follow);
  }

  /** Brings a badge into view and puts the focus on it. */
  focus(anchor) {
    const known = this.badges.get(JSON.stringify(anchor));
    this.find(Object.values(anchor)[0])?.scrollIntoView({block: "center", inline: "nearest"});
    this.place();
    known?.button.focus();
  }

  /** Opens or closes the panel; `finding` is the fingerprint of the one to open in it. The keyboard goes into it, and back to where
   * it came `from`. */
  togglePanel(open = !this.panel || this.panel.hidden, {finding = "", from = this.button} = {}) {
    // It asks for nothing as long as it is closed.
    if (open && this.panel) chrome.runtime.sendMessage({to: "panel", finding}).catch(() => {});
    if (open && !this.panel) {
      this.panel = make("iframe", "", {title: "Zaplint", src: `${this.panelAddress}#${finding}`, allow: "clipboard-write"});
      // Before the button, which moves aside for it; on the left, because the fields of the open step are on the right.
      this.bar.before(this.panel);
      // The keyboard was in the frame before its page was.
      this.panel.addEventListener("load", () => {
        if (this.root.activeElement !== this.panel) return;
        this.panel.blur();
        this.panel.focus({preventScroll: true});
      });
    }
    if (this.panel) this.panel.hidden = !open;
    // The panel tells itself what is new in it.
    this.state.ariaLive = open ? "off" : "polite";
    this.button.setAttribute("aria-expanded", String(open));
    this.say(this.state.textContent, this.bar.className.replace("bar ", ""));
    if (open) {
      this.from = from;
      this.panel.focus({preventScroll: true});
    } else {
      const from = this.from !== this.host && this.from?.checkVisibility() ? this.from : this.button;
      from.focus({preventScroll: true});
    }
  }

  /** The extension is gone or was updated: what is left is a sentence. */
  retire(sentence) {
    this.clear();
    // Should the browser have taken overlay.css away with the extension.
    this.host.style.display = "block";
    this.panel?.remove();
    this.button.remove();
    this.bar.className = "bar unreadable";
    this.state.textContent = sentence;
  }

  destroy() {
    this.hideTip();
    this.host.remove();
  }

  newBadge(key) {
    const button = make("button", "badge", {type: "button", "aria-describedby": "tip"});
    const known = {button};
    const show = () => this.showTip(known);
    button.addEventListener("mouseenter", show);
    button.addEventListener("focus", show);
    button.addEventListener("mouseleave", (event) => event.relatedTarget !== this.tip && this.hideTip());
    button.addEventListener("blur", () => this.hideTip());
    button.addEventListener("click", () => {
      this.hideTip();
      this.togglePanel(true, {finding: known.badge.fingerprint, from: button});
    });
    this.marks.append(button);
    this.badges.set(key, known);
    return known;
  }

  showTip(known) {
    this.shown = known;
    this.fillTip(known);
    this.tip.hidden = false;
    this.tip.style.maxHeight = "";
    document.addEventListener("keydown", this.onKey, {capture: true, passive: true});
    const badge = known.button.getBoundingClientRect();
    const {width, height} = this.tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(badge.left, innerWidth - width - 8));
    // Close enough for the mouse to get there, and never over the badge.
    const [above, below] = [badge.top - 8, innerHeight - badge.bottom - 8];
    const isBelow = height <= below || below >= above;
    const room = Math.min(height, isBelow ? below : above);
    this.tip.style.maxHeight = `${room}px`;
    const top = isBelow ? badge.bottom : badge.top - room;
    this.tip.style.transform = this.at({left, top});
  }

  fillTip({badge}) {
    this.tip.className = `tip ${badge.severity}`;
    this.tip.replaceChildren(...badge.lines.map((line, index) => {
      const section = make("section");
      const part = (name, text, label) => {
        const element = make(name);
        if (label) element.append(Object.assign(make("b"), {textContent: `${label} `}));
        element.append(text);
        section.append(element);
      };
      part("h2", line.heading);
      part("p", line.what);
      // Of several the panel tells why.
      if (index === 0) part("p", line.why, WORDS.why);
      part("p", line.fix, WORDS.fix);
      return section;
    }));
  }

  hideTip() {
    this.shown = null;
    this.tip.hidden = true;
    document.removeEventListener("keydown", this.onKey, {capture: true});
  }
}

/** Where a badge goes: at the upper right corner of its element, else where that can be seen. */
function placeOf(element, rect, host) {
  const [left, right] = [Math.max(rect.left, 0), Math.min(rect.right, innerWidth)];
  const [top, bottom] = [Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight)];
  if (left >= right || top >= bottom) return null;
  const upper = top + Math.min((bottom - top) / 2, 24);
  for (const y of [upper, (top + bottom) / 2]) {
    for (const x of [right - 12, (left + right) / 2, left + 12]) {
      if (isSeen(element, x, y, host)) return {left: Math.min(x, innerWidth - 24), top: Math.max(y === upper ? rect.top : y, 11) - 11};
    }
  }
  return null;
}

/** Whether an element is what one sees there: not cut off, and nothing else on top. */
function isSeen(element, x, y, host) {
  const top = document.elementsFromPoint(x, y).find((one) => one !== host);
  if (top && element.contains(top)) return true;
  // What cannot be clicked is not found there, only what is around it.
  return (!top || top.contains(element)) && getComputedStyle(element).pointerEvents === "none";
}

/** The element that has a box, and its box: what is around or in it where it has none itself. */
function boxOf(anchor) {
  const around = [anchor, anchor.firstElementChild, anchor.parentElement, anchor.parentElement?.parentElement];
  for (const element of around) {
    const rect = element?.getBoundingClientRect();
    if (rect?.width > 0 && rect.height > 0) return [element, rect];
  }
  return null;
}

/** Sets a property, if that is something new. */
function set(object, property, value) {
  if (object[property] !== value) object[property] = value;
}

function make(name, className = "", attributes = {}) {
  const element = document.createElement(name);
  if (className) element.className = className;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
