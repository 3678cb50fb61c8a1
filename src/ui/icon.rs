//! Small drawings beside the words of buttons and headings, all of one family: 24 units square, drawn
//! with a line of two units. Screen readers skip them.

use leptos::prelude::*;

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// To what comes before.
    Back,
    /// To what comes next.
    Next,
    /// Starts or resumes something that runs.
    Play,
    /// Pauses it.
    Pause,
    /// Starts it again from the beginning.
    Restart,
    /// Leaves.
    Close,
    /// Larger letters.
    TextSize,
    /// Sends.
    Send,
    /// Keeps a file.
    Download,
    /// Prints.
    Print,
    /// A date.
    Calendar,
    /// A text in pages.
    Document,
    /// Puts on the clipboard.
    Copy,
    /// Another person.
    Person,
    /// Passes to another app.
    Share,
    /// Finished.
    Done,
    /// Removes for good.
    Delete,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Back => "M15 5l-7 7l7 7",
            Self::Next => "M9 5l7 7l-7 7",
            Self::Play => "M7 5l12 7l-12 7z",
            Self::Pause => "M8 5v14M16 5v14",
            Self::Restart => "M5 12a7 7 0 1 0 2.5 -5.4M7 2v5h5",
            Self::Close => "M6 6l12 12M18 6l-12 12",
            Self::TextSize => "M2 19l5 -13l5 13M3.7 15h6.6M14 19l3.5 -9l3.5 9M15.3 16h4.4",
            Self::Send => "M3 6h18v13h-18zM3 7l9 7l9 -7",
            Self::Download => "M12 4v11M7 11l5 5l5 -5M4 20h16",
            Self::Print => "M7 9v-5h10v5M7 17h-3v-8h16v8h-3M7 14h10v6h-10z",
            Self::Calendar => "M4 6h16v14h-16zM4 10h16M8 3v4M16 3v4",
            Self::Document => "M6 3h8l4 4v14h-12zM14 3v4h4M9 12h6M9 16h6",
            Self::Copy => "M9 9h11v11h-11zM6 15h-2v-11h11v2",
            Self::Person => "M8 8a4 4 0 1 0 8 0a4 4 0 1 0 -8 0M4 20c0 -4 4 -6 8 -6s8 2 8 6",
            Self::Share => "M12 15v-11M8 8l4 -4l4 4M7 12h-2v8h14v-8h-2",
            Self::Done => "M4 13l5 5l11 -12",
            Self::Delete => "M4 7h16M9 7v-3h6v3M6 7l1 13h10l1 -13",
        }
    }
}

/// The drawing itself.
#[component]
pub fn IconPicture(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="app-icon" viewBox="0 0 24 24" aria-hidden="true">
            <path d=icon.path() />
        </svg>
    }
}
