//! Putting in order. Sorting is some kilobytes of code for each type that is sorted: here
//! it is done once, for texts.

use crate::record::lower;

/// The items in the order of their keys; those with the same key stay as they were.
pub fn in_order<T>(items: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
    let order = order(items.iter().map(key).collect());
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    let taken = order.into_iter().filter_map(|at| items.get_mut(at)?.take());
    taken.collect()
}

/// The places of the keys, in their order.
fn order(keys: Vec<String>) -> Vec<usize> {
    let mut places: Vec<(String, usize)> = keys.into_iter().zip(0..).collect();
    places.sort_unstable();
    places.into_iter().map(|(_, place)| place).collect()
}

/// A key by which names are found in a list, whatever their capitals.
pub fn name_key(names: [&str; 2]) -> String {
    // Between two names stands what is before every letter.
    names.map(|name| lower(name.trim())).join("\0")
}
