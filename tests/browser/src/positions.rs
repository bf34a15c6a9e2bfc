//! The positions in a page at which values stand.

/// A position: its name, and a template with `{{x}}` at it.
///
/// A template may also read `xs`, the characters of the payload, and `on`, which is true.
pub(crate) type Position = (&'static str, &'static str);

/// What is expected of a value at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// Text.
    Text,
    /// Part of a tag, outside of attribute values.
    Tag,
    /// The value of an attribute that runs nothing.
    Attribute,
    /// A URL.
    Url,
    /// The URL of a script, a frame, an object or a style sheet.
    Resource,
    /// Part of a script.
    Script,
    /// Part of a style sheet.
    Style,
}

/// All positions, in groups.
pub(crate) const POSITIONS: &[(Group, &[Position])] = &[
    (Group::Text, TEXTS),
    (Group::Tag, TAGS),
    (Group::Attribute, ATTRIBUTES),
    (Group::Url, URLS),
    (Group::Resource, RESOURCES),
    (Group::Script, SCRIPTS),
    (Group::Script, HANDLERS),
    (Group::Style, STYLES),
];

/// Returns each position with its group.
pub(crate) fn all() -> impl Iterator<Item = (Group, &'static str, &'static str)> {
    let positions = POSITIONS.iter();
    positions.flat_map(|(group, list)| list.iter().map(|(name, text)| (*group, *name, *text)))
}

/// Text.
const TEXTS: &[Position] = &[
    ("text", "<p>{{x}}</p>"),
    ("text, after a stray <", "<p>1 <{{x}}</p>"),
    ("text, loop", "<p>{{#each xs}}{{this}}{{/each}}</p>"),
    ("title", "<title>{{x}}</title>"),
    ("textarea", "<textarea>{{x}}</textarea>"),
    ("textarea, after <", "<textarea><{{x}}</textarea>"),
    ("textarea, after </", "<textarea></{{x}}</textarea>"),
    ("option", "<select><option>{{x}}</select>"),
    ("noscript", "<noscript>{{x}}</noscript>"),
    ("iframe contents", "<iframe>{{x}}</iframe>"),
    ("xmp", "<xmp>{{x}}</xmp>"),
    ("noembed", "<noembed>{{x}}</noembed>"),
    ("template element", "<template>{{x}}</template>"),
    ("svg text", "<svg><text>{{x}}</text></svg>"),
    ("svg title", "<svg><title>{{x}}</title></svg>"),
    ("svg CDATA", "<svg><text><![CDATA[{{x}}]]></text></svg>"),
    ("svg CDATA, before ]>", "<svg><text><![CDATA[ ]{{x}}]> ]]></text></svg>"),
    ("svg xmp", "<svg><xmp><text>{{x}}</text></xmp></svg>"),
    ("svg title, element", "<svg><title><b>{{x}}</b></title></svg>"),
    ("svg, after an empty script", "<svg><script/><text>{{x}}</text></svg>"),
    ("svg, after a paragraph and an empty script", "<svg><p>a</p><script/>{{x}}</script></svg>"),
    ("svg, after a paragraph, xmp", "<svg><p>a</p><xmp>{{x}}</xmp></svg>"),
    ("foreignObject, xmp", "<svg><foreignObject><xmp>{{x}}</xmp></foreignObject></svg>"),
    ("select, title", "<select><title>{{x}}</title></select>"),
    ("noscript, end in an attribute", "<noscript><p title=\"</noscript>\">{{x}}</p></noscript>"),
    ("math text", "<math><mtext>{{x}}</mtext></math>"),
    ("comment", "<!-- {{x}} -->"),
    ("conditional comment", "<!--[if IE]>{{x}}<![endif]-->"),
    ("bogus comment", "<! {{x}}>"),
    ("processing instruction", "<?xml {{x}}?>"),
    ("doctype", "<!DOCTYPE {{x}}>"),
];

/// Tags.
const TAGS: &[Position] = &[
    ("tag name", "<{{x}}>"),
    ("part of a tag name", "<s{{x}}>"),
    ("end tag name", "<p></{{x}}>"),
    ("attribute name", "<p {{x}}>a</p>"),
    ("attribute name with a value", "<p {{x}}=\"1\">a</p>"),
    ("after an attribute", "<p title=\"a\"{{x}}>a</p>"),
    ("after an equals sign and a blank", "<p title= {{x}}>a</p>"),
];

/// Plain attributes.
const ATTRIBUTES: &[Position] = &[
    ("title, double", "<p title=\"{{x}}\">a</p>"),
    ("title, single", "<p title='{{x}}'>a</p>"),
    ("title, none", "<p title={{x}}>a</p>"),
    ("title, none, followed by /", "<p title={{x}}/>a</p>"),
    ("title, part, none", "<p title=a{{x}}b>a</p>"),
    ("title, two attributes, none", "<p title={{x}} lang={{x}}>a</p>"),
    ("title, parts of two attributes, none", "<p title={{x}} lang=a{{x}}>a</p>"),
    ("title, other spelling", "<P/TITLE = \"{{x}}\">a</P>"),
    ("title, loop", "<p title=\"{{#each xs}}{{this}}{{/each}}\">a</p>"),
    ("title, block, none", "<p title={{#if on}}{{x}}{{/if}}>a</p>"),
    ("value, double", "<input value=\"{{x}}\">"),
    ("value, none", "<input value={{x}}>"),
    ("data, double", "<p data-a=\"{{x}}\">a</p>"),
    ("conditional attribute", "<p{{#if on}} title=\"{{x}}\"{{/if}}>a</p>"),
    ("class, in noscript", "<noscript><p class=\"{{x}}\">a</p></noscript>"),
    ("class, in svg xmp", "<svg><xmp><a class={{x}}>a</a></xmp></svg>"),
    ("data-src", "<iframe data-src=\"/a/{{x}}\"></iframe>"),
    ("data-href", "<p data-href=\"{{x}}\">a</p>"),
];

/// URLs.
const URLS: &[Position] = &[
    ("href, double", "<a href=\"{{x}}\">a</a>"),
    ("href, single", "<a href='{{x}}'>a</a>"),
    ("href, none", "<a href={{x}}>a</a>"),
    ("href, other spelling", "<A/HREF= \"{{x}}\">a</A>"),
    ("href, after blanks", "<a href=\"  {{x}}\">a</a>"),
    ("href, second of two", "<a href=\"{{x}}\" href=\"/\">a</a>"),
    ("href, after a part of a scheme", "<a href=\"java{{x}}\">a</a>"),
    ("href, after a scheme", "<a href=\"javascript:{{x}}\">a</a>"),
    ("href, after a scheme and //", "<a href=\"javascript://{{x}}\">a</a>"),
    ("href, after a scheme in references", "<a href=\"&#106;avascript&colon;{{x}}\">a</a>"),
    ("href, after a scheme, zeros", "<a href=\"&#00000000000106;avascript:{{x}}\">a</a>"),
    ("href, after a scheme, no semicolon", "<a href=\"java&#115cript:{{x}}\">a</a>"),
    ("href, after a scheme, tab", "<a href=\"java&Tab;script:{{x}}\">a</a>"),
    ("href, path or query", "<a href=\"{{#if on}}/a/{{else}}/b?c={{/if}}{{x}}\">a</a>"),
    ("href, start or query", "<a href=\"{{#if on}}{{else}}?c={{/if}}{{x}}\">a</a>"),
    ("href, after a scheme, string", "<a href=\"javascript:void('{{x}}')\">a</a>"),
    ("href, after data:", "<a href=\"data:text/html,{{x}}\">a</a>"),
    ("href, before a colon", "<a href=\"{{x}}:top.mark(self)\">a</a>"),
    ("href, after a block", "<a href=\"{{#if on}}{{else}}/{{/if}}{{x}}\">a</a>"),
    ("href, in a block", "<a href=\"{{#if on}}{{x}}{{else}}/{{/if}}\">a</a>"),
    ("href, loop", "<a href=\"{{#each xs}}{{this}}{{/each}}\">a</a>"),
    ("href, path, double", "<a href=\"/a/{{x}}\">a</a>"),
    ("href, path, none", "<a href=/a/{{x}}>a</a>"),
    ("href, query, double", "<a href=\"/a?q={{x}}\">a</a>"),
    ("href, query, single", "<a href='/a?q={{x}}&amp;b=c'>a</a>"),
    ("href, query, none", "<a href=/a?q={{x}}>a</a>"),
    ("href, fragment, double", "<a href=\"#{{x}}\">a</a>"),
    ("img src, double", "<img src=\"{{x}}\">"),
    ("img src, none", "<img src={{x}}>"),
    ("action, double", "<form action=\"{{x}}\"><button>a</button></form>"),
    ("action, none", "<form action={{x}}><button>a</button></form>"),
    ("formaction, double", "<form><button formaction=\"{{x}}\">a</button></form>"),
    ("formaction, input", "<form><input type=submit formaction='{{x}}'></form>"),
    ("area href", "<img usemap=#m src=x><map name=m><area href=\"{{x}}\"></map>"),
    ("svg xlink:href", "<svg><a xlink:href=\"{{x}}\"><text>a</text></a></svg>"),
    ("svg href", "<svg><a href=\"{{x}}\"><text>a</text></a></svg>"),
    ("svg use href", "<svg><use href=\"{{x}}\"/></svg>"),
    ("svg set to", "<svg><a><set attributeName=href to=\"{{x}}\"/><text>a</text></a></svg>"),
    (
        "svg animate values",
        "<svg><a><animate attributeName=href values=\"{{x}};{{x}}\" dur=9s /><text>a</text></a></svg>",
    ),
    (
        "svg animate xlink:href to",
        "<svg><a><set attributeName=\"xlink:href\" to=\"{{x}}\"/><text>a</text></a></svg>",
    ),
    ("svg animate name", "<svg><a><set attributeName=\"{{x}}\" to=\"a\"/></a></svg>"),
    (
        "svg set to, before its name in references",
        "<svg><a><set to=\"{{x}}\" attributeName=\"hr&#101;f\"/><text>a</text></a></svg>",
    ),
    (
        "svg set to, text",
        "<svg><a><set to=\"{{x}}\" attributeName=\"fill\"/><text>a</text></a></svg>",
    ),
    ("poster", "<video poster=\"{{x}}\"></video>"),
    ("ping", "<a href=\"/\" ping=\"{{x}}\">a</a>"),
    ("background", "<body background=\"{{x}}\">"),
    ("cite", "<blockquote cite=\"{{x}}\">a</blockquote>"),
    ("srcset, double", "<img srcset=\"{{x}}\">"),
    ("srcset, none", "<img srcset={{x}}>"),
    ("srcset, second", "<img srcset=\"/a 1x, {{x}} 2x\">"),
    ("imagesrcset", "<link rel=preload as=image imagesrcset=\"{{x}}\">"),
    ("meta refresh", "<meta http-equiv=refresh content=\"{{x}}\">"),
    ("meta refresh, url", "<meta http-equiv=\"refresh\" content=\"0;url={{x}}\">"),
    ("meta refresh, quoted url", "<meta http-equiv=\"REFRESH\" content=\"0; url='{{x}}'\">"),
    ("meta content before its name", "<meta content=\"0;url={{x}}\" http-equiv=\"refresh\">"),
    ("meta content", "<meta name=description content=\"{{x}}\">"),
    ("meta refresh without url=", "<meta http-equiv=refresh content=\"0; {{x}}\">"),
    ("meta refresh, part of url=", "<meta http-equiv=refresh content=\"0; u{{x}}\">"),
    (
        "meta content before its name in references",
        "<meta content=\"0;url={{x}}\" http-equiv=\"re&#102;resh\">",
    ),
    ("meta charset", "<meta charset=\"{{x}}\">"),
];

/// URLs from which scripts, frames and styles are loaded.
const RESOURCES: &[Position] = &[
    ("script src, double", "<script src=\"{{x}}\"></script>"),
    ("script src, none", "<script src={{x}}></script>"),
    ("script src, path", "<script src=\"/a/{{x}}\"></script>"),
    ("svg script href", "<svg><script href=\"{{x}}\"></script></svg>"),
    ("iframe src", "<iframe src=\"{{x}}\"></iframe>"),
    ("iframe srcdoc", "<iframe srcdoc=\"{{x}}\"></iframe>"),
    ("iframe srcdoc, part", "<iframe srcdoc=\"&lt;p>{{x}}\"></iframe>"),
    ("object data", "<object data=\"{{x}}\"></object>"),
    ("embed src", "<embed src=\"{{x}}\">"),
    ("base href", "<base href=\"{{x}}\"><script src=\"mark.js\"></script>"),
    ("link href", "<link rel=stylesheet href=\"{{x}}\">"),
    ("link href, rel after it", "<link href=\"{{x}}\" rel=\"stylesheet\">"),
    ("link href, icon", "<link rel=icon href=\"{{x}}\">"),
    ("link rel", "<link rel=\"{{x}}\" href=\"/a.css\">"),
    ("link href, icon in references", "<link href=\"{{x}}\" rel=\"ico&#110\">"),
    ("use href, fragment", "<svg><use href=\"#{{x}}\"/></svg>"),
    ("param value", "<object><param name=movie value=\"{{x}}\"></object>"),
    ("iframe sandbox", "<iframe sandbox=\"{{x}}\" src=\"/a\"></iframe>"),
    ("hx-get", "<p hx-get=\"/a/{{x}}\">a</p>"),
    ("script type", "<script type=\"{{x}}\">1</script>"),
];

/// Scripts.
const SCRIPTS: &[Position] = &[
    ("script", "<script>{{x}}</script>"),
    ("script, value", "<script>var a = {{x}};</script>"),
    ("script, argument", "<script>(function () {})({{x}}, 1);</script>"),
    ("script, before a division", "<script>var a = {{x}} / 2 / 3;</script>"),
    ("script, after a division", "<script>var a = 4 / {{x}};</script>"),
    ("script, member", "<script>var a = {b: {{x}} };</script>"),
    ("script, after return", "<script>(function () { return{{x}} })()</script>"),
    ("script, double string", "<script>var a = \"{{x}}\";</script>"),
    ("script, single string", "<script>var a = 'b {{x}} c';</script>"),
    ("script, string after a backslash", "<script>var a = '\\\\{{x}}';</script>"),
    ("script, double string after a backslash", "<script>var a = \"\\\\{{x}}\";</script>"),
    ("script, template literal", "<script>var a = `{{x}}`;</script>"),
    ("script, in a template literal", "<script>var a = `${ {{x}} }`;</script>"),
    ("script, string in a template literal", "<script>var a = `${ \"{{x}}\" }`;</script>"),
    ("script, regular expression", "<script>var a = /{{x}}/;</script>"),
    ("script, class of an expression", "<script>var a = /b[{{x}}]/;</script>"),
    ("script, line comment", "<script>// {{x}}\n</script>"),
    ("script, block comment", "<script>/* {{x}} */</script>"),
    ("script, HTML comment", "<script><!-- {{x}}\n</script>"),
    ("script, after <!--<script", "<script>var a = '<!--<script>' + '{{x}}';</script>"),
    ("script, loop", "<script>var a = \"{{#each xs}}{{this}}{{/each}}\";</script>"),
    ("script, block", "<script>var a = {{#if on}}{{x}}{{else}}1{{/if}};</script>"),
    ("script, string after a line continuation", "<script>var a = \"b\\\r\n{{x}}\";</script>"),
    ("script, line after a comment", "<script>\n--> a '\\\n{{x}}; //'</script>"),
    ("script, string after a shift", "<script>var b = 1 <<!--b, a = '{{x}}';</script>"),
    ("script, string after a prefix", "<script>++/'/.lastIndex; var a = '{{x}}';</script>"),
    ("script, string after a spread", "<script>var b = [...typeof /'/], a = '{{x}}';</script>"),
    (
        "script, string after an expression",
        "<script>var b\n/'/.test(''); var a = '{{x}}';</script>",
    ),
    ("script, property", "<script>var a = self.{{x}};</script>"),
    ("script, declaration", "<script>var {{x}}</script>"),
    ("script, key", "<script>var a = { {{x}}: 1 };</script>"),
    (
        "module, string after a comparison",
        "<script type=module>var a, b = a<!--a, c = \"\\\n{{x}}\";</script>",
    ),
    ("module, import", "<script type=module>import('{{x}}');</script>"),
    ("script, language", "<script language=JavaScript1.2>var a = {{x}};</script>"),
    ("script, end", "<script>var a = '</scr{{x}}';</script>"),
    ("module", "<script type=module>var a = {{x}};</script>"),
    ("JSON", "<script type=\"application/json\">{\"a\": {{x}} }</script>"),
    ("JSON string", "<script type=\"application/ld+json\">{\"a\": \"{{x}}\"}</script>"),
    ("import map", "<script type=importmap>{{x}}</script><script type=module>import 'a'</script>"),
    (
        "script, type in a block",
        "<script{{#if on}} type{{/if}} type=\"text/template\">var a = {{x}};</script>",
    ),
    ("script of another type", "<script type=\"text/template\">{{x}}</script>"),
    ("svg script", "<svg><script>var a = {{x}};</script></svg>"),
    ("svg script, string", "<svg><script>var a = \"{{x}}\";</script></svg>"),
];

/// Handlers.
const HANDLERS: &[Position] = &[
    ("onclick, double", "<p onclick=\"{{x}}\">a</p>"),
    ("onclick, single", "<p onclick='{{x}}'>a</p>"),
    ("onclick, none", "<p onclick={{x}}>a</p>"),
    ("onclick, argument", "<p onclick=\"(function () {})({{x}})\">a</p>"),
    ("onclick, argument, none", "<p onclick=void({{x}})>a</p>"),
    ("onclick, single string", "<p onclick=\"var a = '{{x}}'\">a</p>"),
    ("onclick, double string", "<p onclick='var a = \"{{x}}\"'>a</p>"),
    ("onclick, string in references", "<p onclick=\"var a = &quot;{{x}}&quot;\">a</p>"),
    (
        "onclick, string in a number with zeros",
        "<p onclick=\"var a = &#x0000000000027;{{x}}'\">a</p>",
    ),
    (
        "onclick, template literal in references",
        "<p onclick=\"var a = &DiacriticalGrave;{{x}}&grave;\">a</p>",
    ),
    ("onclick, template literal", "<p onclick=\"var a = `{{x}}`\">a</p>"),
    ("onclick, comment", "<p onclick=\"/* {{x}} */\">a</p>"),
    ("ONERROR", "<img src=x: ONERROR='var a = {{x}}'>"),
    ("body onload", "<body onload=\"var a = '{{x}}'\">"),
    ("svg onload", "<svg onload=\"var a = '{{x}}'\"></svg>"),
    ("hx-on", "<p hx-on:click=\"{{x}}\">a</p>"),
    ("hx-on, string", "<p hx-on:click=\"void('{{x}}')\">a</p>"),
    ("data-hx-on", "<p data-hx-on:click=\"{{x}}\">a</p>"),
    ("x-data", "<p x-data=\"{ a: '{{x}}' }\">a</p>"),
    ("@click", "<p @click=\"{{x}}\">a</p>"),
    (":title", "<p :title=\"'{{x}}'\">a</p>"),
    ("v-on", "<p v-on:click='{{x}}'>a</p>"),
    ("ng:click", "<p ng:click=\"{{x}}\">a</p>"),
    ("data-bind", "<p data-bind=\"text: '{{x}}'\">a</p>"),
    ("(click)", "<p (click)=\"{{x}}\">a</p>"),
];

/// Style sheets, which run nothing; what ends them does.
const STYLES: &[Position] = &[
    ("style", "<style>{{x}}</style>"),
    ("style, value", "<style>a { color: {{x}} }</style>"),
    ("style, string", "<style>a { content: \"{{x}}\" }</style>"),
    ("style, url", "<style>a { background: url({{x}}) }</style>"),
    ("style, quoted url", "<style>a { background: url('{{x}}') }</style>"),
    ("style, url with a space", "<style>a { background: url(b c{{x}}) }</style>"),
    ("style, string after a line continuation", "<style>a { content: \"b\\\r\n{{x}}\" }</style>"),
    ("style, at-rule", "<style>@{{x}} 'a';</style>"),
    ("style, function", "<style>a { background: {{x}}(\"{{x}}\") }</style>"),
    ("style, comment", "<style>/* {{x}} */</style>"),
    ("style, import", "<style>@import \"{{x}}\";</style>"),
    ("svg style", "<svg><style>a { color: {{x}} }</style></svg>"),
    (
        "foreignObject style",
        "<svg><foreignObject><style>a { b: {{x}} }</style></foreignObject></svg>",
    ),
    ("math style", "<math><style>a { color: {{x}} }</style></math>"),
    ("noscript, style", "<noscript><style>{{x}}</style></noscript>"),
    ("style attribute, double", "<p style=\"{{x}}\">a</p>"),
    ("style attribute, value", "<p style=\"color: {{x}}\">a</p>"),
    ("style attribute, value, single", "<p style='color: {{x}}'>a</p>"),
    ("style attribute, value, none", "<p style=color:{{x}}>a</p>"),
    ("style attribute, string", "<p style=\"font-family: '{{x}}'\">a</p>"),
    ("style attribute, url", "<p style=\"background: url('{{x}}')\">a</p>"),
    ("style attribute, bare url", "<p style='background: url({{x}})'>a</p>"),
];
