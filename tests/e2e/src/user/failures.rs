//! Failures that a test causes in the running page.

use super::User;
use serde_json::json;

/// A script for [`SiteFault::injected_script`](crate::harness::site_fault::SiteFault::injected_script) that
/// puts the exports of the WebAssembly module where [`User::corrupt_app_memory`] finds them.
pub const EXPOSE_WASM_EXPORTS: &str = "
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const original = WebAssembly[name];
    WebAssembly[name] = (...given) => original.apply(WebAssembly, given).then((made) => {
      window.e2eExports = (made.instance || made).exports;
      return made;
    });
  }";

impl User {
    /// Overwrites all of the app's memory, so that whatever it does next fails.
    #[track_caller]
    pub fn corrupt_app_memory(&self) {
        self.script(
            "new Uint8Array(window.e2eExports.memory.buffer).fill(0xff);",
            vec![],
        );
    }

    /// Makes every write to local storage fail from now on, until the page is loaded again.
    #[track_caller]
    pub fn refuse_local_writes(&self) {
        self.script(
            "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
            vec![],
        );
    }

    /// Makes every write to local storage and to the second store fail from now on, until the page is
    /// loaded again.
    #[track_caller]
    pub fn refuse_writes(&self) {
        self.refuse_local_writes();
        self.script(
            "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };",
            vec![],
        );
    }

    /// Fills local storage to its limit, as other pages of the same origin may.
    #[track_caller]
    pub fn fill_storage(&self) {
        // Twice: on a busy machine WebKit sometimes refuses a write while there is room.
        for round in 1..=2 {
            self.script(
                "let number = 0;
                 for (let size = 1 << 20; size >= 1; size >>= 1) {
                   for (;;) {
                     try {
                       localStorage.setItem(`e2e/fill/${arguments[0]}/${number}`, 'x'.repeat(size));
                       number += 1;
                     } catch { break; }
                   }
                 }",
                vec![json!(round)],
            );
        }
    }

    /// Removes what [`User::fill_storage`] stored.
    #[track_caller]
    pub fn free_storage(&self) {
        self.remove_entries("e2e/fill/");
    }

    /// Makes every request to the network fail from now on, until the page is loaded again.
    #[track_caller]
    pub fn cut_network(&self) {
        self.script(
            "window.fetch = () => Promise.reject(new TypeError('no network'));",
            vec![],
        );
    }
}
