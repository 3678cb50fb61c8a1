//! Email addresses and postcodes.

use super::text::{
    continues_word, is_apostrophe, is_hyphen, is_of_word, is_one_of, is_space, letter_at,
    letter_before, run,
};

/// The longest part before the @, in characters. Source: RFC 5321, 4.5.3.1.1.
const MAX_LOCAL_PART: usize = 64;

/// Domains of public services, whose addresses belong to professionals.
const SERVICES: &str = "gov.uk nhs.uk nhs.net police.uk sch.uk ac.uk mod.uk org.uk cjsm.net";

/// Names before the @ that belong to an office rather than a person, at any domain.
const OFFICES: &str = "admin contact dsl duty enquiries help helpline hello info mash office \
                       reception referrals safeguarding support team training";

/// Postcode areas. Source: Royal Mail, the 121 areas of the United Kingdom and the three of the Channel
/// Islands and the Isle of Man.
const AREAS: &str = "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG \
                     DH DL DN DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM \
                     IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW \
                     OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY \
                     TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE";

/// Areas whose districts may end in a letter. All are in London.
const LETTERED_AREAS: &str = "E EC N NW SE SW W WC";

/// Letters after a digit that are not the end of a postcode: "2nd", "3hr", "2pp".
const UNITS: &str = "st nd rd th hr yr ft lb gb tb pt pg pp hz";

/// The end of the link that starts here.
pub(super) fn link(text: &str, at: usize) -> Option<usize> {
    let is_link = ["http://", "https://", "www."].iter().any(|start| {
        let piece = text.get(at..at.saturating_add(start.len()));
        piece.is_some_and(|piece| piece.eq_ignore_ascii_case(start))
    });
    is_link.then(|| at + run(text, at, |letter| !letter.is_whitespace()).len())
}

/// The end of the email address that starts here, and whether it belongs to a public service.
pub(super) fn email(text: &str, at: usize) -> Option<(usize, bool)> {
    let rest = text.get(at..)?;
    let (length, _) = (rest.char_indices().take(MAX_LOCAL_PART + 1))
        .find(|(_, letter)| !is_of_local_part(*letter))
        .filter(|(_, letter)| *letter == '@')?;
    let local = rest.get(..length)?;
    let start = at + length + 1;
    let is_of_domain = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-');
    let domain = run(text, start, is_of_domain).trim_end_matches(['.', '-']);
    let (_, top) = domain.rsplit_once('.')?;
    if top.len() < 2
        || !top.chars().all(char::is_alphabetic)
        || domain.split('.').any(str::is_empty)
    {
        return None;
    }
    let is_service = (SERVICES.split(' ')).any(|service| ends_with_domain(domain, service))
        || is_one_of(local, OFFICES);
    Some((start + domain.len(), is_service))
}

fn is_of_local_part(letter: char) -> bool {
    is_of_word(letter) || is_apostrophe(letter) || matches!(letter, '.' | '-' | '+' | '%' | '&')
}

fn ends_with_domain(domain: &str, service: &str) -> bool {
    let Some(start) = domain.len().checked_sub(service.len()) else {
        return false;
    };
    let end = domain.get(start..);
    end.is_some_and(|end| end.eq_ignore_ascii_case(service))
        && (start == 0 || domain.as_bytes().get(start - 1) == Some(&b'.'))
}

/// The end of the full postcode that starts here. Source: Royal Mail and BS 7666: A9 9AA, A99 9AA,
/// AA9 9AA, AA99 9AA, A9A 9AA and AA9A 9AA.
pub(super) fn postcode(text: &str, at: usize) -> Option<usize> {
    let is_of_code = |letter: char| letter.is_ascii_alphanumeric();
    let first = run(text, at, is_of_code);
    if !matches!(first.len(), 2..=7) || letter_before(text, at).is_some_and(is_hyphen) {
        return None;
    }
    let spaces = run(text, at + first.len(), is_space);
    let after = at + first.len() + spaces.len();
    let second = run(text, after, is_of_code);
    // One space is right, two are a typing mistake, and in forms there is often none.
    let is_split = first.len() < 5 && matches!(spaces.chars().count(), 1 | 2) && is_inward(second);
    let (outward, inward, end) = if is_split {
        (first, second, after + second.len())
    } else {
        let (outward, inward) = first.split_at_checked(first.len().checked_sub(3)?)?;
        (outward, inward, at + first.len())
    };
    if !is_inward(inward) || !is_outward(outward) || continues_word(text, end) {
        return None;
    }
    let is_code = letter_at(text, end).is_some_and(is_hyphen) && continues_word(text, end + 1);
    let has_capitals = |half: &str| !half.bytes().any(|byte| byte.is_ascii_lowercase());
    // In lower case it must not look like anything else: B12 5th and s47hr are not postcodes.
    let is_clear =
        has_capitals(outward) && has_capitals(inward) || !is_one_of(inward.get(1..)?, UNITS);
    (is_clear && !is_code).then_some(end)
}

/// Whether a text is the second half of a postcode, such as 9AA.
fn is_inward(half: &str) -> bool {
    match half.as_bytes() {
        [digit, letters @ ..] => {
            digit.is_ascii_digit()
                && letters.len() == 2
                && letters.iter().all(|letter| {
                    letter.is_ascii_alphabetic()
                        && !b"CIKMOV".contains(&letter.to_ascii_uppercase())
                })
        }
        [] => false,
    }
}

/// Whether a text is the first half of a postcode: an area that exists and a district.
fn is_outward(half: &str) -> bool {
    let digit = half.find(|letter: char| letter.is_ascii_digit());
    let Some((area, district)) = digit.and_then(|digit| half.split_at_checked(digit)) else {
        return false;
    };
    is_one_of(area, AREAS)
        && match district.as_bytes() {
            [_] => true,
            [first, second] if second.is_ascii_digit() => *first != b'0',
            [_, _] => is_one_of(area, LETTERED_AREAS),
            _ => false,
        }
}
