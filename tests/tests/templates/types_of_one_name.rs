//! Arguments whose type has the name and the fields of another type. Link cannot distinguish them: copies of the ops of a
//! component read the argument by the layout of its own type, and a call fails.

use template_runtime::{Program, template};
use template_tests::{check, fails};

/// Defines types of the same names, whose number of fields is larger than that which link compares, with a last field.
macro_rules! types {
    ($name:ident $last:ty: $($field:ident)*) => {
        types! { @all $name $last: [$($field)*] [$($field)*] }
    };
    (@all $name:ident $last:ty: [$($field:ident)*] $all:tt) => {
        mod $name {
            use template_runtime::Data;

            #[derive(Data, Clone, Default)]
            pub(super) struct Row { $(pub(super) $field: u8,)* }

            #[derive(Data, Clone, Default)]
            pub(super) struct Last { pub(super) value: $last, pub(super) row: Row }

            #[derive(Data, Clone, Default)]
            pub(super) struct Table { $(pub(super) $field: Row,)* pub(super) last: Last }
        }
    };
}

types! { text String:
    a b c d e f g h i j k l m n o p q r s t u v w x y z a1 b1 c1 d1 e1 f1 g1 h1 i1 j1
}
types! { same String:
    a b c d e f g h i j k l m n o p q r s t u v w x y z a1 b1 c1 d1 e1 f1 g1 h1 i1 j1
}
types! { number u64:
    a b c d e f g h i j k l m n o p q r s t u v w x y z a1 b1 c1 d1 e1 f1 g1 h1 i1 j1
}

template! {
    #[template(unroll = false)]
    struct Cell<'a> { table: &'a text::Table }
    "{{table.last.value}} {{table.last.row.j1}};"
}

fn has_call(program: &Program<'_>) -> bool {
    program.to_string().contains("CallComponent ")
}

/// The fields have the same names and types.
#[test]
fn types_without_a_difference() {
    template! {
        #[template(unroll = false)]
        struct Page<'a> { tables: &'a [same::Table] }
        "{{#each tables as |t|}}{{> Cell table=t}}{{/each}}"
    }
    assert!(!has_call(&Page::__TEMPLATE_INLINED.program));
    let mut table = same::Table::default();
    (table.last.value, table.last.row.j1) = ("<v>".into(), 7);
    check(&Page { tables: &[table.clone(), table] }, "&lt;v&gt; 7;&lt;v&gt; 7;");
}

/// A number is not read as text.
#[test]
fn types_with_a_difference_that_is_not_found() {
    template! {
        #[template(unroll = false)]
        struct Page { table: number::Table }
        "{{> Cell table=table}}"
    }
    assert!(has_call(&Page::__TEMPLATE_INLINED.program));
    let error = fails(&Page { table: number::Table::default() });
    assert!(error.to_string().contains("`table` must be a `Table`"), "{error}");
}
