// Counts what somebody else changes inside the app's root: an extension must change nothing there.
//
// The page makes its own changes inside `own(…)`. What the browser changes while somebody types lies between
// `beforeinput` and `input`.

const root = document.getElementById("__next");
const foreign = [];
let typing = false;

const observer = new MutationObserver((records) => note(records));
observer.observe(root, {childList: true, subtree: true, attributes: true, characterData: true});

window.addEventListener("beforeinput", () => { note(observer.takeRecords()); typing = true; }, true);
window.addEventListener("input", () => { observer.takeRecords(); typing = false; }, true);

function note(records) {
  if (!typing) foreign.push(...records.map((record) => `${record.type} ${record.attributeName ?? ""} on ${record.target.nodeName}`));
}

/** Runs a change of the page's own. */
export function own(change) {
  note(observer.takeRecords());
  try {
    return change();
  } finally {
    observer.takeRecords();
  }
}

Object.defineProperty(window, "__foreignMutations", {
  get() {
    note(observer.takeRecords());
    return foreign;
  },
});
