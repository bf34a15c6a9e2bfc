use template_runtime::{Block, NamedArgs, Stopped, Value, helper};

#[helper]
fn optional(#[block(context)] block: Option<&mut Block<'_, '_>>) {}

#[helper]
fn unknown(#[block(contxt)] block: &mut Block<'_, '_>) {}

#[helper]
fn without_context(#[block(data(a))] block: &mut Block<'_, '_>) {}

#[helper]
fn repeated(#[block(context, data(a, b, a))] block: &mut Block<'_, '_>) {}

#[helper]
fn many(#[block(context, data(a, b, c, d, e, f, g, h, i))] block: &mut Block<'_, '_>) {}

#[helper]
fn contexts(#[context] a: Value<'_>, #[context] b: Value<'_>) {}

#[helper]
fn not_bare(#[context(a)] a: Value<'_>) {}

#[helper]
fn rests(#[named(rest)] a: NamedArgs<'_, '_>, #[named(rest)] b: NamedArgs<'_, '_>) {}

#[helper]
fn rest_type(#[named(rest)] a: Value<'_>) {}

fn main() {
    let _ = Stopped;
}
