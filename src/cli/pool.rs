//! Does the same work on many things, on all cores and with the results in order.

use std::{
    collections::BTreeMap,
    num::NonZero,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{Mutex, mpsc},
    thread,
};

/// So many things for each core may be under way: enough to keep it busy, few enough to hold.
const FOR_EACH_CORE: usize = 8;

/// What `make` gives is worked on, and what comes of it is taken in the order in which it was given. No more of it is held
/// than the cores need.
pub(super) fn in_order<J: Send, R: Send>(
    make: impl FnOnce(&mut dyn FnMut(J)),
    work: impl Fn(J) -> R + Sync,
    mut take: impl FnMut(R),
) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    if cores == 1 {
        return make(&mut |job| take(work(job)));
    }
    let most = cores * FOR_EACH_CORE;
    let (give, jobs) = mpsc::sync_channel::<(usize, J)>(most);
    let (done, results) = mpsc::channel();
    let jobs = Mutex::new(jobs);
    let worker = || {
        let done = done.clone();
        // Nobody who holds the lock can fail.
        while let Ok((number, job)) = jobs.lock().map_err(|_| mpsc::RecvError).and_then(|jobs| jobs.recv()) {
            let result = catch_unwind(AssertUnwindSafe(|| work(job)));
            if done.send((number, result)).is_err() {
                break;
            }
        }
    };
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(worker);
        }
        let mut given = 0;
        let mut ordered = Ordered { next: 0, waiting: BTreeMap::new() };
        let mut take_one = |ordered: &mut Ordered<_>| {
            if let Ok((number, result)) = results.recv() {
                ordered.add(number, result, &mut |result: thread::Result<R>| match result {
                    Ok(result) => take(result),
                    Err(failure) => resume_unwind(failure),
                });
            }
        };
        make(&mut |job| {
            while given - ordered.next >= most {
                take_one(&mut ordered);
            }
            // There is room for it: no more than `most` are under way.
            let _ = give.send((given, job));
            given += 1;
        });
        drop(give);
        while ordered.next < given {
            take_one(&mut ordered);
        }
    });
}

/// Results that are done before their turn.
struct Ordered<R> {
    next: usize,
    waiting: BTreeMap<usize, R>,
}

impl<R> Ordered<R> {
    fn add(&mut self, number: usize, result: R, take: &mut dyn FnMut(R)) {
        self.waiting.insert(number, result);
        while let Some(result) = self.waiting.remove(&self.next) {
            self.next += 1;
            take(result);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_things() {
        let mut taken = Vec::new();
        let slow = |number: u64| {
            // The first ones take longest.
            (0..(1000 - number) * 100).fold(number, |sum, next| std::hint::black_box(sum ^ next));
            number * 2
        };
        in_order(|give| (0..1000).for_each(give), slow, |result| taken.push(result));
        assert_eq!(taken, (0..1000).map(|number| number * 2).collect::<Vec<u64>>());
    }

    #[test]
    #[should_panic(expected = "no such number")]
    fn a_failure_is_passed_on() {
        in_order(|give| (0..100).for_each(give), |number| assert!(number != 50, "no such number"), |()| ());
    }
}
