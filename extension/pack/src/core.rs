//! The compiled cores with their JavaScript glue.

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::error::Error;

/// What has a core of its own, by its crate in `extension/core`.
pub(crate) const ROLES: [&str; 3] = ["worker", "pages", "account"];

/// The role that is waited for when the editor is opened.
pub(crate) const WORKER: &str = "worker";

/// A core as the browser loads it.
pub(crate) struct Core {
    /// Whose it is.
    pub(crate) role: &'static str,
    /// The WebAssembly, without names and tool notes.
    pub(crate) wasm: Vec<u8>,
    glue: Vec<u8>,
}

impl Core {
    /// Writes `zaplint_<role>.js` and `zaplint_<role>_bg.wasm`.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), Error> {
        let name = name(self.role);
        std::fs::write(folder.join(format!("{name}_bg.wasm")), &self.wasm)?;
        std::fs::write(folder.join(format!("{name}.js")), &self.glue)?;
        Ok(())
    }
}

/// The global name under which scripts find the core of a role, and the stem of its files.
fn name(role: &str) -> String {
    format!("zaplint_{role}")
}

/// The compiled core of a role, in the folder of all of them.
pub(crate) fn compiled(folder: &Path, role: &str) -> PathBuf {
    folder.join(name(role)).with_extension("wasm")
}

/// Makes the glue. "No modules", since a classic service worker loads it with `importScripts` and Firefox's
/// background page as a plain script, and since both can then start at once.
pub(crate) fn bind(folder: &Path, role: &'static str) -> Result<Core, Error> {
    let (wasm, name) = (compiled(folder, role), name(role));
    let say = |error| Error::new(format!("{}: {error:#}", wasm.display()));
    let folder = tempfile::tempdir()?;
    let mut bindgen = Bindgen::new();
    bindgen.input_path(&wasm).out_name(&name).typescript(false).omit_default_module_path(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    bindgen.no_modules(true).map_err(say)?;
    bindgen.no_modules_global(&name).map_err(say)?;
    bindgen.generate(folder.path()).map_err(say)?;
    let read = |file: String| std::fs::read(folder.path().join(file));
    Ok(Core { role, wasm: read(format!("{name}_bg.wasm"))?, glue: read(format!("{name}.js"))? })
}
