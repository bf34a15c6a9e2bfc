use template_runtime::{Data, Template, template};

template! {
    struct Row<T> {
        item: T,
    }

    "{{item.name}}: {{item.pirce}}"
}

#[derive(Data)]
struct Book {
    name: &'static str,
    price: u8,
}

fn main() {
    let book = Book { name: "x", price: 1 };
    let _ = Row { item: book }.render();
}
