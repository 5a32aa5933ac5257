// Autosave: the whole draft is sent when nobody has typed for a moment.

const QUIET = 400; // milliseconds

let timer = null;

/** Saves this Zap soon; each call starts the wait anew. */
export function saveSoon(zap) {
  clearTimeout(timer);
  timer = setTimeout(() => save(zap), QUIET);
}

async function save(zap) {
  const {title, description, is_enabled, zap_note} = zap;
  const body = {zdl: zap.draft.zdl, title, description, legacy_node_id: null, is_enabled, zap_note};
  const answer = await fetch(`/api/gulliver/storage/v1/zaps/${zap.id}?account_id=1`, {
    method: "PATCH",
    headers: {"content-type": "application/json", "x-csrftoken": "replica"},
    body: JSON.stringify(body),
  });
  await answer.json();
}
