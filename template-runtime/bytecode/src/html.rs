//! The kinds of HTML attributes: the effects of their values. The compiler and the runtime share this module.

/// The kind of an HTML attribute: the effect of its value.
///
/// The sources are the attributes of the [HTML standard] and of SVG, and for the attributes that frameworks read, the
/// documentation of [htmx], [Alpine], [Vue], [AngularJS], [Angular], [hyperscript], [Knockout], [Datastar], [Livewire], [Unpoly],
/// [Dojo] and [Turbo].
///
/// [HTML standard]: https://html.spec.whatwg.org/multipage/indices.html#attributes-3
/// [htmx]: https://htmx.org/reference/#attributes
/// [Alpine]: https://alpinejs.dev/start-here
/// [Vue]: https://vuejs.org/api/built-in-directives.html
/// [AngularJS]: https://docs.angularjs.org/guide/directive#normalization
/// [Angular]: https://angular.dev/guide/templates
/// [hyperscript]: https://hyperscript.org/docs/#basics
/// [Knockout]: https://knockoutjs.com/documentation/binding-syntax.html
/// [Datastar]: https://data-star.dev/reference/attributes
/// [Livewire]: https://livewire.laravel.com/docs/actions
/// [Unpoly]: https://unpoly.com/up.on
/// [Dojo]: https://dojotoolkit.org/reference-guide/1.10/dojo/parser.html
/// [Turbo]: https://turbo.hotwired.dev/reference/frames
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttributeKind {
    /// It is text.
    Text,
    /// Its presence means true, whatever the value is.
    Boolean,
    /// It is a URL.
    Url,
    /// It is the URL from which a script, a frame, an object, a style sheet or the base of all URLs is loaded.
    ResourceUrl,
    /// It is a list of URLs with sizes.
    Srcset,
    /// It is a script.
    Script,
    /// It is a style sheet.
    Style,
    /// It is a document, or code in another language that can run scripts: no value is safe in it.
    Code,
    /// It determines the meaning of another attribute, or of the whole page: `http-equiv`, `charset` and `attributeName`.
    Meaning,
    /// The name is not a valid attribute name.
    Invalid,
}

impl AttributeKind {
    /// Returns the kind of the attribute `name` of an element, in any case. The kind of `href` of `link`, of `value` of
    /// `param`, of `content` of `meta`, and of the values of animations depends on other attributes; here it is that of
    /// what is loaded, of text, and of URLs.
    #[must_use]
    pub const fn of(element: &str, name: &str) -> Self {
        let (element, name) = (element.as_bytes(), name.as_bytes());
        if !is_name(name) {
            return Self::Invalid;
        }
        if is_angular(name) {
            return Self::Script;
        }
        // htmx reads its attributes with this prefix, too, and scripts that load later read URLs.
        let name = match name {
            [b'd' | b'D', b'a' | b'A', b't' | b'T', b'a' | b'A', b'-', rest @ ..] => {
                if is_among(rest, DATA_SCRIPTS) || has_prefix(rest, DATA_SCRIPT_PREFIXES) {
                    return Self::Script;
                }
                if equals(rest, b"script") {
                    return Self::Code;
                }
                if equals(rest, b"url") {
                    return Self::Url;
                }
                if !begins_with(rest, b"hx-") && !is_among(rest, LATE_URLS) {
                    return Self::Text;
                }
                rest
            }
            _ => name,
        };
        if equals(element, b"param") && equals(name, b"name")
            || equals(element, b"iframe") && equals(name, b"sandbox")
        {
            return Self::Code;
        }
        if equals(element, b"param") && equals(name, b"value") {
            return Self::ResourceUrl;
        }
        if is_among(name, CODE) {
            return Self::Code;
        }
        if is_among(name, SCRIPTS) || has_prefix(name, SCRIPT_PREFIXES) {
            return Self::Script;
        }
        if equals(name, b"style") {
            return Self::Style;
        }
        if equals(name, b"srcset") || equals(name, b"imagesrcset") {
            return Self::Srcset;
        }
        if is_among(name, MEANINGS) {
            return Self::Meaning;
        }
        if is_among(name, BOOLEANS) {
            return Self::Boolean;
        }
        let is_loaded = is_among(element, LOADING) && is_among(name, LOADED);
        if is_loaded || is_among(name, RESOURCES) {
            return Self::ResourceUrl;
        }
        let is_animated = is_among(name, ANIMATED) && is_among(element, ANIMATIONS);
        if is_animated || is_among(name, URLS) {
            return Self::Url;
        }
        Self::Text
    }
}

/// Returns `true` if an element of SVG, in any case, changes an attribute of another element.
#[must_use]
pub const fn is_animation(element: &str) -> bool {
    is_among(element.as_bytes(), ANIMATIONS)
}

/// The elements that load what runs as a script, or changes how a page is read, from the attributes [`LOADED`].
const LOADING: &[&[u8]] = &[
    b"applet",
    b"base",
    b"embed",
    b"fencedframe",
    b"frame",
    b"iframe",
    b"include-fragment",
    b"link",
    b"object",
    b"portal",
    b"script",
    b"turbo-frame",
    b"turbo-stream-source",
    b"use",
];

/// The attributes of the elements [`LOADING`] that name what is loaded.
const LOADED: &[&[u8]] = &[b"code", b"data", b"href", b"src", b"xlink:href"];

/// The attributes that name what is loaded, of any element.
///
/// Content that htmx loads becomes a part of the page, including its scripts, even from other servers.
const RESOURCES: &[&[u8]] = &[
    b"archive",
    b"classid",
    b"codebase",
    b"hx-delete",
    b"hx-get",
    b"hx-patch",
    b"hx-post",
    b"hx-put",
    b"sse-connect",
    b"up-href",
    b"ws-connect",
    b"xml:base",
];

/// The attributes that decide what others mean.
const MEANINGS: &[&[u8]] = &[b"attributename", b"charset", b"http-equiv"];

/// The elements of SVG that change an attribute of another element.
const ANIMATIONS: &[&[u8]] =
    &[b"animate", b"animatecolor", b"animatemotion", b"animatetransform", b"set"];

/// The attributes of the elements [`ANIMATIONS`] that hold a value of the changed attribute.
const ANIMATED: &[&[u8]] = &[b"by", b"from", b"to", b"values"];

/// The prefixes of attributes that are scripts: event handlers of HTML and htmx, and the directives of Alpine and Vue
/// (`x-`, `v-`, `@`, `:`, `#`, `.`), Angular (`(`, `[`, `*`, `bind-`, `bindon-`, `on-`), Livewire and Unpoly.
const SCRIPT_PREFIXES: &[&[u8]] = &[
    b"on", b"hx-on", b"x-", b"v-", b"@", b":", b"#", b".", b"(", b"[", b"*", b"bind-", b"bindon-",
    b"wire:", b"up-on-",
];

/// The other attributes that are scripts, or JSON that may be one.
const SCRIPTS: &[&[u8]] = &[b"hx-headers", b"hx-request", b"hx-vals", b"hx-vars"];

/// The prefixes, after `data-`, of attributes that are scripts: those of Datastar and Dojo.
const DATA_SCRIPT_PREFIXES: &[&[u8]] =
    &[b"on-", b"on:", b"signals-", b"signals:", b"computed-", b"computed:", b"dojo-"];

/// The attributes that are scripts after `data-`: those of Knockout and Datastar.
const DATA_SCRIPTS: &[&[u8]] = &[b"bind", b"effect", b"signals"];

/// The attributes that are URLs after `data-`, too: scripts copy them when the element is visible.
const LATE_URLS: &[&[u8]] = &[b"href", b"src", b"srcset"];

/// The attributes that are documents, or hold a language of their own: those of hyperscript (`_`, `script`), the
/// filters of `hx-trigger`, and what old versions of htmx connect to.
const CODE: &[&[u8]] = &[b"_", b"hx-sse", b"hx-trigger", b"hx-ws", b"script", b"srcdoc"];

/// The boolean attributes of HTML.
const BOOLEANS: &[&[u8]] = &[
    b"allowfullscreen",
    b"async",
    b"autofocus",
    b"autoplay",
    b"checked",
    b"controls",
    b"default",
    b"defer",
    b"disabled",
    b"formnovalidate",
    b"inert",
    b"ismap",
    b"itemscope",
    b"loop",
    b"multiple",
    b"muted",
    b"nomodule",
    b"novalidate",
    b"open",
    b"playsinline",
    b"readonly",
    b"required",
    b"reversed",
    b"selected",
];

/// The attributes that hold URLs.
const URLS: &[&[u8]] = &[
    b"action",
    b"background",
    b"cite",
    b"data",
    b"dynsrc",
    b"formaction",
    b"href",
    b"hx-push-url",
    b"hx-replace-url",
    b"icon",
    b"longdesc",
    b"lowsrc",
    b"manifest",
    b"ping",
    b"poster",
    b"profile",
    b"src",
    b"usemap",
    b"xlink:href",
];

/// Returns `true` if a name is the name of a directive of AngularJS, which reads `ng-click` with other separators and with the
/// prefixes `x` and `data`, too.
const fn is_angular(name: &[u8]) -> bool {
    let rest = match name {
        [b'x' | b'X', b':' | b'-' | b'_', rest @ ..]
        | [b'd' | b'D', b'a' | b'A', b't' | b'T', b'a' | b'A', b':' | b'-' | b'_', rest @ ..] => {
            rest
        }
        _ => name,
    };
    matches!(rest, [b'n' | b'N', b'g' | b'G', b':' | b'-' | b'_', ..])
}

/// Returns `true` if bytes are the name of an attribute.
const fn is_name(name: &[u8]) -> bool {
    let mut i = 0;
    while i < name.len() {
        if name[i] <= b' ' || matches!(name[i], b'"' | b'\'' | b'<' | b'>' | b'/' | b'=' | 127) {
            return false;
        }
        i += 1;
    }
    !name.is_empty()
}

/// Returns `true` if a name begins with a lower-case prefix, in any case.
const fn begins_with(name: &[u8], prefix: &[u8]) -> bool {
    let mut i = 0;
    while i < prefix.len() {
        if i >= name.len() || name[i].to_ascii_lowercase() != prefix[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Returns `true` if a name begins with one of the prefixes.
const fn has_prefix(name: &[u8], prefixes: &[&[u8]]) -> bool {
    let mut i = 0;
    while i < prefixes.len() {
        if begins_with(name, prefixes[i]) {
            return true;
        }
        i += 1;
    }
    false
}

/// Returns `true` if a name is another one, which is in lower case.
const fn equals(name: &[u8], other: &[u8]) -> bool {
    name.len() == other.len() && begins_with(name, other)
}

/// Returns `true` if a name is one of others, which are in lower case.
const fn is_among(name: &[u8], names: &[&[u8]]) -> bool {
    let mut i = 0;
    while i < names.len() {
        if equals(name, names[i]) {
            return true;
        }
        i += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::AttributeKind::{self, *};

    #[test]
    fn kinds_of_attributes() {
        for (element, name, kind) in [
            ("p", "class", Text),
            ("p", "aria-label", Text),
            ("p", "data-on", Text),
            ("p", "data-src", Url),
            ("iframe", "data-src", ResourceUrl),
            ("img", "data-srcset", Srcset),
            ("p", "data-url", Url),
            ("p", "data-action", Text),
            ("p", "data-script", Code),
            ("p", "data-bind", Script),
            ("p", "data-on-click", Script),
            ("p", "DATA-ON:click", Script),
            ("p", "data-dojo-props", Script),
            ("p", "data-content", Text),
            ("p", "ng-click", Script),
            ("p", "ng:click", Script),
            ("p", "data_ng_init", Script),
            ("p", "x:ng-init", Script),
            ("p", "data-ng-src", Script),
            ("p", "ngclick", Text),
            ("p", "#default", Script),
            ("p", ".prop", Script),
            ("p", "(click)", Script),
            ("p", "[href]", Script),
            ("p", "*ngif", Script),
            ("p", "wire:click", Script),
            ("p", "script", Code),
            ("p", "hx-sse", Code),
            ("param", "value", ResourceUrl),
            ("param", "name", Code),
            ("input", "value", Text),
            ("iframe", "sandbox", Code),
            ("use", "href", ResourceUrl),
            ("portal", "src", ResourceUrl),
            ("g", "xml:base", ResourceUrl),
            ("meta", "charset", Meaning),
            ("form", "accept-charset", Text),
            ("animatecolor", "to", Url),
            ("p", "hx-target", Text),
            ("a", "onclick", Script),
            ("a", "OnClick", Script),
            ("a", "hx-on:click", Script),
            ("a", "data-hx-on:click", Script),
            ("a", "DATA-HX-VALS", Script),
            ("a", "x-data", Script),
            ("a", "@click", Script),
            ("a", ":class", Script),
            ("p", "style", Style),
            ("iframe", "srcdoc", Code),
            ("a", "hx-trigger", Code),
            ("a", "_", Code),
            ("a", "href", Url),
            ("a", "HREF", Url),
            ("image", "xlink:href", Url),
            ("use", "xlink:href", ResourceUrl),
            ("button", "formaction", Url),
            ("a", "data-hx-get", ResourceUrl),
            ("a", "hx-push-url", Url),
            ("img", "src", Url),
            ("img", "srcset", Srcset),
            ("script", "src", ResourceUrl),
            ("IFRAME", "SRC", ResourceUrl),
            ("object", "data", ResourceUrl),
            ("base", "href", ResourceUrl),
            ("link", "href", ResourceUrl),
            ("object", "codebase", ResourceUrl),
            ("animate", "to", Url),
            ("p", "to", Text),
            ("meta", "http-equiv", Meaning),
            ("input", "disabled", Boolean),
            ("p", "hidden", Text),
            ("p", "", Invalid),
            ("p", "a b", Invalid),
            ("p", "a=b", Invalid),
            ("p", "a>", Invalid),
            ("p", "a/", Invalid),
        ] {
            assert_eq!(AttributeKind::of(element, name), kind, "{element} {name}");
        }
    }
}
