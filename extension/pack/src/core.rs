//! The compiled core with its JavaScript glue.

use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::error::Error;

/// The global name under which scripts find the core, and the stem of its two files.
const NAME: &str = "zaplint_core";

/// The core as the browser loads it.
pub(crate) struct Core {
    /// The WebAssembly, without names and tool notes.
    pub(crate) wasm: Vec<u8>,
    glue: Vec<u8>,
}

impl Core {
    /// Writes `zaplint_core.js` and `zaplint_core_bg.wasm`.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Error> {
        std::fs::write(folder.join(format!("{NAME}_bg.wasm")), &self.wasm)?;
        std::fs::write(folder.join(format!("{NAME}.js")), &self.glue)?;
        Ok(())
    }
}

/// Makes the glue. "No modules", since a classic service worker loads it with `importScripts` and Firefox's
/// background page as a plain script, and since both can then start at once.
pub(crate) fn bind(wasm: &Path) -> Result<Core, Error> {
    let say = |error| Error::new(format!("{}: {error:#}", wasm.display()));
    let folder = tempfile::tempdir()?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(wasm).out_name(NAME).typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.no_modules(true).map_err(say)?;
    bindgen.no_modules_global(NAME).map_err(say)?;
    bindgen.generate(folder.path()).map_err(say)?;
    let read = |file: String| std::fs::read(folder.path().join(file));
    Ok(Core { wasm: read(format!("{NAME}_bg.wasm"))?, glue: read(format!("{NAME}.js"))? })
}
