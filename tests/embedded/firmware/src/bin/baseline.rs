//! The firmware without a template, with which the others are compared.

#![no_std]
#![no_main]

use core::hint::black_box;
use embedded_firmware::board;
use embedded_page::DEVICE;

// SAFETY: nothing else has the name.
#[unsafe(no_mangle)]
fn run() -> bool {
    let device = black_box(&DEVICE);
    board::send(device.device.as_bytes());
    if device.uptime == 0 {
        board::log_number(device.uptime);
    }
    !device.sensors.is_empty()
}
