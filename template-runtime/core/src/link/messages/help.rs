//! The help in the messages of the linker, which suggests how to correct the template.

use super::{
    conversion::{TAKEABLE, write_comparison_help, write_conversion},
    missing_field::write_missing_field_help,
    phrases::{write_argument, write_callable, write_callee, write_item, write_source},
    signature::{write_parameter, write_signature},
    variants::{first_variant, nearest_variant, write_variants},
};
use crate::{
    data::{Kind, NamedParam, Param, ParamKind, const_str_eq},
    helper::{HAS_PARAMETERS, NOT_A_TEMPLATE},
    link::{
        Unit,
        diagnostic::{LinkCallee, LinkDiagnostic, LinkDiagnosticKind},
    },
};
use template_bytecode::{
    CONTEXT, Op,
    diagnostics::{MessageBuffer, Nearest},
    html::AttributeKind,
};

/// Writes the help for a diagnostic; nothing if there is none.
pub(super) const fn write_help(
    m: &mut MessageBuffer<'_>,
    diagnostic: &LinkDiagnostic<'_>,
    unit: &Unit<'_>,
) {
    match diagnostic.kind {
        LinkDiagnosticKind::NoField { .. } | LinkDiagnosticKind::NoFields { .. } => {
            write_missing_field_help(m, diagnostic, unit);
        }
        LinkDiagnosticKind::NotPrintable { shape, by }
            if matches!(shape.peel().kind, Kind::List(_)) =>
        {
            m.push("print its items: `{{#each ");
            write_argument(m, unit, by);
            m.push("}}{{this}}{{/each}}`");
        }
        LinkDiagnosticKind::NotPrintable { shape, by }
            if matches!(shape.peel().kind, Kind::Map(_)) =>
        {
            m.push("print its entries: `{{#each ");
            write_argument(m, unit, by);
            m.push(" as |value key|}}{{key}}: {{value}} {{/each}}`");
        }
        LinkDiagnosticKind::NotAHelper { by, given: 0, .. } => {
            m.push("write `");
            write_source(m, unit, by);
            m.push("` without parentheses, which call a helper");
        }
        LinkDiagnosticKind::NotAHelper { .. } => {
            m.push(
                "a value followed by arguments is a call: write `{{a}}{{b}}` to print two values",
            );
        }
        LinkDiagnosticKind::NotPrintable { shape, by }
            if matches!(shape.peel().kind, Kind::Helper(_))
                && !matches!(unit.ops[by], Op::BindArgs { .. }) =>
        {
            m.push("call it: `{{(");
            write_callable(m, unit, by);
            m.push(")}}`");
        }
        LinkDiagnosticKind::NotPrintable { shape, .. } => {
            if let [first, ..] = shape.peel().fields() {
                m.push_all(&["print one of its fields, such as `", first.name, "`"]);
            }
        }
        LinkDiagnosticKind::NotCallable { obstacle, .. }
            if const_str_eq(obstacle, NOT_A_TEMPLATE) =>
        {
            m.push("define it with `template!`; if it is, correct its name, its visibility, or the bounds of its type parameters");
        }
        LinkDiagnosticKind::NotCallable { obstacle, .. }
            if const_str_eq(obstacle, HAS_PARAMETERS) =>
        {
            m.push(
                "use types, such as `&'a [T]` for an array, and do not put `#[default]` on a field whose type is a parameter",
            );
        }
        LinkDiagnosticKind::Incomparable { by, a, b } => {
            write_comparison_help(m, by, a, b, unit);
        }
        LinkDiagnosticKind::NoVariant { name, shape, .. } => {
            if let Some(near) = nearest_variant(name, shape.fields()) {
                m.push_all(&["did you mean `", near, "`?"]);
            } else {
                write_variants(m, shape.fields());
            }
        }
        LinkDiagnosticKind::VariantWithFields { name, of, .. } => {
            m.push("write `");
            write_source(m, unit, of);
            m.push_all(&[".", name, "`, which is true for this variant"]);
        }
        LinkDiagnosticKind::NoPrintableVariant { shape, by } => {
            m.push("put `#[data(display)]` on the enum, if it has `Display`");
            if let Some(variant) = first_variant(shape.peel().fields()) {
                m.push(", or write `{{#if ");
                write_source(m, unit, by);
                m.push_all(&[".", variant, "}}…{{/if}}` for each variant"]);
            }
        }
        LinkDiagnosticKind::NotTrusted { .. } => m.push(
            "change the type of the field or of the helper's result to `TrustedResourceUrl`: \
             `trusted_resource_url!(\"/app.js\")`, or `unchecked::trusted_resource_url(path)`",
        ),
        LinkDiagnosticKind::NotIterable { .. } => {
            m.push("`each` iterates over lists, maps and objects");
        }
        LinkDiagnosticKind::Arity { helper, given, surplus: None } => match helper.spec.signature {
            Some(_) => write_signature(m, helper),
            None => {
                m.push("argument ");
                m.push_number(given + 1);
                m.push(" is missing: it must be ");
                write_parameter(m, &helper.spec.positional[given]);
            }
        },
        LinkDiagnosticKind::Arity { helper, .. } => write_signature(m, helper),
        LinkDiagnosticKind::Kind { helper, param, which, shape, by } => {
            write_conversion(m, helper, param, which, shape, by, unit);
        }
        LinkDiagnosticKind::Range { param, .. } => {
            if let ParamKind::Integer { least, most } = param.kind {
                // A literal is an `i64`, and only larger types have the limit of literals.
                let is_limit_of_literals = least == 0 && most == i64::MAX;
                m.push(if is_limit_of_literals {
                    "a literal is in the range "
                } else {
                    "the range is "
                });
                m.push_signed(least);
                m.push(" to ");
                m.push_signed(most);
                if is_limit_of_literals {
                    m.push("; only values in the data can be larger");
                }
            }
        }
        LinkDiagnosticKind::Unknown { helper, name, .. } => {
            match nearest_param(name, helper.spec.named) {
                Some(near) => m.push_all(&["did you mean `", near, "`?"]),
                None if helper.spec.component.is_some() => write_named(m, helper.spec.named),
                None if helper.spec.named.is_empty() => {
                    m.push("`");
                    write_callee(m, helper, unit);
                    m.push("` has no named arguments: a parameter is named if its function has `#[helper]` and the parameter has `#[named]`");
                }
                None => write_signature(m, helper),
            }
        }
        LinkDiagnosticKind::Missing { helper, name } if const_str_eq(name, CONTEXT) => {
            m.push(match helper.spec.block_data {
                Some(_) => "add a block param to the block, and pass the value to `Block::body` in the helper",
                None => "add a parameter for the value to the helper: `{{",
            });
            if helper.spec.block_data.is_none() {
                m.push_all(&[helper.name, " this}}`"]);
            }
        }
        LinkDiagnosticKind::Missing { helper, name } => {
            m.push_all(&["write `", name, "=…`"]);
            if let Some(signature) = helper.spec.signature {
                m.push_all(&["; the signature is `", signature, "`"]);
            }
        }
        LinkDiagnosticKind::Attribute { kind: AttributeKind::Invalid, .. } => {}
        LinkDiagnosticKind::Attribute { kind: AttributeKind::Meaning, .. } => {
            m.push("write it in the tag of the component");
        }
        LinkDiagnosticKind::Attribute { .. } => {
            m.push("a value from the data could run as a script: write the text in the call");
        }
        LinkDiagnosticKind::AddedAttribute { name, .. } => {
            m.push_all(&["write `", name, "=\"{{…}}\"` in the tag, before the `{{attributes …}}`"])
        }
        LinkDiagnosticKind::NoAttributes { .. } => {
            m.push("write the name of the field `#[rest] rest: Attrs<'a>`");
        }
        LinkDiagnosticKind::Markup { has_quote: true, .. } => {
            m.push("write `&quot;` for `\"`, or `&#39;` for `'`");
        }
        LinkDiagnosticKind::Markup { .. } => {
            m.push(
                "write text and `{{…}}`: the component prints the slot where tags are not allowed",
            );
        }
        LinkDiagnosticKind::TooManyParams { given: 1, .. } => {
            m.push("remove it: it would always be null");
        }
        LinkDiagnosticKind::TooManyParams { yielded: 0, .. } => {
            m.push("remove them: they would always be null");
        }
        LinkDiagnosticKind::TooManyParams { .. } => {
            m.push("remove the others: they would always be null");
        }
        LinkDiagnosticKind::OtherEscaping { .. } => {
            m.push("templates that call each other must have the same `escape`");
        }
        LinkDiagnosticKind::ForeignComponent { .. } => {
            m.push("write the call outside of the `<svg>`, `<math>`, `<noscript>`, `<select>` or `<script>` around it, or write its output instead of the call");
        }
        LinkDiagnosticKind::ForeignFill { .. } => {
            m.push("do not write elements such as `<style>`, `<script>`, `<title>` or `<textarea>` in it, or components");
        }
        LinkDiagnosticKind::NoFieldValue { helper, name, root } => {
            m.push_all(&["write `", name, "=…`"]);
            if root.index_of(name).is_some() {
                m.push_all(&[
                    ", or `{{> ",
                    helper.name,
                    " @root}}` for the fields of this template",
                ]);
            }
        }
        LinkDiagnosticKind::NotInherited { name, .. } => {
            m.push_all(&["write `", name, "=…`, or add the field to the struct of this template"]);
        }
        LinkDiagnosticKind::ContextKind {
            param: Param { kind: ParamKind::Nothing, .. }, ..
        } => m.push(TAKEABLE),
        LinkDiagnosticKind::ContextKind { name, .. } => {
            m.push_all(&["write `", name, "=…` with a value that it accepts"]);
        }
        LinkDiagnosticKind::NoSlot { helper, name, .. } => write_slots(m, helper, name),
        LinkDiagnosticKind::NoContent { helper, .. } => write_places_of_content(m, helper),
        LinkDiagnosticKind::NoFill { name, .. } => {
            m.push_all(&["write `{{#slot \"", name, "\"}}…{{/slot}}` in the call"]);
        }
        LinkDiagnosticKind::SecondFill { name, .. } => {
            m.push_all(&["declare a slot for several fills as `", name, "*`"]);
        }
        LinkDiagnosticKind::NoAttribute { name, .. } if const_str_eq(name, "unless") => {
            m.push("write the condition as `if=(not …)`");
        }
        LinkDiagnosticKind::NoAttribute { helper, slot, name, .. } => {
            match nearest_attribute(helper, slot, name) {
                Some(near) => m.push_all(&["did you mean `", near, "`?"]),
                None => m.push_all(&[
                    "to accept it, declare the slot as `",
                    slot,
                    "(",
                    name,
                    ")` in `#[slots(…)]`",
                ]),
            }
        }
        LinkDiagnosticKind::AttributeMissing { slot, name, .. } => {
            m.push_all(&["write `{{#slot \"", slot, "\" ", name, "=…}}`"]);
        }
        LinkDiagnosticKind::TakesNoBlock { helper } => m.push_all(&[
            "call it with `{{",
            helper.name,
            " …}}`, or give its function `#[helper]` and a parameter with `#[block]`",
        ]),
        LinkDiagnosticKind::NeedsBlock { helper } => {
            let name = helper.name;
            m.push_all(&["write `{{#", name, " …}}…{{/", name, "}}`"]);
        }
        LinkDiagnosticKind::BlockIsNoValue { helper } => {
            let name = helper.name;
            m.push_all(&["call it: `{{#", name, " …}}…{{/", name, "}}`"]);
        }
        LinkDiagnosticKind::HelperSection { by } => {
            m.push("call it without a block: `{{(");
            write_callable(m, unit, by);
            m.push(")}}`");
        }
        _ => {}
    }
}

/// Writes the names of the fields of a component.
const fn write_named(m: &mut MessageBuffer<'_>, fields: &[NamedParam]) {
    m.push("it has ");
    if fields.is_empty() {
        m.push("no fields");
    }
    let mut i = 0;
    while i < fields.len() {
        write_item(m, i, fields.len(), fields[i].name);
        i += 1;
    }
}

/// Writes the slots that a component declares, or the one that is nearly called `name`.
const fn write_slots(m: &mut MessageBuffer<'_>, helper: LinkCallee<'_>, name: &str) {
    let slots = match helper.spec.component {
        Some(component) => component.slots,
        None => &[],
    };
    let mut nearest = Nearest::new(name);
    let mut i = 0;
    while i < slots.len() {
        nearest.consider(slots[i].name);
        i += 1;
    }
    if let Some(near) = nearest.get() {
        return m.push_all(&["did you mean `", near, "`?"]);
    }
    if slots.is_empty() {
        return m.push_all(&["it declares none: write `#[slots(", name, ")]` before its struct"]);
    }
    m.push("it has ");
    let mut i = 0;
    while i < slots.len() {
        write_item(m, i, slots.len(), slots[i].name);
        i += 1;
    }
}

/// Writes where what is passed to a component as its content may be printed.
const fn write_places_of_content(m: &mut MessageBuffer<'_>, helper: LinkCallee<'_>) {
    let slots = match helper.spec.component {
        Some(component) => component.slots,
        None => &[],
    };
    if slots.is_empty() {
        m.push_all(&["write `{{yield}}` in `", helper.name, "`, or only `{{> "]);
        return m.push_all(&[helper.name, " …}}` here"]);
    }
    m.push_all(&["write it in `{{#slot \"", slots[0].name, "\"}}…{{/slot}}`, or `{{yield}}` in `"]);
    m.push_all(&[helper.name, "`; its slots are "]);
    let mut i = 0;
    while i < slots.len() {
        write_item(m, i, slots.len(), slots[i].name);
        i += 1;
    }
}

/// Returns the name of an attribute of a slot that is nearly `name`, if there is one.
const fn nearest_attribute(helper: LinkCallee<'_>, slot: &str, name: &str) -> Option<&'static str> {
    let Some(component) = helper.spec.component else { return None };
    let mut nearest = Nearest::new(name);
    let mut i = 0;
    while i < component.slots.len() {
        if const_str_eq(component.slots[i].name, slot) {
            let attributes = component.slots[i].attributes;
            let mut attribute = 0;
            while attribute < attributes.len() {
                nearest.consider(attributes[attribute].name);
                attribute += 1;
            }
        }
        i += 1;
    }
    nearest.get()
}

/// Returns the name of a parameter with the smallest edit distance from `name`, if one is near
/// enough.
const fn nearest_param(name: &str, params: &'static [NamedParam]) -> Option<&'static str> {
    let mut nearest = Nearest::new(name);
    let mut i = 0;
    while i < params.len() {
        nearest.consider(params[i].name);
        i += 1;
    }
    nearest.get()
}
