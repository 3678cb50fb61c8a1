//! The clipboard. A browser without a screen has no reliable one, so a stand-in records what the page
//! copies.

use super::User;

impl User {
    /// From now on, what the page copies is recorded for [`User::copied_text`].
    pub fn capture_clipboard(&self) {
        self.script(
            "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
               writeText: (text) => { window.e2eCopied = text; return Promise.resolve(); } } });",
            vec![],
        );
    }

    /// From now on, the browser refuses to copy.
    pub fn deny_clipboard(&self) {
        self.script(
            "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
               writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) } });",
            vec![],
        );
    }

    /// What the page copied last.
    #[track_caller]
    pub fn copied_text(&self) -> String {
        let text = self.script("return window.e2eCopied;", vec![]);
        text.as_str().unwrap_or_default().to_owned()
    }
}
