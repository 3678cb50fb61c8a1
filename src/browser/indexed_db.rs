//! The backup in `IndexedDB`, which writes to disk within milliseconds, where local storage
//! takes up to a minute.
//!
//! Everything here may fail without harm: then there is no backup, as in a browser that has
//! no `IndexedDB`.

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

/// How long other tabs have to close the database before it is deleted, in milliseconds.
const PATIENCE_MS: i32 = 4_000;

/// The backup in this browser.
#[derive(Clone, Copy, Debug, Default)]
pub struct IndexedDb;

impl Backup for IndexedDb {
    fn copy(&self, key: &str, text: Option<&str>) {
        copy(key, text);
    }
}

/// Whether there is a backup.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Copies {
    /// The database has not opened yet.
    #[default]
    Opening,
    /// The database is open.
    Kept,
    /// This browser has none for this page, or it stopped working.
    Refused,
}

#[derive(Default)]
struct State {
    copies: Copies,
    database: Option<IdbDatabase>,
}

/// Receives everything in the database: each key and its text.
type Then = Box<dyn FnOnce(Vec<(String, String)>)>;

/// Receives the same, once the database is open again after another tab or page deleted it.
type Lost = dyn Fn(Vec<(String, String)>);

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    static LOST: RefCell<Option<Rc<Lost>>> = RefCell::default();
}

/// Whether there is a backup.
pub fn copies() -> Copies {
    STATE.with_borrow(|state| state.copies)
}

/// Opens the database and calls `then` with everything in it: each key and its text. Does not
/// call `then` if it cannot be opened. The caller has to copy what is missing there.
pub fn open_copies(then: impl FnOnce(Vec<(String, String)>) + 'static) {
    if try_open(Box::new(then)).is_err() {
        refuse();
    }
}

/// Calls `then` after another tab or page deleted the database and it is open again, with what
/// is there now.
pub fn on_copies_lost(then: impl Fn(Vec<(String, String)>) + 'static) {
    LOST.set(Some(Rc::new(then)));
}

fn refuse() {
    STATE.with_borrow_mut(|state| {
        state.copies = Copies::Refused;
        state.database = None;
    });
}

/// Notes that something was not copied. The database stays open: the next copy may succeed, and
/// what is deleted for good has to be deleted here, too.
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

/// A function that JavaScript calls once.
fn once(then: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(then)
}

fn read_all(database: &IdbDatabase, then: Then) -> Result<(), JsValue> {
    // If this tab did not close the database, a tab that clears this computer would have to wait.
    let closing = database.clone();
    let close = once(Box::new(move || {
        closing.close();
        // The new database opens once the other tab is done.
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

/// Deletes the database, and calls `then` with whether that worked.
pub fn forget_copies(then: impl FnOnce(bool) + 'static) {
    let database = STATE.with_borrow_mut(std::mem::take).database;
    if let Some(database) = database {
        database.close();
    }
    let asked = window()
        .and_then(|window| window.indexed_db().ok()?)
        .map(|factory| factory.delete_database(DATABASE));
    let Some(Ok(request)) = asked else {
        // Without `IndexedDB` there is nothing to delete.
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
    // A tab that does not close the database would hold this up for as long as it likes.
    if let Some(window) = window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&answer, PATIENCE_MS);
    }
}

/// Copies what was just stored under a key, or deletes the copy. Does nothing while the database
/// is not open: whoever opens it copies what is missing.
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

/// One function for all transactions: most are never aborted, and a function that is never called
/// would never be freed.
fn failing() -> Function {
    thread_local! {
        static FAILING: Function = Closure::<dyn Fn()>::new(fail)
            .into_js_value()
            .unchecked_into();
    }
    FAILING.with(Clone::clone)
}

/// Commits a transaction once all its requests are made. By itself it would end when the page has
/// received the results. A page that the user is just leaving receives none, and `WebKit` keeps it
/// in case the user comes back: the copies of the next page would have to wait.
#[expect(
    deprecated,
    reason = "it is not: the standard has it since its third edition, and web-sys is older"
)]
fn end(transaction: &IdbTransaction) {
    // In a browser without this, the transaction ends by itself.
    drop(transaction.commit());
}

/// Begins a transaction that counts as done only once it is on the disk.
fn begin(database: &IdbDatabase, mode: &str) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    // web-sys's own method does not take options yet.
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let begin: Function = Reflect::get(database, &"transaction".into())?.dyn_into()?;
    let transaction = begin.call3(database, &TEXTS.into(), &mode.into(), &options)?;
    let transaction: IdbTransaction = transaction.dyn_into()?;
    let texts = transaction.object_store(TEXTS)?;
    Ok((transaction, texts))
}
