// The page of a document asks for its state every five seconds, if the person wishes so. Nothing moves by itself.
(() => {
  "use strict";

  const button = document.querySelector("[data-poll]");
  const state = document.getElementById("job-state");
  if (!button || !state) return;

  let timer = null;

  const stop = () => {
    window.clearInterval(timer);
    timer = null;
    button.textContent = button.dataset.startLabel;
  };

  const finish = () => {
    stop();
    button.hidden = true;
    document.querySelectorAll("[data-check], [data-while-working]").forEach((one) => {
      one.hidden = true;
    });
  };

  const ask = async () => {
    try {
      const answer = await fetch(button.dataset.poll, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return stop();
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("job-state");
      if (!fresh) return stop();
      // The region itself stays, so that a screen reader hears what has changed in it.
      if (fresh.innerHTML !== state.innerHTML) state.innerHTML = fresh.innerHTML;
      if (!["queued", "running"].includes(fresh.dataset.status)) finish();
    } catch {
      stop();
    }
  };

  button.hidden = false;
  button.addEventListener("click", () => {
    if (timer) return stop();
    button.textContent = button.dataset.stopLabel;
    timer = window.setInterval(ask, 5000);
    ask();
  });
})();
