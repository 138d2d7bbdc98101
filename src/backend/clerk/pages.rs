//! Reads a whole list, list page after list page, while keys are created and revoked.
//!
//! The list comes by offset, the newest key first. Where the total count shrinks, keys are gone, and the keys behind them have
//! moved to smaller offsets: the offset steps back by as many keys as are gone, at most 12 times in a row, and the list page is
//! read again. Where the total count grows, there are new keys in front, and the next list page may repeat keys: each ID is
//! given out once. The list ends with an empty list page, with the last one by the total count, or with one that has no new
//! key. A list page that only repeats keys, because the offset stepped back or keys were created, does not end it before
//! more than 12 in a row do so.

use super::{Page, Selection, get_all};
use crate::{
    backend::{
        Exchange, Key, ListPage,
        search::{LARGEST_PAGE, SeenIds, is_last},
    },
    failure::Fallible,
    value::Value,
};

/// How many list pages in a row may have no new key before the list ends. Steps back count, too.
const MOST_FRUITLESS: u32 = 12;

pub struct ListPages {
    selection: Selection,
    /// How many keys there were at the last list page.
    total_count: Option<u64>,
    seen: SeenIds,
    /// The largest offset that keys were read up to. Keys that are created since then move it on.
    read_to: u64,
    /// How many list pages in a row had no new key, or were read again.
    fruitless: u32,
    has_ended: bool,
}

impl ListPages {
    /// Every key of a selection, whatever list page it names.
    pub fn new(selection: Selection) -> Self {
        Self {
            selection: Selection {
                page: ListPage {
                    limit: LARGEST_PAGE,
                    offset: 0,
                },
                ..selection
            },
            total_count: None,
            seen: SeenIds::default(),
            read_to: 0,
            fruitless: 0,
            has_ended: false,
        }
    }

    /// The next keys, each ID once. `None` after the last.
    pub async fn next<X: Exchange>(
        &mut self,
        call: &mut X,
    ) -> Fallible<Option<Vec<Key<X::Value>>>, X::Value> {
        while !self.has_ended {
            let page = get_all(call, &self.selection).await?;
            if let Some(keys) = self.take(page) {
                return Ok(Some(keys));
            }
        }
        Ok(None)
    }

    /// The keys of a list page that are new. `None`: the list page must be read again, from a smaller offset.
    fn take<V: Value>(&mut self, page: Page<V>) -> Option<Vec<Key<V>>> {
        let total_count = u64::from(page.total_count);
        let before = self.total_count.replace(total_count).unwrap_or(total_count);
        if self.step_back(before.saturating_sub(total_count)) {
            return None;
        }
        // New keys come first: the keys that were read have moved on by as many.
        let grown = total_count.saturating_sub(before);
        self.read_to = self.read_to.saturating_add(grown);
        Some(self.accept(page))
    }

    /// Steps back by as many keys as are gone. Returns whether it did.
    fn step_back(&mut self, gone: u64) -> bool {
        let back = gone
            .min(self.selection.page.offset)
            .min(SeenIds::MOST as u64);
        let may_step = back > 0 && self.fruitless < MOST_FRUITLESS;
        if may_step {
            self.selection.page.offset -= back;
            self.fruitless += 1;
        }
        may_step
    }

    /// Moves on behind a list page, or ends the list with it, and gives the keys of it that are new.
    fn accept<V: Value>(&mut self, page: Page<V>) -> Vec<Key<V>> {
        let total_count = u64::from(page.total_count);
        let mut keys = page.keys.into_keys();
        let count = keys.len() as u64;
        let is_reread = self.selection.page.offset < self.read_to;
        self.selection.page.offset += count;
        self.read_to = self.read_to.max(self.selection.page.offset);
        keys.retain(|key| self.seen.is_new(key));
        self.fruitless = if keys.is_empty() {
            self.fruitless + 1
        } else {
            0
        };
        let brings_nothing = self.fruitless > 0 && (!is_reread || self.fruitless > MOST_FRUITLESS);
        self.has_ended = count == 0
            || brings_nothing
            || is_last(count, self.selection.page.offset, Some(total_count));
        keys
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::backend::Keys;

    fn pages() -> ListPages {
        ListPages::new(Selection {
            subject: None,
            text: String::new(),
            page: ListPage {
                limit: 7,
                offset: 21,
            },
            include_invalid: false,
        })
    }

    /// What a server with these keys, the newest first, answers now.
    fn part(pages: &ListPages, list: &[u32]) -> Page<Json> {
        let from = usize::try_from(pages.selection.page.offset).unwrap();
        let keys = list.iter().skip(from).take(100);
        Page {
            keys: Keys(keys.map(|id| json!({ "id": id.to_string() })).collect()),
            total_count: u32::try_from(list.len()).unwrap(),
        }
    }

    /// What a server answers that says so many keys, whatever it has.
    fn part_of(pages: &ListPages, list: &[u32], total_count: u32) -> Page<Json> {
        Page {
            total_count,
            ..part(pages, list)
        }
    }

    #[test]
    fn full_pages_are_read_on_whatever_the_count_says() {
        let list: Vec<u32> = (0..250).collect();
        for total_count in [0, 100, 249, 250, 1_000_000] {
            let (mut pages, mut found) = (pages(), 0);
            let mut requests = 0;
            while !pages.has_ended {
                requests += 1;
                found += pages
                    .take(part_of(&pages, &list, total_count))
                    .unwrap()
                    .len();
            }
            assert_eq!(found, 250, "{total_count}");
            assert!(requests <= 4, "{total_count}: {requests}");
        }
    }

    #[test]
    fn a_list_that_repeats_itself_or_shrinks_for_ever_ends() {
        let list: Vec<u32> = (0..100).collect();
        let mut pages = pages();
        let first = || part_of(&self::pages(), &list, 1_000_000);
        assert_eq!(pages.take(first()).unwrap().len(), 100);
        assert_eq!(pages.take(first()).unwrap().len(), 0);
        assert!(pages.has_ended);

        let mut pages = self::pages();
        let mut requests = 0;
        while !pages.has_ended {
            pages.take(Page {
                keys: part(&self::pages(), &list).keys,
                total_count: 1_000_000 - requests,
            });
            requests += 1;
        }
        assert!(requests < 30, "{requests}");
    }

    /// What is found where something happens to the list before each part.
    fn found(list: &mut Vec<u32>, mut happens: impl FnMut(usize, &mut Vec<u32>)) -> Vec<u32> {
        let (mut pages, mut found) = (pages(), Vec::new());
        for number in 0.. {
            happens(number, list);
            let keys = pages.take(part(&pages, list)).into_iter().flatten();
            found.extend(keys.map(|key| key.text("id").unwrap().parse::<u32>().unwrap()));
            if pages.has_ended {
                break;
            }
        }
        found
    }

    #[test]
    fn every_key_comes_once() {
        for length in [0, 1, 99, 100, 101, 1_000, 2_345] {
            let mut list: Vec<u32> = (0..length).collect();
            assert_eq!(found(&mut list, |_, _| {}), (0..length).collect::<Vec<_>>());
        }
    }

    #[test]
    fn memory_is_constant() {
        let (mut pages, list) = (pages(), (0..100_000).collect::<Vec<_>>());
        while !pages.has_ended {
            pages.take(part(&pages, &list));
            assert!(pages.seen.count() <= SeenIds::MOST);
        }
    }

    proptest! {
        /// Before each part some keys are made, and some of any place go.
        #[test]
        fn what_stays_comes_once_and_nothing_twice(
            length in 0_u32..700,
            events in prop::collection::vec((0_u32..40, prop::collection::vec(any::<prop::sample::Index>(), 0..40)), 0..12),
        ) {
            let mut list: Vec<u32> = (0..length).collect();
            let mut next = length;
            let found = found(&mut list, |number, list| {
                let Some((made, gone)) = events.get(number) else { return };
                for index in gone {
                    if !list.is_empty() {
                        list.remove(index.index(list.len()));
                    }
                }
                for _ in 0..*made {
                    list.insert(0, next);
                    next += 1;
                }
            });
            for id in list.iter().filter(|id| **id < length) {
                prop_assert!(found.contains(id), "{id} stayed and was not found");
            }
            let mut once = found.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), found.len());
        }
    }
}
