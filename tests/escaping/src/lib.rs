//! Cases of contextual escaping, and the parts of the tests that look at a page as a browser does.
//!
//! | module | purpose |
//! |---|---|
//! | [`case`] | parses cases |
//! | [`data`] | converts the data of cases to data of templates |
//! | [`compile`] | compiles the templates of a case |
//! | [`run`] | runs a case |
//! | [`policy`] | compares an output with that of the implementation from which the case comes |
//! | [`spelling`] | spells character references alike |
//! | [`dynamic`] | finds the printed values in an output |
//! | [`tree`] | parses HTML |
//! | [`unit`] | finds a place in a template for a case that tests a single escaper |
//! | [`probe`] | finds out in which context a template ends |
//! | [`deviations`] | the cases that are not run, with the reasons |
//! | [`own`] | reads the cases of this repository |
//! | [`grammar`] | makes templates and data from any bytes |
//! | [`javascript`], [`css`] | make scripts and style sheets from any numbers |
//! | [`property`] | what holds for every template and any data |

pub mod case;
pub mod compile;
pub mod css;
pub mod data;
pub mod deviations;
pub mod dynamic;
pub mod grammar;
pub mod javascript;
pub mod own;
pub mod policy;
pub mod probe;
pub mod property;
pub mod refusal;
pub mod run;
pub mod spelling;
pub mod tree;
pub mod unit;
