use template_runtime::template;

template! {
    #[cfg_attr(feature = "plain", template(escape = "text"))]
    struct Page {
        x: u8,
    }

    "{{x}}"
}

template! {
    #[cfg_attr(test, derive(Debug))]
    struct Card {
        #[cfg_attr(test, default(3))]
        x: u8,
    }

    "{{x}}"
}

fn main() {}
