//! What the tests run on: browsers, their drivers, a web server and the built app. Knows no test.

pub mod browser;
pub mod engine;
pub mod fixture;
pub mod process;
pub mod profile;
pub mod programs;
pub mod server;
pub mod site;
pub mod site_fault;
pub mod test_run;
pub mod tools;
pub mod webdriver;
