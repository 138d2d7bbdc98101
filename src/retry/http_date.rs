//! HTTP dates (RFC 9110, section 5.6.7), all three forms. The crate `httpdate` does the same, and
//! holds this in the tests; it brings the formatting of numbers and times along, which costs more
//! than the rest of this room.

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Seconds since 1970.
pub fn seconds(text: &str) -> Option<f64> {
    let mut words = text.split([' ', ',', '-']).filter(|word| !word.is_empty());
    let mut next = || words.next();
    let weekday = next()?;
    let (day, month, year, time) = match (next()?, next()?, next()?, next()?) {
        // Sun Nov  6 08:49:37 1994
        (month, day, time, year) if time.contains(':') => (day, month, year, time),
        // Sun, 06 Nov 1994 08:49:37 GMT and Sunday, 06-Nov-94 08:49:37 GMT
        (day, month, year, time) if next()? == "GMT" => (day, month, year, time),
        _ => return None,
    };
    if next().is_some() || !weekday.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let month = MONTHS.iter().position(|name| *name == month)?;
    let days = days_since_1970(
        full_year(year)?,
        i32::try_from(month).ok()? + 1,
        number(day, 1, 31)?,
    );
    Some(f64::from(days) * 86_400.0 + f64::from(second_of_day(time)?))
}

/// Two digits are of this century, or of the last one from 70 on.
fn full_year(digits: &str) -> Option<i32> {
    match (digits.len(), number(digits, 0, 9_999)?) {
        (4, year) => Some(year),
        (2, year) => Some(if year < 70 {
            2_000 + year
        } else {
            1_900 + year
        }),
        _ => None,
    }
}

/// `08:49:37`; a leap second is let through.
fn second_of_day(time: &str) -> Option<i32> {
    let mut parts = time.split(':');
    let hours = number(parts.next()?, 0, 23)?;
    let minutes = number(parts.next()?, 0, 59)?;
    let seconds = number(parts.next()?, 0, 60)?;
    parts
        .next()
        .is_none()
        .then_some((hours * 60 + minutes) * 60 + seconds)
}

fn number(digits: &str, least: i32, most: i32) -> Option<i32> {
    let number = digits.parse().ok()?;
    (digits.bytes().all(|byte| byte.is_ascii_digit()) && least <= number && number <= most)
        .then_some(number)
}

/// The proleptic Gregorian calendar, whose leap days fall at the end of years that begin in March.
fn days_since_1970(year: i32, month: i32, day: i32) -> i32 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    year * 365 + leap_days + (month * 153 + 2) / 5 + day - 1 - 719_468
}
