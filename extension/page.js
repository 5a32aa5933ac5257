// Reads the editor page by the core's map: which cards and fields there are and what they hold. Reads only.
//
// What was found is kept; a change of the page is followed by its added nodes, never by a scan of the whole page.

"use strict";

class Page { // eslint-disable-line no-unused-vars
  constructor(map) {
    this.map = map;
    this.editor = new RegExp(map.editor);
    this.suffix = new RegExp(map.label.suffix, "i");
    this.kinds = {
      cards: {recipes: map.cards, used: Infinity, elements: new Set()},
      fields: {recipes: map.fields.map((css) => ({css, text: ""})), used: Infinity, elements: new Set()},
    };
    this.handles = new WeakMap();
    this.byHandle = new Map();
    this.readings = new WeakMap();
    this.last = 0;
  }

  /** Whether the address is one of the editor. */
  isEditor() {
    return this.editor.test(location.pathname + location.search);
  }

  /** The text of the page's data, from this document or from one that was fetched anew. */
  data(from = document) {
    for (const css of this.map.data) {
      const text = from.querySelector(css)?.textContent;
      if (text) return text;
    }
    return null;
  }

  /** Looks for cards and fields in a part of the page that was added. */
  add(root) {
    for (const kind of Object.values(this.kinds)) {
      for (const [index, recipe] of kind.recipes.entries()) {
        if (index > kind.used) break;
        const found = within(root, recipe.css).filter((element) => fits(element, recipe.text));
        if (found.length === 0) continue;
        // An earlier recipe is the surer one: what a later one took for a card may be none.
        if (index < kind.used) kind.elements.clear();
        kind.used = index;
        for (const element of found) kind.elements.add(element);
        break;
      }
    }
  }

  /** Forgets what is no longer in the document. */
  prune() {
    for (const kind of Object.values(this.kinds)) {
      for (const element of kind.elements) if (!element.isConnected) kind.elements.delete(element);
      if (kind.elements.size === 0) kind.used = Infinity;
    }
    for (const [handle, element] of this.byHandle) if (!element.isConnected) this.byHandle.delete(handle);
  }

  /** Marks the card or field around a node as changed; false if there is none. */
  touch(node) {
    for (let element = node; element; element = element.parentElement) {
      if (this.kinds.fields.elements.has(element) || this.kinds.cards.elements.has(element)) {
        this.readings.delete(element);
        return true;
      }
    }
    return false;
  }

  /** Marks all fields as changed: the name of a row stands outside its field. */
  touchFields() {
    for (const element of this.kinds.fields.elements) this.readings.delete(element);
  }

  /** What the page shows, for the core. */
  seen() {
    const list = (kind, read) => [...kind.elements].map((element) => this.reading(element, read));
    return {
      address: location.href,
      cards: list(this.kinds.cards, (element) => this.card(element)),
      fields: list(this.kinds.fields, (element) => ({field: this.field(element)})),
    };
  }

  element(handle) {
    return this.byHandle.get(handle);
  }

  reading(element, read) {
    let reading = this.readings.get(element);
    if (!reading) {
      if (!this.handles.has(element)) this.handles.set(element, (this.last += 1));
      const handle = this.handles.get(element);
      reading = {handle, ...read(element)};
      this.readings.set(element, reading);
    }
    this.byHandle.set(reading.handle, element);
    return reading;
  }

  card(element) {
    const recipe = this.kinds.cards.recipes[this.kinds.cards.used] ?? {};
    const name = recipe.idAttribute ? element.getAttribute(recipe.idAttribute) ?? "" : "";
    const id = recipe.idAttribute && name.startsWith(recipe.idPrefix) ? name.slice(recipe.idPrefix.length) : null;
    return {id, text: textOf(element)};
  }

  field(element) {
    return {label: this.label(element), row: this.row(element), parts: this.parts(element)};
  }

  label(element) {
    const {attribute, css, ancestors} = this.map.label;
    let label = element.getAttribute(attribute);
    for (let [up, place] = [0, element.parentElement]; !label && place && up < ancestors; up += 1, place = place.parentElement) {
      label = place.querySelector(css)?.textContent;
    }
    return (label ?? "").trim().replace(this.suffix, "").trim();
  }

  row(element) {
    const {css, ancestors} = this.map.row;
    const others = [...this.kinds.fields.elements];
    for (let [up, place] = [0, element.parentElement]; place && up < ancestors; up += 1, place = place.parentElement) {
      // A row holds one field: higher up there are several rows.
      if (others.some((other) => other !== element && place.contains(other))) return null;
      const name = place.querySelector(css);
      if (name && !element.contains(name)) return name.value.trim() || null;
    }
    return null;
  }

  /** Text and pills of a field, in order. */
  parts(field) {
    const pill = this.map.pills.find((css) => field.querySelector(css));
    const parts = [];
    const text = (more) => {
      const clean = more.replace(/[\uFEFF\u200B]/g, "");
      if (clean === "") return;
      if (parts.length > 0 && "text" in parts[parts.length - 1]) parts[parts.length - 1].text += clean;
      else parts.push({text: clean});
    };
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return text(node.data);
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      if (node !== field && pill && node.matches(pill)) return parts.push({pill: textOf(node)});
      if (node !== field && node.parentElement === field && node.previousElementSibling) text("\n");
      node.childNodes.forEach(walk);
    };
    if ("value" in field) text(String(field.value));
    else walk(field);
    return parts;
  }
}

function within(root, css) {
  if (root.nodeType !== Node.ELEMENT_NODE) return [];
  const found = [...root.querySelectorAll(css)];
  if (root.matches(css)) found.unshift(root);
  return found;
}

function fits(element, pattern) {
  if (pattern === "") return true;
  return new RegExp(pattern).test(element.getAttribute("aria-label") ?? "") || new RegExp(pattern).test(textOf(element));
}

function textOf(element) {
  return element.textContent.replace(/\s+/g, " ").trim().slice(0, 300);
}
