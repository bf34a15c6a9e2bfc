//! The pages of a device, and its data.

#![no_std]

mod more;

pub use more::*;
use template_runtime::{Data, template};

/// A sensor of the device.
#[derive(Data)]
pub struct Sensor<'a> {
    /// What it is called.
    pub name: &'a str,
    /// The last value.
    pub value: i32,
    /// The unit of the value.
    pub unit: &'a str,
    /// Whether the value is outside of its bounds.
    pub alarm: bool,
    /// Earlier values.
    pub history: [u16; 4],
}

/// The network of the device.
#[derive(Data)]
pub struct Network<'a> {
    /// The name.
    pub name: &'a str,
    /// The strength of the signal in decibels.
    pub signal: i8,
}

template! {
    /// The page that shows what a device does.
    pub struct Status<'a> {
        /// The name of the device.
        pub device: &'a str,
        /// The seconds since it was started.
        pub uptime: u32,
        /// The charge of the battery in percent, if there is one.
        pub battery: Option<u8>,
        /// The network, if the device is connected.
        pub network: Option<&'a Network<'a>>,
        /// The sensors.
        pub sensors: &'a [Sensor<'a>],
    }

    include_str!("status.hbs")
}

/// The page of a device that has everything.
pub const DEVICE: Status<'static> = Status {
    device: "Boiler <2> & pump",
    uptime: 86_399,
    battery: Some(87),
    network: Some(&Network { name: "Cellar & \"yard\"", signal: -71 }),
    sensors: &[
        Sensor {
            name: "water, \"hot\"",
            value: -61_500,
            unit: "m°C",
            alarm: false,
            history: [1, 20, 300, 65_535],
        },
        Sensor { name: "pump", value: 1_450, unit: "rpm", alarm: true, history: [0; 4] },
        Sensor { name: "水位", value: 0, unit: "mm", alarm: false, history: [7, 8, 9, 10] },
    ],
};
