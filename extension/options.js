// Loads the core, which draws the options.

"use strict";

zaplint_core({module_or_path: "zaplint_core_bg.wasm"}).then(() => zaplint_core.show_options());
