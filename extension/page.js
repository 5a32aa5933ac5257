// Reads the editor page by its map: which cards and fields there are and what they hold. Reads only.
//
// What was found is kept; a change of the page is followed by its added nodes, never by a scan of the whole page.

"use strict";

class Page { // eslint-disable-line no-unused-vars
  constructor(map) {
    this.map = map;
    this.cards = new Kind(map.cards);
    this.fields = new Kind(map.fields.map((css) => ({css, not: map.notFields, outermost: true})));
    this.kinds = [this.cards, this.fields];
    this.byHandle = new Map();
    this.left = new Map();
    this.rowNames = new Set();
    this.last = 0;
    this.touchFields();
  }

  /** Whether the address is one of the editor. */
  isEditor() {
    return this.map.editor.test(location.pathname + location.search);
  }

  /** The text of the page's data, from this document or from one that was fetched anew. */
  data(from = document) {
    const scripts = this.map.data.flatMap((css) => [...from.querySelectorAll(css)]);
    const texts = scripts.map((script) => script.textContent).filter((text) => text.trim() !== "");
    // One without a Zap still tells why there is none.
    return texts.find((text) => this.map.zap.test(text)) ?? texts[0] ?? null;
  }

  /** Looks for cards and fields in a part of the page that was added. */
  add(root) {
    this.kinds.forEach((kind) => kind.add(root));
  }

  /** Forgets what is no longer in the document. What takes its place gets its handle: a page that draws itself anew keeps its
   * badges. */
  prune() {
    for (const kind of this.kinds) {
      for (const reading of kind.prune()) {
        this.byHandle.delete(reading.handle);
        const same = identity(reading);
        this.left.set(same, [...(this.left.get(same) ?? []), reading.handle]);
      }
    }
    if (this.left.size > 1000) this.left.clear();
  }

  /** Marks the card or field around a node as changed; false if there is none. */
  touch(node) {
    for (let element = node; element; element = element.parentElement) {
      if (this.fields.touch(element) || this.cards.touch(element)) return true;
    }
    return false;
  }

  /** Marks all fields as changed, and what they are called: labels and names of rows stand outside of them. */
  touchFields() {
    this.names = new WeakMap();
    this.fields.touchAll();
  }

  /** Marks everything as changed. */
  touchAll() {
    this.cards.touchAll();
    this.touchFields();
  }

  /** Something changed in this element, outside of cards and fields: whether fields may be called otherwise now. */
  renames(element) {
    const {label, heading} = this.map;
    return Boolean(element.closest(`${label.css}, ${heading.css}`)) || [...this.fields.elements].some((field) => element.contains(field));
  }

  /** Somebody typed into this element. */
  typed(element) {
    if (!this.touch(element) || this.rowNames.has(element)) this.touchFields();
  }

  /** What the page shows, for the core. */
  seen() {
    const cards = this.cards.read((element, before) => this.keep(element, card(element, this.cards.elements, this.map), before));
    this.nameFields();
    const fields = this.fields.read((element, before) => this.keep(element, field(element, this.names.get(element), this.map), before));
    return {address: location.href, cards, fields: fields.filter(({handle}) => !this.rowNames.has(this.byHandle.get(handle)))};
  }

  /** Finds out what fields are called, where that is not known. What names a row is no field of its own. */
  nameFields() {
    const fields = [...this.fields.elements];
    const unnamed = fields.filter((element) => !this.names.has(element));
    if (unnamed.length === 0) return;
    const headings = new Map();
    for (const element of unnamed) this.names.set(element, names(element, this.fields.elements, headings, this.map));
    this.rowNames = new Set(fields.map((element) => this.names.get(element).row));
  }

  /** The elements of the page in their order, each by its kind and how deep it stands: no text, no value. */
  layout() {
    const {kinds, most, not} = this.map.layout;
    const seen = [];
    const walk = (element, depth) => {
      if (seen.length === most || element.matches(not)) return;
      seen.push({
        depth,
        name: element.localName,
        attributes: element.getAttributeNames().filter((name) => !kinds.includes(name)),
        kinds: kinds.filter((name) => element.hasAttribute(name)).map((name) => `${name}=${element.getAttribute(name)}`),
        numbered: this.map.number.test(textOf(element)),
      });
      for (const child of element.children) walk(child, depth + 1);
    };
    walk(document.body, 0);
    return seen;
  }

  /** The handle of the card or field that an element is or stands in, if any. */
  handleOf(node) {
    for (let element = node; element; element = element.parentElement) {
      const kind = this.kinds.find(({elements}) => elements.has(element));
      if (kind) return kind.readings.get(element)?.handle;
    }
    return undefined;
  }

  element(handle) {
    return this.byHandle.get(handle);
  }

  /** Gives a reading its handle: the one it had, unless the element now shows something else. */
  keep(element, reading, before) {
    const same = identity(reading);
    const kept = before && identity(before) === same;
    if (before && !kept) this.byHandle.delete(before.handle);
    const handle = kept ? before.handle : this.left.get(same)?.shift() ?? (this.last += 1);
    this.byHandle.set(handle, element);
    return {handle, ...reading};
  }
}

/** The elements of one kind, found by the first recipe that finds any. */
class Kind {
  constructor(recipes) {
    this.recipes = recipes;
    this.elements = new Set();
    this.readings = new WeakMap();
    this.stale = new WeakSet();
    this.used = Infinity;
  }

  add(root) {
    for (const [index, recipe] of this.recipes.entries()) {
      if (index > this.used) return;
      const found = within(root, recipe);
      if (found.length === 0) continue;
      // An earlier recipe is the surer one: what a later one took for a card may be none.
      if (index < this.used) this.elements.clear();
      this.used = index;
      for (const element of found) this.elements.add(element);
      if (recipe.text) found.forEach((element) => this.dropAround(element, recipe));
      return;
    }
  }

  /** What is around a card and begins with another number holds several cards, and is none. */
  dropAround(element, {text}) {
    const begins = (one) => (text.exec(textOf(one)) ?? text.exec(one.getAttribute("aria-label") ?? ""))?.[0];
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (this.elements.has(around) && begins(around) !== begins(element)) this.elements.delete(around);
    }
  }

  /** Drops what is gone or has become something else, and gives what was read of it. */
  prune() {
    const gone = [...this.elements].filter((element) => !element.isConnected || !element.matches(this.recipes[this.used].css));
    for (const element of gone) this.elements.delete(element);
    if (this.elements.size === 0) this.used = Infinity;
    return gone.map((element) => this.readings.get(element)).filter(Boolean);
  }

  touch(element) {
    if (this.elements.has(element)) this.stale.add(element);
    return this.elements.has(element);
  }

  touchAll() {
    this.elements.forEach((element) => this.stale.add(element));
  }

  read(read) {
    return [...this.elements].map((element) => {
      const before = this.readings.get(element);
      if (before && !this.stale.delete(element)) return before;
      const reading = read(element, before);
      this.readings.set(element, reading);
      return reading;
    });
  }
}

/** What stays the same when an element is drawn anew. */
function identity({ids, text, form, field}) {
  return JSON.stringify(field ? [form, field.label, field.row] : [ids, ids.length > 0 ? text.match(/\d+/)?.[0] : text]);
}

function within(root, {css, text, not, outermost}) {
  if (root.nodeType !== Node.ELEMENT_NODE) return [];
  const found = [...root.querySelectorAll(css)];
  if (root.matches(css)) found.unshift(root);
  return found.filter((element) =>
    !(not && element.matches(not))
    && !(outermost && element.parentElement?.closest(css))
    && (!text || text.test(element.getAttribute("aria-label") ?? "") || text.test(textOf(element))));
}

function textOf(element) {
  return element.textContent.replace(/\s+/g, " ").trim().slice(0, 300);
}
