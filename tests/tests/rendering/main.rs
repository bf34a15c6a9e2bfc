//! The output of every construct, with a file for each area. Each case is rendered with every method of
//! `Template`, and the expression form also unoptimized and unrolled.

mod annotated;
mod block_helpers;
mod calls;
mod closures;
mod conditions;
mod derive;
mod dyn_helpers;
mod each;
mod enums;
mod errors;
mod escapers;
mod expression_form;
mod foreign_types;
mod helpers;
mod item_form;
mod keywords;
mod lets;
mod literals;
mod names;
mod numbers;
mod panics;
mod parameters;
mod partials;
mod paths;
mod pointers;
mod recursion;
mod references;
mod results;
mod sections;
mod standard_types;
mod text;
mod truth;
mod white_space;
mod with;
