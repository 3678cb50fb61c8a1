//! Trunk: building the site once, and serving it while it is worked on.

use std::env;
use std::fs;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};

use crate::setup::{Purpose, Toolbox};
use crate::{page, progress, project};

const ADDRESS: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// `cargo xtask build`: both deliveries into `dist/`.
///
/// # Errors
/// When set-up or the build fails.
pub fn build() -> Result<()> {
    let toolbox = Toolbox::set_up(Purpose::Build)?;
    build_with(&toolbox)?;
    println!("\nThe site: {}", project::dist().display());
    println!(
        "The one file: {}",
        project::dist().join(project::PORTABLE).display()
    );
    Ok(())
}

/// Builds with what has been set up.
///
/// # Errors
/// When Trunk fails.
pub fn build_with(toolbox: &Toolbox) -> Result<()> {
    let mut trunk = toolbox.trunk()?;
    run(trunk.args(["build", "--release"]))
}

/// `cargo xtask serve`: builds, serves, and builds again on every change until interrupted.
///
/// # Errors
/// When set-up fails, the port is taken, or Trunk ends.
pub fn serve() -> Result<()> {
    let toolbox = Toolbox::set_up(Purpose::Build)?;
    if let Err(error) = TcpListener::bind(ADDRESS) {
        bail!(
            "Cannot serve on http://{ADDRESS}/: {error}. Is it being served already? Stop that first."
        );
    }
    let mut trunk = toolbox.trunk()?;
    // The page's security policy forbids the connection that reloading by itself would need.
    trunk.args([
        "serve",
        "--release",
        "--no-autoreload",
        "--address",
        "127.0.0.1",
        "--port",
        "8080",
    ]);
    if has_display() {
        trunk.arg("--open");
    }
    thread::spawn(announce);
    run(&mut trunk)
}

/// Says where the page is once it is there.
fn announce() {
    let started = SystemTime::now();
    let portable = project::dist().join(project::PORTABLE);
    let is_built = || {
        let written = fs::metadata(&portable).and_then(|file| file.modified());
        written.is_ok_and(|written| written >= started)
    };
    while !is_built() || TcpStream::connect_timeout(&ADDRESS, LOOK_EVERY).is_err() {
        thread::sleep(LOOK_EVERY);
    }
    println!("\n  The site:     http://{ADDRESS}/");
    println!("  The one file: {}", portable.display());
    println!("  Reload the page after a change. Stop with Ctrl-C.\n");
}

fn has_display() -> bool {
    cfg!(any(target_os = "macos", windows))
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some())
}

/// Runs Trunk, and beside it the compiler for the native half of the page.
fn run(trunk: &mut Command) -> Result<()> {
    let line = progress::line_of(trunk);
    let native = page::compile_prerender();
    let status = trunk.status();
    if let Ok(mut native) = native {
        // It has ended when Trunk has succeeded. When not, nobody is to wait for it.
        native.kill().ok();
        native.wait().ok();
    }
    let status = status.with_context(|| format!("cannot start {line}"))?;
    if !status.success() {
        bail!("{line}: {status}");
    }
    Ok(())
}
