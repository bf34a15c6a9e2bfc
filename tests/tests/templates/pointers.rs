//! Templates behind pointers and trait objects, and writers behind trait objects.

use std::{fmt, io, rc::Rc, sync::Arc};
use template_runtime::{
    __private as private, AnyChunkMemory, ErrorKind, Program, Template, template,
};
use template_tests::{check, fails};

/// Returns an odd number, and an error for an even one.
fn odd(n: u8) -> Result<u8, String> {
    if n % 2 == 1 { Ok(n) } else { Err(format!("{n} is even")) }
}

template! {
    #[derive(Clone)]
    struct Interpreted {
        x: u8,
    }
    "({{x}}){{#if x}}{{odd x}}{{/if}}"
}

template! {
    #[template(unroll)]
    struct Unrolled {
        x: u8,
    }
    "[{{x}}]{{#if x}}{{odd x}}{{/if}}"
}

impl Interpreted {
    fn program(&self) -> u8 {
        self.x
    }
    fn value(&self) -> u8 {
        self.x
    }
    fn shape(&self) -> u8 {
        self.x
    }
}

/// Renders any kind of template.
fn show(page: impl Template) -> Result<String, template_runtime::Error> {
    page.render()
}

#[test]
fn a_list_holds_templates_of_several_types() {
    let pages: Vec<Box<dyn Template>> = vec![
        Box::new(Interpreted { x: 1 }),
        Box::new(Unrolled { x: 3 }),
        Box::new(template!("{{x}}", x = 5)),
    ];
    let texts: Vec<String> = pages.iter().map(|page| page.render().unwrap()).collect();
    assert_eq!(texts, ["(1)1", "[3]3", "5"]);
    let sized: Vec<&str> = vec!["(1)1", "[3]3", "5"];
    for (page, expected) in pages.iter().zip(sized) {
        let mut buffer = [0; 16];
        assert_eq!(page.render_into(&mut buffer), Ok(expected));
        let mut text = String::new();
        page.render_to(&mut text).unwrap();
        assert_eq!(text, expected);
        let mut bytes = Vec::new();
        page.write_to(&mut bytes).unwrap();
        assert_eq!(bytes, expected.as_bytes());
    }
}

#[test]
fn pointers_to_templates_are_templates() {
    let mut page = Interpreted { x: 1 };
    assert_eq!(show(&page).as_deref(), Ok("(1)1"));
    let pointer = &mut page;
    assert_eq!(show(&pointer).as_deref(), Ok("(1)1"));
    assert_eq!(show(pointer).as_deref(), Ok("(1)1"));
    assert_eq!(show(Box::new(page.clone())).as_deref(), Ok("(1)1"));
    assert_eq!(show(Rc::new(page.clone())).as_deref(), Ok("(1)1"));
    let shared: Arc<dyn Template + Send + Sync> = Arc::new(Unrolled { x: 1 });
    assert_eq!(show(Arc::clone(&shared)).as_deref(), Ok("[1]1"));
    check(&&page, "(1)1");
    check(&Box::new(Unrolled { x: 1 }), "[1]1");
}

#[test]
fn errors_are_those_of_the_template() {
    let direct = fails(&Interpreted { x: 2 });
    let boxed: Box<dyn Template> = Box::new(Interpreted { x: 2 });
    assert_eq!(boxed.render(), Err(direct));
    let direct = fails(&Unrolled { x: 2 });
    let boxed: Box<dyn Template> = Box::new(Unrolled { x: 2 });
    assert_eq!(boxed.render(), Err(direct));
}

#[test]
fn the_program_is_a_constant_and_a_method() {
    let page: &dyn Template = &Unrolled { x: 1 };
    assert!(core::ptr::eq(page.program(), Unrolled::PROGRAM));
    assert_eq!(page.program().to_string(), Unrolled::PROGRAM.to_string());
}

#[test]
fn writers_are_trait_objects() {
    /// Writes to any writer, sized or not.
    fn write<W: fmt::Write>(page: &dyn Template, writer: &mut W) {
        page.render_to(writer).unwrap();
    }
    let page = Interpreted { x: 1 };
    let (mut text, mut bytes) = (String::new(), Vec::new());
    write(&page, &mut text);
    let writer: &mut dyn fmt::Write = &mut text;
    page.render_to(writer).unwrap();
    let writer: &mut dyn io::Write = &mut bytes;
    page.write_to(writer).unwrap();
    page.write_to(&mut bytes).unwrap();
    assert_eq!(text, "(1)1(1)1");
    assert_eq!(bytes, b"(1)1(1)1");
}

/// The names of hidden methods are not those of a user's.
#[test]
fn methods_of_the_user_do_not_clash() {
    trait Job {
        fn run(&self) -> &'static str;
        fn bound(&self) -> &'static str;
        fn display(&self) -> &'static str;
        fn __run(&self) -> &'static str;
        fn __bound(&self) -> &'static str;
    }
    impl Job for Interpreted {
        fn run(&self) -> &'static str {
            "run"
        }
        fn bound(&self) -> &'static str {
            "bound"
        }
        fn display(&self) -> &'static str {
            "display"
        }
        fn __run(&self) -> &'static str {
            "__run"
        }
        fn __bound(&self) -> &'static str {
            "__bound"
        }
    }
    let page = Interpreted { x: 1 };
    let own = [page.run(), page.bound(), page.display(), page.__run(), page.__bound()];
    assert_eq!(own, ["run", "bound", "display", "__run", "__bound"]);
    assert_eq!((page.program(), page.value(), page.shape()), (1, 1, 1));
    check(&page, "(1)1");
}

#[test]
fn the_program_of_a_template_is_the_constant() {
    let (interpreted, unrolled) = (Interpreted { x: 1 }, Unrolled { x: 3 });
    let pages: [(&dyn Template, &Program<'static>); 2] =
        [(&interpreted, Interpreted::PROGRAM), (&unrolled, Unrolled::PROGRAM)];
    for (page, program) in pages {
        assert!(std::ptr::eq(page.program(), program));
    }
    assert!(std::ptr::eq(Template::program(&Rc::new(interpreted)), Interpreted::PROGRAM));
    assert_eq!((Unrolled { x: 3 }, Unrolled { x: 5 }).program().op_count(), 0);
}

/// A template whose program is that of another type, without its data.
struct WithoutData;

impl Template for WithoutData {
    fn program(&self) -> &'static Program<'static> {
        Interpreted::PROGRAM
    }

    fn __template_bound(&self) -> private::Bound<'_> {
        private::Bound::to_null(Interpreted::PROGRAM)
    }

    fn __template_value(&self) -> template_runtime::Value<'_> {
        template_runtime::Value::Null
    }

    type Memory = AnyChunkMemory;

    fn __template_parts(&self) -> private::TemplateParts<'_> {
        private::TemplateParts::of(self)
    }
}

#[test]
fn a_program_without_its_data_fails() {
    assert_eq!(WithoutData.render().unwrap_err().kind(), &ErrorKind::Program);
    assert_eq!(WithoutData.render_into(&mut [0; 8]).unwrap_err().kind(), &ErrorKind::Program);
    let mut memory = AnyChunkMemory::new();
    let mut chunks = WithoutData.chunks(&mut memory);
    assert_eq!(chunks.next(&mut [0; 8]).unwrap_err().kind(), &ErrorKind::Program);
}
