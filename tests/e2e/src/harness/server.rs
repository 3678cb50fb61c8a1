//! A small static web server on 127.0.0.1 that writes down everything it is asked for.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a folder that is served should do differently from a plain static host.
#[derive(Clone, Default)]
pub struct Quirks {
    /// Answer 404 to every `.wasm` file.
    pub without_wasm: bool,
    /// Answer every `.wasm` file with its first half only.
    pub half_the_wasm: bool,
    /// Let any origin read, as a sandboxed frame (whose origin is opaque) needs.
    pub any_origin: bool,
    /// Written at the start of the head of every HTML page, whose own policy is then taken out so that
    /// it may run.
    pub head: Option<String>,
}

#[derive(Default)]
struct State {
    folders: HashMap<String, (PathBuf, Quirks)>,
    pages: HashMap<String, String>,
    asked: Vec<String>,
}

/// The running server. It stops with the process.
pub struct Server {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Starts on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When no port can be had.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                // A browser that hangs up in the middle is no concern of the tests.
                thread::spawn(move || drop(converse(stream, &state)));
            }
        });
        Ok(Self { port, state })
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Serves `folder` under `prefix`, which starts and ends with a slash.
    pub fn serve_folder(&self, prefix: &str, folder: &Path, quirks: Quirks) {
        let mut state = self.state.lock().unwrap();
        state
            .folders
            .insert(prefix.to_owned(), (folder.to_owned(), quirks));
    }

    /// Serves one HTML page at an absolute path.
    pub fn serve_page(&self, path: &str, html: &str) {
        let mut state = self.state.lock().unwrap();
        state.pages.insert(path.to_owned(), html.to_owned());
    }

    /// Everything asked for so far whose path starts with `prefix`, as `GET /path`.
    pub fn requests_under(&self, prefix: &str) -> Vec<String> {
        let state = self.state.lock().unwrap();
        state
            .asked
            .iter()
            .filter(|line| {
                line.split(' ')
                    .nth(1)
                    .is_some_and(|p| p.starts_with(prefix))
            })
            .cloned()
            .collect()
    }
}

struct Answer {
    status: &'static str,
    kind: &'static str,
    any_origin: bool,
    body: Vec<u8>,
}

fn converse(stream: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    loop {
        let mut first = String::new();
        if reader.read_line(&mut first)? == 0 {
            return Ok(());
        }
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
                break;
            }
        }
        let mut words = first.split_whitespace();
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
        let path = target.split(['?', '#']).next().unwrap_or("/");
        let answer = {
            let mut state = state.lock().unwrap();
            state.asked.push(format!("{method} {target}"));
            answer(&state, path)
        };
        let cors = if answer.any_origin {
            "Access-Control-Allow-Origin: *\r\n"
        } else {
            ""
        };
        write!(
            writer,
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n{cors}\r\n",
            answer.status,
            answer.kind,
            answer.body.len()
        )?;
        if method != "HEAD" {
            writer.write_all(&answer.body)?;
        }
        writer.flush()?;
    }
}

fn answer(state: &State, path: &str) -> Answer {
    let not_found = Answer {
        status: "404 Not Found",
        kind: "text/plain; charset=utf-8",
        any_origin: true,
        body: b"There is nothing here.".to_vec(),
    };
    if let Some(html) = state.pages.get(path) {
        return Answer {
            status: "200 OK",
            kind: "text/html; charset=utf-8",
            any_origin: false,
            body: html.clone().into_bytes(),
        };
    }
    let Some((prefix, (folder, quirks))) = state
        .folders
        .iter()
        .find(|(prefix, _)| path.starts_with(prefix.as_str()))
    else {
        return not_found;
    };
    let inside = Path::new(&path[prefix.len()..]);
    if inside
        .components()
        .any(|part| !matches!(part, Component::Normal(_)))
    {
        return not_found;
    }
    let mut file = folder.join(inside);
    if file.is_dir() {
        file.push("index.html");
    }
    let kind = kind_of(&file);
    let is_wasm = kind == "application/wasm";
    let Ok(mut body) = fs::read(&file) else {
        return not_found;
    };
    if is_wasm && quirks.without_wasm {
        return not_found;
    }
    if is_wasm && quirks.half_the_wasm {
        body.truncate(body.len() / 2);
    }
    if let (true, Some(head)) = (kind.starts_with("text/html"), &quirks.head) {
        body = with_head(&String::from_utf8_lossy(&body), head).into_bytes();
    }
    Answer {
        status: "200 OK",
        kind,
        any_origin: quirks.any_origin,
        body,
    }
}

/// `html` with `head` at the start of its head and its own security policy taken out, so that `head`
/// may hold a script. Only for tests that need to reach into the page before it starts.
pub fn with_head(html: &str, head: &str) -> String {
    let mut out = html.to_owned();
    let mut from = 0;
    while let Some(start) = out[from..].find("<meta").map(|at| from + at) {
        let end = out[start..]
            .find('>')
            .map_or(out.len(), |at| start + at + 1);
        if out[start..end].contains("Content-Security-Policy") {
            out.replace_range(start..end, "");
        } else {
            from = end;
        }
    }
    let at = out
        .find("<head")
        .and_then(|start| out[start..].find('>').map(|more| start + more + 1))
        .unwrap_or(0);
    out.insert_str(at, head);
    out
}

fn kind_of(file: &Path) -> &'static str {
    match file.extension().and_then(|end| end.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
