//! The output of blocks, mustaches, text and keywords, and what stops a render. Each case is rendered
//! with every method of `Template`, and the expression form also unoptimized and unrolled.

mod chunk_attempts;
mod chunks;
mod conditions;
mod contexts;
mod deprecated;
mod each;
mod errors;
mod escapers;
mod expression_form;
mod item_form;
mod keywords;
mod lets;
mod literals;
mod names;
mod numbers;
mod panics;
mod paths;
mod sections;
mod text;
mod truth;
mod white_space;
mod with;
