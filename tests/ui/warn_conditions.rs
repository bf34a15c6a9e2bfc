#![deny(deprecated)]

use template_runtime::template;

template! {
    struct Page {
        show: bool,
    }

    "{{#if true}}a{{/if}}
    {{#if 'show'}}a{{else}}b{{/if}}
    {{#if show}}a{{else if 0}}b{{else}}c{{/if}}
    {{#unless ''}}a{{else}}b{{/unless}}
    {{#unless (array 1)}}a{{/unless}}
    {{if 1 'a' 'b'}}{{if null 'a'}}
    {{#if (and show false)}}a{{/if}}
    {{or 'a' show}}
    {{#each (array)}}a{{else}}b{{/each}}"
}

fn main() {}
