//! The struct of a template as a component, which other templates call: its slots, and the constructor that takes its
//! fields from the arguments of a call.

mod constructor;
mod input;
mod open;

use crate::{
    crate_path,
    data::fields_of,
    deprecated,
    rust_type::{cfgs, is_generic, static_field, static_type},
    template::options::TemplateOptions,
    trees::Trees,
};
use constructor::constructor;
pub(crate) use input::ComponentInput;
use input::FieldInput;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{
    Field, ItemStruct, Lifetime, Type, TypeGroup, TypeParamBound, TypeParen, TypeReference,
    TypeTraitObject,
    ext::IdentExt as _,
    spanned::Spanned as _,
    visit_mut::{VisitMut, visit_type_trait_object_mut},
};
use template_bytecode::Escape;
use template_compiler::{
    Symbolic,
    interface::{SlotYield, YieldedStep, YieldedType},
};

/// The maximum number of fields of a component that a call can pass, and of one that takes further arguments as attributes:
/// their indices are below those which mark attributes.
const MAX_FIELDS: usize = 255;
const MAX_FIELDS_WITH_REST: usize = 249;

/// Returns the impl with the constant by which templates find the component.
pub(crate) fn implement(
    item: &ItemStruct,
    input: &ComponentInput,
    options: &TemplateOptions,
    program: &Symbolic,
) -> TokenStream {
    let private = quote!(::template_runtime::__private);
    if is_generic(&item.generics) {
        if let Some(opened) = open::opened(item, input) {
            return implement_opened(&opened, input, options, program);
        }
        let obstacle = quote!(#private::Obstacle { component: #private::GENERIC_COMPONENT });
        return open::any_type(item)
            .map_or_else(TokenStream::new, |this| obstacle_constant(item, &this, &obstacle));
    }
    implement_opened(item, input, options, program)
}

/// Returns the impl for a struct without type parameters, or for one that is [opened](open::opened).
fn implement_opened(
    item: &ItemStruct,
    input: &ComponentInput,
    options: &TemplateOptions,
    program: &Symbolic,
) -> TokenStream {
    let private = quote!(::template_runtime::__private);
    let fields = match readable_fields(item, input) {
        Some(fields) => fields,
        // The derive macro reports the error.
        None => return stub(item),
    };
    let this = static_type(&item.ident, &item.generics);
    if let Some(message) = obstacle(item, input, &fields, program) {
        let obstacle = quote! {
            #private::Obstacle {
                component: &#private::ComponentSpec::with_obstacle(#message),
            }
        };
        return obstacle_constant(item, &this, &obstacle);
    }
    let spec = spec(item, input, &fields, options, program);
    let constructor = constructor(item, input, &fields, &spec, &this, program);
    let component = [quote!(__p::ComponentOf<Self>), quote!(__p::ComponentOf::NEW)];
    let (items, cfgs) = (constant(item, &this, &component), cfgs(item));
    let aliases = crate_path::aliases();
    let items = quote! {
        #(#cfgs)*
        const _: () = {
            #aliases
            use __p::NoField as _;
            #constructor
            #items
        };
    };
    deprecated::allowed(deprecated::is_mentioned_in_struct(item), items)
}

/// Returns the reason why templates cannot call a struct, if they cannot.
fn obstacle(
    item: &ItemStruct,
    input: &ComponentInput,
    fields: &[ComponentField<'_>],
    program: &Symbolic,
) -> Option<String> {
    if program.foreign_rules.is_unbalanced {
        return Some(String::from(
            "it does not close its `<svg>` and `<math>` and the elements in them",
        ));
    }
    let is_conditional = |field: &Field| {
        field.attrs.iter().any(|attribute| {
            attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
        })
    };
    let has_rest = input.fields.iter().any(|field| field.is_rest);
    let most = if has_rest { MAX_FIELDS_WITH_REST } else { MAX_FIELDS };
    if fields.len() > most {
        return Some(format!("it has more than {most} fields"));
    }
    let forever =
        fields.iter().find(|of| of.input.default.is_none() && lives_forever(&of.field.ty, item));
    if let Some(ComponentField { name, .. }) = forever {
        let advice = "and no argument does: use a lifetime of the struct";
        return Some(format!("its field `{name}` lives for `'static`, {advice}"));
    }
    for (index, (field, member)) in item.fields.iter().zip(item.fields.members()).enumerate() {
        let member = member.to_token_stream();
        if is_conditional(field) {
            return Some(format!("its field `{member}` has a `#[cfg]`"));
        }
        let is_given = fields.iter().any(|field| field.index == index);
        let has_value = |field: &FieldInput| field.is_rest || field.default.is_some();
        if !is_given && !input.fields.get(index).is_some_and(has_value) {
            let message = "has `#[data(skip)]`, and no `#[default]`";
            return Some(format!("its field `{member}` {message}"));
        }
    }
    None
}

/// Returns the impl for a struct whose template has errors: calls of it cause no further ones.
pub(crate) fn stub(item: &ItemStruct) -> TokenStream {
    let private = quote!(::template_runtime::__private);
    let this = if is_generic(&item.generics) {
        open::any_type(item)
    } else {
        Some(static_type(&item.ident, &item.generics))
    };
    let obstacle = quote!(#private::Obstacle { component: #private::INVALID_COMPONENT });
    this.map_or_else(TokenStream::new, |this| obstacle_constant(item, &this, &obstacle))
}

/// Returns the impl with the constant for a component that cannot be called.
fn obstacle_constant(item: &ItemStruct, this: &Trees, obstacle: &TokenStream) -> TokenStream {
    let ty = quote!(::template_runtime::__private::Obstacle);
    let items = constant(item, this, &[ty, obstacle.clone()]);
    deprecated::allowed(deprecated::is_mentioned_in_struct(item), items)
}

/// Returns the impl with the constant by which templates find a component, which has a type and a value.
fn constant(item: &ItemStruct, this: &Trees, [ty, value]: &[TokenStream; 2]) -> TokenStream {
    let (cfgs, vis) = (cfgs(item), &item.vis);
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        impl #this {
            #[doc(hidden)]
            #vis const __COMPONENT: #ty = #value;
        }
    }
}

/// A field that a call can pass.
struct ComponentField<'i> {
    /// The index of the field in the struct.
    index: usize,
    name: String,
    field: &'i Field,
    input: &'i FieldInput,
}

/// Returns the fields that templates read.
fn readable_fields<'i>(
    item: &'i ItemStruct,
    input: &'i ComponentInput,
) -> Option<Vec<ComponentField<'i>>> {
    let readable = fields_of(item).ok()?;
    let of_field = |(name, field): (String, &'i Field)| {
        let index = item.fields.iter().position(|other| std::ptr::eq(other, field))?;
        Some(ComponentField { index, name, field, input: input.fields.get(index)? })
    };
    let fields: Option<Vec<_>> = readable.into_iter().map(of_field).collect();
    // A call cannot name the field that takes the rest.
    fields.map(|fields| fields.into_iter().filter(|field| !field.input.is_rest).collect())
}

/// Returns the type whose items convert an argument to a field of the type `ty`, with a lifetime of the call; `declared` is
/// the type as written. What lives for `'static` cannot be taken from the arguments of a call.
fn field_of(ty: &impl ToTokens, declared: &Type, item: &ItemStruct) -> TokenStream {
    let span = Span::mixed_site().located_at(declared.span());
    let field_of = quote_spanned!(span=> __p::FieldOf);
    if lives_forever(declared, item) {
        let fallback = quote_spanned!(span=> __p::NoField<'_>);
        return quote_spanned!(span=> <#field_of<'_, #ty> as #fallback>);
    }
    quote_spanned!(span=> #field_of::<'_, #ty>)
}

/// Returns `true` if a type contains a lifetime that is not one of the struct, such as that of the `dyn Template` in a
/// `Box<dyn Template>`, which is `'static`.
fn lives_forever(ty: &Type, item: &ItemStruct) -> bool {
    struct Search<'g> {
        item: &'g ItemStruct,
        is_found: bool,
    }

    impl VisitMut for Search<'_> {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            let is_own = self.item.generics.lifetimes().any(|param| param.lifetime == *lifetime);
            self.is_found |= !is_own;
        }

        fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
            let mut target = &mut *reference.elem;
            while let Type::Paren(TypeParen { elem, .. }) | Type::Group(TypeGroup { elem, .. }) =
                target
            {
                target = elem;
            }
            // Behind a reference, the default lifetime of a trait object is the lifetime of the reference.
            match target {
                Type::TraitObject(object) => visit_type_trait_object_mut(self, object),
                target => self.visit_type_mut(target),
            }
            if let Some(lifetime) = &mut reference.lifetime {
                self.visit_lifetime_mut(lifetime);
            }
        }

        fn visit_type_trait_object_mut(&mut self, object: &mut TypeTraitObject) {
            let has_lifetime =
                object.bounds.iter().any(|bound| matches!(bound, TypeParamBound::Lifetime(_)));
            self.is_found |= !has_lifetime;
            visit_type_trait_object_mut(self, object);
        }
    }

    let mut search = Search { item, is_found: false };
    search.visit_type_mut(&mut ty.clone());
    search.is_found
}

/// Returns the specification.
fn spec(
    item: &ItemStruct,
    input: &ComponentInput,
    fields: &[ComponentField<'_>],
    options: &TemplateOptions,
    program: &Symbolic,
) -> TokenStream {
    let name = item.ident.unraw().to_string();
    let named = fields.iter().map(|ComponentField { name, field, input, .. }| {
        let ty = static_field(&field.ty, &item.ident, &item.generics);
        let field_of = field_of(&ty, &field.ty, item);
        let or_default = input.default.as_ref().map(|_| quote!(.or_default()));
        quote! {
            __t::NamedParam {
                name: #name,
                param: #field_of::PARAM #or_default,
            }
        }
    });
    let slots = input.slots.iter().enumerate().map(|(at, slot)| {
        let quotes = program.slot_quotes.get(at).map_or("", String::as_str);
        let (name, plain) = (slot.name.unraw().to_string(), slot.is_plain);
        let count = Ident::new(slot.count, Span::mixed_site());
        let attributes = slot.attributes.iter().map(|attribute| {
            let (name, optional) = (attribute.name.unraw().to_string(), attribute.is_optional);
            quote!(__p::SlotAttribute { name: #name, optional: #optional })
        });
        quote! {
            __p::SlotSpec {
                name: #name,
                count: __p::SlotCount::#count,
                plain: #plain,
                quotes: #quotes,
                attributes: &[#(#attributes),*],
            }
        }
    });
    let (needs_html, foreign_slots) =
        (program.foreign_rules.needs_html, &program.foreign_rules.foreign_slots);
    // Values that are the same for most components come from the runtime, because rustc takes long for each expression.
    let mut parts = TokenStream::new();
    if !input.slots.is_empty() {
        parts.extend(quote!(slots: &[#(#slots),*],));
    }
    if program.takes_content {
        parts.extend(quote!(content: true,));
    }
    if fields.iter().any(|field| field.input.inherited) {
        let inherited = fields.iter().map(|field| field.input.inherited);
        parts.extend(quote!(inherited: &[#(#inherited),*],));
    }
    if !program.yields.is_empty() {
        let yields = yielded_shapes(&static_type(&item.ident, &item.generics), &program.yields);
        parts.extend(quote!(yields: #yields,));
    }
    if input.fields.iter().any(|field| field.is_rest) {
        parts.extend(quote!(rest: true,));
    }
    if options.compiler.escape != Escape::Html {
        let escape = Ident::new(options.compiler.escape.name(), Span::mixed_site());
        parts.extend(quote!(escape: __t::bytecode::Escape::#escape,));
    }
    if !needs_html {
        parts.extend(quote!(needs_html: false,));
    }
    if !foreign_slots.is_empty() {
        parts.extend(quote!(foreign_slots: &[#(#foreign_slots),*],));
    }
    let component = (!parts.is_empty()).then(|| {
        quote! {
            component: ::core::option::Option::Some(&__p::ComponentSpec {
                #parts
                ..__p::ComponentSpec::PLAIN
            }),
        }
    });
    quote! {
        __p::HelperSpec {
            name: #name,
            named: &[#(#named),*],
            #component
            ..__p::HelperSpec::PLAIN_COMPONENT
        }
    }
}

/// Returns the static knowledge of the values that a component yields, for its content and then for each slot. `this` is its
/// type.
fn yielded_shapes(this: &Trees, yields: &[SlotYield]) -> TokenStream {
    let private = quote!(__p);
    let root = quote!(<#this as #private::StructData>::ROOT_SHAPE);
    let value = |value: &YieldedType| {
        let (shape, steps) = match value {
            YieldedType::Path(path) => {
                let steps = path.iter().map(|step| match step {
                    YieldedStep::Field(name) => quote!(#private::YieldedStep::Field(#name)),
                    YieldedStep::Item => quote!(#private::YieldedStep::Item),
                });
                let steps = quote!(&[#(#steps),*]);
                (quote!(#private::yielded_shape(#root, #steps)), steps)
            }
            YieldedType::Integer => {
                (quote!(<::core::primitive::i64 as __t::Data>::SHAPE), quote!(&[]))
            }
            YieldedType::Bool => {
                (quote!(<::core::primitive::bool as __t::Data>::SHAPE), quote!(&[]))
            }
            YieldedType::Text => {
                (quote!(<::core::primitive::str as __t::Data>::SHAPE), quote!(&[]))
            }
            YieldedType::Fills(_) | YieldedType::Fill(_) | YieldedType::Unknown => {
                (quote!(__t::ShapeRef::ANY), quote!(&[]))
            }
        };
        quote!(#private::YieldedValue { shape: #shape, path: #steps })
    };
    let count = yields.iter().map(|of_slot| usize::from(of_slot.slot) + 1).max().unwrap_or(0);
    let slots = (0..count).map(|slot| {
        let of_slot = yields.iter().find(|of_slot| usize::from(of_slot.slot) == slot);
        let values = of_slot.map_or(&[][..], |of_slot| &of_slot.values).iter().map(value);
        quote!(&[#(#values),*])
    });
    quote!(&[#(#slots),*])
}
