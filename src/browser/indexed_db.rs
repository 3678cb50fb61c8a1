//! The second copies, in `IndexedDB`: it writes to disk within milliseconds, where local
//! storage takes up to a minute.
//!
//! Everything here may fail without harm: then there is one copy, as in a browser that
//! has no `IndexedDB`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::window;
use crate::vault::Backup;

const DATABASE: &str = "seven-minute-briefing";
const TEXTS: &str = "texts";

/// How long other tabs have to let go of the copies, in milliseconds.
const PATIENCE_MS: i32 = 4_000;

/// The backup in this browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct IndexedDb;

impl Backup for IndexedDb {
    fn copy(&self, key: &str, text: Option<&str>) {
        copy(key, text);
    }
}

/// Whether there are second copies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copies {
    /// The database has not opened yet.
    #[default]
    Opening,
    /// It has.
    Kept,
    /// This browser has none for this page, or it stopped working.
    Refused,
}

#[derive(Default)]
struct State {
    copies: Copies,
    database: Option<IdbDatabase>,
}

/// What is to be done with everything in the database.
type Then = Box<dyn FnOnce(Vec<(String, String)>)>;

/// What is to be done when the database was taken away and is there again.
type Lost = dyn Fn(Vec<(String, String)>);

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    static LOST: RefCell<Option<Rc<Lost>>> = RefCell::default();
}

/// Whether there are second copies.
pub fn copies() -> Copies {
    STATE.with_borrow(|state| state.copies)
}

/// Opens the database and hands over everything in it, key and text; nothing where there
/// is none. Whoever calls this copies what is missing in it.
pub fn open_copies(then: impl FnOnce(Vec<(String, String)>) + 'static) {
    if try_open(Box::new(then)).is_err() {
        refuse();
    }
}

/// What to do when another tab or page took the copies away: it is handed what is there
/// once the database is open again.
pub fn on_copies_lost(then: impl Fn(Vec<(String, String)>) + 'static) {
    LOST.set(Some(Rc::new(then)));
}

fn refuse() {
    STATE.with_borrow_mut(|state| {
        state.copies = Copies::Refused;
        state.database = None;
    });
}

/// Something was not copied, so there is one copy of it. The next may well be, and what is
/// deleted for good must not stay behind.
fn fail() {
    STATE.with_borrow_mut(|state| state.copies = Copies::Refused);
}

fn try_open(then: Then) -> Result<(), JsValue> {
    let window = window().ok_or(JsValue::NULL)?;
    let factory = window.indexed_db()?.ok_or(JsValue::NULL)?;
    let request: IdbOpenDbRequest = factory.open_with_u32(DATABASE, 1)?;
    let made = request.clone();
    let upgrade = once(Box::new(move || {
        let database = made.result().and_then(JsCast::dyn_into::<IdbDatabase>);
        // Where this fails, so does reading it.
        drop(database.map(|database| database.create_object_store(TEXTS)));
    }));
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let opened = request.clone();
    let success = once(Box::new(move || {
        let read = opened
            .result()
            .and_then(|database| read_all(&database.unchecked_into(), then));
        if read.is_err() {
            refuse();
        }
    }));
    request.set_onsuccess(Some(success.unchecked_ref()));
    request.set_onerror(Some(once(Box::new(refuse)).unchecked_ref()));
    Ok(())
}

/// What JavaScript calls once.
fn once(then: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(then)
}

fn read_all(database: &IdbDatabase, then: Then) -> Result<(), JsValue> {
    // Another tab that clears this computer would have to wait for us otherwise.
    let closing = database.clone();
    let close = once(Box::new(move || {
        closing.close();
        // It opens once the other has done its work.
        STATE.set(State::default());
        open_copies(|found| {
            let lost = LOST.with_borrow(Option::clone);
            if let Some(lost) = lost {
                lost(found);
            }
        });
    }));
    database.set_onversionchange(Some(close.unchecked_ref()));
    let (transaction, texts) = begin(database, "readonly")?;
    let keys: IdbRequest = texts.get_all_keys()?;
    let values: IdbRequest = texts.get_all()?;
    let (database, read) = (database.clone(), values.clone());
    let done = once(Box::new(move || {
        let list = |request: &IdbRequest| {
            let found = request.result().map(|found| Array::from(&found));
            found.unwrap_or_default()
        };
        let (keys, texts) = (list(&keys), list(&read));
        let found = (keys.iter().zip(texts.iter()))
            .filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?)));
        let found: Vec<(String, String)> = found.collect();
        STATE.with_borrow_mut(|state| {
            state.copies = Copies::Kept;
            state.database = Some(database);
        });
        then(found);
    }));
    values.set_onsuccess(Some(done.unchecked_ref()));
    end(&transaction);
    Ok(())
}

/// Takes all second copies away, and hands over whether that was done.
pub fn forget_copies(then: impl FnOnce(bool) + 'static) {
    let database = STATE.with_borrow_mut(std::mem::take).database;
    if let Some(database) = database {
        database.close();
    }
    let asked = window()
        .and_then(|window| window.indexed_db().ok()?)
        .map(|factory| factory.delete_database(DATABASE));
    let Some(Ok(request)) = asked else {
        // Where there are no copies, none is left.
        return then(true);
    };
    let mut then = Some(then);
    let answer = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
        if let Some(then) = then.take() {
            then(
                event
                    .dyn_into::<Event>()
                    .is_ok_and(|it| it.type_() == "success"),
            );
        }
    });
    let answer: Function = answer.into_js_value().unchecked_into();
    request.set_onsuccess(Some(&answer));
    request.set_onerror(Some(&answer));
    // A tab that does not let go of its database holds everybody up for as long as it likes.
    if let Some(window) = window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&answer, PATIENCE_MS);
    }
}

/// Copies what was just stored under a key, or that nothing is there any more. Does nothing
/// while the database is not open: whoever opens it copies what is missing.
fn copy(key: &str, text: Option<&str>) {
    let database = STATE.with_borrow(|state| state.database.clone());
    if let Some(database) = database
        && try_copy(&database, key, text).is_err()
    {
        fail();
    }
}

fn try_copy(database: &IdbDatabase, key: &str, text: Option<&str>) -> Result<(), JsValue> {
    let (transaction, texts) = begin(database, "readwrite")?;
    transaction.set_onabort(Some(&failing()));
    match text {
        Some(text) => texts.put_with_key(&text.into(), &key.into())?,
        None => texts.delete(&key.into())?,
    };
    end(&transaction);
    Ok(())
}

/// One function for all transactions: most are never aborted, and one made for each would
/// never be let go of.
fn failing() -> Function {
    thread_local! {
        static FAILING: Function = Closure::<dyn Fn()>::new(fail)
            .into_js_value()
            .unchecked_into();
    }
    FAILING.with(Clone::clone)
}

/// All that is asked of the transaction was asked. By itself it ends when the page has heard
/// the answers: a page that is left in this moment hears none, and in `WebKit`, which keeps it
/// for who comes back, the next page's copies would wait for it.
#[expect(
    deprecated,
    reason = "it is not: the standard has it since its third edition, and web-sys is older"
)]
fn end(transaction: &IdbTransaction) {
    // A browser without this does as it always did.
    drop(transaction.commit());
}

/// A transaction that counts as done only once it is on the disk.
fn begin(database: &IdbDatabase, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    // The typed call has no options yet.
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let transaction = begin.call3(database, &TEXTS.into(), &mode.into(), &options)?;
    let transaction: IdbTransaction = transaction.dyn_into()?;
    let texts = transaction.object_store(TEXTS)?;
    Ok((transaction, texts))
}
