//! A look-alike of the editor, and the tests over it.
