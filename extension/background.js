// Loads the core and hands it what comes in. Chrome wants the listeners at once, the core takes a moment longer.
// Everything is decided in the core.

"use strict";

// Chrome runs this file alone, as a service worker; Firefox has loaded the core's script before it.
if (typeof importScripts === "function") importScripts("zaplint_worker.js");

const worker = zaplint_worker({module_or_path: chrome.runtime.getURL("zaplint_worker_bg.wasm")})
  .then(() => zaplint_worker.Worker.start());
let rehearsed = false; // or past that: a page is there

chrome.runtime.onMessage.addListener((message, sender, reply) => {
  if (sender.id !== chrome.runtime.id) return false;
  if (message.to === "session") rehearsed = true;
  const answer = worker.then(async (core) => {
    // Only our own pages decide anything; a content script stands in somebody else's.
    if (message.to === "desk" && isOurs(sender)) return core.ask(message.tab ?? sender.tab?.id ?? -1, message.ask);
    if (message.to === "panel" && sender.tab) return point(sender.tab.id, message.finding);
    if (message.to === "session" && sender.tab) {
      const opened = message.page.open?.page.address;
      if (opened) await core.foresee(opened);
      return core.message(sender.tab.id, message.page);
    }
    if (message.to === "wake") {
      const foreseen = core.foresee(sender.url ?? "");
      if (!rehearsed) core.rehearse();
      rehearsed = true;
      await foreseen;
    }
    return undefined;
  });
  answer.then(reply, () => reply(null));
  return true;
});

/** Tells the panel in a tab, and the one beside it, that it was opened, and of the finding that somebody pointed at. Either may not
 * be there. */
function point(tab, finding) {
  const message = {kind: "find", tab, finding};
  chrome.tabs.sendMessage(tab, message).catch(() => {});
  chrome.runtime.sendMessage(message).catch(() => {});
}

function isOurs({url = ""}) {
  return new URL(url).protocol === location.protocol;
}

chrome.storage.onChanged.addListener((changes, area) => area === "managed" && worker.then((core) => core.company_changed()));

chrome.commands.onCommand.addListener(async (command, tab) => {
  if (!tab) return;
  // Where the keyboard is in the page; there may be no page of ours.
  const from = await chrome.tabs.sendMessage(tab.id, "keyboard").catch(() => null);
  (await worker).command(tab.id, command, from?.handle);
});

// Once, and never uninvited after that.
chrome.runtime.onInstalled.addListener(({reason}) => reason === "install" && chrome.tabs.create({url: chrome.runtime.getURL("welcome.html")}));

chrome.tabs.onRemoved.addListener((tab) => worker.then((core) => core.forget(tab)));
