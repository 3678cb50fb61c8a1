//! Tables, and what is shown only once it is asked for.
//! Sources: <https://design-system.service.gov.uk/components/table/>, `/details/`, whose style is
//! ours: theirs has a rule for browsers without the element that is no CSS.

use leptos::prelude::*;

use super::button::{Button, Look};
use super::element::{Part, element, live, live_words, tag, texted, words};

/// How many of many things are shown: the first ones, and more when they are asked for.
#[derive(Clone, Copy)]
pub struct Few {
    of: usize,
    first: usize,
    shown: RwSignal<usize>,
}

impl Few {
    /// The first ones of so many.
    pub fn of(of: usize, first: usize) -> Self {
        Self {
            of,
            first,
            shown: RwSignal::new(first),
        }
    }

    /// How many are shown.
    pub fn count(self) -> usize {
        self.shown.get().min(self.of)
    }

    /// The way to more, where there are more.
    pub fn more(self, what: &'static str) -> Vec<Part> {
        if self.of <= self.first {
            return Vec::new();
        }
        let said = live_words(move || format!("{} of {} shown", self.count(), self.of));
        // It stays when there is nothing more to show: the focus is on it.
        let button = Button {
            idle: Some(Signal::derive(move || self.count() == self.of)),
            ..Button::new("Show more", Look::Secondary)
        };
        let of = format!(" {what}");
        let button = Button {
            of: Some(Box::new(move || of.clone())),
            ..button
        };
        let press = button.view(move || self.shown.update(|it| *it += 4 * self.first));
        vec![element(
            "p",
            &[("class", "govuk-body app-more")],
            vec![said, words(" "), press],
        )]
    }
}

/// Lines of text, the first ones of many.
pub fn long_list(lines: Vec<String>) -> Part {
    let few = Few::of(lines.len(), FIRST);
    let items = live(move || {
        let shown = lines.iter().take(few.count());
        shown
            .map(|line| texted("li", "app-lines", line.as_str()))
            .collect()
    });
    let list = [("class", "govuk-list govuk-list--bullet")];
    let mut parts = vec![element("ul", &list, vec![items])];
    parts.extend(few.more("of this list"));
    element("div", &[], parts)
}

/// How many rows there are before more are asked for.
const FIRST: usize = 50;

/// A table of texts: its caption, the heads of its columns, its rows. The first column
/// names the rows, the others are numbers. Of a long one, the first rows.
pub fn table(caption: &str, heads: &[&'static str], rows: Vec<Vec<String>>) -> Part {
    let numeric = |index: usize, class: &'static str, of_numbers: &'static str| {
        if index == 0 { class } else { of_numbers }
    };
    let heads = heads.iter().enumerate().map(|(index, head)| {
        let class = numeric(
            index,
            "govuk-table__header",
            "govuk-table__header govuk-table__header--numeric",
        );
        let attributes = [("class", class), ("scope", "col")];
        element("th", &attributes, vec![words(*head)])
    });
    let heads = element("tr", &[("class", "govuk-table__row")], heads.collect());
    let caption = texted("caption", "govuk-visually-hidden", caption);
    let few = Few::of(rows.len(), FIRST);
    let body = live(move || {
        let rows = rows.iter().take(few.count()).map(|row| {
            let cells = row.iter().enumerate().map(|(index, cell)| {
                if index == 0 {
                    let attributes = [("class", "govuk-table__header"), ("scope", "row")];
                    return element("th", &attributes, vec![words(cell.as_str())]);
                }
                let class = "govuk-table__cell govuk-table__cell--numeric";
                texted("td", class, cell.as_str())
            });
            element("tr", &[("class", "govuk-table__row")], cells.collect())
        });
        rows.collect()
    });
    let table = element(
        "table",
        &[("class", "govuk-table app-table")],
        vec![
            caption,
            element("thead", &[("class", "govuk-table__head")], vec![heads]),
            element("tbody", &[("class", "govuk-table__body")], vec![body]),
        ],
    );
    let mut parts = vec![element("div", &[("class", "app-table-box")], vec![table])];
    parts.extend(few.more("rows"));
    element("div", &[], parts)
}

/// Something under a line of words that opens it. It is made only then.
pub fn fold(
    said: impl Into<String>,
    content: impl Fn() -> Vec<Part> + Send + Sync + 'static,
) -> Part {
    boxed_fold(said.into(), String::new(), Box::new(content))
}

/// The same, as one of several alike: `of` says, as heard, which.
pub fn named_fold(
    said: &str,
    of: &str,
    content: impl Fn() -> Vec<Part> + Send + Sync + 'static,
) -> Part {
    boxed_fold(said.to_owned(), format!(" {of}"), Box::new(content))
}

fn boxed_fold(said: String, of: String, content: Box<dyn Fn() -> Vec<Part> + Send + Sync>) -> Part {
    let is_open = RwSignal::new(false);
    let inside = live(move || if is_open.get() { content() } else { Vec::new() });
    let said = element(
        "span",
        &[("class", "app-fold__words")],
        vec![words(said), texted("span", "govuk-visually-hidden", of)],
    );
    let summary = element("summary", &[("class", "app-fold__summary")], vec![said]);
    tag("details")
        .with("class", "app-fold")
        // Once it was open it stays made: nothing that was typed or opened in it is lost.
        .on("toggle", Box::new(move |_| is_open.set(true)))
        .child(summary)
        .child(element("div", &[("class", "app-fold__text")], vec![inside]))
        .view()
}
