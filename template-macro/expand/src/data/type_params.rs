//! Fields whose type is a type parameter with only the bound `Template`, which can only be printed.

use super::attributes::{ReadMode, ValueTrait};
use quote::quote;
use syn::{
    GenericArgument, Generics, Ident, Path, PathArguments, Type, TypeParamBound, TypePath,
    WherePredicate,
};

/// The standard types with a template as their first type argument, which are read as their content.
const CONTAINERS: &[&str] = &["Option", "Box", "Rc", "Arc", "Vec", "VecDeque", "LinkedList"];

/// The standard types with a template as their second type argument.
const MAPS: &[&str] = &["BTreeMap", "HashMap"];

/// Returns how a field is read, from that which its attribute specifies: if the type is a type parameter
/// with the bound `Template`, or contains one, it is read through that.
///
/// With the bound `Data` besides, the fields of the template can be read as well.
pub(super) fn mode_of(mode: ReadMode, ty: &Type, generics: &Generics) -> ReadMode {
    match mode {
        ReadMode::Data if is_template(ty, generics) => ReadMode::As {
            mode: quote!(::template_runtime::__private::ByTemplate),
            by: ValueTrait::Template,
        },
        mode => mode,
    }
}

/// Returns `true` if a type is a parameter with the bound `Template`, or contains or points to one.
fn is_template(ty: &Type, generics: &Generics) -> bool {
    match ty {
        Type::Array(array) => is_template(&array.elem, generics),
        Type::Group(group) => is_template(&group.elem, generics),
        Type::Paren(paren) => is_template(&paren.elem, generics),
        Type::Reference(reference) => is_template(&reference.elem, generics),
        Type::Slice(slice) => is_template(&slice.elem, generics),
        Type::Path(TypePath { qself: None, path, .. }) => match path.get_ident() {
            Some(ident) => is_template_param(ident, generics),
            None => content(path).is_some_and(|content| is_template(content, generics)),
        },
        _ => false,
    }
}

/// Returns the content type of a standard type, recognized by its name.
fn content(path: &Path) -> Option<&Type> {
    let last = path.segments.last()?;
    let number = if CONTAINERS.iter().any(|name| last.ident == name) {
        0
    } else if MAPS.iter().any(|name| last.ident == name) {
        1
    } else {
        return None;
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    types.into_iter().nth(number)
}

/// Returns `true` if a type parameter has the bound `Template`, and not `Data`.
fn is_template_param(ident: &Ident, generics: &Generics) -> bool {
    let Some(param) = generics.type_params().find(|param| param.ident == *ident) else {
        return false;
    };
    let in_where_clause = generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let in_where_clause = in_where_clause.filter_map(|predicate| match predicate {
        WherePredicate::Type(predicate) => match &predicate.bounded_ty {
            Type::Path(TypePath { qself: None, path, .. }) if path.is_ident(ident) => {
                Some(&predicate.bounds)
            }
            _ => None,
        },
        _ => None,
    });
    let bounds = || param.bounds.iter().chain(in_where_clause.clone().flatten());
    has_bound(bounds(), "Template") && !has_bound(bounds(), "Data")
}

/// Returns `true` if one of the bounds is the trait `name`.
fn has_bound<'b>(mut bounds: impl Iterator<Item = &'b TypeParamBound>, name: &str) -> bool {
    bounds.any(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| last.ident == name)
        }
        _ => false,
    })
}
