//! Coming and going: pages, addresses, windows.

use super::User;
use crate::harness::site::{Delivery, STANDALONE_FILE, file_url};
use fantoccini::wd::WindowHandle;
use serde_json::{Value, json};
use std::fs;

impl User {
    /// The app's own origin, without the app: the page that was open is left, as if its tab were closed.
    #[track_caller]
    pub fn leave(&self) {
        let blank = match self.site.delivery {
            Delivery::Http => self.test_run.server.origin() + "/blank",
            Delivery::File => file_url(&self.test_run.folder.join("blank.html")),
        };
        self.expect_ok("leave the page", self.browser.goto(&blank));
    }

    /// Forgets what the app and the tests stored on this device, and nothing else.
    #[track_caller]
    pub fn clear_app_data(&self) {
        self.leave();
        self.script(
            "for (const key of Object.keys(localStorage)) {
               if (/^(7mb|e2e)\\//.test(key)) localStorage.removeItem(key);
             }
             sessionStorage.clear();",
            vec![],
        );
        self.delete_backup_database();
    }

    /// As a page of the same place may.
    #[track_caller]
    pub fn delete_backup_database(&self) {
        let gone = self.browser.execute_async(
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
        self.open_without_waiting(hash);
        self.wait_until_ready();
    }

    /// Opens a page that stands beside the app, once it is ready to use.
    #[track_caller]
    pub fn open_beside(&self, name: &str, html: &str) {
        self.leave();
        let url = self.site.put_beside(self.test_run, name, html);
        self.expect_ok(&format!("open {url}"), self.browser.goto(&url));
        self.wait_until_ready();
    }

    /// Opens a copy with that record in it, put together here and not by the app.
    #[track_caller]
    pub fn open_copy_of(&self, record: &Value) {
        let page = fs::read_to_string(self.test_run.dist.join(STANDALONE_FILE)).unwrap();
        let place = "id=\"record\"></script>";
        assert_eq!(page.matches(place).count(), 1, "one place for a record");
        let text = record.to_string().replace('<', "\\u003c");
        let page = page.replace(place, &format!("id=\"record\">{text}</script>"));
        self.open_beside("a-copy.html", &page);
    }

    /// Opens the app afresh without waiting for anything but the page itself.
    #[track_caller]
    pub fn open_without_waiting(&self, hash: &str) {
        self.leave();
        let url = self.site.url(hash);
        self.expect_ok(&format!("open {url}"), self.browser.goto(&url));
    }

    /// Waits until the app has taken the place of the page it starts from, which looks much the same: the
    /// page's own script marks the root element then. A user who reads before typing never notices.
    #[track_caller]
    pub fn wait_until_ready(&self) {
        self.wait_until("the app is ready", || {
            let marks = self
                .browser
                .execute("return document.documentElement.className;", vec![])?;
            let is = |mark: &str| marks.as_str().is_some_and(|marks| marks.contains(mark));
            if !is("app-started") {
                return Err("it has not started".into());
            }
            // Slides fill the screen, without the line.
            if is("app-presenting") {
                return Ok(());
            }
            self.try_save_status().map(drop)
        });
    }

    /// Changes the address by hand, without loading the page again.
    #[track_caller]
    pub fn go_to(&self, hash: &str) {
        self.expect_ok(
            &format!("go to {hash}"),
            self.browser
                .execute("location.hash = arguments[0];", vec![json!(hash)]),
        );
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

    /// Opens another page of the app's origin that holds the app in a frame, and looks into the frame.
    #[track_caller]
    pub fn open_framed(&self, hash: &str, frame_attributes: &str) {
        let html = format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Around the app</title>\
             <body style=\"margin:0\"><iframe title=\"The app\" style=\"border:0\" {frame_attributes} \
             src=\"{}{hash}\"></iframe>",
            self.site.page()
        );
        let url = self.site.put_beside(self.test_run, "around.html", &html);
        self.leave();
        self.expect_ok(
            &format!("open the app in a frame at {url}"),
            self.browser.goto(&url),
        );
        self.wait_until("look into the frame", || self.browser.enter_first_frame());
    }

    /// Opens a second tab at a route; gives the first tab's handle.
    #[track_caller]
    pub fn open_second_tab(&self, hash: &str) -> WindowHandle {
        let first = self.open_blank_tab();
        self.open(hash);
        first
    }

    /// Opens a second tab with nothing in it; gives the first tab's handle.
    #[track_caller]
    pub fn open_blank_tab(&self) -> WindowHandle {
        self.expect_ok("open a tab", self.browser.open_tab())
    }

    #[track_caller]
    pub fn switch_to(&self, tab: WindowHandle) -> WindowHandle {
        self.expect_ok("go to the other tab", self.browser.switch_to(tab))
    }

    #[track_caller]
    pub fn close_tab_and_switch_to(&self, tab: WindowHandle) {
        self.expect_ok("close this tab", self.browser.close_tab_and_switch_to(tab));
    }
}
