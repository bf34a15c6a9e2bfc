/// Types of the same names, which differ only in the order of the fields of the innermost type.
macro_rules! types {
    ($name:ident $first:ident $second:ident) => {
        pub mod $name {
            use template_runtime::Data;

            #[derive(Data)]
            pub struct Maker {
                pub $first: String,
                pub $second: String,
            }

            #[derive(Data)]
            pub struct Part {
                pub makers: Vec<Maker>,
            }

            #[derive(Data)]
            pub struct Engine {
                pub part: Part,
            }

            #[derive(Data)]
            pub struct Car {
                pub engine: Option<Engine>,
            }

            #[derive(Data)]
            pub struct Lot {
                pub car: Car,
            }

            #[derive(Data)]
            pub struct Tree<T> {
                pub content: T,
                pub children: Vec<Tree<T>>,
            }
        }
    };
}

types!(a city country);
types!(b country city);

use template_runtime::template;

template! {
    struct Card<'a> { car: &'a a::Car }
    "{{car.engine.part.makers.0.city}}"
}

template! {
    struct Wide<'a> { lot: &'a a::Lot }
    "{{lot.car.engine.part.makers.0.city}}"
}

template! {
    struct Root<'a> { tree: &'a a::Tree<a::Tree<a::Part>> }
    "{{tree.content.content.makers.0.city}}"
}

template! {
    struct Page { car: b::Car, lot: b::Lot, tree: a::Tree<a::Tree<b::Part>> }
    "{{> Card car=car}}{{> Wide lot=lot}}{{> Root tree=tree}}"
}

fn main() {}
