//! What the app stores in the browser, read and written behind the scenes: to prepare a state and to
//! check what was stored.

use super::{User, ok_if};
use crate::record;
use serde_json::{Value, json};
use std::collections::BTreeMap;

impl User {
    /// All that the app has in local storage, by key.
    #[track_caller]
    pub fn stored_entries(&self) -> BTreeMap<String, String> {
        let entries = self.script(
            "return Object.keys(localStorage).filter((key) => key.startsWith('7mb/'))
               .map((key) => [key, localStorage.getItem(key)]);",
            vec![],
        );
        let text_at = |entry: &Value, index: usize| entry[index].as_str().unwrap_or("").to_owned();
        entries
            .as_array()
            .into_iter()
            .flatten()
            .map(|entry| (text_at(entry, 0), text_at(entry, 1)))
            .collect()
    }

    /// The stored records, by key.
    #[track_caller]
    pub fn stored_records(&self) -> BTreeMap<String, String> {
        let mut entries = self.stored_entries();
        entries.retain(|key, _| key.starts_with("7mb/record/"));
        entries
    }

    /// The only stored record.
    #[track_caller]
    pub fn only_stored_record(&self) -> Value {
        let records = self.stored_records();
        assert_eq!(records.len(), 1, "one record is stored: {records:?}");
        record::parse(records.values().next().unwrap())
    }

    /// Waits until one of the stored records contains all these words.
    #[track_caller]
    pub fn wait_until_stored(&self, words: &[&str]) {
        self.wait_until(&format!("a stored record has {words:?}"), || {
            let records = self.stored_records();
            let has_all = |text: &String| words.iter().all(|words| text.contains(words));
            ok_if(records.values().any(has_all), || format!("{records:?}"))
        });
    }

    /// Stores a text under a key, as an earlier visit would have left it. The app must not be open.
    #[track_caller]
    pub fn store_entry(&self, key: &str, text: &str) {
        self.script(
            "localStorage.setItem(arguments[0], arguments[1]);",
            vec![json!(key), json!(text)],
        );
    }

    /// Stores a record, as an earlier visit would have left it. The app must not be open.
    #[track_caller]
    pub fn store_record(&self, record: &Value) {
        self.store_entry(record::KEY, &record::file_text(record));
    }

    /// Stores the small sample record, as an earlier visit would have left it. The app must not be open.
    #[track_caller]
    pub fn store_small_record(&self) {
        self.store_record(&record::small());
    }

    /// Removes the entries whose key starts with `prefix` from local storage.
    #[track_caller]
    pub fn remove_entries(&self, prefix: &str) {
        self.script(
            "for (const key of Object.keys(localStorage)) {
               if (key.startsWith(arguments[0])) localStorage.removeItem(key);
             }",
            vec![json!(prefix)],
        );
    }

    /// Leaves the app and removes what the app and the tests have stored in this browser, and nothing
    /// else.
    #[track_caller]
    pub fn clear_app_data(&self) {
        if let Err(why) = self.try_to_clear_app_data() {
            panic!("the backup database is not deleted: {why}");
        }
    }

    /// The same.
    ///
    /// # Errors
    /// Why the backup database could not be deleted.
    #[track_caller]
    pub fn try_to_clear_app_data(&self) -> Result<(), String> {
        self.leave();
        self.remove_entries("7mb/");
        self.remove_entries("e2e/");
        self.script("sessionStorage.clear();", vec![]);
        self.try_to_delete_backup_database()
    }

    /// Deletes the app's database, as another page of the same origin may.
    #[track_caller]
    pub fn delete_backup_database(&self) {
        if let Err(why) = self.try_to_delete_backup_database() {
            panic!("the backup database is not deleted: {why}");
        }
    }

    fn try_to_delete_backup_database(&self) -> Result<(), String> {
        let script = "const done = arguments[arguments.length - 1];
             const request = indexedDB.deleteDatabase('seven-minute-briefing');
             let state = 'no answer';
             request.onblocked = () => { state = 'a page has it open'; };
             request.onsuccess = () => done(true);
             request.onerror = () => done('' + request.error);
             setTimeout(() => done(state), 20_000);";
        let outcome = self.browser.execute_async(script, vec![])?;
        ok_if(outcome == true, || outcome.to_string())
    }

    /// The records in the app's database, read as another page of the same origin may.
    ///
    /// # Errors
    /// Why they could not be read.
    pub fn backed_up_records(&self) -> Result<Vec<String>, String> {
        let script = "const done = arguments[arguments.length - 1];
             const request = indexedDB.open('seven-minute-briefing');
             request.onerror = () => done('' + request.error);
             request.onsuccess = () => {
               const database = request.result;
               if (!database.objectStoreNames.contains('texts')) { database.close(); return done('empty'); }
               const records = IDBKeyRange.bound('7mb/record/', '7mb/record/\\uffff');
               const found = database.transaction('texts').objectStore('texts').getAll(records);
               found.onsuccess = () => { database.close(); done(found.result); };
               found.onerror = () => done('' + found.error);
             };";
        let found = self.browser.execute_async(script, vec![])?;
        serde_json::from_value(found.clone()).map_err(|_| found.to_string())
    }

    /// All that any page of the app's origin has stored, in local storage and in every database, as one
    /// text.
    #[track_caller]
    pub fn everything_stored(&self) -> String {
        let script = "const done = arguments[arguments.length - 1];
             const result = (request) => new Promise((resolve, reject) => {
               request.onsuccess = () => resolve(request.result);
               request.onerror = () => reject(request.error);
             });
             (async () => {
               const all = [Object.entries(localStorage), Object.entries(sessionStorage)];
               for (const { name } of await indexedDB.databases()) {
                 const database = await result(indexedDB.open(name));
                 for (const store of database.objectStoreNames) {
                   const texts = database.transaction(store).objectStore(store);
                   all.push([await result(texts.getAllKeys()), await result(texts.getAll())]);
                 }
                 database.close();
               }
               return JSON.stringify(all);
             })().then(done, (error) => done({ error: '' + error }));";
        self.wait_until("read everything that is stored", || {
            let all = self.browser.execute_async(script, vec![])?;
            let text = all.as_str().map(str::to_owned);
            text.ok_or_else(|| all.to_string())
        })
    }
}
