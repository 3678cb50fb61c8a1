//! Each kind of detail in its usual spellings, similar text that is not a detail, and whole records.

use super::*;
use crate::record::{BriefingRef, DateParts, Evidence, EvidenceKind, RecordId, Timestamp};

fn found(text: &str) -> Vec<(DetailKind, &str)> {
    (details_in(text).into_iter())
        .map(|(kind, range)| (kind, &text[range]))
        .collect()
}

/// Asserts that the first text of each pair has one detail, which is of that kind and is the second.
fn each_has_one(kind: DetailKind, texts: &[(&str, &str)]) {
    for (text, detail) in texts {
        assert_eq!(found(text), [(kind, *detail)], "{text}");
    }
}

fn each_has_none(texts: &[&str]) {
    for text in texts {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn an_nhs_number_is_found_however_it_is_grouped() {
    each_has_one(
        DetailKind::NhsNumber,
        &[
            ("943 476 5919", "943 476 5919"),
            ("NHS no. 943-476-5919, checked.", "943-476-5919"),
            ("(NHS number:9434765919)", "9434765919"),
            (
                "It was 943\u{a0}476\u{a0}5919. 2 of us saw it.",
                "943\u{a0}476\u{a0}5919",
            ),
            (
                "Their NHS number is 943 476 5919 - 3 saw it",
                "943 476 5919",
            ),
        ],
    );
}

#[test]
fn other_numbers_are_not_nhs_numbers() {
    each_has_none(&[
        "943 476 5918",
        "9434 765 919",
        "943  476 5919",
        "943.476.5919 and 943 476-5919",
        "19434765919",
        "9434765919-2",
        "94347659190",
        "943 476 5919 22",
        "12 943 476 5919",
        "+1 943 476 5919",
        "INC9434765919 and REF-9434765919 and ref/9434765919",
        "ticket number 9434765919, ticket: 9434765919",
        "666 666 6666 and 0000000000",
        "٩٤٣ ٤٧٦ ٥٩١٩",
    ]);
}

#[test]
fn a_date_of_birth_is_found_in_every_usual_spelling() {
    each_has_one(
        DetailKind::DateOfBirth,
        &[
            ("DOB 14/03/2011", "14/03/2011"),
            ("d.o.b. 14.3.11", "14.3.11"),
            ("D.O.B: 14-03-2011", "14-03-2011"),
            ("dob - 14 03 2011", "14 03 2011"),
            ("DoB=2011-03-14.", "2011-03-14"),
            ("dob 14032011", "14032011"),
            ("Dob. 14 / 03 / 2011", "14 / 03 / 2011"),
            ("(date of birth: 14 March 2011)", "14 March 2011"),
            ("born on the 14th of March 2011", "14th of March 2011"),
            ("Born on Monday 14th Mar. '11 in Leeds", "14th Mar. '11"),
            ("Their birthday is March 14th, and", "March 14th"),
            ("born prematurely at 32 weeks on 14-Mar-2011", "14-Mar-2011"),
            ("with a date of birth of 1st June 2011", "1st June 2011"),
            (
                "date of birth given as 29 February 2012",
                "29 February 2012",
            ),
            ("14/03/2011 (DOB) was on the form", "14/03/2011"),
            ("14/03/2011 (d.o.b.)", "14/03/2011"),
            (
                "14 March 2011 is the child's date of birth",
                "14 March 2011",
            ),
            ("DOB14/03/2011", "14/03/2011"),
            ("the baby (b. 14/03/2011)", "14/03/2011"),
            ("YOUNG PERSON D.O.B. 14/03/2011", "14/03/2011"),
            ("We held 3 May. Birthday 4 May 2011", "4 May 2011"),
        ],
    );
}

#[test]
fn other_dates_are_not_dates_of_birth() {
    each_has_none(&[
        "We met on 14/03/2026 and again on 21 April.",
        "Check the date of birth by 14 March 2026.",
        "We record the date of birth on 14 March 2026.",
        "A birth plan meeting on 3 May 2026",
        "Was the date of birth asked? On 3 May 2026 it was.",
        "children born before 1 September 2014",
        "Unborn baby protocol 3 May 2026, newborn 4 May 2026",
        "born on 31 February 2011, born on 14/13/2011, dob 12/03/20111",
        "born in March 2011",
        "3 May 2026 (birth plan)",
        "dob 14/03/2011/2",
        "a. 14/03/2011 b. 15/03/2011, part (b) 16/03/2011",
    ]);
}

#[test]
fn a_postcode_is_found_in_all_six_shapes() {
    each_has_one(
        DetailKind::Postcode,
        &[
            ("They live at M1 1AE.", "M1 1AE"),
            ("B33 8TH", "B33 8TH"),
            ("CR2 6XH", "CR2 6XH"),
            ("(DN55 1PT)", "DN55 1PT"),
            ("W1A 0AX", "W1A 0AX"),
            ("EC1A 1BB", "EC1A 1BB"),
            ("in SG1 2AB, near", "SG1 2AB"),
            ("OL67AB", "OL67AB"),
            ("ol6 7ab", "ol6 7ab"),
            ("Ol6 7ab", "Ol6 7ab"),
            ("ol67ab", "ol67ab"),
            ("m1 1ae", "m1 1ae"),
            ("(m11ae)", "m11ae"),
            ("BL0 9AA", "BL0 9AA"),
            ("M1  1AE", "M1  1AE"),
        ],
    );
}

#[test]
fn a_code_is_not_a_postcode() {
    each_has_none(&[
        "v2 1st draft, s47 2nd visit, L3 4th floor, e17 3rd, s17 2hr, b12 2pp",
        "XX1 1AA, Q1 1AA, M1 1CA, M1 1AI, M01 1AE, OL6A 7AB, S1A 2BC",
        "OL6 7ABC, POL6 7AB, OL6-7AB-2, X-OL6 7AB, OL6 7A, OL6\n7AB",
        "KS2 3AB, CP12 4AB, A4 2BE, s47th, b12hr",
        "M1 1AÉ",
    ]);
}

#[test]
fn a_telephone_number_is_found_as_people_write_it() {
    each_has_one(
        DetailKind::PhoneNumber,
        &[
            ("Ring 0161 496 0000.", "0161 496 0000"),
            ("(0161) 496-0000", "(0161) 496-0000"),
            ("(0161 496 0000)", "0161 496 0000"),
            ("020 7946 0000", "020 7946 0000"),
            ("Tel.07700900123", "07700900123"),
            ("07700.900.123", "07700.900.123"),
            ("077 00 90 01 23", "077 00 90 01 23"),
            ("01632 960001 or", "01632 960001"),
            ("+447700900123", "+447700900123"),
            ("+44 (0)161 496 0000", "+44 (0)161 496 0000"),
            ("+44 (0) 7700 900 123", "+44 (0) 7700 900 123"),
            ("0044 161 496 0000", "0044 161 496 0000"),
            ("01204 96000", "01204 96000"),
            ("016977 2345", "016977 2345"),
            ("07700 900123 2 of us rang", "07700 900123"),
        ],
    );
}

#[test]
fn service_numbers_and_other_numbers_are_not_a_familys_telephone() {
    each_has_none(&[
        "0300 123 1234, 0800 1111, 0808 800 5000, 0845 46 47, 101, 999, 111, 116 123",
        "01-02-2013, 01/02/2013, 01.02.2013 10.30, 01 02 2013 1030, 2013-02-01",
        "077009001234, 107700900123, 07700-900123-4, 1-07700900123, 0770 0900 1234 5678",
        "ticket 07700900123, #07700900123, 07700900123x",
        "0161 496, 0161 496 00, +33 1 23 45 67 89, +1 212 555 0123, 05 4960 0000",
        "https://example.org/07700900123 and www.example.org?x=M1+1AE",
        "0123456789",
    ]);
}

#[test]
fn a_familys_e_mail_address_is_found() {
    each_has_one(
        DetailKind::EmailAddress,
        &[
            ("Write to jo.smith+1@gmail.com.", "jo.smith+1@gmail.com"),
            (
                "<mailto:o'brien_7@smith-family.co.uk>",
                "o'brien_7@smith-family.co.uk",
            ),
            ("07700900123@icloud.com", "07700900123@icloud.com"),
            ("JO@HOTMAIL.CO.UK", "JO@HOTMAIL.CO.UK"),
            ("zoë@example.com", "zoë@example.com"),
        ],
    );
}

#[test]
fn service_addresses_and_incomplete_addresses_are_not_details() {
    each_has_none(&[
        "a.worker@tameside.gov.uk, A.Worker@NHS.NET, head@northbank.sch.uk, help@nspcc.org.uk",
        "07700900123@nhs.net",
        "safeguarding@northbank.example",
        "@handle, jo@, jo@home, jo@home., jo@.com, jo@a..com, 3@5.30, jo @gmail.com",
    ]);
}

#[test]
fn a_child_by_a_letter_or_a_name_is_found() {
    each_has_one(
        DetailKind::Name,
        &[
            ("We discussed Child A's plan.", "Child A"),
            ("for child B and the team", "child B"),
            ("CHILD C, aged", "CHILD C"),
            ("Child Oliver was seen", "Child Oliver"),
            (
                "Did anybody see Child Oliver Smith-Jones?",
                "Child Oliver Smith-Jones",
            ),
            ("baby Oliver's cot", "baby Oliver"),
            ("Baby Oliver", "Baby Oliver"),
            ("her step-dad Tom rang", "dad Tom"),
            ("Mum Sarah said", "Mum Sarah"),
            (
                "mother Zoe\u{308} Łukasz, at school",
                "mother Zoe\u{308} Łukasz",
            ),
            ("the twins Ava and Mia were", "twins Ava and Mia"),
            ("pupils Ava, Mia & Tom Day are", "pupils Ava, Mia & Tom"),
            ("Family B moved", "Family B"),
            ("a boy called Jayden lives", "Jayden"),
            ("the boy, called Jayden, lives", "Jayden"),
            ("a girl (named Ava)", "Ava"),
            ("Her name is Amina Yusuf.", "Amina Yusuf"),
            ("When Jayden’s mum rang", "Jayden"),
            ("his friend Liam", "friend Liam"),
            ("mum's partner Dean Cole", "partner Dean Cole"),
            ("the young person Kyle", "person Kyle"),
        ],
    );
}

#[test]
fn an_adult_with_a_title_is_found() {
    each_has_one(
        DetailKind::Name,
        &[
            ("Mr Łukasz Nowak rang.", "Mr Łukasz Nowak"),
            ("Mrs. O'Brien", "Mrs. O'Brien"),
            ("Mr.Khan’s son", "Mr.Khan"),
            ("MRS KHAN", "MRS KHAN"),
            ("mrs Smith-Jones on Monday", "mrs Smith-Jones"),
            ("Ms J. de Souza", "Ms J"),
            ("Mrs de Souza", "Mrs de Souza"),
            ("Mr al-Hassan", "Mr al-Hassan"),
            ("Mr and Mrs Patel", "Mr and Mrs Patel"),
            ("Mr & Mrs A. B. Patel", "Mr & Mrs A. B. Patel"),
            ("Mr/Mrs Patel", "Mr/Mrs Patel"),
            ("Miss Taylor", "Miss Taylor"),
            ("Miss Young", "Miss Young"),
            ("Miss Amy Black", "Miss Amy Black"),
            ("about Master Jack Dean.", "Master Jack Dean"),
            ("Mr B. We agreed", "Mr B"),
        ],
    );
    assert_eq!(found("Mr Khan and Mrs Khan").len(), 2);
}

#[test]
fn ordinary_words_with_capital_letters_are_not_names() {
    each_has_none(&[
        "Child Protection Plan, Child in Need, Child In Need, Child Sexual Exploitation",
        "Child Death Overview Panel, Child and Family, Child First, Child's Voice, Childline",
        "Save the Children Fund and us. Helping Children Thrive. Every Child Thrives.",
        "Every Child Matters. Looked After Child Review. Every Child A Talker. CHILD CARE",
        "We listen to the child. We record it. For each child\nMonday is fixed.",
        "the child I met, child A&E attendance, pupil A-level, student A levels, child Q&A",
        "child S47, Child 1st, Child A1, child a",
        "Student Ambassadors, pupil Champions, girl A* grades, his partner Agencies",
        "Pupil Premium, the Student Council, Baby Box, mum GP, dad on Monday, mother May",
        "Miss opportunities, we miss Ofsted, near Miss Review, WE MISS CHANCES, Miss CPD",
        "Master copy, Master Copy, Master of Arts, MS Teams, Ms Word, ms Teams, MS Trust",
        "Mr, Mrs or Miss; Mr Mrs Ms; Mr. and Mrs.",
        "Dr Khan, Sir Alan, Prof Munro, PC Khan",
        "mother called Childline, a tool called Signs of Safety, named Nurse, named GP",
        "Today's mum, Children's mother, Mother's father, NSPCC's dad, it is mum's Day",
        "our partner Tameside, a person Tameside trusts, the child’s Plan, a boy named in it",
    ]);
}

#[test]
fn hostile_texts_are_read_to_the_end() {
    for piece in [
        "1", "1 ", "1-", "@", "a@", ".a", "A'", "(", "+", "((0", "born ", "Mr ", "a.",
    ] {
        let text = piece.repeat(20_000 / piece.len());
        assert_eq!(found(&text), [], "{piece}");
    }
    assert_eq!(found(&"Child B ".repeat(1_000)).len(), 1_000);
}

fn record(what: &str, who: &str) -> Record {
    let briefing = BriefingRef {
        id: String::new(),
        title: String::new(),
        partnership: String::new(),
    };
    let id = RecordId::from_random_bytes([1; 16]);
    let mut record = Record::new(id, Timestamp::from_unix_ms(0), briefing);
    what.clone_into(&mut record.actions[0].what);
    who.clone_into(&mut record.actions[0].who);
    record
}

fn texts(record: &Record) -> Vec<(Field, String)> {
    (personal_details(record).into_iter())
        .map(|detail| (detail.field, detail.text))
        .collect()
}

#[test]
fn what_is_typed_into_a_date_is_read_unless_it_is_a_date() {
    let mut record = record("", "");
    record.actions[0].by_when.day = "Kevin Smith DOB 1/2/2012".to_owned();
    let mut entry = Evidence::new(7, EvidenceKind::Done, None);
    entry.on.month = "Child B".to_owned();
    record.actions[0].evidence.push(entry);
    let found = texts(&record);
    for (field, text) in [
        (Field::ByWhen(1), "1/2/2012"),
        (Field::Evidence(1, 7), "Child B"),
    ] {
        assert!(found.contains(&(field, text.to_owned())), "{found:?}");
    }
    let date = [1, 2, 2012].map(|part: u16| part.to_string());
    let [day, month, year] = date;
    record.actions[0].by_when = DateParts { day, month, year };
    record.actions[0].evidence.clear();
    assert_eq!(texts(&record), []);
}

#[test]
fn details_are_in_the_forms_order_and_once_per_field() {
    let mut record = record("Child A, Child A", "Child B");
    record.actions[0].how_done = "Child A".to_owned();
    record.actions[0].how_worked = "Mr Khan".to_owned();
    let mut entry = Evidence::new(7, EvidenceKind::Worked, None);
    entry.text = "Child B".to_owned();
    record.actions[0].evidence.push(entry);
    record.learning_points[2].discussion = "baby Oliver, Child A".to_owned();
    let expected = [
        (Field::Discussion(3), "baby Oliver"),
        (Field::Discussion(3), "Child A"),
        (Field::What(1), "Child A"),
        (Field::HowDone(1), "Child A"),
        (Field::HowWorked(1), "Mr Khan"),
        (Field::Evidence(1, 7), "Child B"),
    ];
    assert_eq!(
        texts(&record),
        expected.map(|(field, text)| (field, text.to_owned()))
    );
}

#[test]
fn who_will_do_it_may_name_a_colleague() {
    let who = "Mrs Khan, 0161 496 0000, jo@gmail.com, M1 1AE";
    assert_eq!(
        texts(&record("", who)),
        [(Field::Who(1), "M1 1AE".to_owned())]
    );
    assert_eq!(texts(&record(who, "")).len(), 4);
}

#[test]
fn the_teams_own_details_are_not_listed() {
    let mut record = record(
        "Mrs Khan, Mrs Cane, +44 (0)161 496-0000, 07700 900123, JO@northbank.com, m11ae, M1 1AE, \
         Child A",
        "",
    );
    record.team.manager = "A. KHAN".to_owned();
    record.team.contact_details = "jo@northbank.com (0161) 496 0000, M1 1AE".to_owned();
    let left = ["Mrs Cane", "07700 900123", "Child A"];
    assert_eq!(
        texts(&record),
        left.map(|text| (Field::What(1), text.to_owned()))
    );
}
