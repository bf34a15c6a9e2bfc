//! Sends the page and further ones.

#![no_std]
#![no_main]

use core::hint::black_box;
use embedded_firmware::send;
use embedded_page::{About, DEVICE, Detail, Log, Metrics, NotFound, Settings};

// SAFETY: nothing else has the name.
#[unsafe(no_mangle)]
fn run() -> bool {
    let device = black_box(&DEVICE);
    let (name, sensors, uptime) = (device.device, device.sensors, device.uptime);
    send(device)
        && send(&About { product: name, serial: uptime, version: name })
        && send(&Settings { name, interval: uptime as u16, bright: device.battery.is_some() })
        && send(&Log { lines: black_box(&["on", "off & on"]) })
        && sensors.first().is_some_and(|sensor| send(&Detail { sensor, count: uptime.into() }))
        && send(&NotFound { path: name })
        && send(&Metrics { sensors })
}
