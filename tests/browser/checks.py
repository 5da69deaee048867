"""What a browser can measure on a page: axe, reflow, text spacing, the walk with the Tab key."""

from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
OVERFLOW = """() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const wide = [...document.querySelectorAll('body *')].filter(element => {
    if (element.closest('.table-scroll') && !element.matches('.table-scroll')) return false;
    return element.getBoundingClientRect().right > page.clientWidth + 1;
  });
  return wide.slice(0, 5).map(element => element.outerHTML.slice(0, 120));
}"""
CLIPPED = """() => [...document.querySelectorAll('h1, h2, h3, p, li, a, label, button, .button, td, th, dd, dt, .tag')]
  .filter(element => {
    const style = getComputedStyle(element);
    if (element.closest('.visually-hidden') || style.position === 'absolute') return false;
    const hides = style.overflowX !== 'visible' || style.overflowY !== 'visible';
    return hides && style.display !== 'inline'
      && (element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2);
  }).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""
TABBABLE = """() => {
  const groups = new Set();
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')];
  const stops = all.filter(element => {
    if (element.disabled || element.type === 'hidden' || element.tabIndex < 0) return false;
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    if (element.type === 'radio') {
      const group = element.name + (element.form ? [...document.forms].indexOf(element.form) : '');
      if (groups.has(group)) return false;
      const chosen = all.find(other => other.type === 'radio' && other.name === element.name
        && other.form === element.form && other.checked);
      if (chosen && chosen !== element) return false;
      groups.add(group);
    }
    return true;
  });
  window.__stops = stops;
  return stops.length;
}"""
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 1);
  const top = document.elementFromPoint(x, y);
  const seen = top && (element.contains(top) || top.contains(element) || (element.labels
    && [...element.labels].some(label => label.contains(top))));
  const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    || (element.labels && [...element.labels].some(label => {
      const before = getComputedStyle(label, '::before');
      return before.outlineStyle !== 'none' || before.boxShadow !== 'none';
    }));
  return { index: window.__stops.indexOf(element), ring: Boolean(ring), seen: Boolean(seen),
    html: element.outerHTML.slice(0, 120) };
}"""
SMALL = """() => [...document.querySelectorAll('button, .button, input:not([type=hidden]), select, summary')]
  .filter(element => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false;
    const boxes = [element, ...(element.labels || [])].map(one => one.getBoundingClientRect());
    return !boxes.some(box => box.width >= 24 && box.height >= 24);
  }).slice(0, 5).map(element => element.outerHTML.slice(0, 120))"""


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def axe_violations(page: Page) -> list[str]:
    page.evaluate(_axe())
    result: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]}"
        for violation in result["violations"]
        for node in violation["nodes"][:3]
    ]


def keyboard_faults(page: Page) -> list[str]:
    """Walk with Tab from the top: each stop reached in order, once, seen and ringed; the skip link comes first."""
    expected = page.evaluate(TABBABLE)
    page.evaluate("""() => {
      window.scrollTo(0, 0);
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    }""")
    faults: list[str] = []
    reached: list[int] = []
    for step in range(expected + 1):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            break
        if step == 0 and "skip" not in stop["html"]:
            faults.append(f"первой стоит не ссылка к содержанию: {stop['html']}")
        if not stop["ring"]:
            faults.append(f"фокус не виден: {stop['html']}")
        if not stop["seen"]:
            faults.append(f"фокус закрыт: {stop['html']}")
        reached.append(stop["index"])
        if step == expected:
            break
    if reached[:expected] != list(range(expected)):
        faults.append(f"обход не по порядку: ждали 0…{expected - 1}, пришли {reached}")
    return faults
