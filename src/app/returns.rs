//! The returns of many teams that a partnership has opened.
//!
//! They are kept in this tab's memory and nowhere else: nothing of them is stored in the browser or mixed
//! with the records on this device.

use std::collections::VecDeque;
use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::{self, Dropped, File, FileText, Unread};
use crate::returns::{
    Checkpoint, Collation, Filter, ImportError, Importer, MAX_FILE_BYTES, Register,
};

/// How many readers work at the same time: while one imports what it has read, the browser fetches the
/// files of the others.
const READERS: usize = 3;

/// How many returns a reader takes at a time.
const BATCH: usize = 32;

/// How long importing one file may take before the page gets its turn, in milliseconds.
const TURN_MS: i64 = 12;

/// How often the progress is shown, in milliseconds.
const PROGRESS_EVERY_MS: i64 = 100;

/// How many files have been read, and of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportProgress {
    /// How many have been read.
    pub read: usize,
    /// How many there are.
    pub of: usize,
}

/// The returns that are open, and the files that are being read.
#[derive(Clone, Copy)]
pub struct Returns {
    /// The result of the import: which returns count, and which do not.
    pub collation: RwSignal<Arc<Collation>>,
    /// How far reading has got; `None` while no file is being read.
    pub progress: RwSignal<Option<ImportProgress>>,
    /// The list of teams that were asked for a return, as it was pasted.
    pub expected: RwSignal<String>,
    /// What the page shows of them.
    pub filter: RwSignal<Filter>,
    /// Whether the summary leaves out the names of organisations and teams.
    pub anonymous: RwSignal<bool>,
    queue: StoredValue<ImportQueue, LocalStorage>,
    briefing_id: StoredValue<String>,
}

impl Returns {
    /// No returns yet. Those that answer the briefing of this id will count.
    pub fn new(briefing_id: String) -> Self {
        Self {
            collation: RwSignal::new(Arc::default()),
            progress: RwSignal::new(None),
            expected: RwSignal::new(String::new()),
            filter: RwSignal::new(Filter::default()),
            anonymous: RwSignal::new(false),
            queue: StoredValue::new_local(ImportQueue::default()),
            briefing_id: StoredValue::new(briefing_id),
        }
    }

    /// Whether any return counts. Tracks the collation.
    pub fn has_any(self) -> bool {
        self.collation
            .with(|collation| !collation.counted.is_empty())
    }

    /// Imports files, in addition to what is already open.
    pub fn import(self, dropped: Dropped) {
        let Dropped { files, missed } = dropped;
        if files.is_empty() && missed.is_empty() {
            return;
        }
        let is_first = self.with_queue(|queue| queue.add(files, missed));
        self.show_progress();
        if is_first {
            self.start_readers();
        }
    }

    /// Cancels the import, and drops everything that it has read so far.
    pub fn cancel(self) {
        self.with_queue(ImportQueue::cancel);
        self.progress.set(None);
    }

    /// Closes all returns, and shows all of the next ones.
    pub fn close_all(self) {
        self.cancel();
        self.with_queue(|queue| queue.register = Register::default());
        self.collation.set(Arc::default());
        self.filter.set(Filter::default());
    }

    /// The register file: every return that was opened, one a line. It can be opened here again.
    pub fn register_file(self) -> String {
        self.with_queue(|queue| queue.register.to_ndjson())
    }

    fn with_queue<T: Default>(self, act: impl FnOnce(&mut ImportQueue) -> T) -> T {
        self.queue.try_update_value(act).unwrap_or_default()
    }

    fn show_progress(self) {
        let progress = self.with_queue(|queue| queue.progress);
        self.progress.set(Some(progress));
    }

    fn start_readers(self) {
        let generation = self.with_queue(|queue| {
            queue.active_readers = READERS;
            queue.generation
        });
        for _ in 0..READERS {
            browser::spawn_local(self.read_files(generation));
        }
    }

    /// Reads waiting files until there are none left.
    async fn read_files(self, generation: usize) {
        loop {
            let files = self.with_queue(|queue| queue.next_batch(generation));
            if files.is_empty() {
                break;
            }
            for FileText { name, content } in browser::read_some(files, MAX_FILE_BYTES).await {
                let error = match content {
                    Ok(bytes) => {
                        self.import_content(Importer::new(name, bytes), generation)
                            .await;
                        None
                    }
                    Err(Unread::TooLarge(_)) => Some((name, ImportError::TooLarge)),
                    Err(Unread::Failed) => Some((name, ImportError::ReadFailed)),
                };
                let now_ms = browser::now_ms();
                if self.with_queue(|queue| queue.finish_file(generation, error, now_ms)) {
                    self.show_progress();
                }
            }
        }
        if self.with_queue(|queue| queue.finish_reader(generation)) {
            self.finish(generation).await;
        }
    }

    async fn import_content(self, mut importer: Importer, generation: usize) {
        let mut until_ms = browser::now_ms() + TURN_MS;
        let mut step = || {
            self.with_queue(|queue| {
                queue.generation == generation && importer.step(&mut queue.register)
            })
        };
        while step() {
            if browser::now_ms() >= until_ms {
                browser::pause().await;
                until_ms = browser::now_ms() + TURN_MS;
            }
        }
    }

    /// Decides which returns count once all files have been read. Collating, and then showing the
    /// result, are tasks of their own, so that neither makes the page wait for long.
    async fn finish(self, generation: usize) {
        browser::pause().await;
        let briefing_id = self.briefing_id.get_value();
        let collation = self.with_queue(|queue| {
            let is_current = queue.generation == generation;
            is_current.then(|| queue.register.collate(&briefing_id))
        });
        browser::pause().await;
        let is_current = self.with_queue(|queue| queue.generation == generation);
        let Some(collation) = collation.filter(|_| is_current) else {
            return;
        };
        if self.with_queue(ImportQueue::finish) {
            self.collation.set(Arc::new(collation));
            self.progress.set(None);
        } else {
            // More files came in the meantime.
            self.start_readers();
        }
    }
}

/// The register, and the files that wait to be read into it.
#[derive(Default)]
struct ImportQueue {
    register: Register,
    waiting: VecDeque<File>,
    progress: ImportProgress,
    /// Counts cancelled imports: what readers of an earlier generation return is dropped.
    generation: usize,
    /// The state of the register before the import that is under way.
    checkpoint: Option<Checkpoint>,
    /// How many readers have not finished yet.
    active_readers: usize,
    last_shown_ms: i64,
}

impl ImportQueue {
    /// Adds files. Returns whether an import begins with them.
    fn add(&mut self, files: Vec<File>, missed: Vec<String>) -> bool {
        let is_first = self.checkpoint.is_none();
        if is_first {
            self.checkpoint = Some(self.register.checkpoint());
            self.progress = ImportProgress::default();
        }
        self.progress.of += files.len() + missed.len();
        self.progress.read += missed.len();
        for name in missed {
            self.register.reject(name, ImportError::ReadFailed);
        }
        self.waiting.extend(files);
        is_first
    }

    fn cancel(&mut self) {
        self.waiting.clear();
        self.generation += 1;
        if let Some(checkpoint) = self.checkpoint.take() {
            self.register.rollback(checkpoint);
        }
    }

    /// The next files to read: returns in batches, and anything that may be larger alone.
    fn next_batch(&mut self, generation: usize) -> Vec<File> {
        let mut batch = Vec::new();
        while self.generation == generation
            && batch.len() < BATCH
            && let Some(file) = self.waiting.pop_front()
        {
            let is_return = file.name().strip_suffix(".json").is_some();
            if !is_return && !batch.is_empty() {
                self.waiting.push_front(file);
                break;
            }
            batch.push(file);
            if !is_return {
                break;
            }
        }
        batch
    }

    /// Counts a file as read, or rejects it. Returns whether it is time to show the progress.
    fn finish_file(
        &mut self,
        generation: usize,
        error: Option<(String, ImportError)>,
        now_ms: i64,
    ) -> bool {
        if self.generation != generation {
            return false;
        }
        if let Some((name, error)) = error {
            self.register.reject(name, error);
        }
        self.progress.read += 1;
        let is_due = now_ms - self.last_shown_ms >= PROGRESS_EVERY_MS;
        if is_due {
            self.last_shown_ms = now_ms;
        }
        is_due
    }

    /// Counts a reader as finished. Returns whether it was the last one.
    fn finish_reader(&mut self, generation: usize) -> bool {
        if self.generation != generation {
            return false;
        }
        self.active_readers -= 1;
        self.active_readers == 0
    }

    /// Ends the import, unless more files are waiting. Returns whether it has ended.
    fn finish(&mut self) -> bool {
        let is_done = self.waiting.is_empty();
        if is_done {
            self.checkpoint = None;
        }
        is_done
    }
}
