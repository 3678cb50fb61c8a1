//! Which program somebody sends email with, which decides how the return is best sent.

/// The program that somebody sends email with. It is a context as an `RwSignal`, remembered until the
/// page is closed: it is never stored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmailProgram {
    /// Outlook, which opens a draft with the files attached.
    Outlook,
    /// Another one, or it is not known: a link opens an email, and the file is attached by hand.
    #[default]
    Other,
}
