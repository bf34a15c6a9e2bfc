//! The workload `form`, in functions: an element has at most 26 parts. Attributes without a value, which
//! Vy does not have, are written as HTML.

use crate::workloads::form::Form;
use vy::prelude::*;

pub(super) fn form(data: &Form) -> impl IntoHtml {
    form!(
        id = (PreEscaped("account-"), data.account),
        class = data.theme,
        method = "post",
        action = "/account",
        head(data),
        if data.verified {
            p!(class = "good", "Verified: ", &data.email)
        } else {
            p!(class = "bad", "Please confirm ", &data.email)
        },
        address(data),
        settings(data),
        h2!("Your account in numbers"),
        numbers(data),
        data.referrer.as_ref().map(|referrer| p!("Invited by ", referrer)),
        data.note.as_ref().map(|note| p!(note)),
        if data.staff {
            p!(a!(href = "/staff", "Staff pages"))
        },
        PreEscaped(if data.active {
            "<button>Save</button>"
        } else {
            "<button disabled>Save</button>"
        })
    )
}

fn head(data: &Form) -> impl IntoHtml {
    (
        h1!(data.title, " ", &data.first_name, " ", &data.last_name),
        p!(
            &data.username,
            data.nickname.as_ref().map(|nickname| (PreEscaped(" ("), nickname, PreEscaped(')'))),
            ", ",
            data.plan,
            " plan, ",
            data.status
        ),
    )
}

fn address(data: &Form) -> impl IntoHtml {
    fieldset!(
        legend!("Address"),
        p!("We send parcels and invoices to this address."),
        label!("Company ", input!(name = "company", "type" = "text", value = &data.company)),
        label!(
            "Street ",
            input!(
                name = "street",
                "type" = "text",
                value = (&data.street, PreEscaped(' '), &data.house)
            )
        ),
        label!(
            "City ",
            input!(
                name = "city",
                "type" = "text",
                value = (&data.postcode, PreEscaped(' '), &data.city)
            )
        ),
        label!(
            "Country ",
            input!(name = "country", "type" = "text", value = data.country),
            " ",
            data.country_code
        ),
        label!("Phone ", input!(name = "phone", "type" = "text", value = &data.phone)),
        data.website.as_ref().map(|website| label!(
            "Website ",
            input!(name = "website", "type" = "text", value = website)
        ))
    )
}

fn settings(data: &Form) -> impl IntoHtml {
    fieldset!(
        legend!("Settings"),
        p!("These settings take effect at once, on all of your devices."),
        label!("Language ", input!(name = "language", "type" = "text", value = &data.language)),
        label!(
            "Time zone ",
            input!(name = "time-zone", "type" = "text", value = &data.time_zone),
            " ",
            data.offset_minutes,
            " min"
        ),
        label!(
            PreEscaped(r#"<input name="newsletter" type="checkbox""#),
            data.newsletter.then_some(PreEscaped(" checked")),
            PreEscaped('>'),
            " Newsletter"
        ),
        label!(
            PreEscaped(r#"<input name="two-factor" type="checkbox""#),
            data.two_factor.then_some(PreEscaped(" checked")),
            PreEscaped('>'),
            " Two factors"
        ),
        label!("About ", textarea!(name = "bio", &data.bio))
    )
}

fn numbers(data: &Form) -> impl IntoHtml {
    dl!(
        dt!("VAT"),
        dd!(&data.vat_number),
        dt!("Orders"),
        dd!(data.orders),
        dt!("Logins"),
        dd!(data.logins),
        dt!("Unread"),
        dd!(data.unread),
        dt!("Points"),
        dd!(data.points),
        dt!("Devices"),
        dd!(data.devices),
        dt!("Balance"),
        dd!(data.balance, " ", data.currency),
        dt!("Storage"),
        dd!(data.storage_used, " of ", data.storage_limit, " bytes")
    )
}
