// A protocol written during a meeting and a municipality's form save themselves: some seconds after typing stops and
// when a box is left.
// Without this file the buttons save the same form.
(() => {
  "use strict";

  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  const QUIET = 2500;
  const AGAIN = 10000;
  const UNSAVED = "Есть несохранённые записи";
  const status = form.querySelector("[data-autosave-status]");
  const warning = form.querySelector("[data-autosave-conflict]");
  const rows = form.querySelector("[data-rows]");
  const total = form.querySelector("input[name$='-TOTAL_FORMS']");
  let saved = picture();
  let timer = null;
  let isSaving = false;
  let isStopped = false;
  let waiting = null;

  function picture() {
    const data = new FormData(form);
    data.delete("csrfmiddlewaretoken");
    data.delete("token");
    data.delete("save_number");
    return JSON.stringify([...data].filter(([name]) => !/-(pk|was)$/.test(name)));
  }

  // The server knows by it which save of this page is the newer one when an answer was lost on its way.
  const count = () => {
    if (form.elements.save_number) form.elements.save_number.value = Number(form.elements.save_number.value) + 1;
  };

  const isChanged = () => picture() !== saved;

  const tell = (words) => {
    if (status.textContent !== words) status.textContent = words;
  };

  const plan = (delay) => {
    window.clearTimeout(timer);
    if (!isStopped) timer = window.setTimeout(save, delay);
  };

  const warn = (words) => {
    warning.querySelector("[data-autosave-words]").textContent = words;
    warning.hidden = false;
  };

  // What the server refuses for good: the text stays in the boxes, the person decides.
  const stop = (words) => {
    isStopped = true;
    window.clearTimeout(timer);
    tell("Не сохранено");
    warn(words);
  };

  const accept = (answer, sent) => {
    saved = sent;
    if (answer.token) form.elements.token.value = answer.token;
    Object.entries(answer.keys ?? {}).forEach(([row, key]) => {
      const box = form.elements[`decisions-${row}-pk`];
      if (box) box.value = key ?? "";
    });
    // What the server now holds: the next save is compared with it.
    Object.entries(answer.marks ?? {}).forEach(([name, text]) => {
      if (form.elements[name]) form.elements[name].value = text;
    });
    if (answer.warning) warn(answer.warning);
    else warning.hidden = true;
    // Typed while the answer was on the way: «Сохранено» would not be true of it.
    if (isChanged()) {
      tell(UNSAVED);
      plan(QUIET);
      return;
    }
    const kept = `Сохранено в ${answer.at}`;
    tell(answer.mistakes.length ? `${kept}, кроме полей с ошибкой: ${answer.mistakes.join("; ")}` : kept);
  };

  async function save() {
    window.clearTimeout(timer);
    if (isSaving || isStopped || !isChanged()) return;
    isSaving = true;
    const sent = picture();
    count();
    try {
      const answer = await fetch(form.action || window.location.href, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      });
      if (answer.redirected) tell("Не сохранено: вход на портал закончился. Войдите в другой вкладке, текст останется здесь");
      else if (answer.status === 409) {
        const told = await answer.json();
        stop(told.conflict || told.problem);
      } else if (answer.ok) accept(await answer.json(), sent);
      else if (answer.status === 403) stop("Протокол подписан, или прав на запись больше нет. Скопируйте текст: на портал он не записан.");
      else throw new Error(String(answer.status));
    } catch {
      tell("Не сохранено: нет связи. Повторяем каждые 10 секунд, текст остаётся на странице");
      plan(AGAIN);
    } finally {
      isSaving = false;
    }
    if (waiting) form.requestSubmit(waiting);
  }

  form.addEventListener("input", () => {
    if (!isStopped) tell(UNSAVED);
    plan(QUIET);
  });
  form.addEventListener("focusout", () => {
    if (isChanged()) plan(50);
  });
  window.addEventListener("online", () => plan(0));

  // The browser asks before typed text is lost; a button of the form saves it.
  form.addEventListener("submit", (event) => {
    if (isSaving) {
      // The answer on the way brings a new token: a second request with the old one would quarrel with itself.
      event.preventDefault();
      waiting = event.submitter;
      return;
    }
    isStopped = true;
    window.clearTimeout(timer);
    saved = picture();
    count();
  });
  window.addEventListener("beforeunload", (event) => {
    if (isChanged()) event.preventDefault();
  });

  const add = form.querySelector("[data-add-row]");
  if (!add) return;
  add.hidden = false;
  add.addEventListener("click", () => {
    const number = Number(total.value);
    const holder = document.createElement("template");
    holder.innerHTML = form
      .querySelector("[data-empty-row]")
      .innerHTML.replaceAll("__prefix__", number)
      .replaceAll("__number__", number + 1);
    rows.append(holder.content);
    total.value = number + 1;
    saved = isChanged() ? saved : picture();
    rows.lastElementChild.querySelector("textarea").focus();
  });
})();
