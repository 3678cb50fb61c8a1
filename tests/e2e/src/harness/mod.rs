//! The stage: browsers, their drivers, a web server and the built app. It knows no test.

pub mod browser;
pub mod engine;
pub mod process;
pub mod programs;
pub mod server;
pub mod site;
pub mod stage;
pub mod tools;
pub mod wire;
pub mod world;
