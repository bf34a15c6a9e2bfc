//! Processes with limits, in which attacks run.

use crate::{INSIDE, attack::Attack};
use std::{
    env,
    io::Read as _,
    process::{Child, Command, ExitCode, Stdio},
    thread,
    time::{Duration, Instant},
};

/// The time that an attack may take. Most take less than a second with optimizations.
const TIME: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 20 });

/// The stack of the thread on which an attack runs: that of a thread of the standard library, whose frames are large
/// without optimizations, and that of a small thread with them.
const STACK: usize = if cfg!(debug_assertions) { 2 << 20 } else { 512 << 10 };

/// Runs an attack in this process, and prints its result.
pub(crate) fn run_here(attack: &Attack) -> ExitCode {
    let result = thread::scope(|scope| {
        let thread = thread::Builder::new().stack_size(STACK);
        thread.spawn_scoped(scope, || (attack.run)()).map(|thread| thread.join())
    });
    match result {
        Ok(Ok(result)) => {
            println!("{result}");
            ExitCode::SUCCESS
        }
        _ => ExitCode::FAILURE,
    }
}

/// Runs an attack in a process of its own.
///
/// # Errors
///
/// Returns an error if it does not end as it should.
pub(crate) fn run(attack: &Attack) -> Result<(), String> {
    let program = env::current_exe().map_err(|error| error.to_string())?;
    // A shell limits the memory; what cannot be allocated aborts the process.
    let mut command = Command::new("sh");
    let limited = format!("ulimit -v {}; exec \"$0\" \"$@\"", attack.memory << 10);
    command.args(["-c", &limited]).arg(program).args([INSIDE, &attack.name]);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let mut stdout = child.stdout.take().ok_or("no output")?;
    // Read while it runs, so that a long result does not block it.
    let reader = thread::spawn(move || {
        let mut result = String::new();
        stdout.read_to_string(&mut result).map(|_| result)
    });
    let ended = wait(&mut child);
    let result = reader.join().map_err(|_| "the reader panicked")?;
    ended?;
    let result = result.map_err(|error| error.to_string())?;
    if result.contains(attack.expected) {
        Ok(())
    } else {
        let result: String = result.trim_end().chars().take(300).collect();
        Err(format!("`{}` is not in its result: {result}", attack.expected))
    }
}

/// Waits until the process ends.
///
/// # Errors
///
/// Returns an error if it fails, or takes too long, and is then killed.
fn wait(child: &mut Child) -> Result<(), String> {
    let start = Instant::now();
    loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(format!("the process ends: {status}")),
            None if start.elapsed() > TIME => {
                child.kill().and_then(|()| child.wait()).map_err(|error| error.to_string())?;
                return Err(format!("it takes more than {} s", TIME.as_secs()));
            }
            None => thread::sleep(Duration::from_millis(5)),
        }
    }
}
