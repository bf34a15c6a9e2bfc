//! What the firmware needs of its board, an LM3S6965 with a Cortex-M3, and the measurement of the stack.

#![no_std]

pub mod board;
pub mod stack;
