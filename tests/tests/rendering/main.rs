//! What every construct prints. A file an area; each case is rendered in every way, and the
//! expression form with the optimiser and without.

mod annotated;
mod annotated_blocks;
mod calls;
mod conditions;
mod derive;
mod dyn_helpers;
mod each;
mod enums;
mod errors;
mod escapers;
mod expression_form;
mod item_form;
mod keywords;
mod lets;
mod literals;
mod names;
mod numbers;
mod parameters;
mod paths;
mod pointers;
mod recursion;
mod results;
mod sections;
mod text;
mod truth;
mod white_space;
mod with;
