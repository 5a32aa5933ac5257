// Loads the core, which draws the panel. The popup is the same page with another name.

"use strict";

zaplint_core({module_or_path: "zaplint_core_bg.wasm"})
  .then(() => zaplint_core.show_panel(location.pathname.endsWith("/popup.html")));
