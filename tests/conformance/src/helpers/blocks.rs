//! Functions that print a block.

use super::values::{is_true, text};
use std::collections::BTreeMap;
use template_runtime::{Block, Data, List, Stopped, Value, helper};

#[helper]
pub fn body(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.body(&[])
}

#[helper]
pub fn three_goodbyes(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    for bye in ["Goodbye ", "goodbye ", "GOODBYE "] {
        block.html(bye)?;
        block.body(&[])?;
        block.html("! ")?;
    }
    Ok(())
}

#[helper]
pub fn form(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.html("<form>")?;
    block.body(&[])?;
    block.html("</form>")
}

#[helper]
pub fn goodbye_block(
    #[named] cruel: Value<'_>,
    #[named] print: Value<'_>,
    #[block] block: &mut Block<'_, '_>,
) -> Result<(), Stopped> {
    match print {
        Value::Bool(true) => {
            block.html(format_args!("GOODBYE {} ", text(cruel)))?;
            block.body(&[])
        }
        Value::Bool(false) => block.html("NOT PRINTING"),
        _ => block.html("THIS SHOULD NOT HAPPEN"),
    }
}

#[helper]
pub fn goodbye_block_times(
    #[named] cruel: Value<'_>,
    #[named] times: Value<'_>,
    #[block] block: &mut Block<'_, '_>,
) -> Result<(), Stopped> {
    block.html(format_args!("GOODBYE {} ", text(cruel)))?;
    block.body(&[])?;
    block.html(format_args!(" {} TIMES", text(times)))
}

#[helper]
pub fn one_and_two(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.body(&[1.into(), 2.into()])
}

#[helper]
pub fn boss_block(
    voice: Value<'_>,
    noun: Value<'_>,
    #[block] block: &mut Block<'_, '_>,
) -> Result<(), Stopped> {
    block.html(format_args!("HELP ME MY BOSS {} {}: ", text(voice), text(noun)))?;
    block.body(&[])
}

#[helper]
pub fn my_if(condition: Value<'_>, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    if is_true(condition) { block.body(&[]) } else { block.otherwise() }
}

#[helper]
pub fn raw_and_three(
    a: Value<'_>,
    b: Value<'_>,
    c: Value<'_>,
    #[block] block: &mut Block<'_, '_>,
) -> Result<(), Stopped> {
    block.body(&[])?;
    block.html(format_args!("{}{}{}", text(a), text(b), text(c)))
}

#[helper]
pub fn three_empty_goodbyes(#[block(context)] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    for bye in ["Goodbye ", "goodbye ", "GOODBYE "] {
        block.html(bye)?;
        block.in_context(Value::Null).body(&[])?;
        block.html("! ")?;
    }
    Ok(())
}

#[helper]
pub fn in_goodbye(#[block(context)] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.in_context(BTreeMap::from([("text", "GOODBYE")]).value()).body(&[])
}

#[helper]
pub fn in_context<'v>(
    context: Value<'v>,
    #[block(context)] block: &mut Block<'_, 'v>,
) -> Result<(), Stopped> {
    block.in_context(context).body(&[])
}

#[helper]
pub fn form_in_context<'v>(
    context: Value<'v>,
    #[block(context)] block: &mut Block<'_, 'v>,
) -> Result<(), Stopped> {
    block.html("<form>")?;
    block.in_context(context).body(&[])?;
    block.html("</form>")
}

#[helper]
pub fn list_in_context<'v>(
    items: List<'v>,
    #[block(context)] block: &mut Block<'_, 'v>,
) -> Result<(), Stopped> {
    if items.is_empty() {
        block.html("<p>")?;
        block.otherwise()?;
        return block.html("</p>");
    }
    block.html("<ul>")?;
    for item in items.iter() {
        block.html("<li>")?;
        block.in_context(item).body(&[])?;
        block.html("</li>")?;
    }
    block.html("</ul>")
}

#[helper]
pub fn in_greeting(
    cruel: Value<'_>,
    world: Value<'_>,
    #[block(context)] block: &mut Block<'_, '_>,
) -> Result<(), Stopped> {
    let (adj, noun) = (text(cruel).to_string(), text(world).to_string());
    let context = BTreeMap::from([("greeting", "Goodbye"), ("adj", &adj), ("noun", &noun)]);
    block.in_context(context.value()).body(&[])
}

#[helper]
pub fn own_goodbye_and_block(
    #[context] context: Value<'_>,
    #[block(context)] block: &mut Block<'_, '_>,
) -> Result<(), Stopped> {
    block.html(text(context.get("goodbye")).to_string().to_uppercase())?;
    block.body(&[])
}

#[helper]
pub fn one_and_two_in_bar(#[block(context)] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    block.in_context(BTreeMap::from([("value", "bar")]).value()).body(&[1.into(), 2.into()])
}

#[helper]
pub fn with_label<'v>(
    label: Value<'v>,
    #[context] context: Value<'v>,
    #[block(context, data(index, label))] block: &mut Block<'_, 'v>,
) -> Result<(), Stopped> {
    block.in_context(context).data("index", 1).data("label", label).body(&[])
}
