//! Tuples of templates, which are rendered one after another.

use crate::{
    data::{Value, sequence_value},
    error::Error,
    output::Out,
    template::Template,
    vm::{AnyChunkMemory, Bound, Call, Program, TemplatePart, TemplateParts, Unrolled},
};
use template_bytecode::Escape;

/// The program of a tuple whose elements are HTML. It has no ops, and counts as unrolled: what runs are the programs of
/// the elements.
static HTML: Program<'static> = Program::without_ops("tuple", Escape::Html);

/// The program of any other tuple. In a template that escapes, the output of the tuple is escaped.
static TEXT: Program<'static> = Program::without_ops("tuple", Escape::None);

/// Implements [`Template`] for a tuple.
macro_rules! tuple {
    ($($element:ident $index:tt),*) => {
            // In errors the pointers are more helpful, and the note mentions tuples.
        #[diagnostic::do_not_recommend]
        impl<$($element: Template),*> Template for ($($element,)*) {
            fn program(&self) -> &'static Program<'static> {
                let are_html = $(self.$index.program().tables.escape == Escape::Html)&&*;
                if are_html { &HTML } else { &TEXT }
            }

            fn __template_bound(&self) -> Bound<'_> {
                Bound::unrolled::<_, ()>(self.program(), self)
            }

            fn __template_value(&self) -> Value<'_> {
                sequence_value(self)
            }

            type Memory = AnyChunkMemory;

            fn __template_part(&self, mut index: usize) -> Option<TemplatePart<'_>> {
                $(
                    let mut own = 0;
                    while let Some(part) = self.$index.__template_part(own) {
                        if index == 0 {
                            return Some(part);
                        }
                        index -= 1;
                        own += 1;
                    }
                )*
                None
            }

            fn __template_parts(&self) -> TemplateParts<'_> {
                TemplateParts::of(self)
            }

            #[cfg(feature = "alloc")]
            fn render(&self) -> Result<alloc::string::String, Error> {
                let capacity = 0 $(+ self.$index.program().capacity())*;
                let mut page = alloc::string::String::with_capacity(capacity);
                let mut drain = crate::output::StringDrain::new(&mut page);
                self.__template_run(Out::new(&mut drain), None)?.finish();
                Ok(page)
            }
        }

        impl<$($element: Template),*> Unrolled for ($($element,)*) {
            fn __template_run<'o>(
                &self,
                out: Out<'o>,
                _: Option<&mut Call<'_>>,
            ) -> Result<Out<'o>, Error> {
                $(let out = self.$index.__template_print(out, None)?;)*
                Ok(out)
            }
        }
    };
}

tuple!(A 0, B 1);
tuple!(A 0, B 1, C 2);
tuple!(A 0, B 1, C 2, D 3);
tuple!(A 0, B 1, C 2, D 3, E 4);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6);
tuple!(A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
