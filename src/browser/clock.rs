//! The device's clock and its time zone.

use js_sys::Date;

/// Milliseconds since 1970 began, by the device's clock.
pub fn now_ms() -> i64 {
    whole(Date::now())
}

/// A time, in milliseconds since 1970 began, in the device's time zone: year, month (1 to 12),
/// day, hour and minute.
pub fn local_date_and_time(ms: i64) -> (u16, u8, u8, u8, u8) {
    #[expect(clippy::cast_precision_loss, reason = "a time in ms fits 53 bits")]
    let date = Date::new(&(ms as f64).into());
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    (
        u16::try_from(date.get_full_year()).unwrap_or_default(),
        small(date.get_month() + 1),
        small(date.get_date()),
        small(date.get_hours()),
        small(date.get_minutes()),
    )
}

fn whole(ms: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a time in ms fits 53 bits")]
    {
        ms as i64
    }
}
