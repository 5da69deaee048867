// The review of a protocol: a field that takes focus shows its words in the source. Without this file links do it.
(() => {
  "use strict";

  const box = document.getElementById("source-box");
  if (!box) return;
  let marked = null;

  const forget = () => {
    if (marked) marked.classList.remove("is-marked");
    marked = null;
    box.classList.remove("has-marked");
  };

  document.addEventListener("focusin", (event) => {
    if (!event.target.matches("input, select, textarea")) return;
    const link = event.target.closest(".reading")?.querySelector("a[data-words]");
    const words = link && document.getElementById(link.hash.slice(1));
    if (!words) return;
    forget();
    marked = words;
    marked.classList.add("is-marked");
    box.classList.add("has-marked");
    // Only the source moves: the field stays where the person is typing.
    const place = words.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    if (place.top < frame.top || place.bottom > frame.bottom) box.scrollTop += place.top - frame.top - frame.height / 3;
  });

  // Words called by a link are marked by their own style; the way back into a field marks by focus again.
  window.addEventListener("hashchange", () => {
    if (window.location.hash.startsWith("#span-")) forget();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("a[data-words]")) forget();
  });
})();
