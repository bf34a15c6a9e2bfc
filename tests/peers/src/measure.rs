//! Measures times. Tasks alternate, so that a temporary disturbance of the machine affects all of them.

use crate::task::Repeat;
use std::time::{Duration, Instant};

/// The approximate duration of a batch.
const BATCH: Duration = Duration::from_millis(2);

/// Measures the time of one repetition of each task, in nanoseconds: the median over all rounds. In each
/// round every task runs one batch; every second round runs the tasks in reverse order.
pub(crate) fn measure(tasks: &mut [&mut dyn Repeat], rounds: usize) -> Vec<f64> {
    let batches: Vec<u32> = tasks.iter_mut().map(|task| calibrate(*task)).collect();
    let mut times = vec![Vec::with_capacity(rounds); tasks.len()];
    for round in 0..rounds {
        for place in 0..tasks.len() {
            let i = if round % 2 == 0 { place } else { tasks.len() - 1 - place };
            let time = batch(tasks[i], batches[i]);
            times[i].push(time.as_nanos() as f64 / f64::from(batches[i]));
        }
    }
    let median_of = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        median(times)
    };
    times.iter_mut().map(median_of).collect()
}

/// Returns the number of repetitions in a batch. The task is also warmed up.
fn calibrate(task: &mut dyn Repeat) -> u32 {
    let mut times = 1;
    loop {
        let time = batch(task, times);
        if time >= BATCH / 4 {
            let wanted = f64::from(times) * BATCH.as_secs_f64() / time.as_secs_f64();
            return (wanted as u32).max(1);
        }
        times *= 2;
    }
}

/// Returns the time of one batch.
fn batch(task: &mut dyn Repeat, times: u32) -> Duration {
    let start = Instant::now();
    task.batch(times);
    start.elapsed()
}

/// Returns the median of sorted numbers.
pub(crate) fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { (sorted[half - 1] + sorted[half]) / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(&[1.0, 4.0, 5.0, 100.0]), 4.5);
        assert_eq!(median(&[1.0, 4.0, 5.0]), 4.0);
    }
}
