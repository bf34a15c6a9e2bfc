//! Further pages, with which the size of one is measured. They need no parts of the interpreter that the first does not.

use crate::Sensor;
use template_runtime::template;

/// Defines the pages, and what is known of all of them.
macro_rules! pages {
    ($(
        $(#[$attribute:meta])*
        struct $name:ident<$life:lifetime> {
            $($(#[$doc:meta])* $field:ident: $ty:ty,)*
        }
        $text:literal
    )*) => {
        $(template! {
            $(#[$attribute])*
            pub struct $name<$life> {
                $($(#[$doc])* pub $field: $ty,)*
            }

            $text
        })*

        /// The number of further pages.
        pub const PAGES: usize = [$($text),*].len();

        /// The number of bytes of their texts.
        pub const TEXT: usize = 0 $(+ text_len($text))*;
    };
}

/// Returns the number of bytes of a template that are not in tags.
const fn text_len(template: &str) -> usize {
    let mut rest = template.as_bytes();
    let (mut len, mut in_tag) = (0, false);
    while let [_, after @ ..] = rest {
        match rest {
            [b'{', b'{', tail @ ..] => (in_tag, rest) = (true, tail),
            [b'}', b'}', tail @ ..] if in_tag => (in_tag, rest) = (false, tail),
            _ => {
                len += !in_tag as usize;
                rest = after;
            }
        }
    }
    len
}

pages! {
    /// What the device is.
    struct About<'a> {
        /// The name of the product.
        product: &'a str,
        /// The number of the device.
        serial: u32,
        /// The version of the firmware.
        version: &'a str,
    }
    "<!DOCTYPE html><title>About</title><h1>{{product}}</h1><p>Number {{serial}}, version {{version}}</p>"

    /// A form with the settings.
    struct Settings<'a> {
        /// The name of the device.
        name: &'a str,
        /// The seconds between two measurements.
        interval: u16,
        /// Whether the display is bright.
        bright: bool,
    }
    r#"<form method="post"><input name="name" value="{{name}}"><input name="interval" type="number" value="{{interval}}"><input name="bright" type="checkbox"{{#if bright}} checked{{/if}}><button>Save</button></form>"#

    /// The last messages.
    struct Log<'a> {
        /// The messages, of which the first is the newest.
        lines: &'a [&'a str],
    }
    "<ol>{{#each lines}}<li>{{this}}{{else}}<li>Nothing has happened.{{/each}}</ol>"

    /// One sensor.
    struct Detail<'a> {
        /// The sensor.
        sensor: &'a Sensor<'a>,
        /// The number of measurements.
        count: u64,
    }
    "<h1>{{sensor.name}}</h1><p>{{sensor.value}} {{sensor.unit}} after {{count}} measurements</p>\
    <ul>{{#each sensor.history as |value i|}}<li>{{i}}: {{value}}</li>{{/each}}</ul>"

    /// A page that does not exist.
    struct NotFound<'a> {
        /// The path of the request.
        path: &'a str,
    }
    "<!DOCTYPE html><title>Not found</title><p>There is no page {{path}}. <a href=\"/\">Go to the first page</a>"

    /// The values as text for a monitor.
    #[template(escape = "text")]
    struct Metrics<'a> {
        /// The sensors.
        sensors: &'a [Sensor<'a>],
    }
    "{{#each sensors}}sensor{name=\"{{name}}\"} {{value}}\n{{/each}}"
}
