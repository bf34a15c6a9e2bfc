//! The static attributes of a tag that decide what its other attributes mean.

use super::state::{Facts, Place, State, Tag};

impl Facts {
    /// Returns what the attributes in the static text after the name of a tag say.
    pub(super) fn of(tag: &Tag, rest: &dyn Fn() -> String) -> Self {
        let mut facts = Self::default();
        if tag.is_end {
            return facts;
        }
        match tag.name.as_str() {
            "link" => {
                let rel = static_attribute(&rest(), "rel");
                facts.is_page_link = rel.is_some_and(|rel| {
                    rel.split_ascii_whitespace().all(|word| PAGE_LINKS.contains(&word))
                        && !rel.is_empty()
                });
            }
            "meta" => {
                let meaning = static_attribute(&rest(), "http-equiv");
                facts.refreshes = meaning.is_some_and(|meaning| meaning.trim() == "refresh");
            }
            "animate" | "set" | "animatetransform" | "animatemotion" => {
                let changed = static_attribute(&rest(), "attributename");
                facts.animates_text = changed.is_some_and(|name| !name.ends_with("href"));
            }
            _ => {}
        }
        facts
    }
}

/// The relations of links that load nothing which runs or styles the page.
const PAGE_LINKS: &[&str] = &[
    "alternate",
    "apple-touch-icon",
    "apple-touch-icon-precomposed",
    "author",
    "bookmark",
    "canonical",
    "dns-prefetch",
    "help",
    "hub",
    "icon",
    "license",
    "mask-icon",
    "me",
    "next",
    "nofollow",
    "preconnect",
    "prev",
    "privacy-policy",
    "search",
    "self",
    "shortcut",
    "shortlink",
    "tag",
    "terms-of-service",
    "webmention",
];

/// Returns the value of an attribute in the rest of a tag, in lower case. What is dynamic ends the text.
fn static_attribute(rest: &str, name: &str) -> Option<String> {
    let mut state = State::new();
    state.place = Place::BeforeName(Tag::new('?', false));
    let mut value = None;
    for c in rest.chars() {
        let before = std::mem::take(&mut value);
        state.push(c, &String::new);
        value = match &state.place {
            Place::Value(_, current) if current.name == name => {
                let is_first = before.is_none() && current.quote.is_some();
                let mut text = before.unwrap_or_else(String::new);
                if !is_first {
                    text.push(c.to_ascii_lowercase());
                }
                Some(text)
            }
            Place::BeforeName(_) | Place::Text if before.is_some() => return before,
            Place::Text | Place::Content(_) | Place::Plaintext | Place::Lost => return None,
            _ => None,
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::static_attribute;

    #[test]
    fn attributes_after_a_tag() {
        let attribute = |text: &str| static_attribute(text, "rel");
        assert_eq!(attribute("href=a rel=\"Icon x\" b>").as_deref(), Some("icon x"));
        assert_eq!(attribute("rel=icon>").as_deref(), Some("icon"));
        assert_eq!(attribute("rel='' b>").as_deref(), Some(""));
        assert_eq!(attribute("href=a> rel=icon"), None);
        assert_eq!(attribute("rel=\"ico"), None);
    }
}
