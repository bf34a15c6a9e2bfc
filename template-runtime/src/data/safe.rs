//! Values that are safe in one context, and printed there without what protects from others.

use super::{
    Data,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};
use core::fmt;

/// The context of a page in which a value is safe: there it is printed as what it is. Everywhere else it is
/// text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SafeKind {
    /// [`SafeHtml`]: HTML.
    Html,
    /// [`SafeUrl`]: a URL of any scheme.
    Url,
    /// [`TrustedResourceUrl`]: the URL of a script, a frame or a style sheet.
    ResourceUrl,
    /// [`SafeScript`]: an expression of a script.
    Script,
    /// [`SafeStyle`]: a value of a style sheet.
    Style,
}

impl SafeKind {
    /// Returns the name of the type of such values.
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Html => "SafeHtml",
            Self::Url => "SafeUrl",
            Self::ResourceUrl => "TrustedResourceUrl",
            Self::Script => "SafeScript",
            Self::Style => "SafeStyle",
        }
    }

    /// Returns what the text of such a value is, in messages: "a URL that is safe".
    #[must_use]
    pub(crate) const fn description(self) -> &'static str {
        match self {
            Self::Html => "HTML",
            Self::Url => "a safe URL",
            Self::ResourceUrl => "the URL of a trusted resource",
            Self::Script => "a safe script",
            Self::Style => "a safe style",
        }
    }

    /// Returns the shape of such values.
    pub(crate) const fn shape(self) -> ShapeRef {
        /// Defines the shape of a kind.
        macro_rules! shape {
            ($kind:ident) => {{
                static SHAPE: Shape =
                    Shape { name: SafeKind::$kind.type_name(), kind: Kind::Safe(SafeKind::$kind) };
                ShapeRef::new(&SHAPE)
            }};
        }
        match self {
            Self::Html => shape!(Html),
            Self::Url => shape!(Url),
            Self::ResourceUrl => shape!(ResourceUrl),
            Self::Script => shape!(Script),
            Self::Style => shape!(Style),
        }
    }
}

/// Text that is HTML already: it is never escaped in text.
///
/// In an attribute and in `<title>` or `<textarea>`, where tags have no meaning, it is printed without what
/// would end these.
///
/// # Examples
///
/// ```
/// use template_runtime::{SafeHtml, Template, template};
///
/// fn bold(s: &str) -> SafeHtml<String> {
///     SafeHtml(format!("<b>{s}</b>"))
/// }
///
/// let line = template!(r#"{{bold "x"}} {{concat "<i>"}}"#);
/// assert_eq!(line.render()?, "<b>x</b> &lt;i&gt;");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[doc(alias("escape", "raw", "safe", "unescaped"))]
pub struct SafeHtml<T>(pub T);

/// Implements `Display` and `Data` for a type of safe values.
macro_rules! printed {
    ($($ty:ident $kind:ident;)*) => { $(
        impl<T: fmt::Display> fmt::Display for $ty<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<T: AsRef<str>> Data for $ty<T> {
            const SHAPE: ShapeRef = SafeKind::$kind.shape();

            #[inline]
            fn value(&self) -> Value<'_> {
                Value::safe(SafeKind::$kind, self.0.as_ref())
            }
        }
    )* };
}

/// Defines the types of safe values that only a literal or [`unchecked`] makes, and these two ways.
macro_rules! typed {
    ($(
        $(#[$doc:meta])*
        $ty:ident, $kind:ident, $function:ident, $what:literal, $safe:literal, $literal:literal;
    )*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
            #[doc(alias("safe", "trusted"))]
            pub struct $ty<T>(T);

            #[doc = concat!("Makes a [`", stringify!($ty), "`] from a literal, also in a constant.")]
            ///
            /// # Examples
            ///
            /// ```
            #[doc = concat!("use template_runtime::{", stringify!($ty), ", ", stringify!($function), "};")]
            ///
            #[doc = concat!("const VALUE: ", stringify!($ty), "<&str> = ", stringify!($function), "!(", $literal, ");")]
            #[doc = concat!("assert_eq!(VALUE.to_string(), ", $literal, ");")]
            /// ```
            #[macro_export]
            macro_rules! $function {
                ($text:literal) => {{
                    const TEXT: &'static str = $text;
                    $crate::unchecked::$function(TEXT)
                }};
            }

            printed! { $ty $kind; }
        )*

        /// Values that templates print as safe, made of any text: whoever calls these functions
        /// vouches for it.
        ///
        /// The name of this module is the word to search a program for in a review. A value that is made of a
        /// literal needs none of its functions: see [`safe_url!`](crate::safe_url),
        /// [`trusted_resource_url!`](crate::trusted_resource_url), [`safe_script!`](crate::safe_script) and
        /// [`safe_style!`](crate::safe_style).
        ///
        /// # Examples
        ///
        /// ```
        /// use template_runtime::{Template, template, unchecked};
        ///
        /// // The program itself has made this URL.
        /// let pdf = unchecked::safe_url(format!("data:application/pdf;base64,{}", "JVBERi0="));
        /// let link = template!(r#"<a href="{{pdf}}">report</a>"#);
        /// assert_eq!(
        ///     link.render()?,
        ///     r#"<a href="data:application/pdf;base64,JVBERi0=">report</a>"#
        /// );
        /// # Ok::<(), template_runtime::Error>(())
        /// ```
        pub mod unchecked {
            use super::SafeHtml;
            $( use super::$ty; )*

            /// Returns text as [`SafeHtml`], which is printed without escaping in text. Markup in it that is not the program's own can
            /// run scripts.
            #[must_use]
            pub const fn safe_html<T>(html: T) -> SafeHtml<T> {
                SafeHtml(html)
            }

            $(
                #[doc = concat!("Returns a [`", stringify!($ty), "`] of ", $what, ". ", $safe)]
                #[must_use]
                pub const fn $function<T>(text: T) -> $ty<T> {
                    $ty(text)
                }
            )*
        }
    };
}

printed! { SafeHtml Html; }

typed! {
    /// A URL that may have any scheme: it is printed in a link even if its scheme is not `http`, `https`,
    /// `mailto` or `tel`.
    ///
    /// It is made by [`safe_url!`](crate::safe_url) or by
    /// [`unchecked::safe_url`](crate::unchecked::safe_url). Where no URL stands, it is text.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Template, safe_url, template};
    ///
    /// let (safe, text) = (safe_url!("sms:+4930123"), "sms:+4930123");
    /// let links = template!(r#"<a href="{{safe}}">write</a> <a href="{{text}}">write</a>"#);
    /// assert_eq!(
    ///     links.render()?,
    ///     r##"<a href="sms:+4930123">write</a> <a href="#unsafe-url">write</a>"##
    /// );
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    SafeUrl, Url, safe_url, "a URL",
        "A URL whose scheme is `javascript` runs as a script in the page.", "\"sms:+4930123\"";
    /// A URL from which a page may load what runs in it: a script, a frame, an object or a style sheet. In such
    /// a place, a template prints values of this type only.
    ///
    /// It is made by [`trusted_resource_url!`](crate::trusted_resource_url) or by
    /// [`unchecked::trusted_resource_url`](crate::unchecked::trusted_resource_url). In other places it is text.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Template, TrustedResourceUrl, template, unchecked};
    ///
    /// /// Returns the address of a file that the program serves itself.
    /// fn asset(name: &str) -> TrustedResourceUrl<String> {
    ///     unchecked::trusted_resource_url(format!("/static/{name}?v=7"))
    /// }
    ///
    /// let page = template!(r#"<script src="{{asset 'app.js'}}"></script>"#);
    /// assert_eq!(page.render()?, r#"<script src="/static/app.js?v=7"></script>"#);
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    TrustedResourceUrl, ResourceUrl, trusted_resource_url, "the URL of a resource",
        "What is loaded from there runs in the page.", "\"/static/app.js\"";
    /// An expression of a script: it is printed as it is where a value stands in a script.
    ///
    /// It is made by [`safe_script!`](crate::safe_script) or by
    /// [`unchecked::safe_script`](crate::unchecked::safe_script). Where no script stands, and inside of a string of
    /// a script, it is text.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Template, safe_script, template};
    ///
    /// let now = safe_script!("Date.now()");
    /// let page = template!("<script>start({{now}})</script>");
    /// assert_eq!(page.render()?, "<script>start(Date.now())</script>");
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    SafeScript, Script, safe_script, "an expression of a script",
        "It runs in the page.", "\"Date.now()\"";
    /// A value of a style sheet, or several declarations: it is printed as it is where a value stands in a style
    /// sheet or in a `style` attribute.
    ///
    /// It is made by [`safe_style!`](crate::safe_style) or by
    /// [`unchecked::safe_style`](crate::unchecked::safe_style). Where no style sheet stands, and inside of a string
    /// of a style sheet, it is text.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Template, safe_style, template};
    ///
    /// let image = safe_style!("url(/sky.png)");
    /// let page = template!(r#"<p style="background: {{image}}">"#);
    /// assert_eq!(page.render()?, r#"<p style="background: url(/sky.png)">"#);
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    SafeStyle, Style, safe_style, "a value of a style sheet",
        "It may load resources, and change what the page shows.", "\"url(/sky.png)\"";
}
