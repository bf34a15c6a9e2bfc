//! Further pages, with which the size of one is measured. They need no parts of the interpreter that the first does not.

use crate::Sensor;
use template_runtime::template;

template! {
    /// What the device is.
    pub struct About<'a> {
        /// The name of the product.
        pub product: &'a str,
        /// The number of the device.
        pub serial: u32,
        /// The version of the firmware.
        pub version: &'a str,
    }

    "<!DOCTYPE html><title>About</title><h1>{{product}}</h1><p>Number {{serial}}, version {{version}}</p>"
}

template! {
    /// A form with the settings.
    pub struct Settings<'a> {
        /// The name of the device.
        pub name: &'a str,
        /// The seconds between two measurements.
        pub interval: u16,
        /// Whether the display is bright.
        pub bright: bool,
    }

    r#"<form method="post"><input name="name" value="{{name}}"><input name="interval" type="number" value="{{interval}}"><input name="bright" type="checkbox"{{#if bright}} checked{{/if}}><button>Save</button></form>"#
}

template! {
    /// The last messages.
    pub struct Log<'a> {
        /// The messages, of which the first is the newest.
        pub lines: &'a [&'a str],
    }

    "<ol>{{#each lines}}<li>{{this}}{{else}}<li>Nothing has happened.{{/each}}</ol>"
}

template! {
    /// One sensor.
    pub struct Detail<'a> {
        /// The sensor.
        pub sensor: &'a Sensor<'a>,
        /// The number of measurements.
        pub count: u64,
    }

    "<h1>{{sensor.name}}</h1><p>{{sensor.value}} {{sensor.unit}} after {{count}} measurements</p>\
    <ul>{{#each sensor.history as |value i|}}<li>{{i}}: {{value}}</li>{{/each}}</ul>"
}

template! {
    /// A page that does not exist.
    pub struct NotFound<'a> {
        /// The path of the request.
        pub path: &'a str,
    }

    "<!DOCTYPE html><title>Not found</title><p>There is no page {{path}}. <a href=\"/\">Go to the first page</a>"
}

template! {
    /// The values as text for a monitor.
    #[template(escape = "text")]
    pub struct Metrics<'a> {
        /// The sensors.
        pub sensors: &'a [Sensor<'a>],
    }

    "{{#each sensors}}sensor{name=\"{{name}}\"} {{value}}\n{{/each}}"
}
