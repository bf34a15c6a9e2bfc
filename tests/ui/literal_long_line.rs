use template_runtime::template;

template! {
    struct Page {
        name: u8,
    }

    "<tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr>{{nmae}}<tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr><tr><td class='name'>cell</td></tr>"
}

fn main() {}
