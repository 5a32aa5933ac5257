// Carries what the page holds to the core and what the core says to the overlay. No decisions, no timers while
// nothing happens; work is queued and done in animation frames.

"use strict";

const SLICE = 4; // milliseconds of work in one frame
const NAMES = ["aria-label", "data-testid"]; // attributes that say what an element is; pages use elements again for something else

class Zaplint {
  constructor() {
    this.page = new Page(PAGE_MAP);
    this.overlay = new Overlay(chrome.runtime.getURL("panel.html"), (handle) => this.page.element(handle));
    this.overlay.say(WORDS.reading, "partly");
    this.added = new Set();
    this.address = location.href;
    this.data = this.page.data();
    this.listen();
    this.added.add(document.body);
    this.mustOpen = true;
    this.look = true;
    // At once: the first badges are waited for, and the worker may have to start.
    this.work();
  }

  listen() {
    const stop = new AbortController();
    const on = (target, name, run, options = {}) =>
      target.addEventListener(name, run, {passive: true, capture: true, signal: stop.signal, ...options});
    this.observer = new MutationObserver((records) => this.mutated(records));
    this.resources = new PerformanceObserver((list) => {
      if (list.getEntries().some((entry) => PAGE_MAP.saves.test(entry.name))) this.refetch();
    });
    const moved = () => this.schedule({place: "all"});
    for (const name of ["scroll", "resize", "wheel", "transitionend", "animationend"]) on(window, name, moved);
    // The names of rows are ordinary inputs: they change without any mutation.
    on(document, "input", (event) => {
      this.page.typed(event.target);
      this.schedule({look: true});
    });
    on(window, "popstate", () => this.schedule({look: true}));
    on(document, "visibilitychange", () => (document.hidden ? this.rest() : this.wake()));
    for (const name of ["pointerover", "focusin"]) on(this.overlay.host, name, () => this.alive());
    this.onMessage = (message, sender, reply) => {
      // On a page of our own what others say to the worker and the panel is heard, too.
      if (message.to || message.kind) return;
      reply(message === "layout" ? this.page.layout() : this.told(message) ?? true);
    };
    chrome.runtime.onMessage.addListener(this.onMessage);
    this.unlisten = () => stop.abort();
    if (!document.hidden) this.watch();
  }

  watch() {
    this.observer.observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ["style", "class", "hidden", ...NAMES],
    });
    this.resources.observe({type: "resource"});
  }

  /** Nobody looks: nothing is done. */
  rest() {
    this.observer.disconnect();
    this.resources.disconnect();
  }

  wake() {
    if (!this.alive()) return;
    this.watch();
    this.page.touchAll();
    this.added.add(document.body);
    this.gone = true;
    this.schedule({look: true, place: "all"});
  }

  mutated(records) {
    let look = location.href !== this.address;
    const outside = new Set();
    for (const record of records) {
      if (record.target === this.overlay.host) continue;
      const element = record.target.nodeType === Node.ELEMENT_NODE ? record.target : record.target.parentElement;
      if (!element) continue;
      if (record.type === "attributes") {
        this.restyled = true;
        if (!NAMES.includes(record.attributeName)) continue;
        this.gone = true;
        outside.add(element);
      } else if (this.page.touch(element)) {
        look = true;
      } else {
        outside.add(element);
      }
      for (const node of record.addedNodes) {
        if (node.nodeType === Node.ELEMENT_NODE && node !== this.overlay.host) this.added.add(node);
      }
      if (record.removedNodes.length > 0) this.gone = true;
      if (record.type === "childList") look = true;
    }
    for (const element of outside) {
      if (this.page.touch(element)) look = true;
      if (element !== document.body && this.page.renames(element)) {
        this.page.touchFields();
        look = true;
        break;
      }
    }
    // What is typed shifts what stands below it, but covers nothing.
    const place = outside.size > 0 || this.restyled ? "all" : "shifted";
    this.restyled = false;
    this.schedule({look, place});
  }

  /** `place` tells which badges may have to move: "all", or those whose element "shifted". */
  schedule({look = true, place = null} = {}) {
    this.look ||= look;
    if (this.mustPlace !== "all") this.mustPlace = place ?? this.mustPlace;
    if (!this.retired) this.frame ??= requestAnimationFrame(() => this.work());
  }

  work() {
    this.frame = undefined;
    if (document.hidden || !this.alive()) return;
    const end = performance.now() + SLICE;
    if (location.href !== this.address) this.navigated();
    for (const node of this.added) {
      this.added.delete(node);
      if (node.isConnected) this.page.add(node);
      if (performance.now() > end && this.added.size > 0) return this.schedule();
    }
    if (this.look) {
      this.look = false;
      if (this.gone) this.page.prune();
      this.gone = false;
      this.seen = this.page.isEditor() ? this.page.seen() : null;
      this.send();
    }
    if (this.mustPlace) {
      this.overlay.place(this.mustPlace === "all");
      this.mustPlace = null;
    }
  }

  /** The page moved by itself, without loading. The data in it is still that of where it was loaded. */
  navigated() {
    const zap = (address) => new URL(address).pathname.split("/")[2];
    const other = zap(this.address) !== zap(location.href);
    this.address = location.href;
    this.page.touchFields();
    if (!this.page.isEditor()) return;
    if (other) {
      this.overlay.clear();
      this.overlay.say(WORDS.reading, "partly");
      this.data = null;
      this.refetch();
    }
  }

  /** Sends what the page shows, if that is something new; one message at a time. */
  async send() {
    if (this.sending) {
      this.again = true;
      return;
    }
    if (this.fetching && this.data === null) return;
    const {seen} = this;
    const text = JSON.stringify(seen);
    if (text === this.sent && !this.mustOpen) return;
    const message = !seen ? "closed" : this.mustOpen ? {open: {data: this.data, page: {...seen, at: this.at}}} : {changed: {page: seen}};
    this.mustOpen = false;
    this.sent = text;
    this.sending = true;
    let reply = null;
    try {
      reply = await chrome.runtime.sendMessage({to: "session", page: message});
    } catch {
      // Below: the extension may be gone.
    }
    this.sending = false;
    if (reply) this.tries = 0;
    if (!this.alive()) return;
    if (!seen) this.overlay.hide();
    else if (reply?.paint) this.overlay.paint(reply.paint);
    else if (reply) {
      this.mustOpen = true;
      this.again = true;
    } else this.retry();
    if (this.again) {
      this.again = false;
      this.schedule();
    }
  }

  /** The worker did not answer: it was just being stopped. It is asked again, a few times and ever more slowly. */
  retry() {
    this.mustOpen = true;
    this.tries = (this.tries ?? 0) + 1;
    if (this.tries <= 4) setTimeout(() => this.schedule(), 250 * 2 ** this.tries);
    else this.overlay.say(WORDS.silent, "unreadable");
  }

  /** Reads the page's own address again: the only way to fresh data. One at a time. */
  async refetch() {
    if (this.fetching) {
      this.refetchAgain = true;
      return;
    }
    this.fetching = true;
    const address = location.href;
    let data = null;
    try {
      const response = await fetch(address, {cache: "no-store", credentials: "same-origin"});
      if (response.ok) data = this.page.data(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      // The page is off line: what was read last stays.
    }
    this.fetching = false;
    if (this.refetchAgain || address !== location.href) {
      this.refetchAgain = false;
      return this.refetch();
    }
    if (data !== null || this.data === null) {
      this.data = data;
      this.mustOpen = true;
    }
    this.schedule();
  }

  told(message) {
    if (message === "keyboard") {
      // Not while it is beside the page, as in the side panel.
      return {handle: document.hasFocus() ? this.page.handleOf(document.activeElement) : undefined};
    }
    if (message === "again") {
      this.mustOpen = true;
      this.schedule();
    } else if (message === "refresh") {
      this.refetch();
    } else if (message.show) {
      this.at = message.show.handle;
      const element = this.page.element(this.at);
      if (element) this.overlay.show(element);
    } else if (message.focus) {
      [this.at] = Object.values(message.focus.anchor);
      this.overlay.focus(message.focus.anchor);
    } else if (message === "toggle") {
      this.overlay.togglePanel(undefined, {from: document.activeElement});
    } else if (message === "close") {
      this.overlay.togglePanel(false);
    }
  }

  /** Whether the extension is still there. In Chrome an updated or removed one leaves this script running, cut off from it:
   * then a sentence is all that stays. Firefox ends the script at once and takes overlay.css away, without which nothing shows. */
  alive() {
    if (this.retired) return false;
    if (chrome.runtime?.id) return true;
    this.retired = true;
    this.destroy({keep: true});
    this.overlay.retire(WORDS.gone);
    return false;
  }

  /** Leaves nothing behind. */
  destroy({keep = false} = {}) {
    this.rest();
    this.unlisten();
    if (this.frame) cancelAnimationFrame(this.frame);
    try {
      chrome.runtime.onMessage.removeListener(this.onMessage);
    } catch {
      // Gone with the extension.
    }
    if (!keep) this.overlay.destroy();
  }
}

const zaplint = new Zaplint(); // eslint-disable-line no-unused-vars
