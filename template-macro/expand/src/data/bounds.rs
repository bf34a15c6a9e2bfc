//! The bounds of type parameters and of their associated types: each needs only the trait with which the fields
//! of its type are read.

use super::{
    attributes::{Attributes, ReadMode, ValueTrait},
    type_params::mode_of,
};
use crate::rust_type::of_macro;
use syn::{
    Attribute, DataEnum, Fields, Generics, Ident, Macro, Path, PathSegment, PredicateType, Type,
    TypeParamBound, TypePath, WherePredicate, parse_quote,
    visit_mut::{VisitMut, visit_path_mut, visit_path_segment_mut, visit_type_path_mut},
};

/// Returns the generics of a struct with the bounds under which templates can read it.
pub(crate) fn bounds_of_struct(generics: &Generics, fields: &Fields) -> Generics {
    let mut bounded = generics.clone();
    add_bounds(&mut bounded, fields.iter().map(|field| (&*field.attrs, &field.ty)));
    bounded
}

/// Returns the generics of an enum with the bounds under which templates can read it.
pub(super) fn bounds_of_enum(generics: &Generics, data: &DataEnum) -> Generics {
    let mut bounded = generics.clone();
    let is_read = |attributes: &[Attribute]| {
        Attributes::parse(attributes).map_or(true, |attributes| !attributes.skip)
    };
    let variants = data.variants.iter().filter(|variant| is_read(&variant.attrs));
    let fields = variants.flat_map(|variant| &variant.fields);
    add_bounds(&mut bounded, fields.map(|field| (&*field.attrs, &field.ty)));
    bounded
}

/// Adds a bound to each type parameter that is part of the type of a field, and to each associated type of one, by how the
/// field is read. The parameters are then those of the macro's own code: it may use a lifetime only once.
fn add_bounds<'f>(
    generics: &mut Generics,
    fields: impl Iterator<Item = (&'f [Attribute], &'f Type)> + Clone,
) {
    for param in generics.lifetimes_mut() {
        let ident = &mut param.lifetime.ident;
        *ident = of_macro(ident);
    }
    let given = generics.clone();
    let mut associated: Vec<WherePredicate> = Vec::new();
    for param in generics.type_params_mut() {
        let (mut by_data, mut by_display) = (false, false);
        for (attributes, ty) in fields.clone() {
            // Errors in attributes are reported elsewhere.
            let attributes = Attributes::parse(attributes).unwrap_or_default();
            if attributes.skip {
                continue;
            }
            let mentioned = Mentioned::by(ty, &param.ident);
            let (is_read, bound): (_, Path) = match mode_of(attributes.mode, ty, &given) {
                ReadMode::Data | ReadMode::As { by: ValueTrait::Data, .. } => {
                    (&mut by_data, parse_quote!(::template_runtime::Data))
                }
                ReadMode::As { by: ValueTrait::Display, .. } => {
                    (&mut by_display, parse_quote!(::core::fmt::Display))
                }
                // The parameter has the bound already.
                ReadMode::As { by: ValueTrait::Template, .. } | ReadMode::With(_) => continue,
            };
            *is_read |= mentioned.itself;
            associated.extend(
                mentioned
                    .associated
                    .iter()
                    .map(|ty| -> WherePredicate { parse_quote!(#ty: #bound) }),
            );
        }
        // Clippy reports a repeated bound. A trait of the same name may be another trait, so the bound
        // is not omitted, but replaced with a trait that implies it.
        if by_data {
            param.bounds.push(if has_bound(&given, &param.ident, "Data") {
                parse_quote!(::template_runtime::__private::AlsoData)
            } else {
                parse_quote!(::template_runtime::Data)
            });
        }
        if by_display {
            param.bounds.push(if has_bound(&given, &param.ident, "Display") {
                parse_quote!(::template_runtime::__private::AlsoDisplay)
            } else {
                parse_quote!(::core::fmt::Display)
            });
        }
    }
    if !associated.is_empty() {
        generics.make_where_clause().predicates.extend(associated);
    }
}

/// Returns `true` if a type parameter has a bound with a trait of this name.
fn has_bound(generics: &Generics, param: &Ident, name: &str) -> bool {
    let is_named = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|segment| segment.ident == name)
        }
        _ => false,
    };
    let inline = generics.type_params().filter(|given| given.ident == *param);
    let predicates = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let in_clause = predicates.filter_map(|predicate| match predicate {
        WherePredicate::Type(PredicateType { bounded_ty: Type::Path(ty), bounds, .. })
            if ty.path.is_ident(param) =>
        {
            Some(bounds)
        }
        _ => None,
    });
    inline.map(|given| &given.bounds).chain(in_clause).flatten().any(is_named)
}

/// The parts of a type that depend on a type parameter.
struct Mentioned<'p> {
    param: &'p Ident,
    /// Whether it contains a value of the parameter itself.
    itself: bool,
    /// The types associated with the parameter: `T::Item`, `<T as Trait>::Item`.
    associated: Vec<TypePath>,
}

impl<'p> Mentioned<'p> {
    fn by(ty: &Type, param: &'p Ident) -> Self {
        let mut search = Self { param, itself: false, associated: Vec::new() };
        // Of the visitors of syn only the one that may change types is built; it changes nothing here.
        search.visit_type_mut(&mut ty.clone());
        search
    }
}

impl VisitMut for Mentioned<'_> {
    fn visit_type_path_mut(&mut self, path: &mut TypePath) {
        let is_associated = match &path.qself {
            Some(of) => {
                let of = Mentioned::by(&of.ty, self.param);
                of.itself || !of.associated.is_empty()
            }
            None => {
                let segments = &path.path.segments;
                segments.len() > 1 && segments[0].ident == *self.param
            }
        };
        if is_associated {
            self.associated.push(path.clone());
        } else {
            visit_type_path_mut(self, path);
        }
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        self.itself |= path.segments.first().is_some_and(|first| first.ident == *self.param);
        visit_path_mut(self, path);
    }

    fn visit_path_segment_mut(&mut self, segment: &mut PathSegment) {
        // It contains no value of its parameter.
        if segment.ident != "PhantomData" {
            visit_path_segment_mut(self, segment);
        }
    }

    fn visit_macro_mut(&mut self, _: &mut Macro) {
        self.itself = true;
    }
}
