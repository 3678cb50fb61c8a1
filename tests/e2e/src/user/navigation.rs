//! Moving around: pages, addresses, tabs and frames.

use super::{User, ok_if};
use crate::harness::site::{Delivery, STANDALONE_FILE, file_url};
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use std::fs;

/// Pages
impl User {
    /// Leaves the app for a blank page of the same origin, as if its tab were closed.
    #[track_caller]
    pub fn leave(&self) {
        let blank = match self.site.delivery {
            Delivery::Http => self.test_run.server.origin() + "/blank",
            Delivery::File => file_url(&self.test_run.folder.join("blank.html")),
        };
        self.expect_ok("leave the page", self.browser.goto(&blank));
    }

    /// Loads the app at a route such as `#/plan` and waits until it is ready to use.
    #[track_caller]
    pub fn open(&self, hash: &str) {
        self.open_without_waiting(hash);
        self.wait_until_ready();
    }

    /// Loads the app without waiting until it has started.
    #[track_caller]
    pub fn open_without_waiting(&self, hash: &str) {
        self.leave();
        let url = self.site.url(hash);
        self.expect_ok(&format!("open {url}"), self.browser.goto(&url));
    }

    /// Loads this HTML from a file beside the app and waits until it is ready to use.
    #[track_caller]
    pub fn open_beside(&self, name: &str, html: &str) {
        self.leave();
        let url = self.site.put_beside(self.test_run, name, html);
        self.expect_ok(&format!("open {url}"), self.browser.goto(&url));
        self.wait_until_ready();
    }

    /// Opens a standalone copy of that record, which the test puts together itself.
    #[track_caller]
    pub fn open_copy_of(&self, record: &Value) {
        let page = fs::read_to_string(self.test_run.dist.join(STANDALONE_FILE)).unwrap();
        let place = "id=\"record\"></script>";
        assert_eq!(page.matches(place).count(), 1, "one place for a record");
        let text = record.to_string().replace('<', "\\u003c");
        let page = page.replace(place, &format!("id=\"record\">{text}</script>"));
        self.open_beside("a-copy.html", &page);
    }

    /// Waits until the app has replaced the prerendered page, which looks much the same, and has opened
    /// what is kept. The app marks the root element with a class when it has started. A user who reads
    /// before typing never notices.
    #[track_caller]
    pub fn wait_until_ready(&self) {
        self.wait_until("the app is ready", || {
            let classes = self
                .browser
                .execute("return document.documentElement.className;", vec![])?;
            let has = |class: &str| classes.as_str().is_some_and(|all| all.contains(class));
            if !has("app-started") {
                return Err("it has not started".into());
            }
            let opening = "return document.querySelector('.app-starting') !== null;";
            if self.browser.execute(opening, vec![])? == json!(true) {
                return Err("it is still opening what is kept".into());
            }
            // Slides fill the screen and have no save status.
            if has("app-presenting") {
                return Ok(());
            }
            self.try_save_status().map(drop)
        });
    }

    /// Changes the hash of the address without loading the page again.
    #[track_caller]
    pub fn go_to(&self, hash: &str) {
        self.expect_ok(
            &format!("go to {hash}"),
            self.browser
                .execute("location.hash = arguments[0];", vec![json!(hash)]),
        );
    }

    /// Goes to one of the steps of the job by the navigation at the top of each page.
    #[track_caller]
    pub fn go_to_step(&self, step: &str) {
        self.within("navigation", "Steps").follow(step);
    }

    #[track_caller]
    pub fn reload(&self) {
        self.expect_ok("reload", self.browser.reload());
        self.wait_until_ready();
    }

    #[track_caller]
    pub fn back(&self) {
        self.expect_ok("go back", self.browser.back());
    }

    #[track_caller]
    pub fn forward(&self) {
        self.expect_ok("go forward", self.browser.forward());
    }

    /// Whether the browser would ask the user before leaving the page. A driver answers such a question
    /// before a test can see it, so the page gets the event that the browser sends.
    #[track_caller]
    pub fn is_asked_before_leaving(&self) -> bool {
        let is_prevented = self.script(
            "const leaving = new Event('beforeunload', { cancelable: true });
             window.dispatchEvent(leaving);
             return leaving.defaultPrevented;",
            vec![],
        );
        is_prevented == true
    }

    #[track_caller]
    pub fn sees_address_ending(&self, end: &str) {
        self.wait_until(&format!("the address ends with {end}"), || {
            let url = self.browser.url()?;
            ok_if(url.ends_with(end), || format!("it is {url}"))
        });
    }

    #[track_caller]
    pub fn sees_title_containing(&self, words: &str) {
        self.wait_until(&format!("the title contains “{words}”"), || {
            let title = self.browser.title()?;
            ok_if(title.contains(words), || format!("it is “{title}”"))
        });
    }
}

/// Frames
impl User {
    /// Loads a page of the app's origin that holds the app in a frame of that size, and enters the
    /// frame. Waits until the app is ready.
    #[track_caller]
    pub fn open_in_frame(&self, hash: &str, width: u32, height: u32) {
        self.open_in_frame_with(hash, &format!("width=\"{width}\" height=\"{height}\""));
    }

    /// The same with any attributes of the frame.
    #[track_caller]
    pub fn open_in_frame_with(&self, hash: &str, attributes: &str) {
        let html = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Around the app</title>\
             <body style=\"margin:0\"><iframe title=\"The app\" style=\"border:0\" {attributes} \
             src=\"{}{hash}\"></iframe>",
            self.site.page()
        );
        let url = self.site.put_beside(self.test_run, "around.html", &html);
        self.leave();
        self.expect_ok(
            &format!("open the app in a frame at {url}"),
            self.browser.goto(&url),
        );
        self.wait_until("enter the frame", || self.browser.enter_first_frame());
        self.wait_until_ready();
    }

    /// Opens the app in a frame in which the content is that wide, since no engine has a window that
    /// narrow. If a scroll bar takes up room, the frame is wider by that.
    #[track_caller]
    pub fn open_in_narrow_frame(&self, width: u32) {
        self.open_in_frame("#/briefing", width, 800);
        let scroll_bar = self.script(
            "return innerWidth - document.documentElement.clientWidth;",
            vec![],
        );
        let scroll_bar = scroll_bar.as_u64().unwrap_or_default();
        let scroll_bar = u32::try_from(scroll_bar).expect("the width of a scroll bar");
        self.open_in_frame("#/briefing", width + scroll_bar, 800);
    }
}

/// Tabs
impl User {
    /// Opens a second tab at a route; returns the first tab's handle.
    #[track_caller]
    pub fn open_second_tab(&self, hash: &str) -> WindowHandle {
        let first = self.open_blank_tab();
        self.open(hash);
        first
    }

    /// Opens an empty second tab; returns the first tab's handle.
    #[track_caller]
    pub fn open_blank_tab(&self) -> WindowHandle {
        self.expect_ok("open a tab", self.browser.open_tab())
    }

    /// Switches to another tab; returns the handle of the tab left.
    #[track_caller]
    pub fn switch_to(&self, tab: WindowHandle) -> WindowHandle {
        self.expect_ok("switch to the other tab", self.browser.switch_to(tab))
    }

    #[track_caller]
    pub fn close_tab_and_switch_to(&self, tab: WindowHandle) {
        self.expect_ok("close this tab", self.browser.close_tab_and_switch_to(tab));
    }
}
