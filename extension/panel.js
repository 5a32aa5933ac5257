// Loads the core, which draws the panel. It is the same page in the editor, in the toolbar's popup and beside the page.

"use strict";

zaplint_core({module_or_path: "zaplint_core_bg.wasm"})
  .then(() => zaplint_core.show_panel(location.pathname.slice(1, -".html".length)));
