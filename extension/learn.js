// Loads the core, which draws the rules.

"use strict";

zaplint_pages({module_or_path: "zaplint_pages_bg.wasm"}).then(() => zaplint_pages.show_rules());
