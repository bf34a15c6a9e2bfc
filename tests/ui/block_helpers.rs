use template_runtime::{Block, Data, Stopped, helper, template};

mod ui {
    use template_runtime::{Block, Stopped, helper};

    #[helper]
    pub fn panel(
        #[named] title: &str,
        #[named(default = 1)] level: u8,
        #[block] block: &mut Block<'_, '_>,
    ) -> Result<(), Stopped> {
        block.text(title)?;
        block.text(level)?;
        block.body(&[])
    }
}
use ui::panel;

#[helper]
fn times(count: u32, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
    (0..count).try_for_each(|i| block.body(&[i.into()]))
}

fn shout(text: &str) -> String {
    text.to_uppercase()
}

#[derive(Data)]
struct Team {
    name: &'static str,
}

template! {
    struct Page<'a> {
        team: &'a Team,
    }

    r#"{{#shout "x"}}no block{{/shout}}
    {{#panel titel="x"}}misspelt{{/panel}}
    {{#ui::panel level=2}}missing{{/ui::panel}}
    {{#times}}a field?{{/times}}
    {{#times 1 2}}too many{{/times}}
    {{times 3}}
    {{#panel title=team}}wrong kind{{/panel}}
    {{#times 1 as |_i|}}{{team.nmae}}{{/times}}"#
}

fn main() {}
