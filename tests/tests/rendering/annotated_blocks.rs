//! What `#[helper]` makes of a function with `#[block]`: called here as the VM calls it.

use std::fmt::Display;
use template_runtime::{
    __private::{Annotated, Bodies, Body, Site, StaticHelper},
    Args, Block, ErrorKind, Sink, Stopped, Value, dyn_helper, helper,
};
use template_tests::refuses;

#[helper]
fn panel<'v>(
    title: impl Display,
    #[block] block: &mut Block<'_, 'v>,
    #[named(default = "open")] class: &str,
    #[rest] further: &[Value<'v>],
) -> Result<(), Stopped> {
    block.html(format_args!("<{class}>"))?;
    block.text(title)?;
    block.body(further)?;
    block.html("</>")
}

/// Returns something that the sink is given, after the block has been used.
#[helper]
fn lent<'v>(value: Value<'v>, #[block] block: &mut Block<'_, 'v>) -> Value<'v> {
    if block.has_otherwise() { Value::Null } else { value }
}

#[helper]
fn nothing(#[block] block: &mut Block<'_, '_>) {
    let _ = block.otherwise();
}

/// Notes what it is given.
#[derive(Default)]
struct Record {
    has_blocks: bool,
    notes: Vec<String>,
}

impl<'v> Sink<'v> for Record {
    fn value(&mut self, result: Value<'v>) -> Result<(), ErrorKind> {
        self.notes.push(format!("value {result:?}"));
        Ok(())
    }

    fn text(&mut self, result: &str) -> Result<(), ErrorKind> {
        self.notes.push(format!("text {result}"));
        Ok(())
    }

    fn display(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        self.text(&result.to_string())
    }

    fn safe(&mut self, result: &dyn Display) -> Result<(), ErrorKind> {
        self.text(&result.to_string())
    }

    fn int128(&mut self, result: i128) -> Result<(), ErrorKind> {
        self.text(&result.to_string())
    }

    fn uint128(&mut self, result: u128) -> Result<(), ErrorKind> {
        self.text(&result.to_string())
    }

    fn bodies(&mut self) -> Option<&mut dyn Bodies<'v>> {
        if self.has_blocks { Some(self) } else { None }
    }
}

impl<'v> Bodies<'v> for Record {
    fn set(&mut self, _: usize, _: Body) {}

    fn body(&self, _: bool) -> Option<Body> {
        None
    }

    fn run(&mut self, _: Body, _: &[Value<'v>]) -> Result<(), Stopped> {
        Ok(())
    }

    fn print(&mut self, value: &dyn Display, escaped: bool) -> Result<(), Stopped> {
        if value.to_string() == "stop" {
            return Err(Stopped);
        }
        self.notes.push(format!("{}{value}", if escaped { "escaped " } else { "" }));
        Ok(())
    }

    fn keep(&mut self, _: &dyn Display) -> Result<&'v str, Stopped> {
        Err(Stopped)
    }
}

/// The helper of an annotated function.
fn of<A: Annotated>(_: A) -> StaticHelper {
    A::HELPER
}

/// What a helper does with arguments.
fn notes<'v>(helper: &StaticHelper, args: &[Value<'v>]) -> Result<Vec<String>, ErrorKind> {
    let mut record = Record { has_blocks: true, notes: Vec::new() };
    (helper.call)(&Args::new(args), &mut record)?;
    Ok(record.notes)
}

#[test]
fn the_block_is_that_of_the_sink() {
    let panel = of(Site.__template_helper_panel());
    assert_eq!(
        notes(&panel, &[Value::Text("a"), Value::Int(1)]),
        Ok(vec!["<open>".into(), "escaped a".into(), "</>".into(), "value null".into()])
    );
    let lent = of(Site.__template_helper_lent());
    assert_eq!(notes(&lent, &[Value::Int(7)]), Ok(vec!["value 7".into()]));
    let nothing = of(Site.__template_helper_nothing());
    assert_eq!(notes(&nothing, &[]), Ok(vec!["value null".into()]));
}

#[test]
fn errors() {
    let helper = of(Site.__template_helper_panel());
    let error = notes(&helper, &[Value::Text("stop")]).map_err(|error| error.to_string());
    assert_eq!(error, Err("the rendering has stopped".into()));
    let called = (helper.call)(&Args::new(&[Value::Null]), &mut Record::default());
    assert_eq!(called, Err(ErrorKind::Program), "without a block");
    let error = refuses!("{{this.f 'a'}}", f = dyn_helper!(panel));
    assert_eq!(error.kind.to_string(), "helper `panel`: it needs a block");
}

#[test]
fn what_link_knows() {
    let spec = of(Site.__template_helper_panel()).spec;
    assert!(spec.block && spec.rest);
    assert_eq!((spec.positional.len(), spec.required(), spec.named.len()), (1, 1, 1));
    assert_eq!(
        spec.signature,
        Some(
            r#"fn panel<'v>(title: impl Display, #[block] block: &mut Block<'_, 'v>, #[named(default = "open")] class: &str, #[rest] further: &[Value<'v>]) -> Result<(), Stopped>"#
        )
    );
}
