// A value as text and mappings: "Hello {{351__name}}" is a text and a pill.

const TOKEN = /\{\{.*?\}\}/gs;

/** Pieces of a value: `{text}` or `{token}`, in order. */
export function split(value) {
  const pieces = [];
  let end = 0;
  for (const match of value.matchAll(TOKEN)) {
    if (match.index > end) pieces.push({text: value.slice(end, match.index)});
    pieces.push({token: match[0]});
    end = match.index + match[0].length;
  }
  if (end < value.length) pieces.push({text: value.slice(end)});
  return pieces;
}

/** What a pill shows: the step's number and the field's name. */
export function describe(token, steps) {
  const gives = token.match(/gives\["([^"]+)"\]((?:\["[^"]*"\])*)/);
  const plain = token.match(/^\{\{(\w+?)__(.*)\}\}$/s);
  const id = gives?.[1] ?? plain?.[1];
  const keys = gives ? [...gives[2].matchAll(/\["([^"]*)"\]/g)].map((key) => key[1]) : (plain?.[2] ?? token).split("__");
  const index = steps.findIndex((step) => step.id === id);
  const name = keys.join(" ").replace(/_/g, " ").trim();
  return {number: index < 0 ? "?" : String(index + 1), name: name.charAt(0).toUpperCase() + name.slice(1)};
}
