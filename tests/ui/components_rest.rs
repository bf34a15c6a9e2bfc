use template_runtime::{Attrs, template};

template! {
    struct Field<'a> {
        name: &'a str,
        #[rest]
        rest: Attrs<'a>,
    }
    "<input name='{{name}}'{{attributes rest class='field'}}>"
}

template! {
    struct Form<'a> {
        url: &'a str,
        list: &'a [u8],
    }
    r#"{{> Field name="a" srcdoc=url}}
    {{> Field name="a" http-equiv="x"}}
    {{> Field name="a" src="x" onclick=list href=url}}
    {{> Field name="a" href=list}}
    {{> Field name="a" [a b]="x"}}
    {{> Field name="a" id=list}}
    {{> Field id="a"}}"#
}

template! {
    struct Other<'a> {
        url: &'a str,
    }
    "<p{{attributes url}}>"
}

template! {
    struct Added<'a> {
        url: &'a str,
        #[rest]
        rest: Attrs<'a>,
    }
    "<a{{attributes rest href=url}}></a>"
}

template! {
    struct Many<'a> {
        url: &'a str,
    }
    "<p{{attributes url url}}>"
}

template! {
    struct WrongType<'a> {
        #[rest]
        rest: &'a str,
    }
    "{{rest}}"
}

template! {
    struct Twice<'a> {
        #[rest]
        rest: Attrs<'a>,
        #[rest]
        others: Attrs<'a>,
    }
    "<p{{attributes rest}}>"
}

fn main() {}
