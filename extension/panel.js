// Loads the core, which draws the panel. It is the same page in the editor, in the toolbar's popup and beside the page.

"use strict";

zaplint_pages({module_or_path: "zaplint_pages_bg.wasm"})
  .then(() => zaplint_pages.show_panel(location.pathname.slice(1, -".html".length)));
