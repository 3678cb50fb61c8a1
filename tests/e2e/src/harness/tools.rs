//! Finds the browsers, their drivers and the other programs, and says plainly which is missing.

use std::env;
use std::path::PathBuf;

/// A program that the tests need.
#[derive(Clone, Copy)]
pub struct Tool {
    /// The environment variable that says where it is.
    variable: &'static str,
    /// Its names on PATH.
    names: &'static [&'static str],
    /// Where Debian installs it.
    usual: &'static [&'static str],
}

pub const CHROMEDRIVER: Tool = Tool {
    variable: "CHROMEDRIVER",
    names: &["chromedriver"],
    usual: &["/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver"],
};
pub const CHROMIUM: Tool = Tool {
    variable: "CHROMIUM",
    names: &["chromium", "google-chrome"],
    usual: &["/usr/bin/chromium"],
};
pub const GECKODRIVER: Tool = Tool {
    variable: "GECKODRIVER",
    names: &["geckodriver"],
    usual: &["/usr/bin/geckodriver", "/usr/local/bin/geckodriver"],
};
pub const FIREFOX: Tool = Tool {
    variable: "FIREFOX",
    names: &["firefox-esr", "firefox"],
    usual: &["/usr/bin/firefox-esr"],
};
pub const WEBKITWEBDRIVER: Tool = Tool {
    variable: "WEBKITWEBDRIVER",
    names: &["WebKitWebDriver"],
    usual: &["/usr/bin/WebKitWebDriver"],
};
pub const MINIBROWSER: Tool = Tool {
    variable: "MINIBROWSER",
    names: &["MiniBrowser"],
    usual: &[
        "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser",
        "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
        "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.0/MiniBrowser",
    ],
};
pub const XVFB: Tool = Tool {
    variable: "XVFB",
    names: &["Xvfb"],
    usual: &["/usr/bin/Xvfb"],
};

pub const NODE: Tool = Tool {
    variable: "NODE",
    names: &["node"],
    usual: &["/usr/bin/node", "/usr/local/bin/node"],
};
pub const JAVA: Tool = Tool {
    variable: "JAVA",
    names: &["java"],
    usual: &["/usr/bin/java"],
};
pub const PDFINFO: Tool = Tool {
    variable: "PDFINFO",
    names: &["pdfinfo"],
    usual: &["/usr/bin/pdfinfo"],
};
pub const PDFTOTEXT: Tool = Tool {
    variable: "PDFTOTEXT",
    names: &["pdftotext"],
    usual: &["/usr/bin/pdftotext"],
};
pub const PDFTOPPM: Tool = Tool {
    variable: "PDFTOPPM",
    names: &["pdftoppm"],
    usual: &["/usr/bin/pdftoppm"],
};

pub const SOFFICE: Tool = Tool {
    variable: "SOFFICE",
    names: &["soffice", "libreoffice"],
    usual: &["/usr/bin/soffice"],
};

impl Tool {
    /// The absolute path of this program.
    ///
    /// # Errors
    /// Names the program, the variable that may say where it is, and every place that was searched.
    pub fn path(self) -> Result<PathBuf, String> {
        if let Some(said) = env::var_os(self.variable) {
            let path = PathBuf::from(said);
            return if path.is_file() {
                Ok(path)
            } else {
                Err(format!(
                    "{} says {}, but there is no such file",
                    self.variable,
                    path.display()
                ))
            };
        }
        let on_path = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&on_path)
            .flat_map(|folder| self.names.iter().map(move |name| folder.join(name)))
            .chain(self.usual.iter().map(PathBuf::from))
            .find(|path| path.is_file())
            .ok_or_else(|| {
                format!(
                    "{} is not installed: it is not on PATH, not at {}, and {} is not set",
                    self.names[0],
                    self.usual.join(", "),
                    self.variable
                )
            })
    }
}
