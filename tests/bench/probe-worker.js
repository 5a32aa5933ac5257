// For the bench only, at the end of a copy of background.js: times the core inside the worker, without any message. Asked
// for it, it handles the first message of the page, which holds the whole Zap, again and again.

{
  const ROUNDS = 40;
  const BATCH = 10; // messages that are timed together: the clock is coarse
  const {message, ask} = zaplint_worker.Worker.prototype;
  let whole = null;

  zaplint_worker.Worker.prototype.message = function (tab, page) {
    whole ??= page;
    return message.call(this, tab, page);
  };

  zaplint_worker.Worker.prototype.ask = function (tab, question) {
    return question === "probe" ? again(this) : ask.call(this, tab, question);
  };

  const again = async (core) => {
    // The news for panel and toolbar are messages too.
    chrome.runtime.sendMessage = chrome.action.setBadgeText = async () => {};
    const times = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      for (let time = 0; time < BATCH; time += 1) message.call(core, -1, whole);
      times.push((performance.now() - start) / BATCH);
      await new Promise((done) => setTimeout(done));
    }
    // The first rounds run code that is not optimised yet.
    return times.slice(ROUNDS / 2).sort((a, b) => a - b)[ROUNDS / 4];
  };
}
