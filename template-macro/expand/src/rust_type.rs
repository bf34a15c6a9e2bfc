//! Generics, types and identifiers of the user's code, transformed for use in generated items.

use crate::trees::Trees;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    Attribute, GenericParam, Generics, Ident, ItemStruct, Lifetime, Macro, Path, Type, TypeParam,
    TypeParamBound,
    ext::IdentExt as _,
    parse_quote,
    visit_mut::{VisitMut, visit_path_mut, visit_type_mut},
};

/// Returns `true` if there are type or const parameters: constants that use them cannot be free items.
pub(crate) fn is_generic(generics: &Generics) -> bool {
    generics.params.iter().any(|param| !matches!(param, GenericParam::Lifetime(_)))
}

/// Returns the type with `'static` for each of its lifetimes, for use outside of its impls.
pub(crate) fn static_type(ident: &Ident, generics: &Generics) -> Trees {
    type_with_lifetime(ident, generics, &static_lifetime())
}

fn static_lifetime() -> Lifetime {
    Lifetime::new("'static", Span::call_site())
}

/// Returns the type with one lifetime for each of its lifetimes. If it has type parameters, they have types by
/// [`open_param`].
pub(crate) fn type_with_lifetime(ident: &Ident, generics: &Generics, lifetime: &Lifetime) -> Trees {
    let own = generics.params.iter().filter(|param| !is_open(param));
    let arguments = own.filter_map(|param| match param {
        GenericParam::Lifetime(_) => Some(lifetime.to_token_stream()),
        GenericParam::Type(param) => open_param(param, lifetime),
        GenericParam::Const(_) => None,
    });
    let arguments: Vec<TokenStream> = arguments.collect();
    if arguments.is_empty() { ident.into() } else { quote!(#ident<#(#arguments),*>).into() }
}

/// The lifetime of the types that replace type parameters, which is not a lifetime of the type itself.
pub(crate) const OPEN_LIFETIME: &str = "'__open";

/// Returns `true` if a parameter is [`OPEN_LIFETIME`].
pub(crate) fn is_open(param: &GenericParam) -> bool {
    matches!(param, GenericParam::Lifetime(param) if param.lifetime.ident == OPEN_LIFETIME[1..])
}

/// Returns the type that replaces a type parameter in a call of a component: a value of any kind, a printable value, or
/// a template of any type; or `None` if it has other bounds.
pub(crate) fn open_param(param: &TypeParam, lifetime: &Lifetime) -> Option<TokenStream> {
    const TEMPLATE: [&str; 3] = ["Template", "Clone", "Copy"];
    const DISPLAY: [&str; 2] = ["Display", "AlsoDisplay"];
    const DATA: [&str; 5] = ["Data", "AlsoData", "Clone", "Copy", "Debug"];
    let mut names = Vec::new();
    for bound in &param.bounds {
        match bound {
            TypeParamBound::Trait(bound) => {
                names.push(bound.path.segments.last()?.ident.to_string())
            }
            // The arguments of a call live as long as the data.
            TypeParamBound::Lifetime(lifetime) if lifetime.ident != "static" => {}
            _ => return None,
        }
    }
    let has_size = !param
        .bounds
        .iter()
        .any(|bound| matches!(bound, TypeParamBound::Trait(bound) if bound.maybe.is_some()));
    names.retain(|name| name != "Sized");
    let is_among = |traits: &[&str]| {
        names.iter().all(|name| traits.contains(&name.as_str()) || DISPLAY.contains(&name.as_str()))
    };
    let is_displayed = names.iter().any(|name| DISPLAY.contains(&name.as_str()));
    if names.iter().any(|name| name == "Template") {
        let template = quote!(dyn ::template_runtime::Template + #lifetime);
        return match (is_among(&TEMPLATE), has_size) {
            (true, true) => Some(quote!(&#lifetime (#template))),
            (true, false) => Some(quote!((#template))),
            (false, _) => None,
        };
    }
    match (is_among(&DATA), is_displayed) {
        (true, true) => Some(quote!(::template_runtime::Printable<#lifetime>)),
        (true, false) => Some(quote!(::template_runtime::Value<#lifetime>)),
        (false, _) => None,
    }
}

/// Returns the type of a field with one lifetime for each lifetime of the struct `ident`, and with the name of that for
/// `Self`.
pub(crate) fn renamed_lifetimes(
    ty: &Type,
    ident: &Ident,
    generics: &Generics,
    lifetime: &Lifetime,
) -> Type {
    let mut ty = ty.clone();
    RenameLifetimes { ident, generics, lifetime, is_changed: false }.visit_type_mut(&mut ty);
    ty
}

/// Returns the type as a static refers to it: with `'static` for each of its lifetimes; or `Self` if it has type
/// parameters, for which there is a constant of the type instead, because a static cannot have them.
pub(crate) fn type_in_static(ident: &Ident, generics: &Generics) -> Trees {
    if is_generic(generics) { quote!(Self).into() } else { static_type(ident, generics) }
}

/// Returns the type with `'static` for each of its lifetimes, and for each of its type parameters a type of unknown
/// shape, or a template of unknown type, or `None` if these have other bounds than `Data` or `Template`, `Display` and
/// `Sized`.
pub(crate) fn open_type(ident: &Ident, generics: &Generics) -> Option<Trees> {
    let is_among = |bound: &TypeParamBound, names: &[&str]| match bound {
        TypeParamBound::Trait(bound) => {
            let last = bound.path.segments.last();
            last.is_some_and(|last| names.iter().any(|name| last.ident == *name))
        }
        _ => false,
    };
    let is_data = |bound: &TypeParamBound| {
        is_among(bound, &["Data", "AlsoData", "Display", "AlsoDisplay", "Sized"])
    };
    let is_template =
        |bound: &TypeParamBound| is_among(bound, &["Template", "Display", "AlsoDisplay", "Sized"]);
    if generics.where_clause.is_some() {
        return None;
    }
    let arguments = generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(_) => Some(quote!('static)),
        GenericParam::Type(param) if param.bounds.iter().all(is_data) => {
            Some(quote!(::template_runtime::__private::Recursive))
        }
        GenericParam::Type(param) if param.bounds.iter().all(is_template) => {
            Some(quote!(&'static dyn ::template_runtime::Template))
        }
        _ => None,
    });
    let arguments: Vec<TokenStream> = arguments.collect::<Option<_>>()?;
    Some(quote!(#ident<#(#arguments),*>).into())
}

/// Returns the type of a field with `'static` for each lifetime of the struct or enum `ident`, and with the
/// name of that for `Self`.
pub(crate) fn static_field(ty: &Type, ident: &Ident, generics: &Generics) -> Type {
    make_static(ty, ident, generics).0
}

/// Returns `true` if [`static_field`] returns another type than `ty`.
pub(crate) fn differs_from_static(ty: &Type, ident: &Ident, generics: &Generics) -> bool {
    make_static(ty, ident, generics).1
}

fn make_static(ty: &Type, ident: &Ident, generics: &Generics) -> (Type, bool) {
    let mut ty = ty.clone();
    let lifetime = static_lifetime();
    let mut visitor = RenameLifetimes { ident, generics, lifetime: &lifetime, is_changed: false };
    visitor.visit_type_mut(&mut ty);
    (ty, visitor.is_changed)
}

/// Substitutes a lifetime for the lifetimes of a type, and the type with it for `Self`.
struct RenameLifetimes<'g> {
    ident: &'g Ident,
    generics: &'g Generics,
    lifetime: &'g Lifetime,
    is_changed: bool,
}

impl VisitMut for RenameLifetimes<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        if path.is_ident("Self") {
            let this = type_with_lifetime(self.ident, self.generics, self.lifetime);
            *path = parse_quote!(#this);
            self.is_changed = true;
        } else {
            visit_path_mut(self, path);
        }
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if self.generics.lifetimes().any(|param| param.lifetime == *lifetime) {
            lifetime.ident = Ident::new(&self.lifetime.ident.to_string(), lifetime.ident.span());
            self.is_changed = true;
        }
    }
}

/// Returns the generics with one lifetime instead of all others, and without defaults.
pub(crate) fn with_lifetime(generics: &Generics, lifetime: &Lifetime) -> Generics {
    let mut changed = generics.clone();
    let mut visitor = ReplaceLifetimes::of_generics(generics, lifetime);
    visitor.visit_generics_mut(&mut changed);
    let params = changed.params.into_iter().filter_map(|param| match param {
        GenericParam::Lifetime(_) => None,
        GenericParam::Type(mut param) => {
            param.default = None;
            Some(GenericParam::Type(param))
        }
        GenericParam::Const(mut param) => {
            param.default = None;
            Some(GenericParam::Const(param))
        }
    });
    changed.params = core::iter::once(parse_quote!(#lifetime)).chain(params).collect();
    changed.lt_token = Some(Default::default());
    changed.gt_token = Some(Default::default());
    changed
}

/// Returns the type of a field with one lifetime in place of the lifetimes of the struct or enum `ident` and of `'static`,
/// and with a reference of this lifetime instead of `ident` itself; and whether there is a `'static` that was replaced.
///
/// A type that is covariant in all of its lifetimes is covariant in some of them if the others are `'static`.
pub(crate) fn field_with_lifetime(
    ty: &Type,
    ident: &Ident,
    generics: &Generics,
    lifetime: &Lifetime,
) -> (Type, bool) {
    let mut ty = ty.clone();
    let mut visitor = ReplaceLifetimes {
        generics,
        lifetime,
        this: Some(ident),
        replaces_static: true,
        has_static: false,
    };
    visitor.visit_type_mut(&mut ty);
    (ty, visitor.has_static)
}

/// Returns the type of a field with one lifetime in place of the lifetimes of the struct or enum.
pub(crate) fn field_with_own_lifetime(ty: &Type, generics: &Generics, lifetime: &Lifetime) -> Type {
    let mut ty = ty.clone();
    ReplaceLifetimes::of_generics(generics, lifetime).visit_type_mut(&mut ty);
    ty
}

/// Substitutes a lifetime for the lifetimes of a type, and a reference with this lifetime for the type itself.
struct ReplaceLifetimes<'g> {
    generics: &'g Generics,
    lifetime: &'g Lifetime,
    this: Option<&'g Ident>,
    /// Whether the lifetime is substituted for `'static`, too.
    replaces_static: bool,
    /// Whether it was.
    has_static: bool,
}

impl<'g> ReplaceLifetimes<'g> {
    /// Creates the substitution for the lifetimes of a struct or enum.
    fn of_generics(generics: &'g Generics, lifetime: &'g Lifetime) -> Self {
        Self { generics, lifetime, this: None, replaces_static: false, has_static: false }
    }
}

impl VisitMut for ReplaceLifetimes<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        let is_this = match (&*ty, self.this) {
            (Type::Path(path), Some(this)) => {
                path.qself.is_none() && is_unchanged_self(&path.path, this, self.generics)
            }
            _ => false,
        };
        if is_this {
            let lifetime = self.lifetime;
            *ty = parse_quote!(&#lifetime ());
            return;
        }
        let before = self.replaces_static;
        // An associated type may be any type, and the type itself is not yet known to be covariant.
        if let (Type::Path(path), Some(this)) = (&*ty, self.this) {
            self.replaces_static &= path.qself.is_none() && !is_self(&path.path, this);
        }
        visit_type_mut(self, ty);
        self.replaces_static = before;
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        let is_static = self.replaces_static && lifetime.ident == "static";
        self.has_static |= is_static;
        if is_static || self.generics.lifetimes().any(|param| param.lifetime == *lifetime) {
            *lifetime = self.lifetime.clone();
        }
    }
}

/// Returns `true` if a path names the struct or enum `ident`.
fn is_self(path: &Path, ident: &Ident) -> bool {
    path.is_ident("Self") || path.segments.last().is_some_and(|last| last.ident == *ident)
}

/// Returns `true` if a path is the struct or enum `ident` of the same module, with its own parameters.
fn is_unchanged_self(path: &Path, ident: &Ident, generics: &Generics) -> bool {
    if path.is_ident("Self") {
        return true;
    }
    if path.leading_colon.is_some() || path.segments.len() != 1 || !is_self(path, ident) {
        return false;
    }
    let (_, own, _) = generics.split_for_impl();
    path.segments[0].arguments.to_token_stream().to_string() == own.to_token_stream().to_string()
}

/// Returns `true` if a type may depend on the parameters of the struct or enum `ident`, other than constants.
pub(crate) fn mentions_params(ty: &Type, ident: &Ident, generics: &Generics) -> bool {
    let mut search = SearchParams { ident, generics, is_found: false };
    // Only the mutable visitor of syn is built (feature `visit-mut`); it changes nothing here.
    search.visit_type_mut(&mut ty.clone());
    search.is_found
}

struct SearchParams<'g> {
    ident: &'g Ident,
    generics: &'g Generics,
    is_found: bool,
}

impl VisitMut for SearchParams<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        // The tokens of syntax that syn does not know are not visited.
        self.is_found |= matches!(ty, Type::Verbatim(_)) && !self.generics.params.is_empty();
        visit_type_mut(self, ty);
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        let mut params = self.generics.type_params();
        let first = path.segments.first().map(|first| first.ident.unraw());
        self.is_found |= params.any(|param| first.as_ref() == Some(&param.ident.unraw()))
            || (is_self(path, self.ident) && !self.generics.params.is_empty());
        visit_path_mut(self, path);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        self.is_found |= self.generics.lifetimes().any(|param| param.lifetime == *lifetime);
    }

    fn visit_macro_mut(&mut self, _: &mut Macro) {
        self.is_found |= !self.generics.params.is_empty();
    }
}

/// Returns the type of a field with a placeholder for the struct or enum `ident` itself.
///
/// The shape of a type without type parameters is a `static`, which may refer to itself. With type
/// parameters it is a constant, which may not (E0391): there the shape ends at the placeholder.
pub(crate) fn without_self(ty: &Type, ident: &Ident) -> Type {
    replace_self(ty, ident).0
}

/// Returns `true` if the type of a field contains the struct or enum `ident` itself.
pub(crate) fn contains_self(ty: &Type, ident: &Ident) -> bool {
    replace_self(ty, ident).1
}

fn replace_self(ty: &Type, ident: &Ident) -> (Type, bool) {
    let mut ty = ty.clone();
    let mut visitor = ReplaceSelf { ident, is_changed: false };
    visitor.visit_type_mut(&mut ty);
    (ty, visitor.is_changed)
}

/// Substitutes the placeholder for a type.
struct ReplaceSelf<'i> {
    ident: &'i Ident,
    is_changed: bool,
}

impl VisitMut for ReplaceSelf<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        if is_self(path, self.ident) {
            *path = parse_quote!(::template_runtime::__private::Recursive);
            self.is_changed = true;
        } else {
            visit_path_mut(self, path);
        }
    }
}

/// Returns the identifier of a name, `r#name` if it is a keyword in any edition, or `None` if no identifier
/// can have the name.
pub(crate) fn identifier(name: &str, span: Span) -> Option<Ident> {
    // A keyword since 2024: the generated code may be parsed as of that edition, in a crate of another.
    let is_keyword = name == "gen";
    if !is_keyword && syn::parse_str::<Ident>(name).is_ok() {
        return Some(Ident::new(name, span));
    }
    syn::parse_str::<Ident>(&format!("r#{name}")).ok().map(|_| Ident::new_raw(name, span))
}

/// Returns an identifier with the span of `ident`, but as part of the macro's own code: lints ignore the code of
/// another crate's macro, even if the user forbids what they find.
pub(crate) fn of_macro(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(Span::call_site().located_at(ident.span()));
    ident
}

/// Returns the `#[cfg]` attributes of the struct, which the items that belong to it need as well.
pub(crate) fn cfgs(item: &ItemStruct) -> Vec<&Attribute> {
    item.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect()
}
