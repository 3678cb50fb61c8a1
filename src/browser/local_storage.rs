//! The browser's local storage and session storage as the storage port.

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use super::{IndexedDb, window};
use crate::vault::{BackedUp, Storage, StorageError};

/// This browser's local storage. Every change is copied to [`IndexedDb`].
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalStore;

/// This tab's session storage, which lives as long as the tab.
#[derive(Clone, Copy, Debug, Default)]
pub struct TabStore;

/// A store of the browser, looked up anew at each use: a policy or a cleared profile may take it
/// away at any time.
#[derive(Clone, Copy)]
struct WebStorage(fn() -> Result<web_sys::Storage, StorageError>);

const LOCAL: BackedUp<WebStorage, IndexedDb> = BackedUp {
    storage: WebStorage(local_area),
    backup: IndexedDb,
};

const SESSION: WebStorage = WebStorage(session_area);

fn local_area() -> Result<web_sys::Storage, StorageError> {
    let found = window().map(|window| window.local_storage());
    match found {
        // Use gloo's own look-up only now: it throws if access is denied.
        Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
        _ => Err(StorageError::Denied),
    }
}

fn session_area() -> Result<web_sys::Storage, StorageError> {
    match window().map(|window| window.session_storage()) {
        Some(Ok(Some(area))) => Ok(area),
        _ => Err(StorageError::Denied),
    }
}

impl Storage for WebStorage {
    fn read(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.0()?.get_item(key).map_err(|error| to_error(&error))
    }

    fn write(&self, key: &str, text: &str) -> Result<(), StorageError> {
        self.0()?
            .set_item(key, text)
            .map_err(|error| to_error(&error))
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        self.0()?.remove_item(key).map_err(|error| to_error(&error))
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        let area = self.0()?;
        let length = area.length().map_err(|error| to_error(&error))?;
        Ok((0..length)
            .filter_map(|index| area.key(index).ok().flatten())
            .collect())
    }
}

impl Storage for LocalStore {
    fn read(&self, key: &str) -> Result<Option<String>, StorageError> {
        LOCAL.read(key)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), StorageError> {
        LOCAL.write(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        LOCAL.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        LOCAL.keys()
    }
}

impl Storage for TabStore {
    fn read(&self, key: &str) -> Result<Option<String>, StorageError> {
        SESSION.read(key)
    }

    fn write(&self, key: &str, text: &str) -> Result<(), StorageError> {
        SESSION.write(key, text)
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        SESSION.remove(key)
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        SESSION.keys()
    }
}

fn to_error(error: &JsValue) -> StorageError {
    match error.dyn_ref::<DomException>() {
        // The second is Firefox's own name, from before the standard had one.
        Some(e)
            if ["QuotaExceededError", "NS_ERROR_DOM_QUOTA_REACHED"]
                .contains(&e.name().as_str()) =>
        {
            StorageError::Full
        }
        Some(e) if e.name() == "SecurityError" => StorageError::Denied,
        Some(e) => StorageError::Other(e.message()),
        None => StorageError::Other(String::new()),
    }
}
