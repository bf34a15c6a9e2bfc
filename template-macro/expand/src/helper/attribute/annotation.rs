//! The items that `#[helper]` generates: a trait with the name of the function, through which templates find its
//! declaration, and a type that describes the parameters and calls the function.

use super::{
    block_param::BlockParam,
    params::{HelperParam, Role},
};
use crate::{
    helper::{method, tag_closure},
    rust_type::of_macro,
};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{ItemFn, ReturnType, ext::IdentExt as _, spanned::Spanned as _};
use template_bytecode::CONTEXT;

/// Returns the items for a function. `signature` is its signature in one line.
pub(super) fn annotate(function: &ItemFn, params: &[HelperParam], signature: &str) -> TokenStream {
    let (spec, call) = (spec(function, params, signature), call(function, params));
    let helper = quote! {
        ::template_runtime::__private::StaticHelper {
            spec: &#spec,
            call: #call,
        }
    };
    let needs_block = block_param(params).is_some_and(|block| !block.is_optional);
    items(function, &site(&function.sig.ident, params), &helper, needs_block)
}

/// Returns the items for an invalid function, so that templates that call it cause no further errors.
pub(super) fn stub(function: &ItemFn, errors: &TokenStream) -> TokenStream {
    let ident = &function.sig.ident;
    let site = quote!(impl<F, P> #ident for ::template_runtime::__private::Site<F, P>);
    items(function, &site, &quote!({ #errors }), false)
}

/// Returns the head of the `impl` of the trait for the sites of functions with these parameter types. It also
/// fixes the types of parameters of type `impl Display`.
///
/// A type may contain elided lifetimes, which are allowed in a function pointer type but not in the type
/// arguments of `Site`. Therefore those are type parameters, with the bound that a function pointer with the
/// parameter types accepts them.
fn site(ident: &Ident, params: &[HelperParam]) -> TokenStream {
    let types = params.iter().map(|param| &param.ty);
    let args: Vec<Ident> = (0..params.len()).map(|i| format_ident!("__P{i}")).collect();
    quote! {
        impl<__F, __R, #(#args),*> #ident
            for ::template_runtime::__private::Site<__F, (#(#args,)*)>
        where
            fn(#(#types),*): ::core::ops::Fn(#(#args),*),
            __F: ::core::ops::Fn(#(#args),*) -> __R,
    }
}

/// Returns the items. `site` is the head of that `impl`, and `helper` the value of the constant `HELPER`.
fn items(
    function: &ItemFn,
    site: &TokenStream,
    helper: &TokenStream,
    needs_block: bool,
) -> TokenStream {
    let vis = &function.vis;
    // rustc does not check the style of these names.
    let ident = of_macro(&function.sig.ident);
    let name = ident.unraw().to_string();
    let method = method(&name);
    let ty = format_ident!("__TemplateHelper_{name}", span = ident.span());
    let cfgs = function.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let cfgs = quote!(#(#cfgs)*);
    // A message about a block helper that is used as a value names the function.
    let function =
        if needs_block { quote!(F) } else { quote!(::template_runtime::__private::Plain) };
    quote! {
        #cfgs
        #[doc(hidden)]
        #vis struct #ty;

        #cfgs
        #[doc(hidden)]
        #vis trait #ident {
            #[doc(hidden)]
            fn #method(self) -> ::template_runtime::__private::ByAttribute<#ty>;
        }

        #cfgs
        #[automatically_derived]
        #site
        {
            fn #method(self) -> ::template_runtime::__private::ByAttribute<#ty> {
                ::template_runtime::__private::ByAttribute(#ty)
            }
        }

        #cfgs
        #[automatically_derived]
        impl ::template_runtime::__private::Annotated for #ty {
            type Function<F> = #function;

            const HELPER: ::template_runtime::__private::StaticHelper = #helper;
        }
    }
}

/// Returns the `HelperSpec` of a function, which linking uses.
fn spec(function: &ItemFn, params: &[HelperParam], signature: &str) -> TokenStream {
    let name = function.sig.ident.unraw().to_string();
    let positional =
        params.iter().filter(|param| matches!(param.role, Role::Positional)).map(param_type);
    let named = params.iter().filter_map(|param| match &param.role {
        Role::Named(name) => {
            let param = param_type(param);
            Some(quote!(::template_runtime::NamedParam { name: #name, param: #param }))
        }
        _ => None,
    });
    let context = implicit_context(params).map(|_| {
        quote! {
            ::template_runtime::NamedParam {
                name: #CONTEXT,
                param: <::template_runtime::Value<'_> as ::template_runtime::FromValue<'_>>::PARAM,
            }
        }
    });
    let named = named.chain(context);
    let rest = params.iter().any(|param| matches!(param.role, Role::Rest));
    let named_rest = params.iter().any(|param| matches!(param.role, Role::NamedRest));
    let block = block_param(params);
    let block_use = format_ident!(
        "{}",
        match block {
            None => "Never",
            Some(BlockParam { is_optional: true, .. }) => "Optional",
            Some(_) => "Always",
        }
    );
    let block_data = match block.and_then(|block| block.data.as_ref()) {
        None => quote!(None),
        Some(names) => quote!(Some(&[#(#names),*])),
    };
    quote! {
        ::template_runtime::__private::HelperSpec {
            name: #name,
            signature: ::core::option::Option::Some(#signature),
            positional: &[#(#positional),*],
            rest: #rest,
            named: &[#(#named),*],
            named_rest: #named_rest,
            block: ::template_runtime::__private::BlockUse::#block_use,
            block_data: ::core::option::Option::#block_data,
            ..::template_runtime::__private::HelperSpec::NOTHING
        }
    }
}

/// Returns the names of the named parameters, in order.
fn names(params: &[HelperParam]) -> impl Iterator<Item = &str> {
    params.iter().filter_map(|param| match &param.role {
        Role::Named(name) => Some(name.as_str()),
        _ => None,
    })
}

/// Returns the parameter that receives the block.
fn block_param(params: &[HelperParam]) -> Option<&BlockParam> {
    params.iter().find_map(|param| match &param.role {
        Role::Block(block) => Some(block),
        _ => None,
    })
}

/// Returns the index of the named parameter for the context, which a helper that sets the context of its block has
/// in any case, if none of its own parameters receives the context.
fn implicit_context(params: &[HelperParam]) -> Option<usize> {
    block_param(params)?.data.as_ref()?;
    if names(params).any(|name| name == CONTEXT) { None } else { Some(names(params).count()) }
}

/// Returns the `Param` of a parameter, which describes the values that it accepts.
fn param_type(param: &HelperParam) -> TokenStream {
    let ty = &param.ty;
    let or_default = param.default.as_ref().map(|_| quote!(.or_default()));
    quote_spanned!(ty.span()=> <#ty as ::template_runtime::FromValue<'_>>::PARAM #or_default)
}

/// Returns the span of the type of the result.
fn result_span(function: &ItemFn) -> Span {
    match &function.sig.output {
        ReturnType::Type(_, ty) => ty.span(),
        ReturnType::Default => function.sig.ident.span(),
    }
}

/// Returns the closure that converts the arguments, calls the helper, and passes its result to the sink.
///
/// The variables have the hygiene of `macro_rules!`, so that a default, which is the user's code, sees none
/// of them.
fn call(function: &ItemFn, params: &[HelperParam]) -> TokenStream {
    let local = |name: &str| Ident::new(&format!("__{name}"), Span::mixed_site());
    // Deprecation is reported at calls in templates, not here.
    let ident = of_macro(&function.sig.ident);
    let (args, sink, result) = (local("args"), local("sink"), local("result"));
    let mut indexes = ParamIndexes::default();
    let (mut lets, mut arguments) = (Vec::new(), Vec::new());
    // It borrows the sink, which the conversion of other arguments uses.
    let mut block = None;
    for (index, param) in params.iter().enumerate() {
        let value = local(&format!("value_{index}"));
        let given = indexes.convert(param, params, &args, &sink);
        let (mutable, argument) = match &param.role {
            Role::Block(BlockParam { is_optional: true, .. }) => {
                (quote!(mut), quote!(#value.as_mut()))
            }
            Role::Block(_) => (quote!(mut), quote!(&mut #value)),
            _ => (quote!(), quote!(#value)),
        };
        let value = quote!(let #mutable #value = #given;);
        match &param.role {
            Role::Block(_) => block = Some(value),
            _ => lets.push(value),
        }
        arguments.push(argument);
    }
    let span = result_span(function);
    let tag = tag_closure(span);
    let give = quote_spanned!(span=> ::template_runtime::__private::give(#result, #tag, #sink));
    quote! {
        |#args, #sink| {
            #(#lets)*
            #block
            let #result = #ident(#(#arguments),*);
            {
                use ::template_runtime::__private::steps::*;
                #give
            }
        }
    }
}

/// The indices of the next positional and the next named parameter.
#[derive(Default)]
struct ParamIndexes {
    positional: u8,
    named: u8,
}

impl ParamIndexes {
    /// Returns the expression that converts the argument of a parameter.
    fn convert(
        &mut self,
        param: &HelperParam,
        params: &[HelperParam],
        args: &Ident,
        sink: &Ident,
    ) -> TokenStream {
        let (ty, span) = (&param.ty, param.ty.span());
        let private = quote_spanned!(span=> ::template_runtime::__private);
        let default = param.default.as_ref().map(|default| {
            let default = if param.is_open {
                quote_spanned!(default.span()=> #private::printable(#default))
            } else {
                quote!(#default)
            };
            quote_spanned!(Span::call_site().located_at(default.span())=> || #default)
        });
        match (&param.role, default) {
            (Role::Positional, default) => {
                let index = Literal::u8_suffixed(self.positional);
                self.positional += 1;
                match default {
                    None => {
                        quote_spanned!(span=> #private::positional::<#ty>(#args, #sink, #index)?)
                    }
                    Some(default) => {
                        quote_spanned!(span=> #private::positional_or::<#ty>(#args, #sink, #index, #default)?)
                    }
                }
            }
            (Role::Named(name), default) => {
                let index = Literal::u8_suffixed(self.named);
                self.named += 1;
                match default {
                    None => {
                        quote_spanned!(span=> #private::named::<#ty>(#args, #sink, #index, #name)?)
                    }
                    Some(default) => {
                        quote_spanned!(span=> #private::named_or::<#ty>(#args, #sink, #index, #name, #default)?)
                    }
                }
            }
            (Role::Rest, _) => {
                let index = Literal::u8_suffixed(self.positional);
                quote_spanned!(span=> #private::rest(#args, #index))
            }
            (Role::NamedRest, _) => {
                let names = names(params);
                quote_spanned!(span=> #private::named_rest(#args, &[#(#names),*]))
            }
            (Role::Block(BlockParam { data: Some(data), .. }), _) => {
                let context = names(params).position(|name| name == CONTEXT);
                let context = context.or_else(|| implicit_context(params)).unwrap_or_default();
                let context = Literal::u8_suffixed(context as u8);
                quote_spanned!(span=> #private::scoped_block(#args, #context, &[#(#data),*], #sink)?)
            }
            (Role::Block(BlockParam { is_optional: true, .. }), _) => {
                quote_spanned!(span=> #private::optional_block(#sink))
            }
            (Role::Block(_), _) => quote_spanned!(span=> #private::block(#sink)?),
        }
    }
}
