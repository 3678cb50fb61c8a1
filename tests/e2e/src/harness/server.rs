//! A small static web server on 127.0.0.1 that logs every request.
//!
//! Written by hand, since the tests need little of HTTP: `tiny_http` 0.12 was considered and would
//! replace only `handle_connection`, some 40 lines, as serving files, faults and the log stay.

use super::site_fault::SiteFault;
use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

#[derive(Default)]
struct State {
    /// Folders by the path prefix under which they are served.
    folders: HashMap<String, (PathBuf, SiteFault)>,
    /// HTML pages by their path.
    pages: HashMap<String, String>,
    /// Requests so far, as `GET /path`.
    log: Vec<String>,
}

/// The running server. It stops when the process ends.
pub struct Server {
    port: u16,
    state: Arc<Mutex<State>>,
}

impl Server {
    /// Starts on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// When no port is free.
    pub fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(Mutex::new(State::default()));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                // Errors are ignored: the browser may hang up at any time.
                thread::spawn(move || drop(handle_connection(stream, &state)));
            }
        });
        Ok(Self { port, state })
    }

    pub fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Serves `folder` under `prefix`, which starts and ends with a slash.
    pub fn serve_folder(&self, prefix: &str, folder: &Path, fault: SiteFault) {
        let mut state = self.state.lock().unwrap();
        state
            .folders
            .insert(prefix.to_owned(), (folder.to_owned(), fault));
    }

    /// Serves one HTML page at an absolute path.
    pub fn serve_page(&self, path: &str, html: &str) {
        let mut state = self.state.lock().unwrap();
        state.pages.insert(path.to_owned(), html.to_owned());
    }

    /// All requests so far whose path starts with `prefix`, as `GET /path`.
    pub fn requests_under(&self, prefix: &str) -> Vec<String> {
        let state = self.state.lock().unwrap();
        let path_of = |line: &str| line.split(' ').nth(1).map(str::to_owned);
        state
            .log
            .iter()
            .filter(|line| path_of(line).is_some_and(|path| path.starts_with(prefix)))
            .cloned()
            .collect()
    }
}

struct Response {
    status: &'static str,
    content_type: &'static str,
    allow_any_origin: bool,
    body: Vec<u8>,
}

impl Response {
    fn html(body: String) -> Self {
        Self {
            status: "200 OK",
            content_type: "text/html; charset=utf-8",
            allow_any_origin: false,
            body: body.into_bytes(),
        }
    }

    fn not_found() -> Self {
        Self {
            status: "404 Not Found",
            content_type: "text/plain; charset=utf-8",
            allow_any_origin: true,
            body: b"There is nothing here.".to_vec(),
        }
    }
}

/// Answers the requests of one connection until the browser closes it.
fn handle_connection(stream: TcpStream, state: &Mutex<State>) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = stream;
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request)? == 0 {
            return Ok(());
        }
        loop {
            let mut header = String::new();
            if reader.read_line(&mut header)? == 0 || header.trim().is_empty() {
                break;
            }
        }
        let mut words = request.split_whitespace();
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or("/"));
        let path = target.split(['?', '#']).next().unwrap_or("/");
        let response = {
            let mut state = state.lock().unwrap();
            state.log.push(format!("{method} {target}"));
            respond(&state, path)
        };
        let cors = if response.allow_any_origin {
            "Access-Control-Allow-Origin: *\r\n"
        } else {
            ""
        };
        write!(
            writer,
            "HTTP/1.1 {}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-store\r\n{cors}\r\n",
            response.status,
            response.content_type,
            response.body.len()
        )?;
        if method != "HEAD" {
            writer.write_all(&response.body)?;
        }
        writer.flush()?;
    }
}

fn respond(state: &State, path: &str) -> Response {
    if let Some(html) = state.pages.get(path) {
        return Response::html(html.clone());
    }
    let served = state
        .folders
        .iter()
        .find_map(|(prefix, served)| Some((path.strip_prefix(prefix.as_str())?, served)));
    served
        .and_then(|(inside, (folder, fault))| file_response(folder, inside, fault))
        .unwrap_or_else(Response::not_found)
}

/// The file at the relative path `inside` in `folder`, or `None` if there is none.
fn file_response(folder: &Path, inside: &str, fault: &SiteFault) -> Option<Response> {
    let is_inside = Path::new(inside)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !is_inside {
        return None;
    }
    let mut file = folder.join(inside);
    if file.is_dir() {
        file.push("index.html");
    }
    let content_type = content_type_of(&file);
    let mut body = fs::read(&file).ok()?;
    if content_type == "application/wasm" {
        body = fault.apply_to_wasm(body)?;
    } else if content_type.starts_with("text/html") {
        let html = String::from_utf8_lossy(&body).into_owned();
        body = fault.apply_to_html(html).into_bytes();
    }
    Some(Response {
        status: "200 OK",
        content_type,
        allow_any_origin: fault.allow_any_origin,
        body,
    })
}

fn content_type_of(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
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
