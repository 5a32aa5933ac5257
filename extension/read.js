// What a card and a field of the editor page are called and hold, by the page's map.

"use strict";

/** A card: ids that may be its step's, the nearest first, and its text. */
function card(element, cards, map) { // eslint-disable-line no-unused-vars
  const around = [];
  const alone = (place) => [...cards].every((other) => other === element || !place.contains(other) || other.contains(element));
  for (let place = element.parentElement; place && around.length < 3 && alone(place); place = place.parentElement) around.push(place);
  const inside = [...element.querySelectorAll(map.ids.map((name) => `[${name}]`).join())].slice(0, 8);
  // The id may stand on an empty element, the number in the accessible name alone.
  const text = textOf(element) || textOf(around[0] ?? element);
  const label = element.getAttribute("aria-label") ?? "";
  const tells = map.number.test(label) && !map.number.test(text);
  return {ids: idsOf([element, ...inside, ...around], map), text: tells ? label : text};
}

/** What a field is called: its label, the input that names its row, and what tells its step. */
function names(element, fields, headings, map) { // eslint-disable-line no-unused-vars
  const others = [...fields].filter((other) => other !== element);
  const own = ownLabel(element, map);
  const row = rowName(element, others, own, map);
  const label = row && map.label.row.test(own) ? "" : own;
  return {
    label: label || nearLabel(element, others, row !== null, map) || bareName(element),
    row,
    ...stepOf(element, headings, map),
  };
}

/** A field: what it is called and what it holds. */
function field(element, {label, row, form, ids}, map) { // eslint-disable-line no-unused-vars
  return {ids, form, field: {label, row: row?.value.trim() || null, parts: parts(element, map)}};
}

/** What the form around a field says of its step: ids of the elements around it, and headings, the nearest first. */
function stepOf(element, headings, map) {
  const around = [];
  const form = [];
  const {css, ancestors, most} = map.heading;
  for (let place = element.parentElement; place && around.length < ancestors && form.length < most; place = place.parentElement) {
    around.push(place);
    if (!headings.has(place)) headings.set(place, [...place.querySelectorAll(css)]);
    const before = headings.get(place).filter((heading) => precedes(heading, element)).at(-1);
    for (const text of [place.getAttribute("aria-label") ?? "", before ? textOf(before) : ""]) {
      if (text !== "" && !form.includes(text)) form.push(text);
    }
  }
  return {form, ids: idsOf(around, map)};
}

/** Ids in the attributes of elements. */
function idsOf(elements, map) {
  const texts = elements.flatMap((element) => map.ids.map((name) => element.getAttribute(name) ?? ""));
  return [...new Set(texts.flatMap((text) => text.match(map.id) ?? []))];
}

/** The name that an element has by itself, as a screen reader would take it. */
function ownLabel(element, map) {
  const within = element.matches("[aria-label], [aria-labelledby]") ? element : element.querySelector(map.editable) ?? element;
  const named = (within.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean).map((id) => document.getElementById(id)?.textContent ?? "");
  const labels = [...within.labels ?? [], ...(element.id ? document.querySelectorAll(`label[for="${CSS.escape(element.id)}"]`) : [])];
  const around = element.closest("label");
  const candidates = [named.join(" "), within.getAttribute("aria-label"), labels[0]?.textContent, around && textBeside(around, element)];
  return candidates.map((text) => clean(text, map)).find(Boolean) ?? "";
}

/** The text of an element without what stands in a part of it. */
function textBeside(whole, part) {
  return [...whole.childNodes].map((node) => (node === part ? "" : node.contains(part) ? textBeside(node, part) : node.textContent)).join(" ");
}

/** The input that names a field's row, in a list of pairs. */
function rowName(element, others, own, map) {
  for (let [up, place] = [0, element.parentElement]; place && up < map.row.ancestors; up += 1, place = place.parentElement) {
    const name = [...place.querySelectorAll(map.row.css)].find((input) => input !== element && !element.contains(input));
    const more = others.filter((other) => place.contains(other));
    if (name && precedes(name, element)) {
      // Where names are fields too there is one of them, and it is called no more than a name.
      const isField = more.length === 1 && more[0] === name;
      if (more.length === 0) return name;
      return isField && map.row.name.test(ownLabel(name, map) || name.placeholder) && (own === "" || map.label.row.test(own)) ? name : null;
    }
    // A row holds one value: higher up there are several rows.
    if (more.length > 0) return null;
  }
  return null;
}

/** The label that stands near a field, and near no other. */
function nearLabel(element, others, isRow, map) {
  let from = element;
  for (let [up, place] = [0, element.parentElement]; place && up < map.label.ancestors; up += 1, from = place, place = place.parentElement) {
    const labels = [...place.querySelectorAll(map.label.css)].filter((label) => !element.contains(label) && clean(label.textContent, map));
    const fields = others.filter((other) => place.contains(other));
    if (labels.length > 0) return clean(chosen(element, labels, fields, isRow)?.textContent, map);
    const text = beside(from, others, map);
    if (text !== "" || (fields.length > 0 && !isRow)) return text;
  }
  return "";
}

/** Which of some labels is a field's. */
function chosen(element, labels, others, isRow) {
  const before = labels.filter((label) => precedes(label, element)).at(-1);
  if (others.length === 0 || isRow) return before ?? (isRow ? undefined : labels[0]);
  // Labels and fields in columns of their own, or one after the other: the first belongs to the first.
  if (others.length + 1 === labels.length) return labels[others.filter((other) => precedes(other, element)).length];
  const taken = before && others.some((other) => precedes(before, other) && precedes(other, element));
  return taken ? undefined : before;
}

/** A plain text just before an element. */
function beside(element, others, map) {
  for (let node = element.previousSibling; node; node = node.previousSibling) {
    const text = node.nodeType === Node.COMMENT_NODE ? "" : clean(node.textContent, map);
    if (text === "" && !(node.nodeType === Node.ELEMENT_NODE && others.some((other) => node.contains(other)))) continue;
    const isMore = node.nodeType === Node.ELEMENT_NODE
      && (node.matches(map.label.not) || node.querySelector(map.label.not) || others.some((other) => node.contains(other)));
    return isMore || text.length > map.label.longest ? "" : text;
  }
  return "";
}

/** What is left to call a field by. */
function bareName(element) {
  return element.getAttribute("name") || element.getAttribute("placeholder") || element.getAttribute("title") || "";
}

function clean(text, map) {
  return (text ?? "").replace(/\s+/g, " ").trim().replace(map.label.suffix, "").trim();
}

function precedes(first, second) {
  return Boolean(first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** Text and pills of a field, in order. */
function parts(field, map) {
  const parts = [];
  const text = (more) => {
    const clean = more.replace(/[\uFEFF\u200B]/g, "").replaceAll("\u00A0", " ");
    if (clean === "") return;
    const last = parts.at(-1);
    if (last && "text" in last) last.text += clean;
    else parts.push({text: clean});
  };
  const line = () => parts.length > 0 && !parts.at(-1).text?.endsWith("\n") && text("\n");
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return text(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (!node.matches(map.editable)) {
      if (node.matches(map.hints)) return;
      if (node.matches(map.pills)) return parts.push({pill: textOf(node)});
      if (node.matches(map.lines)) line();
    }
    if (typeof node.value === "string") return text(node.value);
    node.childNodes.forEach(walk);
  };
  walk(field.matches(map.editable) ? field : field.querySelector(map.editable) ?? field);
  const last = parts.at(-1);
  if (last?.text?.endsWith("\n") && field.value === undefined) last.text = last.text.slice(0, -1);
  return parts.filter((part) => part.text !== "");
}
