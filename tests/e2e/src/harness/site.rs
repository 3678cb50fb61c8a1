//! The app as delivered: the portable file from disk, or the hosted site from a web server. A site can
//! be fault on purpose (its WebAssembly missing, a script put in front), the same way for both.

use super::server::{Quirks, with_head};
use super::test_run::TestRun;
use std::fmt;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

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

pub const STANDALONE_FILE: &str = "seven-minute-briefing.html";

/// Ways to spoil a site.
#[derive(Clone, Default)]
pub struct SiteFault {
    /// The WebAssembly is not there: a 404, or cut short inside the portable file.
    pub without_wasm: bool,
    /// The WebAssembly is there, and broken.
    pub broken_wasm: bool,
    /// This goes first into the head. The page's own security policy is taken out for it.
    pub head: Option<String>,
    /// Readable from a sandboxed frame.
    pub any_origin: bool,
}

/// A copy of the app that a browser can open.
#[derive(Clone)]
pub struct Site {
    pub delivery: Delivery,
    /// The folder of this site as a URL, with a slash at its end.
    base: String,
    page: String,
    folder: PathBuf,
}

static NEXT: AtomicU32 = AtomicU32::new(1);

impl Site {
    pub fn new(test_run: &TestRun, delivery: Delivery, fault: &SiteFault) -> Self {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        match delivery {
            Delivery::Http => {
                let prefix = format!("/some/where/{number}/");
                let quirks = Quirks {
                    without_wasm: fault.without_wasm,
                    half_the_wasm: fault.broken_wasm,
                    any_origin: fault.any_origin,
                    head: fault.head.clone(),
                };
                test_run
                    .server
                    .serve_folder(&prefix, &test_run.dist, quirks);
                Self {
                    delivery,
                    base: test_run.server.origin() + &prefix,
                    page: String::new(),
                    folder: test_run.dist.clone(),
                }
            }
            Delivery::File => {
                // A folder as on a shared drive, whose name has to be escaped in a URL.
                let folder = test_run.folder.join(format!("Staff shared {number}"));
                fs::create_dir_all(&folder).unwrap();
                let mut html = fs::read_to_string(test_run.dist.join(STANDALONE_FILE)).unwrap();
                if fault.without_wasm || fault.broken_wasm {
                    html = with_wasm_cut(&html, fault.without_wasm);
                }
                if let Some(head) = &fault.head {
                    html = with_head(&html, head);
                }
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

    /// The address of the page itself, as another page beside it would name it.
    pub fn page(&self) -> &str {
        if self.page.is_empty() {
            "index.html"
        } else {
            &self.page
        }
    }

    /// Puts another page of the same origin beside the app and gives its address.
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

    /// What the web server was asked for under this site's path; nothing for a file.
    pub fn requests_under(&self, test_run: &TestRun) -> Vec<String> {
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

/// The portable file with its packed WebAssembly, the longest run of base64 in it, emptied or cut in half.
fn with_wasm_cut(html: &str, entirely: bool) -> String {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    let packed = html
        .split(|c: char| !is_base64(c))
        .max_by_key(|run| run.len())
        .unwrap_or_default();
    assert!(
        packed.len() > 10_000,
        "no packed WebAssembly was found in the portable file"
    );
    let kept = if entirely {
        ""
    } else {
        &packed[..packed.len() / 2]
    };
    html.replacen(packed, kept, 1)
}

/// A `file:` URL for an absolute path.
pub fn file_url(path: &Path) -> String {
    let mut url = String::from("file://");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                url.push(char::from(byte));
            }
            other => {
                let _ = write!(url, "%{other:02X}");
            }
        }
    }
    url
}
