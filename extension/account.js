// Loads the core to check a whole account, aside from everything else. Everything is decided in the core.

"use strict";

importScripts("zaplint_core.js");

const auditor = zaplint_core({module_or_path: "zaplint_core_bg.wasm"}).then(() => new zaplint_core.Auditor());

self.onmessage = async ({data: {files, start, wish}}) => {
  const core = await auditor;
  if (files) core.check(files, start);
  else core.wish(wish);
};
