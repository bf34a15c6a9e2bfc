// What `hx-get` of htmx does, as far as this site needs it: while a form with the attribute is filled in, its answer
// replaces the content of the element that `hx-target` names. The header `hx-request` tells the server what is wanted.
// Without a script, the form still works: its button loads the page.

const PAUSE = 150; // milliseconds without a key

let timer;
let running;

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[hx-get]");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => swap(form), PAUSE);
});

async function swap(form) {
  running?.abort();
  running = new AbortController();
  const url = new URL(form.getAttribute("hx-get"), location.href);
  url.search = new URLSearchParams(new FormData(form));
  try {
    const response = await fetch(url, { headers: { "hx-request": "true" }, signal: running.signal });
    if (!response.ok) return form.submit(); // shows the page of the error
    document.querySelector(form.getAttribute("hx-target")).innerHTML = await response.text();
    history.replaceState(null, "", url);
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}
