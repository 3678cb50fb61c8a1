//! The backup in `IndexedDB`, which writes to disk within milliseconds, where local storage
//! takes up to a minute.
//!
//! Everything here may fail without harm: then there is no backup, as in a browser that has
//! no `IndexedDB`.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction};

use super::window;
use crate::vault::{Backup, Erasure, Noted};

const DATABASE: &str = "seven-minute-briefing";
const TEXTS: &str = "texts";

/// How long an erasure may take until it counts as not noted, in milliseconds.
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

/// Every key in the database and its text.
type Found = Vec<(String, String)>;

/// Receives everything in the database; `None` if it cannot be read.
type Then = Box<dyn FnOnce(Option<Found>)>;

/// Receives the same, once the database is open again after another tab or page deleted it.
type Lost = dyn Fn(Found);

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    static LOST: RefCell<Option<Rc<Lost>>> = RefCell::default();
    /// Where to copy until the browser gets its turn again.
    static BATCH: RefCell<Option<(IdbTransaction, IdbObjectStore)>> = RefCell::default();
}

/// Whether there is a backup.
pub fn copies() -> Copies {
    STATE.with_borrow(|state| state.copies)
}

/// Opens the database and calls `then` with everything in it, or with `None` if it cannot be read. The
/// caller has to copy what is missing there.
pub fn open_copies(then: impl FnOnce(Option<Found>) + 'static) {
    let then = shared(then);
    let refused = Rc::clone(&then);
    let refuse = move || {
        STATE.with_borrow_mut(|state| {
            state.copies = Copies::Refused;
            state.database = None;
        });
        refused(None);
    };
    let (refuse_opening, refuse_reading) = (refuse.clone(), refuse.clone());
    let read = move |database: IdbDatabase| {
        if read_all(&database, Box::new(move |found| then(found))).is_err() {
            refuse_reading();
        }
    };
    if open(read, refuse_opening).is_err() {
        refuse();
    }
}

/// A function that may be passed on several ways, and is called once.
fn shared<T: 'static>(then: impl FnOnce(T) + 'static) -> Rc<dyn Fn(T)> {
    let then = Cell::new(Some(then));
    Rc::new(move |value| {
        if let Some(then) = then.take() {
            then(value);
        }
    })
}

/// Calls `then` after another tab or page deleted the database and it is open again, with what
/// is there now.
pub fn on_copies_lost(then: impl Fn(Found) + 'static) {
    LOST.set(Some(Rc::new(then)));
}

/// Notes that something was not copied. The database stays open: the next copy may succeed, and
/// what is deleted for good has to be deleted here, too.
fn fail() {
    STATE.with_borrow_mut(|state| state.copies = Copies::Refused);
}

/// Opens the database, and makes it if there is none.
///
/// # Errors
///
/// When this browser has no `IndexedDB` for this page.
fn open(
    then: impl FnOnce(IdbDatabase) + 'static,
    failed: impl FnOnce() + 'static,
) -> Result<(), JsValue> {
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
        if let Ok(database) = opened.result() {
            then(database.unchecked_into());
        }
    }));
    request.set_onsuccess(Some(success.unchecked_ref()));
    request.set_onerror(Some(once(Box::new(failed)).unchecked_ref()));
    Ok(())
}

/// A function that JavaScript calls once.
fn once(then: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(then)
}

fn read_all(database: &IdbDatabase, then: Then) -> Result<(), JsValue> {
    // If this tab did not close the database, whoever deletes it would have to wait.
    let closing = database.clone();
    let close = once(Box::new(move || {
        closing.close();
        // The new database opens once the other tab is done.
        STATE.set(State::default());
        open_copies(|found| {
            let lost = LOST.with_borrow(Option::clone);
            if let (Some(lost), Some(found)) = (lost, found) {
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
        let found: Found = found.collect();
        STATE.with_borrow_mut(|state| {
            state.copies = Copies::Kept;
            state.database = Some(database);
        });
        then(Some(found));
    }));
    values.set_onsuccess(Some(done.unchecked_ref()));
    end(&transaction);
    Ok(())
}

/// Removes the copies that an erasure covers and notes it, in one step, and calls `then` with whether
/// that is on the disk.
pub fn erase_copies(erasure: Erasure, then: impl FnOnce(Noted) + 'static) {
    let then = shared(then);
    let (late, failed) = (Rc::clone(&then), Rc::clone(&then));
    if let Some(database) = STATE.with_borrow(|state| state.database.clone()) {
        if try_erase(&database, erasure, then).is_err() {
            return failed(Noted::No);
        }
    } else {
        let erase = move |database: IdbDatabase| {
            if try_erase(&database, erasure, Rc::clone(&then)).is_err() {
                then(Noted::No);
            }
            // Takes effect once the transaction is done.
            database.close();
        };
        let refused = Rc::clone(&failed);
        if open(erase, move || refused(Noted::No)).is_err() {
            return failed(Noted::NoBackup);
        }
    }
    let give_up = once(Box::new(move || late(Noted::No)));
    if let Some(window) = window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(
            give_up.unchecked_ref(),
            PATIENCE_MS,
        );
    }
}

fn try_erase(
    database: &IdbDatabase,
    erasure: Erasure,
    then: Rc<dyn Fn(Noted)>,
) -> Result<(), JsValue> {
    // What is copied from now on comes after this.
    end_batch();
    let (transaction, texts) = begin(database, "readwrite")?;
    texts.put_with_key(&erasure.print().into(), &erasure.key().into())?;
    let keys: IdbRequest = texts.get_all_keys()?;
    let found = keys.clone();
    let delete = once(Box::new(move || {
        let keys = found.result().map(|keys| Array::from(&keys));
        for key in keys.unwrap_or_default().iter() {
            if key.as_string().is_some_and(|key| erasure.covers_copy(&key)) {
                // If this fails, so does the transaction.
                drop(texts.delete(&key));
            }
        }
    }));
    keys.set_onsuccess(Some(delete.unchecked_ref()));
    let failed = Rc::clone(&then);
    let complete = once(Box::new(move || then(Noted::Yes)));
    transaction.set_oncomplete(Some(complete.unchecked_ref()));
    let abort = once(Box::new(move || failed(Noted::No)));
    transaction.set_onabort(Some(abort.unchecked_ref()));
    Ok(())
}

/// Keeps a text that the store refuses, and calls `then` with whether it is on the disk.
pub fn keep_copy(key: &str, text: &str, then: impl FnOnce(bool) + 'static) {
    let then = shared(then);
    let database = STATE.with_borrow(|state| state.database.clone());
    let is_begun =
        database.is_some_and(|database| try_keep(&database, key, text, Rc::clone(&then)).is_ok());
    if !is_begun {
        then(false);
    }
}

fn try_keep(
    database: &IdbDatabase,
    key: &str,
    text: &str,
    then: Rc<dyn Fn(bool)>,
) -> Result<(), JsValue> {
    end_batch();
    let (transaction, texts) = begin(database, "readwrite")?;
    texts.put_with_key(&text.into(), &key.into())?;
    let failed = Rc::clone(&then);
    let complete = once(Box::new(move || then(true)));
    transaction.set_oncomplete(Some(complete.unchecked_ref()));
    let abort = once(Box::new(move || failed(false)));
    transaction.set_onabort(Some(abort.unchecked_ref()));
    end(&transaction);
    Ok(())
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
    let texts = match BATCH.with_borrow(|batch| batch.as_ref().map(|it| it.1.clone())) {
        Some(texts) => texts,
        None => begin_batch(database)?,
    };
    match text {
        Some(text) => texts.put_with_key(&text.into(), &key.into())?,
        None => texts.delete(&key.into())?,
    };
    Ok(())
}

/// Begins a transaction for everything that is copied before the browser gets its turn again, and
/// commits it then. `Chromium` aborts the transactions of a page that was left, committed or not, unless
/// they are done. Of several, each waits until the one before it is on the disk: on a slow disk the last
/// ones, such as the record itself after an earlier version of it, would be lost.
fn begin_batch(database: &IdbDatabase) -> Result<IdbObjectStore, JsValue> {
    let (transaction, texts) = begin(database, "readwrite")?;
    transaction.set_onabort(Some(&failing()));
    BATCH.set(Some((transaction, texts.clone())));
    // A microtask: it runs even if the page is being left.
    spawn_local(async { end_batch() });
    Ok(texts)
}

/// Commits the batch, if there is one.
fn end_batch() {
    if let Some((transaction, _)) = BATCH.take() {
        end(&transaction);
    }
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
