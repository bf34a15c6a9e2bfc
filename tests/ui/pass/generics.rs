#![deny(warnings)]

use template_runtime::{Data, Template, template};

#[derive(Data)]
struct Pair<A, B = u8> {
    a: A,
    b: B,
}

#[derive(Data)]
enum Tree<T> {
    Leaf(T),
    Node { left: Box<Tree<T>>, right: Box<Tree<T>> },
}

template! {
    struct Row<'a, T, const N: usize>
    where
        T: Clone,
    {
        items: [T; N],
        pair: &'a Pair<T>,
    }

    "{{#each items}}{{this}},{{/each}} {{pair.a}} {{pair.b}}"
}

template! {
    struct Show<T: std::fmt::Debug> {
        tree: Tree<T>,
    }

    "{{#if tree.Node}}{{tree.left.0}} {{tree.right.0}}{{else}}{{tree.0}}{{/if}}"
}

fn main() {
    let row = Row { items: ["a", "b"], pair: &Pair { a: "c", b: 1 } };
    assert_eq!(row.render().unwrap(), "a,b, c 1");
    let leaf = |n| Box::new(Tree::Leaf(n));
    let show = Show { tree: Tree::Node { left: leaf(1), right: leaf(2) } };
    assert_eq!(show.render().unwrap(), "1 2");
    assert_eq!(Show { tree: Tree::Leaf('x') }.render().unwrap(), "x");
}
