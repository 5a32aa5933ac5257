// Loads the core to check a whole account, aside from everything else. Everything is decided in the core.

"use strict";

importScripts("zaplint_account.js");

const auditor = zaplint_account({module_or_path: "zaplint_account_bg.wasm"}).then(() => new zaplint_account.Auditor());

self.onmessage = async ({data: {files, start, wish}}) => {
  const core = await auditor;
  if (files) core.check(files, start);
  else core.wish(wish);
};
