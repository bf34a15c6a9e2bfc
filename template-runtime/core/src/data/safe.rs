//! Trusted values: each type is printed unescaped in one HTML context.

use super::{
    Data,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};
use core::fmt;

/// The HTML context in which a value is trusted. In this context the value is printed unchanged; in any other
/// context it is escaped as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SafeKind {
    /// [`SafeHtml`]: HTML.
    Html,
    /// [`SafeUrl`]: a URL of any scheme.
    Url,
    /// [`TrustedResourceUrl`]: the URL of a script, a frame or a style sheet.
    ResourceUrl,
    /// [`SafeScript`]: a JavaScript expression.
    Script,
    /// [`SafeStyle`]: a CSS value.
    Style,
}

impl SafeKind {
    /// Returns the name of the type of these values.
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

    /// Returns a description of the text of such a value, for messages: "a URL that is safe".
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

/// HTML from a trusted source, which is not escaped in text.
///
/// In an attribute and in `<title>` or `<textarea>`, which cannot contain elements, the tags are removed or escaped: see
/// [contexts](escaping/index.html#contexts).
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

/// Implements `Display` and `Data` for a type of trusted values.
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

/// Defines the types of trusted values with private fields, and their constructors: a macro for literals, and a function of
/// [`unchecked`].
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

            #[doc = concat!("Creates a [`", stringify!($ty), "`] from a literal. It can be used in constants.")]
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

        /// Functions that create trusted values from any string. The caller is responsible for the safety of
        /// the string.
        ///
        /// To review a program, search it for the name of this module. To create a value from a
        /// literal, use a macro instead: [`safe_url!`](crate::safe_url),
        /// [`trusted_resource_url!`](crate::trusted_resource_url), [`safe_script!`](crate::safe_script) or
        /// [`safe_style!`](crate::safe_style).
        ///
        /// # Examples
        ///
        /// ```
        /// use template_runtime::{Template, template, unchecked};
        ///
        /// // The program itself created this URL.
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

            /// Returns `html` as [`SafeHtml`], which is printed without escaping in text. Markup from an untrusted source can
            /// run scripts.
            #[must_use]
            pub const fn safe_html<T>(html: T) -> SafeHtml<T> {
                SafeHtml(html)
            }

            $(
                #[doc = concat!("Returns `text`, which is ", $what, ", as [`", stringify!($ty), "`]. ", $safe)]
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
    /// A trusted URL, which may have any scheme: it is printed in a link even if its scheme is not `http`, `https`,
    /// `mailto` or `tel`.
    ///
    /// It is created by [`safe_url!`](crate::safe_url) or by
    /// [`unchecked::safe_url`](crate::unchecked::safe_url). In other HTML contexts it is text.
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
    /// A trusted URL from which a page loads a script, a frame, an object or a style sheet. For such a URL,
    /// a template accepts values of this type only.
    ///
    /// It is created by [`trusted_resource_url!`](crate::trusted_resource_url) or by
    /// [`unchecked::trusted_resource_url`](crate::unchecked::trusted_resource_url). In other HTML contexts it is text.
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
    /// A trusted JavaScript expression, which is printed unchanged in a script.
    ///
    /// It is created by [`safe_script!`](crate::safe_script) or by
    /// [`unchecked::safe_script`](crate::unchecked::safe_script). In a string in a script, and in other HTML contexts,
    /// it is text.
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
    /// A trusted CSS value, or several declarations, which is printed unchanged in a style
    /// sheet or in a `style` attribute.
    ///
    /// It is created by [`safe_style!`](crate::safe_style) or by
    /// [`unchecked::safe_style`](crate::unchecked::safe_style). In a string in a style sheet, and in other HTML contexts,
    /// it is text.
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
