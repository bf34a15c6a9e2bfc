//! The macro with which `template!` implements the response traits of the web frameworks whose features are enabled.
//!
//! A blanket implementation for all templates is not possible, because of the orphan rule: neither the trait nor the type
//! would be local to this crate.

/// Implements the traits for responses: `__responses!([generics] [type] [where clause])`.
#[doc(hidden)]
#[macro_export]
macro_rules! __responses {
    ([$($generics:tt)*] [$($ty:tt)*] [$($bounds:tt)*]) => {
        $crate::__axum_response!([$($generics)*] [$($ty)*] [$($bounds)*]);
        $crate::__actix_web_response!([$($generics)*] [$($ty)*] [$($bounds)*]);
    };
}

/// Implements `IntoResponse` of axum.
#[cfg(feature = "axum")]
#[doc(hidden)]
#[macro_export]
macro_rules! __axum_response {
    ([$($generics:tt)*] [$($ty:tt)*] [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl $($generics)* $crate::__private::axum_core::response::IntoResponse for $($ty)* $($bounds)* {
            fn into_response(self) -> $crate::__private::axum_core::response::Response {
                $crate::adapters::axum::respond(&self)
            }
        }
    };
}

/// Implements nothing.
#[cfg(not(feature = "axum"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __axum_response {
    ($($tokens:tt)*) => {};
}

/// Implements `Responder` of actix-web.
#[cfg(feature = "actix-web")]
#[doc(hidden)]
#[macro_export]
macro_rules! __actix_web_response {
    ([$($generics:tt)*] [$($ty:tt)*] [$($bounds:tt)*]) => {
        #[automatically_derived]
        impl $($generics)* $crate::__private::actix_web::Responder for $($ty)* $($bounds)* {
            type Body = $crate::__private::actix_web::body::BoxBody;

            fn respond_to(
                self,
                _: &$crate::__private::actix_web::HttpRequest,
            ) -> $crate::__private::actix_web::HttpResponse {
                $crate::adapters::actix_web::respond(&self)
            }
        }
    };
}

/// Implements nothing.
#[cfg(not(feature = "actix-web"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __actix_web_response {
    ($($tokens:tt)*) => {};
}
