//! The bounds of type parameters: each needs only the trait by which the fields of its type are read.

use super::{
    attributes::{Attributes, ValueTrait, Way},
    type_params::way_of,
};
use crate::rust_type::of_macro;
use syn::{
    Attribute, DataEnum, Fields, Generics, Ident, Macro, Path, PathSegment, Type, parse_quote,
    visit_mut::{VisitMut, visit_path_mut, visit_path_segment_mut},
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

/// Adds a bound to each type parameter that is part of the type of a field, by how the field is read. The parameters
/// are then those of the macro's own code: it may use a lifetime only once.
fn add_bounds<'f>(
    generics: &mut Generics,
    fields: impl Iterator<Item = (&'f [Attribute], &'f Type)> + Clone,
) {
    for param in generics.lifetimes_mut() {
        let ident = &mut param.lifetime.ident;
        *ident = of_macro(ident);
    }
    let given = generics.clone();
    for param in generics.type_params_mut() {
        let (mut by_data, mut by_display) = (false, false);
        for (attributes, ty) in fields.clone() {
            // Errors in attributes are reported elsewhere.
            let attributes = Attributes::parse(attributes).unwrap_or_default();
            if attributes.skip || !mentions(ty, &param.ident) {
                continue;
            }
            match way_of(attributes.way, ty, &given) {
                Way::Data | Way::As { by: ValueTrait::Data, .. } => by_data = true,
                Way::As { by: ValueTrait::Display, .. } => by_display = true,
                // The parameter has the bound already.
                Way::As { by: ValueTrait::Template, .. } | Way::With(_) => {}
            }
        }
        if by_data {
            param.bounds.push(parse_quote!(::template_runtime::Data));
        }
        if by_display {
            param.bounds.push(parse_quote!(::core::fmt::Display));
        }
    }
}

/// Reports whether a type contains a value that depends on a type parameter.
fn mentions(ty: &Type, param: &Ident) -> bool {
    let mut search = Search { param, found: false };
    // Of the visitors of syn only the one that may change types is built; it changes nothing here.
    search.visit_type_mut(&mut ty.clone());
    search.found
}

struct Search<'p> {
    param: &'p Ident,
    found: bool,
}

impl VisitMut for Search<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        self.found |= path.segments.first().is_some_and(|first| first.ident == *self.param);
        visit_path_mut(self, path);
    }

    fn visit_path_segment_mut(&mut self, segment: &mut PathSegment) {
        // It contains no value of its parameter.
        if segment.ident != "PhantomData" {
            visit_path_segment_mut(self, segment);
        }
    }

    fn visit_macro_mut(&mut self, _: &mut Macro) {
        self.found = true;
    }
}
