//! What HTML says about attributes: the compiler and the runtime share it.

mod attribute;

pub use attribute::AttributeKind;
