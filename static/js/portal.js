// Small comforts. Every page works without this file.
(() => {
  "use strict";

  // A page that came back with errors starts at their summary.
  const summary = document.querySelector(".error-summary");
  if (summary) {
    summary.focus();
    summary.addEventListener("click", (event) => {
      const link = event.target.closest("a[href^='#']");
      const control = link && document.getElementById(link.hash.slice(1));
      if (control) {
        event.preventDefault();
        const field = control.closest(".field") || control;
        field.scrollIntoView({ block: "start" });
        control.focus({ preventScroll: true });
      }
    });
  }

  // Typed text is not lost by accident: the browser asks before leaving a form that was changed.
  let changed = false;
  const isGuarded = (form) =>
    form && form.method === "post" && !form.hasAttribute("data-unguarded") && !form.querySelector("input[type='password']");
  document.addEventListener("input", (event) => {
    if (isGuarded(event.target.form)) changed = true;
  });
  document.addEventListener("submit", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  // Open menus close by Escape and by a click elsewhere.
  const menus = document.querySelectorAll(".user-menu, .menu");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus.forEach((menu) => {
      if (menu.open) {
        const inside = menu.contains(document.activeElement);
        menu.open = false;
        if (inside) menu.querySelector("summary").focus();
      }
    });
  });
  document.addEventListener("click", (event) => {
    menus.forEach((menu) => {
      if (menu.open && menu.classList.contains("user-menu") && !menu.contains(event.target)) menu.open = false;
    });
  });

  // On a narrow screen a row of a register reads as a card: each cell carries the name of its column.
  document.querySelectorAll(".table--cards").forEach((table) => {
    const names = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
    for (const row of table.querySelectorAll("tbody > tr")) {
      if (row.cells.length !== names.length) continue;
      [...row.cells].forEach((cell, place) => {
        if (cell.tagName === "TD" && cell.textContent.trim() && !cell.querySelector("input")) cell.dataset.label = names[place];
      });
    }
    table.dataset.labelled = "";
  });

  // The print button of a page, shown only when it can work.
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
})();
