//! What every construct prints. A file an area; each case is rendered in every way, and the
//! expression form with the optimiser and without.

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
mod helpers;
mod item_form;
mod keywords;
mod lets;
mod literals;
mod names;
mod numbers;
mod panics;
mod parameters;
mod paths;
mod pointers;
mod recursion;
mod references;
mod results;
mod sections;
mod text;
mod truth;
mod white_space;
mod with;
