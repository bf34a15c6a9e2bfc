//! The languages of `<script>` and `<style>` elements, by their attributes.
//!
//! Browsers compare the [type of a script] with a fixed list; a script of any other type is data that another script reads. It may
//! contain values only if its syntax is known: a shader or a Vue template is also a program.
//!
//! [type of a script]: https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element

/// The language of the content of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    /// JavaScript or JSON, or something that is not read.
    Script(Dialect),
    /// HTML that a script uses as a template.
    Markup,
    /// CSS.
    Style,
    /// Another language of styles.
    OtherStyle(Unread),
}

/// The grammar of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// JavaScript with the comments of HTML.
    Classic,
    /// JavaScript of a module.
    Module,
    /// One of the two.
    ClassicOrModule,
    /// JSON.
    Json,
    /// Unsupported.
    Unread(Unread),
}

/// The reason why a language is not supported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    /// It is not known.
    Unknown,
    /// The language depends on a value or a block.
    Dynamic,
    /// It is JSON by which browsers load scripts or pages.
    Loads,
}

/// The languages of script types. Types that end with `+json` are also JSON, according to [mimesniff].
///
/// [mimesniff]: https://mimesniff.spec.whatwg.org/#json-mime-type
const TYPES: &[(Language, &[&str])] = &[
    // https://mimesniff.spec.whatwg.org/#javascript-mime-type
    (
        Language::Script(Dialect::Classic),
        &[
            "",
            "application/ecmascript",
            "application/javascript",
            "application/x-ecmascript",
            "application/x-javascript",
            "text/ecmascript",
            "text/javascript",
            "text/javascript1.0",
            "text/javascript1.1",
            "text/javascript1.2",
            "text/javascript1.3",
            "text/javascript1.4",
            "text/javascript1.5",
            "text/jscript",
            "text/livescript",
            "text/x-ecmascript",
            "text/x-javascript",
        ],
    ),
    // https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type
    (Language::Script(Dialect::Module), &["module"]),
    (
        Language::Script(Dialect::Unread(Unread::Loads)),
        &["importmap", "speculationrules", "importmap-shim", "webbundle"],
    ),
    (Language::Script(Dialect::Json), &["application/json", "text/json"]),
    // Templates of HTML without a syntax of their own that runs scripts from what is escaped as in text.
    (Language::Markup, &["text/html", "text/template"]),
];

impl Language {
    /// Returns the language of a type of an element.
    fn of_type(element: &str, media: &str) -> Self {
        let media = media.trim_matches(|c: char| c.is_ascii_whitespace()).to_ascii_lowercase();
        if element == "style" {
            // https://html.spec.whatwg.org/multipage/semantics.html#update-a-style-block
            return match media.as_str() {
                "" | "text/css" => Self::Style,
                _ => Self::OtherStyle(Unread::Unknown),
            };
        }
        // Browsers of today read no parameters, others did: as JavaScript a value is safe in both.
        let essence = media.split(';').next().unwrap_or_default().trim_ascii_end();
        if essence.ends_with("+json") {
            return Self::Script(Dialect::Json);
        }
        let found = TYPES.iter().find(|(_, types)| types.contains(&essence));
        found.map_or(Self::Script(Dialect::Unread(Unread::Unknown)), |(language, _)| *language)
    }

    /// Returns the language of an element without attributes.
    fn of_element(element: &str) -> Self {
        if element == "style" { Self::Style } else { Self::Script(Dialect::Classic) }
    }

    /// Returns the language of an element whose type depends on a value or a block.
    fn dynamic(element: &str) -> Self {
        if element == "style" {
            Self::OtherStyle(Unread::Dynamic)
        } else {
            Self::Script(Dialect::Unread(Unread::Dynamic))
        }
    }
}

/// The languages that the attributes of a tag name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Languages {
    /// The value of `type`.
    by_type: Option<Language>,
    /// The value of `language`, which applies if there is no `type`.
    by_name: Option<Language>,
}

impl Languages {
    /// Returns `true` if an attribute of an element names its language.
    pub(super) fn are_named_by(element: &str, attribute: &str) -> bool {
        match element {
            "script" => matches!(attribute, "type" | "language"),
            "style" => attribute == "type",
            _ => false,
        }
    }

    /// Notes an attribute that names the language, with its text if that is static. Browsers read the first of several:
    /// `is_first` is whether no other one may precede.
    pub(super) fn note(
        &mut self,
        element: &str,
        attribute: &str,
        text: Option<&str>,
        is_first: bool,
    ) {
        let text = text.filter(|_| is_first);
        let is_name = attribute == "language";
        let language = text.map_or(Language::dynamic(element), |text| match text {
            text if is_name && !text.is_empty() => {
                Language::of_type(element, &["text/", text].concat())
            }
            text => Language::of_type(element, text),
        });
        let known = if is_name { &mut self.by_name } else { &mut self.by_type };
        *known = Some(language);
    }

    /// Records that any attributes may follow.
    pub(super) fn note_unknown(&mut self, element: &str) {
        if self.by_type.is_none() {
            self.by_type = Some(Language::dynamic(element));
        }
    }

    /// Joins those of two branches of the template.
    pub(super) fn join(self, other: Self, element: &str) -> Self {
        if self == other {
            return self;
        }
        let are_scripts = [self, other].iter().all(|languages| {
            use Dialect::{Classic, ClassicOrModule, Module};
            let language = languages.of_content(element);
            matches!(language, Language::Script(Classic | Module | ClassicOrModule))
        });
        let language = if are_scripts {
            Language::Script(Dialect::ClassicOrModule)
        } else {
            Language::dynamic(element)
        };
        Self { by_type: Some(language), by_name: None }
    }

    /// Returns the language of the content of an element.
    pub(super) fn of_content(self, element: &str) -> Language {
        self.by_type.or(self.by_name).unwrap_or(Language::of_element(element))
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Language, Languages, Unread};

    #[test]
    fn types() {
        use Dialect::{Classic, Json, Module};
        let unread = |reason| Language::Script(Dialect::Unread(reason));
        for (media, language) in [
            ("", Language::Script(Classic)),
            (" Text/JavaScript\n", Language::Script(Classic)),
            ("text/javascript ;charset=utf-8", Language::Script(Classic)),
            ("text/javascript1.5", Language::Script(Classic)),
            ("text/javascript1.6", unread(Unread::Unknown)),
            ("MODULE", Language::Script(Module)),
            ("modules", unread(Unread::Unknown)),
            ("importmap", unread(Unread::Loads)),
            ("speculationrules", unread(Unread::Loads)),
            ("application/json", Language::Script(Json)),
            ("application/ld+json; a=b", Language::Script(Json)),
            ("text/template", Language::Markup),
            ("text/x-template", unread(Unread::Unknown)),
            ("text/babel", unread(Unread::Unknown)),
            ("text/typescript", unread(Unread::Unknown)),
            ("x-shader/x-vertex", unread(Unread::Unknown)),
        ] {
            assert_eq!(Language::of_type("script", media), language, "{media}");
        }
        assert_eq!(Language::of_type("style", "TEXT/CSS"), Language::Style);
        assert_eq!(Language::of_type("style", "text/less"), Language::OtherStyle(Unread::Unknown));
    }

    #[test]
    fn attributes() {
        let dynamic = Language::Script(Dialect::Unread(Unread::Dynamic));
        let mut languages = Languages::default();
        assert_eq!(languages.of_content("script"), Language::Script(Dialect::Classic));
        languages.note("script", "language", Some("JavaScript1.2"), true);
        assert_eq!(languages.of_content("script"), Language::Script(Dialect::Classic));
        let named = languages;
        languages.note("script", "type", Some("module"), true);
        assert_eq!(languages.of_content("script"), Language::Script(Dialect::Module));
        let joined = languages.join(named, "script").of_content("script");
        assert_eq!(joined, Language::Script(Dialect::ClassicOrModule));
        languages.note("script", "type", Some("module"), false);
        assert_eq!(languages.of_content("script"), dynamic);
        assert_eq!(languages.join(named, "script").of_content("script"), dynamic);
        languages.note("script", "type", None, true);
        assert_eq!(languages.of_content("script"), dynamic);
    }
}
