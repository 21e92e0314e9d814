"use strict";
// What a reader can do on the page: switch sources off and see what falls, go to the evidence and back.
(() => {
  const root = document.documentElement;
  root.classList.add("live");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // A link into a closed part opens it first.
  function reveal() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    return target;
  }

  // ---- to the evidence and back -------------------------------------------------------------------------------------
  const back = make("a", { className: "bf-back", hidden: true });
  let origin = null;

  function home() {
    if (!origin) return;
    const target = origin;
    origin = null;
    back.hidden = true;
    history.replaceState(null, "", location.pathname + location.search);
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.bf-place");
    if (!link) return;
    origin = link;
    const at = link.closest("[id]");
    const heading = at && at.querySelector("h2, h3");
    back.href = at ? `#${at.id}` : "#content";
    back.textContent = `Back to ${heading ? heading.textContent.trim().slice(0, 48) : "where you were"} (Esc)`;
    back.hidden = false;
  });
  back.addEventListener("click", (event) => {
    event.preventDefault();
    home();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && origin) home();
  });
  addEventListener("hashchange", () => {
    const target = reveal();
    if (!target) return;
    // The place of a span is empty; the words after it take the focus, so that a screen reader goes on from there.
    const words = target.classList.contains("bf-anchor") ? target.nextElementSibling || target : target;
    if (!words.hasAttribute("tabindex")) words.tabIndex = -1;
    words.focus({ preventScroll: true });
  });
  document.body.append(back);

  // ---- switching sources off ----------------------------------------------------------------------------------------
  const tree = document.querySelector(".bf-tree");
  const leaves = tree ? all(".bf-leaf", tree) : [];
  if (leaves.length) {
    // An allegation that comes by several ways stands in several places of the tree, and counts once.
    const byId = new Map(leaves.map((leaf) => [leaf.dataset.allegation, leaf]));
    const claims = [...byId].map(([id, leaf]) => ({ id, number: +leaf.dataset.number, ways: JSON.parse(leaf.dataset.ways) }));
    claims.sort((a, b) => a.number - b.number);
    const off = new Set();
    const switches = new Map();
    const names = new Map();

    // As briefing.lineage has it: an allegation falls when no way is left that passes through nothing switched off.
    const fallen = () => claims.filter((claim) => claim.ways.every((way) => way.some((key) => off.has(key))));
    const plural = (n, noun) => `${n} ${noun}${n === 1 ? "" : "s"}`;
    const listed = (words) => (words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`);

    const status = make("p", { className: "bf-status", role: "status" });
    status.setAttribute("aria-live", "polite");
    const reset = make("button", { type: "button", className: "bf-button", textContent: "Switch all on" });
    const nameless = make("button", { type: "button", className: "bf-button", textContent: "Without sources that have no name" });
    const panel = make("div", { className: "bf-panel" }, status, make("p", { className: "bf-buttons" }, reset, nameless));
    tree.querySelector("figcaption").after(panel);

    function show() {
      const down = fallen();
      const gone = new Set(down.map((claim) => claim.id));
      for (const element of all("[data-allegation]")) element.classList.toggle("bf-fallen", gone.has(element.dataset.allegation));
      for (const element of all("[data-source]")) element.classList.toggle("bf-off", off.has(element.dataset.source));
      for (const branch of all(".bf-branch", tree))
        branch.classList.toggle("bf-barren", all(".bf-leaf", branch).every((leaf) => gone.has(leaf.dataset.allegation)));
      for (const [key, inputs] of switches) for (const input of inputs) input.checked = !off.has(key);
      for (const leaf of leaves) leaf.querySelector(".bf-fate").textContent = gone.has(leaf.dataset.allegation) ? "falls" : "";
      for (const card of all(".bf-card")) {
        let note = card.querySelector(".bf-fate");
        if (!note) {
          note = make("p", { className: "bf-fate" });
          card.querySelector("h3").after(note);
        }
        note.textContent = gone.has(card.dataset.allegation) ? `Falls without ${without()}.` : "";
      }
      reset.disabled = !off.size;
      status.textContent = say(down);
    }

    function without() {
      const left = [...off].map((key) => names.get(key));
      return left.length > 3 ? `${left.length} sources` : listed(left);
    }

    function say(down) {
      const total = claims.length;
      if (!off.size) return `All sources are on: ${plural(total, "allegation")} stand${total === 1 ? "s" : ""}. Switch one off to see what rests on it.`;
      const left = total - down.length;
      if (!down.length) return `Without ${without()}: nothing falls, ${total === 1 ? "the one allegation" : `all ${total} allegations`} can be reached another way.`;
      const standing = claims.filter((claim) => !down.includes(claim)).map((claim) => `No. ${claim.number}`);
      const rest = !left ? "none is left" : left > 12 ? `${left} are left` : `left ${left === 1 ? "is" : "are"} ${listed(standing)}`;
      return `Without ${without()}: ${down.length} of ${plural(total, "allegation")} fall${down.length === 1 ? "s" : ""}; ${rest}.`;
    }

    for (const branch of all(".bf-branch", tree)) {
      const key = branch.dataset.source;
      const name = branch.querySelector(".bf-name").textContent;
      if (branch.classList.contains("bf-branch-outlet")) continue;
      names.set(key, name);
      const input = make("input", { type: "checkbox", checked: true, className: "bf-switch" });
      input.setAttribute("role", "switch");
      input.setAttribute("aria-label", `Count on ${name}`);
      input.addEventListener("change", () => {
        if (input.checked) off.delete(key);
        else off.add(key);
        show();
      });
      switches.set(key, [...(switches.get(key) || []), input]);
      branch.querySelector(".bf-who").prepend(make("label", { className: "bf-switching" }, input));
    }
    for (const leaf of leaves) leaf.append(make("span", { className: "bf-fate" }));
    const unknown = all(".bf-branch-unnamed, .bf-branch-nobody", tree).map((branch) => branch.dataset.source);
    nameless.hidden = !unknown.length;
    nameless.addEventListener("click", () => {
      off.clear();
      for (const key of unknown) off.add(key);
      show();
    });
    reset.addEventListener("click", () => {
      off.clear();
      show();
      tree.querySelector(".bf-switch").focus();
    });
    show();
  }

  // ---- paper: everything open ---------------------------------------------------------------------------------------
  const closed = new Set();
  let printing = false;
  function toPaper(on) {
    if (printing === on) return;
    printing = on;
    for (const details of all("details")) {
      if (on && !details.open) closed.add(details);
      if (closed.has(details)) details.open = on;
    }
    if (!on) closed.clear();
  }
  const paper = matchMedia("print");
  addEventListener("beforeprint", () => toPaper(true));
  addEventListener("afterprint", () => toPaper(false));
  paper.addEventListener("change", (event) => toPaper(event.matches));
  if (paper.matches) toPaper(true);
  const target = reveal();
  if (target) target.scrollIntoView();
})();
