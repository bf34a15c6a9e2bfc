//! Functions that print a block.

use super::values::{is_true, text};
use template_runtime::{Block, Stopped, Value, helper};

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
