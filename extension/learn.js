// Loads the core, which draws the rules.

"use strict";

zaplint_core({module_or_path: "zaplint_core_bg.wasm"}).then(() => zaplint_core.show_rules());
