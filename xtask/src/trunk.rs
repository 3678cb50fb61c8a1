//! Trunk: building the site once, and serving it while somebody works on it.

use std::env;
use std::ffi::OsString;
use std::net::TcpListener;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use xshell::{Shell, cmd};

use crate::setup::{Purpose, set_up};
use crate::tools::{TRUNK, WASM_BINDGEN};
use crate::{npm, page, project, wasm_target};

const ADDRESS: &str = "127.0.0.1";
const PORT: u16 = 8080;

/// `cargo xtask build`: both deliveries into `dist/`.
pub fn build() -> Result<()> {
    set_up(Purpose::Build)?;
    build_only()?;
    let one_file = project::one_file();
    println!("\nThe site: {}", project::root().join("dist").display());
    println!("The one file: {}", one_file.display());
    Ok(())
}

/// Builds, without setting anything up first.
pub fn build_only() -> Result<()> {
    run(&["build", "--release"])
}

/// `cargo xtask serve`: builds, serves, and builds again on every change until interrupted.
pub fn serve() -> Result<()> {
    set_up(Purpose::Build)?;
    if let Err(error) = TcpListener::bind((ADDRESS, PORT)) {
        bail!("Cannot serve on http://{ADDRESS}:{PORT}/: {error}. Is it being served already?");
    }
    println!("\n  The site, once it is built: http://{ADDRESS}:{PORT}/");
    println!(
        "  The one file:               {}",
        project::one_file().display()
    );
    println!("  Reload the page after a change. Stop with Ctrl-C.\n");
    let port = PORT.to_string();
    // The page's security policy forbids the connection that automatic reloading needs.
    let mut arguments = vec!["serve", "--release", "--no-autoreload"];
    arguments.extend(["--address", ADDRESS, "--port", &port]);
    if has_display() {
        arguments.push("--open");
    }
    run(&arguments)
}

fn has_display() -> bool {
    cfg!(any(target_os = "macos", windows))
        || env::var_os("DISPLAY").is_some()
        || env::var_os("WAYLAND_DISPLAY").is_some()
}

fn run(arguments: &[&str]) -> Result<()> {
    let shell = project::shell()?;
    // Trunk keeps only one processor busy while it links the app, so another one compiles the program
    // that renders the page natively. If that fails, it fails again when Trunk calls `xtask page`, with
    // its error message.
    let mut native = Command::from(page::prerender_command(&shell, "build"));
    let mut native = native.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let outcome = run_trunk(&shell, arguments);
    native.kill().ok();
    native.wait()?;
    outcome
}

fn run_trunk(shell: &Shell, arguments: &[&str]) -> Result<()> {
    let trunk = TRUNK.path()?;
    let mut trunk = cmd!(shell, "{trunk} {arguments...}")
        .envs(wasm_target::variables()?)
        .env("PATH", search_path()?)
        // A backtrace of Trunk itself would bury the error message.
        .env("RUST_BACKTRACE", "0");
    // Trunk rejects the customary `NO_COLOR=1`: it expects `true` or `false`.
    if env::var_os("NO_COLOR").is_some() {
        trunk = trunk.env("NO_COLOR", "true");
    }
    Ok(trunk.run()?)
}

/// The tools' folders first, then the folder of this program, which Trunk's hook calls, then PATH.
fn search_path() -> Result<OsString> {
    let this_program = env::current_exe()?;
    let this_folder = this_program.parent().context("xtask is in no folder")?;
    let mut folders = vec![
        TRUNK.folder()?,
        WASM_BINDGEN.folder()?,
        npm::programs(),
        this_folder.to_owned(),
    ];
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    Ok(env::join_paths(folders)?)
}
