//! The ports of the vault: a store of texts, and a backup.

/// A store of texts by key, such as a browser's local storage.
///
/// Every method may fail at any time: a person can deny or fill the store while
/// the page is open.
pub trait Storage {
    /// The text under a key, if there is one.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    fn read(&self, key: &str) -> Result<Option<String>, StorageError>;

    /// Stores a text under a key, replacing any that is there. If this fails, the
    /// store is unchanged.
    ///
    /// # Errors
    ///
    /// When the store is full or cannot be written.
    fn write(&self, key: &str, text: &str) -> Result<(), StorageError>;

    /// Removes a key and its text. It is no error if there is none.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    fn remove(&self, key: &str) -> Result<(), StorageError>;

    /// All keys of the store, in any order, including those of other pages.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    fn keys(&self) -> Result<Vec<String>, StorageError>;
}

/// A second store, which is written in the background and read after the start.
pub trait Backup {
    /// Copies the text that is now stored under a key; `None` if the key was removed. Returns at
    /// once. Does nothing until the backup has been read, or if it cannot be written.
    fn copy(&self, key: &str, text: Option<&str>);
}

/// Why the store failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser, or whoever runs the computer, does not allow it.
    Denied,
    /// There is no room.
    Full,
    /// Anything else, in the browser's own words.
    Other(String),
}
