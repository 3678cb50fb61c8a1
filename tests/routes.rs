//! Routes can be written and read again, and any address can be read.
#![cfg(feature = "app")]

use proptest::prelude::*;
use seven_minute_briefing::app::route::{Page, Route, parse};

fn any_route() -> impl Strategy<Value = Route> {
    (
        0..Page::ALL.len(),
        proptest::option::of("[A-Za-z0-9-]{1,20}"),
        proptest::option::of("\\PC{1,20}"),
    )
        .prop_map(|(page, target, query)| Route {
            page: Page::ALL[page],
            target,
            query,
        })
}

proptest! {
    #[test]
    fn a_route_that_was_written_is_read_again(route in any_route()) {
        prop_assert_eq!(parse(&route.to_string()), Some(route));
    }

    #[test]
    fn any_address_is_a_route_or_none(hash in "#?/?\\PC{0,40}") {
        if let Some(route) = parse(&hash) {
            prop_assert_eq!(parse(&route.to_string()), Some(route));
        }
    }
}

#[test]
fn an_address_that_is_no_route_gives_none() {
    for hash in [
        "#main",
        "#/",
        "#/nowhere",
        "#/plan/",
        "#/plan/a b",
        "#/plan/a/b",
        "#//",
    ] {
        assert_eq!(parse(hash), None, "{hash}");
    }
    assert_eq!(parse(""), Some(Route::default()));
    assert_eq!(parse("#"), Some(Route::default()));
}
