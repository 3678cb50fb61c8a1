//! The browser's local storage as the storage port. Whatever is written is copied, see
//! [`copy`].

use gloo_storage::{LocalStorage, Storage as _};
use wasm_bindgen::JsValue;
use web_sys::DomException;

use super::copy;
use crate::vault::{OPEN, Storage, StorageError};

/// This browser's local storage, looked up anew at each use: a policy or a
/// cleared profile may take it away at any time.
#[derive(Clone, Copy, Debug, Default)]
pub struct LocalStore;

impl LocalStore {
    fn raw() -> Result<web_sys::Storage, StorageError> {
        let found = web_sys::window().map(|window| window.local_storage());
        match found {
            // Only now is gloo's own look-up safe: it throws where ours is denied.
            Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
            _ => Err(StorageError::Denied),
        }
    }
}

impl Storage for LocalStore {
    fn read(&self, key: &str) -> Result<Option<String>, StorageError> {
        Self::raw()?.get_item(key).map_err(|error| said(&error))
    }

    fn write(&self, key: &str, text: &str) -> Result<(), StorageError> {
        Self::raw()?
            .set_item(key, text)
            .map_err(|error| said(&error))?;
        copy(key, Some(text));
        Ok(())
    }

    fn remove(&self, key: &str) -> Result<(), StorageError> {
        Self::raw()?
            .remove_item(key)
            .map_err(|error| said(&error))?;
        copy(key, None);
        Ok(())
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        let storage = Self::raw()?;
        let length = storage.length().map_err(|error| said(&error))?;
        Ok((0..length)
            .filter_map(|index| storage.key(index).ok().flatten())
            .collect())
    }
}

fn said(error: &JsValue) -> StorageError {
    use wasm_bindgen::JsCast;
    match error.dyn_ref::<DomException>() {
        // Firefox's own name for it, kept since before the standard had one.
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

/// Remembers which record is open: for this tab, and for tabs opened later.
/// Losing it loses no text, so a refusal is of no consequence.
pub fn remember_open(id: &str) {
    if let Some(tab) = tab_storage() {
        let _ = tab.set_item(OPEN, id);
    }
    let _ = LocalStore.write(OPEN, id);
}

/// Forgets which record was open in this tab.
pub fn forget_tab() {
    if let Some(tab) = tab_storage() {
        let _ = tab.remove_item(OPEN);
    }
}

/// The record last open in this tab, or else on this device.
pub fn remembered_open() -> Option<String> {
    let in_tab = tab_storage().and_then(|tab| tab.get_item(OPEN).ok().flatten());
    in_tab.or_else(|| LocalStore.read(OPEN).ok().flatten())
}

fn tab_storage() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}
