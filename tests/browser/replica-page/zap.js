// The Zap as the editor knows it: steps in order with their numbers, and what its fields are called.

const names = await (await fetch("/__replica/labels.json")).json();

/** All steps as the canvas shows them: depth first; a `series` is only a wrapper. */
export function steps(zap, published) {
  const zdl = published ? zap.current_version?.zdl ?? zap.draft?.zdl : zap.draft?.zdl ?? zap.current_version?.zdl;
  const found = [];
  const walk = (list) => {
    for (const step of list ?? []) {
      step.id = String(step.id);
      if (step.type !== "series") found.push(step);
      walk(step.steps);
    }
  };
  walk(zdl?.steps);
  return found;
}

function action(step) {
  const app = (step.app ?? "").split("@")[0];
  return names[app]?.[step.action] ?? null;
}

/** What a card says after its number. */
export function title(step, index) {
  if (step.title) return step.title;
  if (!step.app || !step.action) {
    return index === 0 ? "Select the event that starts your Zap" : "Select the event for your Zap to run";
  }
  return action(step)?.title ?? words(step.action);
}

/** The fields of a step: key, label, kind (text, choice, rows) and whether a value is required. */
export function fields(step) {
  const known = action(step)?.fields ?? {};
  const keys = new Set([...Object.keys(known), ...Object.keys(step.params ?? {})]);
  keys.delete("filter_criteria");
  return [...keys].filter((key) => !key.startsWith("_zap_")).map((key) => {
    const value = step.params?.[key];
    const rows = typeof value === "object" && value !== null && !Array.isArray(value);
    const chosen = step.meta?.params?.[key]?.label;
    const {label, kind, required} = known[key] ?? {};
    return {
      key,
      label: label ?? words(key),
      kind: kind ?? (rows ? "rows" : chosen ? "choice" : "text"),
      required: required ?? false,
    };
  });
}

/** "payload_type" is shown as "Payload Type". */
export function words(key) {
  return key.replace(/[_$]+/g, " ").replace(/\b[a-z]/g, (letter) => letter.toUpperCase()).trim();
}
