// Runs as soon as the editor's page begins to load and wakes the worker, which the browser may have stopped: it is ready when
// there is something to check. Touches nothing.

"use strict";

chrome.runtime.sendMessage({to: "wake"}).catch(() => {
  // It will be asked again with the page.
});
