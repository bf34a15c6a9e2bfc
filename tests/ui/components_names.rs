use template_runtime::template;

fn Function() {}

template! {
    struct Card {
        n: u8,
    }
    "{{n}}"
}

template! {
    struct Unknown {
        n: u8,
    }
    "{{> Crad n=n}}"
}

template! {
    struct UnknownPath {
        n: u8,
    }
    "{{> ui::Card n=n}}"
}

template! {
    struct AFunction {
        n: u8,
    }
    "{{> Function n=n}}"
}

template! {
    struct AHelper {
        n: u8,
    }
    "{{Card n}}"
}

fn main() {}
