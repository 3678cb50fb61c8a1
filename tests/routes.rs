//! A route survives being printed and read, and no address can do harm.
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
    fn what_is_printed_reads_as_the_same(route in any_route()) {
        prop_assert_eq!(parse(&route.to_string()), Some(route));
    }

    #[test]
    fn any_address_reads_as_a_route_that_prints_or_as_none(hash in "#?/?\\PC{0,40}") {
        if let Some(route) = parse(&hash) {
            prop_assert_eq!(parse(&route.to_string()), Some(route));
        }
    }
}

#[test]
fn what_is_no_route_is_left_alone() {
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
