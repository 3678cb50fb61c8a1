//! Names: a child or an adult by name, or by a letter that stands for the name.
//!
//! A capital letter alone says little, so a word counts as a name only next to a word that makes it
//! one: a title, "Child", a member of a family.

use super::date_of_birth;
use super::text::{
    after_space, continues_word, is_apostrophe, is_hyphen, is_of_name, is_one_of, is_space,
    letter_at, run, word_before,
};

/// Titles of people at home. Doctors, police constables and professors are mentioned at work.
const TITLES: &str = "mr mrs ms mx miss master";

/// Words for one person in a family or school.
const PERSON: &str = "child baby toddler infant mother mum mam mummy father dad daddy brother \
                      sister son daughter twin sibling uncle aunt auntie aunty nan nana gran \
                      granny grandma grandmother grandad granddad grandpa grandfather \
                      stepfather stepdad stepmother stepmum stepbrother stepsister stepson \
                      stepdaughter cousin nephew niece boy girl pupil student boyfriend \
                      girlfriend husband wife teenager";

/// Words for several people, whose names may follow.
const PEOPLE: &str = "children twins triplets siblings brothers sisters sons daughters boys girls \
                      parents grandparents cousins pupils";

/// Words for people in general. Only a single letter after them counts as a name, unless [`BY_TIE`]
/// applies.
const BY_LETTER: &str = "family parent adult person carer man woman partner friend";

/// People who belong to a family only if a word before says so: "his friend Liam" and "Mum's partner
/// Dean", but not "our partner Barnardo's".
const BY_TIE: &str = "partner friend person";

/// The words that say so, apart from words with 's.
const TIES: &str = "her his their best new current former young";

/// Words before a person that mean nobody in particular.
const NO_ONE: &str = "every each any all no a an per another other";

/// People after whom "called" is followed by a name. A mother who "called Childline" rang it.
const CALLED: &str = "child baby toddler infant boy girl son daughter brother sister twin sibling \
                      pupil student cousin nephew niece teenager man woman person partner friend";

/// Family members as in "Jayden's mum".
const KIN: &str = "mum mam mummy mother dad daddy father brother sister nan nana gran grandma \
                   grandmother grandad granddad grandfather aunt auntie uncle stepdad stepfather \
                   stepmum stepmother";

/// Small words in surnames.
const PARTICLES: &str = "al ap bin bint da de del della den der di dos du d el ibn la le st ten \
                         van von";

/// Words that follow "MS" and are not surnames: mostly names of programs.
const MS_PROGRAMS: &str = "access excel forms lists nurse office onenote outlook planner \
                           powerpoint project sharepoint society teams windows word";

/// Words that are not names even with a capital letter next to the words above: "Child Protection",
/// "Pupil Premium", "Mother Tongue". See [`is_ordinary`] for their endings.
const ORDINARY: &str = "a about across after an and are around as at be before between but by \
    can could did do does for from had has have he her his how i if in into is it its let my no \
    not of on one or our she so that the their then there these they this to was we were what \
    when where which who why with you your all any each every both also everyone everybody \
    someone somebody anyone anybody nobody today tomorrow yesterday here monday tuesday \
    wednesday thursday friday saturday sunday mon tue wed thu thur fri sat sun january february \
    march april may june july august september october november december jan feb mar apr jun \
    jul aug sep sept oct nov dec christmas easter ramadan eid abuse access act action \
    adolescent adult advocate advocacy alert allowance arbor asian attendance autism aware bank \
    barnardo based bedroom benefit bereaved black board box british bromcom camhs card care \
    carer case centre centred centered champion chat childline chronology class clinic club \
    commissioner communities community compass concern conference contact copy council \
    counsellor court cpoms criminal crown cruelty data day death degree details disability \
    doctor document domestic dr early emotional english evening experience facebook families \
    family file finance first focus focused focussed folder form foster friendly google \
    government governor graded group guardian guidance guides gypsy harm health healthy help \
    helpline home hospital house household hub impact index injury inspector instagram internet \
    journey justice key language law lead leader league learner led lens letter level liaison \
    librarian library life line liquidlogic list lived lives local log looked loss maintenance \
    marriage massage matters measures mental microsoft midwife mind minded minder missing \
    mortality mosaic multi muslim national need neglect network nhs nursery nurse nutrition \
    obesity officer ofsted online operation outcome overview owner panel participation partner \
    passport pathway paediatric perspective place plan planner plus pod police policy polish \
    poverty practice practitioner premium prevent primary profile programme progress project \
    protocol psychiatry psychologist psychology question questionnaire reader reception record \
    referral register report rescue resource review rights risk roma room safe safeguards \
    safety samaritans school scout screen secondary section senior sensory service sexual shop \
    shout signs slavery sleep snapchat social societies society soldier spaces speech \
    specialist spreadsheet sport staff stage standards steps stories story strategy strengths \
    subject success summit support supported survey survivor talker tax teacher team technology \
    template therapist therapy threshold tiktok time tongue tool toolkit town tracker \
    trafficked trainer traveller trust union unit use version victim violence visit visitor \
    voice wales week weight welfare whatsapp whole witness witnesses work worker workshop worry \
    year young youth youtube zone zoom fund process processes through towards under until up \
    out off more most agency agencies ambassador approach asset buddy circle figure head \
    licence net nothing offender opportunity opportunities performance seat sponsor syndrome \
    themselves herself himself well wish wishes";

/// Ordinary words that are also surnames. They count as names after a title or another name.
const SURNAMES: &str = "black case day law place young";

/// Endings of words of seven letters or more that are not names: "Protection", "Safeguarding".
const ENDINGS: [&str; 6] = ["tion", "sion", "ment", "ing", "ness", "ship"];

/// How far a capital letter may be from the start of the word that makes a name of it, in characters.
const MAX_DISTANCE: usize = 80;

/// The end of the name that starts here, with the word that makes it one.
pub(super) fn name(text: &str, at: usize) -> Option<usize> {
    // Searching the long lists is slow, and most words have no capital letter near them.
    let near = text.get(at..)?.chars().take(MAX_DISTANCE);
    if !near.into_iter().any(char::is_uppercase) {
        return None;
    }
    let word = run(text, at, is_of_name);
    if continues_word(text, at + word.len()) {
        return None;
    }
    if is_one_of(word, TITLES) {
        return after_title(text, at, word);
    }
    if is_one_of(word, PERSON) || is_one_of(word, PEOPLE) || is_one_of(word, BY_LETTER) {
        return after_person(text, at, word);
    }
    after_called(text, at).or_else(|| before_kin(text, at))
}

/// "Mr Khan", "Mr and Mrs Patel", "MISS DE SOUZA".
fn after_title(text: &str, at: usize, title: &str) -> Option<usize> {
    let is_verb_or_thing = is_one_of(title, "miss master");
    if is_verb_or_thing {
        // "We miss Ofsted's letters", "near Miss Review".
        let (before, _) = word_before(text, at);
        let is_heading = is_in_capitals(title) && is_in_capitals(before);
        if !is_capital(title) || is_heading || before.eq_ignore_ascii_case("near") {
            return None;
        }
    }
    let mut end = at + title.len();
    if let Some(second) = second_title(text, end) {
        end = second;
    }
    let is_dotted = letter_at(text, end) == Some('.');
    end += usize::from(is_dotted);
    let mut place = match after_space(text, end) {
        Some(place) => place,
        None if is_dotted => end,
        None => return None,
    };
    for _ in 0..3 {
        let particle = run(text, place, is_of_name);
        let next = place + particle.len();
        let sign = letter_at(text, next);
        let is_joined = |sign: char| is_space(sign) || is_hyphen(sign) || is_apostrophe(sign);
        if !is_one_of(particle, PARTICLES) || !sign.is_some_and(is_joined) {
            break;
        }
        place = next + sign.map_or(0, char::len_utf8);
    }
    let name = name_at(text, place)?;
    let is_program = title.eq_ignore_ascii_case("ms") && is_one_of(name, MS_PROGRAMS);
    // "MS" in capital letters is usually not a title.
    let is_initials = title == "MS" && !is_in_capitals(name);
    if is_program
        || is_initials
        || is_one_of(name, TITLES)
        || (is_verb_or_thing && is_ordinary(name) && !is_one_of(name, SURNAMES))
        || (is_verb_or_thing && is_in_capitals(name) && !is_in_capitals(title))
    {
        return None;
    }
    Some(names(text, place, name).end)
}

/// The end of "and Mrs" after "Mr".
fn second_title(text: &str, at: usize) -> Option<usize> {
    let at = at + usize::from(letter_at(text, at) == Some('.'));
    let start = after_space(text, at).unwrap_or(at);
    let sign = match letter_at(text, start)? {
        '&' | '/' => 1,
        _ if run(text, start, is_of_name).eq_ignore_ascii_case("and") => 3,
        _ => return None,
    };
    let second = after_space(text, start + sign).unwrap_or(start + sign);
    let title = run(text, second, is_of_name);
    is_one_of(title, TITLES).then_some(second + title.len())
}

/// "Child A", "baby Oliver", "twins Ava and Mia".
fn after_person(text: &str, at: usize, person: &str) -> Option<usize> {
    let start = after_space(text, at + person.len())?;
    let name = name_at(text, start)?;
    // "Every Child Thrives" means no particular child.
    if is_one_of(word_before(text, at).0, NO_ONE) {
        return None;
    }
    let is_letter = name.chars().nth(1).is_none();
    let mut end = if is_letter {
        letter_for_name(text, start, name)?
    } else if is_in_capitals(name)
        || is_ordinary(name)
        || (is_one_of(person, BY_LETTER) && !is_tied(text, at, person))
    {
        return None;
    } else {
        let names = names(text, start, name);
        // More capital letters around it suggest a heading: "Child Death Overview Panel".
        if is_capital(person) && (!names.are_all || is_within_heading(text, at)) {
            return None;
        }
        names.end
    };
    if is_one_of(person, PEOPLE) {
        let first = end;
        while let Some(next) = after_and(text, end)
            && let Some(name) = name_at(text, next)
            && !is_ordinary(name)
        {
            end = next + name.len();
        }
        // "Children Thrive" may be a heading. "Twins Ava and Mia" is not.
        if end == first && !is_letter && is_capital(person) {
            return None;
        }
    }
    Some(end)
}

/// Whether a partner, friend or young person belongs to a family.
fn is_tied(text: &str, at: usize, person: &str) -> bool {
    let (before, _) = word_before(text, at);
    let is_owner = before.ends_with("'s") || before.ends_with("’s");
    is_one_of(person, BY_TIE) && (is_owner || is_one_of(before, TIES))
}

/// The end of a single capital letter that stands for a name.
fn letter_for_name(text: &str, at: usize, letter: &str) -> Option<usize> {
    let end = at + letter.len();
    // "child A&E attendance", "girl A* grades", "the girl I met", "pupil A-level results".
    let sign = letter_at(text, end);
    if letter == "I"
        || date_of_birth::birth_word(text, at).is_some()
        || matches!(sign, Some('&' | '*'))
        || (sign.is_some_and(is_hyphen) && continues_word(text, end + 1))
    {
        return None;
    }
    let Some(next) = after_space(text, end) else {
        return Some(end);
    };
    let word = run(text, next, is_of_name);
    // "Every Child A Talker", "student A levels".
    let is_article = letter == "A" && is_capital(word);
    (!is_article && !is_one_of(word, "level levels grade grades of star")).then_some(end)
}

/// The index after "and", "&" or a comma.
fn after_and(text: &str, at: usize) -> Option<usize> {
    if letter_at(text, at) == Some(',') {
        return after_space(text, at + 1);
    }
    let start = after_space(text, at)?;
    let word = match letter_at(text, start)? {
        '&' => 1,
        _ if run(text, start, is_of_name) == "and" => 3,
        _ => return None,
    };
    after_space(text, start + word)
}

/// The end of the name in "a boy called Jayden" and "her name is Amina".
fn after_called(text: &str, at: usize) -> Option<usize> {
    let name = name_at(text, at)?;
    let (verb, start) = word_before(text, at);
    let start = text.get(..start)?.trim_end_matches([' ', ',', '(']).len();
    let (before, start) = word_before(text, start);
    let (further, _) = word_before(text, start);
    let is_name = if is_one_of(verb, "called named") {
        is_one_of(before, CALLED) || is_one_of(before, "is was") && is_one_of(further, "he she")
    } else {
        is_one_of(verb, "is was")
            && before.eq_ignore_ascii_case("name")
            && is_one_of(
                further,
                "his her child's boy's girl's baby's pupil's mother's father's",
            )
    };
    let is_one = name.chars().nth(1).is_some() && !is_in_capitals(name) && !is_ordinary(name);
    (is_name && is_one).then(|| names(text, at, name).end)
}

/// The end of the name in "Jayden's mum".
fn before_kin(text: &str, at: usize) -> Option<usize> {
    let name = name_at(text, at)?;
    let end = at + name.len();
    let mut letters = text.get(end..)?.chars();
    let sign = letters.next().filter(|letter| is_apostrophe(*letter))?;
    let mut next = end + sign.len_utf8();
    if letters.next() == Some('s') {
        next += 1;
    } else if !name.ends_with('s') {
        return None;
    }
    let kin = run(text, after_space(text, next)?, is_of_name);
    let is_one = name.chars().nth(1).is_some() && !is_in_capitals(name) && !is_ordinary(name);
    (is_one && is_one_of(kin, KIN)).then_some(end)
}

/// The most parts of a name such as Smith-Jones.
const MAX_JOINED: usize = 5;

/// The word with a capital letter that starts here, without a possessive 's. O'Brien and Smith-Jones
/// are one word.
pub(super) fn name_at(text: &str, at: usize) -> Option<&str> {
    if !letter_at(text, at)?.is_uppercase() {
        return None;
    }
    let mut end = at;
    for _ in 0..MAX_JOINED {
        end += run(text, end, is_of_name).len();
        let sign = letter_at(text, end).filter(|sign| is_apostrophe(*sign) || is_hyphen(*sign));
        let next = end + sign.map_or(0, char::len_utf8);
        if sign.is_none() || !letter_at(text, next).is_some_and(char::is_alphabetic) {
            break;
        }
        end = next;
    }
    let word = text.get(at..end)?;
    let without = word.strip_suffix(['s', 'S']);
    let without = without.and_then(|word| word.strip_suffix(is_apostrophe));
    // A word with a digit or an underscore after it is a code.
    (!continues_word(text, end)).then_some(without.unwrap_or(word))
}

/// Consecutive names of one person.
struct Names {
    end: usize,
    /// Whether all the words with a capital letter seem to be names, and are few enough for one person.
    are_all: bool,
}

/// The most names of one person.
const MAX_NAMES: usize = 4;

/// The names from the first one on: "Łukasz Nowak", "J. Khan".
fn names(text: &str, at: usize, first: &str) -> Names {
    let max = if is_in_capitals(first) { 2 } else { MAX_NAMES };
    let mut end = at + first.len();
    let mut is_initial = first.chars().nth(1).is_none();
    for _ in 1..max {
        let dot = usize::from(is_initial && letter_at(text, end) == Some('.'));
        let next = after_space(text, end + dot).unwrap_or(end + dot);
        let name = if next == end {
            None
        } else {
            name_at(text, next)
        };
        let Some(name) = name else {
            return Names { end, are_all: true };
        };
        let is_no_name = is_ordinary(name) && !is_one_of(name, SURNAMES);
        if is_no_name || (is_in_capitals(name) && !is_in_capitals(first)) {
            let are_all = is_in_capitals(name);
            return Names { end, are_all };
        }
        end = next + name.len();
        is_initial = name.chars().nth(1).is_none();
    }
    Names {
        end,
        are_all: max < MAX_NAMES,
    }
}

/// Whether the word before has a capital letter although it does not start a sentence.
fn is_within_heading(text: &str, at: usize) -> bool {
    let (before, start) = word_before(text, at);
    let is_after_space = text.get(..start).is_some_and(|rest| {
        let rest = rest.trim_end_matches(is_space);
        rest.ends_with(|letter: char| letter.is_alphanumeric() || letter == ',')
    });
    is_capital(before) && is_after_space
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a word has more than one letter, and no lower-case ones.
pub(super) fn is_in_capitals(word: &str) -> bool {
    word.chars().nth(1).is_some() && !word.chars().any(char::is_lowercase)
}

/// Whether a word with a capital letter is an ordinary word rather than a name.
pub(super) fn is_ordinary(word: &str) -> bool {
    let first = word.split(is_hyphen).next().unwrap_or_default();
    let single = first.strip_suffix('s').unwrap_or(first);
    let has_ending = single.len() > 6 && ENDINGS.iter().any(|ending| single.ends_with(ending));
    has_ending
        || [ORDINARY, PERSON, PEOPLE, BY_LETTER, TITLES]
            .iter()
            .any(|list| is_one_of(first, list) || is_one_of(single, list))
}
