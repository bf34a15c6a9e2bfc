//! The tests of types of other crates, in a package of their own because they have many dependencies.
