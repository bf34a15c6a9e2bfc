use std::fmt;
use template_runtime::{Data, template};

#[derive(Clone, Copy, Data)]
#[data(display)]
struct Money(i64);

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

#[derive(Data)]
struct Order {
    total: Money,
    #[data(with = doubled)]
    net: Money,
}

fn doubled(money: &Money) -> Money {
    Money(money.0 * 2)
}

fn cents(money: &Money) -> i64 {
    money.0
}

fn taxed(money: Money) -> Money {
    Money(money.0 * 2)
}

template! {
    struct Page {
        order: Order,
    }

    "{{cents order.total}} {{cents (taxed order.total)}} {{cents 1}} {{cents order}} {{taxed '2'}} {{cents order.net}}"
}

fn main() {}
