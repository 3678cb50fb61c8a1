//! The app as delivered: the standalone file from disk, or the hosted site from a web server.

use super::site_fault::SiteFault;
use super::test_run::TestRun;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use url::Url;

/// How the app reaches the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// One file, opened from disk.
    File,
    /// Static files under some path of some site.
    Http,
}

impl Delivery {
    pub const ALL: [Self; 2] = [Self::File, Self::Http];
}

impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "file",
            Self::Http => "http",
        })
    }
}

/// The name of the whole app in one file.
pub const STANDALONE_FILE: &str = "seven-minute-briefing.html";

/// A copy of the app that a browser can open.
#[derive(Clone)]
pub struct Site {
    pub delivery: Delivery,
    /// The address of the site's folder, with a slash at its end.
    base: String,
    /// The name of the app's page in that folder. On the web it is empty: the folder's index.
    page: String,
    folder: PathBuf,
}

static NEXT: AtomicU32 = AtomicU32::new(1);

impl Site {
    /// Serves or writes a copy of the built app with this fault.
    pub fn new(test_run: &TestRun, delivery: Delivery, fault: &SiteFault) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        match delivery {
            Delivery::Http => {
                let prefix = format!("/some/where/{number}/");
                test_run
                    .server
                    .serve_folder(&prefix, &test_run.dist, fault.clone());
                Self {
                    delivery,
                    base: test_run.server.origin() + &prefix,
                    page: String::new(),
                    folder: test_run.dist.clone(),
                }
            }
            Delivery::File => {
                // A folder as on a shared drive, with a space, which has to be escaped in a URL.
                let folder = test_run.folder.join(format!("Staff shared {number}"));
                fs::create_dir_all(&folder).unwrap();
                let html = fs::read_to_string(test_run.dist.join(STANDALONE_FILE)).unwrap();
                let html = fault.apply_to_standalone_file(html);
                fs::write(folder.join(STANDALONE_FILE), html).unwrap();
                Self {
                    delivery,
                    base: file_url(&folder) + "/",
                    page: STANDALONE_FILE.to_owned(),
                    folder,
                }
            }
        }
    }

    /// The address of a route, such as `#/plan`.
    pub fn url(&self, hash: &str) -> String {
        format!("{}{}{hash}", self.base, self.page)
    }

    /// The address of the app's page, relative to another page beside it.
    pub fn page(&self) -> &str {
        if self.page.is_empty() {
            "index.html"
        } else {
            &self.page
        }
    }

    /// Puts another page of the same origin beside the app and returns its address.
    pub fn put_beside(&self, test_run: &TestRun, name: &str, html: &str) -> String {
        let url = format!("{}{name}", self.base);
        match self.delivery {
            Delivery::Http => {
                let path = url.strip_prefix(&test_run.server.origin()).unwrap();
                test_run.server.serve_page(path, html);
            }
            Delivery::File => fs::write(self.folder.join(name), html).unwrap(),
        }
        url
    }

    /// The requests that the web server got under this site's path; none for a file.
    pub fn requests(&self, test_run: &TestRun) -> Vec<String> {
        match self.delivery {
            Delivery::File => Vec::new(),
            Delivery::Http => {
                let origin = test_run.server.origin();
                let prefix = self.base.strip_prefix(&origin).unwrap();
                test_run.server.requests_under(prefix)
            }
        }
    }
}

/// The `file:` URL of an absolute path.
pub fn file_url(path: &Path) -> String {
    Url::from_file_path(path)
        .expect("an absolute path")
        .to_string()
}
