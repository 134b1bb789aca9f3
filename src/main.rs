//! The `registre` program: arguments in, exit code out.
fn main() {}
