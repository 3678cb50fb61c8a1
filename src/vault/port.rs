//! The ports of the vault: what it needs of a store of texts, and of a backup.

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

    /// Puts a text under a key, in place of any other there: all of it or, when
    /// this fails, nothing.
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

/// A second store that is written in the background and read once, after the start.
pub trait Backup {
    /// Writes what is now stored under a key; `None` when nothing is. Returns at once. Does
    /// nothing before the backup was read, or if it cannot be written.
    fn copy(&self, key: &str, text: Option<&str>);
}

/// Why the store did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser, or whoever runs the computer, does not allow it.
    Denied,
    /// There is no room.
    Full,
    /// Anything else, in the browser's own words.
    Other(String),
}
