(() => {
  const { src, dataset } = document.currentScript;
  if (window.templateReload) return;
  window.templateReload = true;
  const url = new URL(src);
  url.searchParams.set("version", dataset.version);

  // A server that is started again does not answer for a while.
  const pause = () => new Promise((resume) => setTimeout(resume, 200));

  const follow = async () => {
    for (;;) {
      try {
        const response = await fetch(url, { cache: "no-store" });
        if (!response.ok) await pause();
        else if ((await response.text()) !== dataset.version) return location.reload();
      } catch {
        await pause();
      }
    }
  };
  follow();
})();
