use template_runtime::template;

struct Secret;

fn list() -> Vec<Secret> {
    Vec::new()
}

fn open(_: &Secret) -> u8 {
    1
}

fn fails() -> Result<u8, Secret> {
    Ok(1)
}

template! {
    struct Page {
        secret: u8,
    }

    "{{(list)}} {{(fails)}} {{open secret}}"
}

fn main() {}
