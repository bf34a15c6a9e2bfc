//! Drives a headless Chromium by the [DevTools protocol](https://chromedevtools.github.io/devtools-protocol/), over pipes.

use serde_json::{Value, json};
use std::{
    collections::VecDeque,
    env, fs,
    io::{BufRead as _, BufReader, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        atomic::{AtomicUsize, Ordering},
        mpsc::{Receiver, channel},
    },
    thread,
    time::{Duration, Instant},
};

/// How long the browser may take for a step.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long to wait before a condition is tested again.
const PAUSE: Duration = Duration::from_millis(20);

/// A browser with one page. It is stopped when it is dropped.
pub(crate) struct Page {
    process: Child,
    input: ChildStdin,
    messages: Receiver<Value>,
    /// The folder in which the browser keeps its files.
    profile: PathBuf,
    session: String,
    last_id: u64,
    /// What has gone wrong in the page since it was asked for: errors and warnings of the console, exceptions, files that
    /// were not loaded, and violations of the policy.
    errors: VecDeque<String>,
}

impl Page {
    /// Runs the browser with an empty page.
    ///
    /// # Panics
    ///
    /// Panics if there is no browser: the variable `CHROMIUM` may name one.
    pub(crate) fn open() -> Self {
        let program = env::var("CHROMIUM").unwrap_or_else(|_| "chromium".to_owned());
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let profile = format!("profile-{}-{count}", std::process::id());
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(profile);
        // Chromium reads from the file descriptor 3, and writes to 4.
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null", &program])
            .args([
                "--headless",
                "--remote-debugging-pipe",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                // No page reaches another machine.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ])
            .arg(format!("--user-data-dir={}", profile.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("there is a shell");
        let input = process.stdin.take().expect("it is a pipe");
        let output = process.stdout.take().expect("it is a pipe");
        let (sender, messages) = channel();
        thread::spawn(move || {
            // Messages end with a zero byte. Without Chromium there are none.
            for message in BufReader::new(output).split(0).map_while(Result::ok) {
                let message = serde_json::from_slice(&message).expect("messages are JSON");
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let mut page = Self {
            process,
            input,
            messages,
            profile,
            session: String::new(),
            last_id: 0,
            errors: VecDeque::new(),
        };
        let target = page.call("Target.createTarget", json!({ "url": "about:blank" }));
        let target = json!({ "targetId": target["targetId"], "flatten": true });
        let session = page.call("Target.attachToTarget", target)["sessionId"].clone();
        page.session = session.as_str().expect("a session has a name").to_owned();
        for domain in ["Page", "Runtime", "Log"] {
            page.call(&format!("{domain}.enable"), json!({}));
        }
        page
    }

    /// Calls a method, and returns its result.
    fn call(&mut self, method: &str, params: Value) -> Value {
        let result = self.try_call(method, params);
        result.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Calls a method, and returns its result, or the error of Chromium.
    fn try_call(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        self.last_id += 1;
        let id = self.last_id;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if !self.session.is_empty() {
            message["sessionId"] = json!(self.session);
        }
        let sent = write!(self.input, "{message}\0");
        sent.and_then(|()| self.input.flush()).expect("Chromium runs: CHROMIUM may be its path");
        loop {
            let answer = self.messages.recv_timeout(PATIENCE);
            let answer = answer.unwrap_or_else(|error| {
                panic!("no answer of Chromium, whose path CHROMIUM may be: {error}")
            });
            if answer["id"] == id {
                let error = &answer["error"];
                return if error.is_null() {
                    Ok(answer["result"].clone())
                } else {
                    Err(error.clone())
                };
            }
            self.note(&answer);
        }
    }

    /// Keeps an event that says that something has gone wrong.
    fn note(&mut self, event: &Value) {
        let params = &event["params"];
        let error = match event["method"].as_str() {
            Some("Runtime.consoleAPICalled")
                if ["error", "warning", "assert"].iter().any(|kind| params["type"] == *kind) =>
            {
                params["args"].to_string()
            }
            Some("Runtime.exceptionThrown") => params["exceptionDetails"].to_string(),
            Some("Log.entryAdded") if params["entry"]["level"] != "info" => {
                let entry = &params["entry"];
                format!("{} {}", entry["text"], entry["url"]).replace('"', "")
            }
            _ => return,
        };
        self.errors.push_back(error);
    }

    /// Returns what has gone wrong since the last call.
    pub(crate) fn take_errors(&mut self) -> Vec<String> {
        // The events that came before the answer are noted.
        self.evaluate("0");
        self.errors.drain(..).collect()
    }

    /// Returns the value of an expression of JavaScript.
    pub(crate) fn evaluate(&mut self, expression: &str) -> Value {
        let params =
            json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let result = self.call("Runtime.evaluate", params);
        let exception = &result["exceptionDetails"];
        assert!(exception.is_null(), "{expression}: {exception}");
        result["result"]["value"].clone()
    }

    /// Waits until an expression is true, also in the page that comes next.
    pub(crate) fn wait_until(&mut self, expression: &str) {
        let start = Instant::now();
        loop {
            let params = json!({ "expression": expression, "returnByValue": true });
            // While a page is left, there may be nothing yet that the expression reads, and it may be left before Chromium
            // answers.
            let result = self.try_call("Runtime.evaluate", params);
            if result.as_ref().is_ok_and(|result| result["result"]["value"] == true) {
                return;
            }
            assert!(start.elapsed() < PATIENCE, "in vain: {expression}: {result:?}");
            thread::sleep(PAUSE);
        }
    }

    /// Loads a page.
    pub(crate) fn visit(&mut self, address: &str) {
        let result = self.call("Page.navigate", json!({ "url": address }));
        assert!(result["errorText"].is_null(), "{address}: {}", result["errorText"]);
        self.wait_until("document.readyState === 'complete'");
    }

    /// Does something that leads to a page whose heading is known.
    pub(crate) fn go(&mut self, heading: &str, action: impl FnOnce(&mut Self)) {
        // The button "back" may show a page as it was left, with its variables.
        let step = self.last_id;
        self.evaluate(&format!("window.left = {step}"));
        action(self);
        let text = json!(heading);
        self.wait_until(&format!(
            "window.left !== {step} && document.readyState === 'complete' && document.querySelector('h1')?.textContent === {text}"
        ));
    }

    /// Clicks with the mouse on the first element of a selector.
    pub(crate) fn click(&mut self, selector: &str) {
        let selector = json!(selector);
        let place = self.evaluate(&format!(
            "(() => {{
                const element = document.querySelector({selector});
                element.scrollIntoView({{ block: 'center', behavior: 'instant' }});
                const box = element.getBoundingClientRect();
                const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
                const hit = document.elementFromPoint(x, y);
                return {{ x, y, isHit: element === hit || element.contains(hit) || hit.contains(element) }};
            }})()"
        ));
        assert_eq!(place["isHit"], true, "something covers {selector}");
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({
                "type": kind, "x": place["x"], "y": place["y"], "button": "left", "clickCount": 1,
            });
            self.call("Input.dispatchMouseEvent", event);
        }
    }

    /// Clicks on a field, and types a text into it, key by key.
    pub(crate) fn write(&mut self, selector: &str, text: &str) {
        self.click(selector);
        for character in text.chars() {
            let event = json!({ "type": "char", "text": character.to_string() });
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Presses a key that is no character.
    pub(crate) fn press(&mut self, key: &str, code: u32) {
        for kind in ["keyDown", "keyUp"] {
            let mut event =
                json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code });
            if key == "Enter" && kind == "keyDown" {
                event["text"] = json!("\r");
            }
            self.call("Input.dispatchKeyEvent", event);
        }
    }

    /// Sets the size of the window, and whether colors are dark.
    pub(crate) fn look(&mut self, width: u32, height: u32, scheme: &str) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600,
        });
        self.call("Emulation.setDeviceMetricsOverride", size);
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.call("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// Writes a picture of the window to a file.
    pub(crate) fn picture(&mut self, path: &Path) {
        let result = self.call("Page.captureScreenshot", json!({ "format": "png" }));
        let bytes = from_base64(result["data"].as_str().expect("the picture is a text"));
        assert!(bytes.starts_with(b"\x89PNG"), "it is no PNG");
        fs::write(path, bytes).expect("the file can be written");
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // It ends all of its processes, unless it has ended by itself, or does not answer.
        let _ = write!(self.input, "{}\0", json!({ "id": 0, "method": "Browser.close" }));
        let start = Instant::now();
        while matches!(self.process.try_wait(), Ok(None)) && start.elapsed() < PATIENCE / 10 {
            thread::sleep(PAUSE);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
        // The folder may still be in use; it is a temporary one.
        let _ = fs::remove_dir_all(&self.profile);
    }
}

/// Decodes Base64.
fn from_base64(text: &str) -> Vec<u8> {
    let value = |character: u8| match character {
        b'A'..=b'Z' => Some(character - b'A'),
        b'a'..=b'z' => Some(character - b'a' + 26),
        b'0'..=b'9' => Some(character - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for value in text.bytes().map_while(value) {
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}
