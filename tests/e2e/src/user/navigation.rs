//! Coming and going: pages, addresses, windows.

use super::Person;
use crate::harness::site::{Delivery, PORTABLE, file_url};
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use std::fs;

impl Person {
    /// The app's own origin, without the app: the page that was open is left, as if its tab were closed.
    #[track_caller]
    pub fn leave(&self) {
        let blank = match self.site.delivery {
            Delivery::Http => self.world.server.origin() + "/blank",
            Delivery::File => file_url(&self.world.folder.join("blank.html")),
        };
        self.must("leave the page", self.browser.goto(&blank));
    }

    /// Forgets what the app and the tests stored on this device, and nothing else.
    #[track_caller]
    pub fn forget_everything(&self) {
        self.leave();
        self.script(
            "for (const key of Object.keys(localStorage)) {
               if (/^(7mb|e2e)\\//.test(key)) localStorage.removeItem(key);
             }
             sessionStorage.clear();",
            vec![],
        );
        self.takes_the_second_copies_away();
    }

    /// As a page of the same place may.
    #[track_caller]
    pub fn takes_the_second_copies_away(&self) {
        let gone = self.browser.run_until_called(
            "const done = arguments[arguments.length - 1];
             const asked = indexedDB.deleteDatabase('seven-minute-briefing');
             asked.onsuccess = () => done(true);
             asked.onerror = () => done('' + asked.error);",
            vec![],
        );
        assert_eq!(gone, Ok(json!(true)), "the second copies are gone");
    }

    /// Opens the app afresh at a route such as `#/plan`, and waits until it is ready to use.
    #[track_caller]
    pub fn open(&self, hash: &str) {
        self.open_unready(hash);
        self.is_ready();
    }

    /// Opens a page that stands beside the app, once it is ready to use.
    #[track_caller]
    pub fn open_beside(&self, name: &str, html: &str) {
        self.leave();
        let url = self.site.put_beside(self.world, name, html);
        self.must(&format!("open {url}"), self.browser.goto(&url));
        self.is_ready();
    }

    /// Opens a copy with that record in it, put together here and not by the app.
    #[track_caller]
    pub fn open_copy_of(&self, record: &Value) {
        let page = fs::read_to_string(self.world.dist.join(PORTABLE)).unwrap();
        let place = "id=\"record\"></script>";
        assert_eq!(page.matches(place).count(), 1, "one place for a record");
        let text = record.to_string().replace('<', "\\u003c");
        let page = page.replace(place, &format!("id=\"record\">{text}</script>"));
        self.open_beside("a-copy.html", &page);
    }

    /// Opens the app afresh without waiting for anything but the page itself.
    #[track_caller]
    pub fn open_unready(&self, hash: &str) {
        self.leave();
        let url = self.site.url(hash);
        self.must(&format!("open {url}"), self.browser.goto(&url));
    }

    /// Waits until the app has taken the place of the page it starts from, which looks much the same: the
    /// page's own script marks the root element then. A person who reads before typing never notices.
    #[track_caller]
    pub fn is_ready(&self) {
        self.until("the app is ready", || {
            let marks = self
                .browser
                .run("return document.documentElement.className;", vec![])?;
            let is = |mark: &str| marks.as_str().is_some_and(|marks| marks.contains(mark));
            if !is("app-started") {
                return Err("it has not started".into());
            }
            // Slides fill the screen, without the line.
            if is("app-presenting") {
                return Ok(());
            }
            self.try_save_line().map(drop)
        });
    }

    /// Changes the address by hand, without loading the page again.
    #[track_caller]
    pub fn go(&self, hash: &str) {
        self.must(
            &format!("go to {hash}"),
            self.browser
                .run("location.hash = arguments[0];", vec![json!(hash)]),
        );
    }

    #[track_caller]
    pub fn reload(&self) {
        self.must("reload", self.browser.reload());
        self.is_ready();
    }

    #[track_caller]
    pub fn back(&self) {
        self.must("go back", self.browser.back());
    }

    #[track_caller]
    pub fn forward(&self) {
        self.must("go forward", self.browser.forward());
    }

    /// Opens another page of the app's origin that holds the app in a frame, and looks into the frame.
    #[track_caller]
    pub fn open_framed(&self, hash: &str, frame_attributes: &str) {
        let html = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Around the app</title>\
             <body style=\"margin:0\"><iframe title=\"The app\" style=\"border:0\" {frame_attributes} \
             src=\"{}{hash}\"></iframe>",
            self.site.page()
        );
        let url = self.site.put_beside(self.world, "around.html", &html);
        self.leave();
        self.must(
            &format!("open the app in a frame at {url}"),
            self.browser.goto(&url),
        );
        self.until("look into the frame", || self.browser.enter_first_frame());
    }

    /// Opens a second tab at a route; gives the first tab's handle.
    #[track_caller]
    pub fn open_second_tab(&self, hash: &str) -> WindowHandle {
        let first = self.must_open_tab();
        self.open(hash);
        first
    }

    /// Opens a second tab with nothing in it; gives the first tab's handle.
    #[track_caller]
    pub fn must_open_tab(&self) -> WindowHandle {
        self.must("open a tab", self.browser.open_tab())
    }

    #[track_caller]
    pub fn switch_to(&self, tab: WindowHandle) -> WindowHandle {
        self.must("go to the other tab", self.browser.switch_to(tab))
    }

    #[track_caller]
    pub fn close_tab_for(&self, tab: WindowHandle) {
        self.must("close this tab", self.browser.close_tab_for(tab));
    }
}
