// What an analyst can do with the outputs of a notebook: sort and filter tables, see a row's words in the text, switch
// sources off, write corrections. The outputs are found in the page; without this script they are complete as they stand.

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
const all = (selector, within) => [...within.querySelectorAll(selector)];
const span = (words) => words.split("-").map(Number);

// JupyterLab's single-letter commands stay away from what is typed and pressed in here.
const own = (element) => {
  element.setAttribute("data-lm-suppress-shortcuts", "true");
  return element;
};

function initialize({ model }) {
  const state = model.get("state");
  const scopes = new Set();
  const undo = [];
  const waiting = new Map();
  let tickets = 0;

  // ---- questions to the kernel --------------------------------------------------------------------------------------
  const hear = (answer) => {
    waiting.get(answer.ticket)?.(answer);
    waiting.delete(answer.ticket);
  };
  const voice = model.widget_manager.get_model(state.voice);
  voice.then((it) => it.on("msg:custom", hear)).catch(() => {});

  function ask(question, status, then) {
    const ticket = ++tickets;
    const late = setTimeout(() => (status.textContent = "The kernel does not answer: it is busy, or was stopped."), 8000);
    waiting.set(ticket, (answer) => {
      clearTimeout(late);
      status.textContent = answer.said;
      status.classList.toggle("bf-refused", !answer.ok);
      if (then) then(answer);
    });
    voice
      .then(() => model.send({ ...question, ticket }))
      .catch((error) => {
        clearTimeout(late);
        status.textContent = `There is no kernel to ask: run the notebook. (${error.message})`;
      });
  }

  // ---- the text, with the words of a row marked ----------------------------------------------------------------------
  function text(spans, name) {
    const box = make("div", { className: "bf-words", tabIndex: 0 });
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", `The text, with the words of ${name} marked`);
    for (const [kind, number, start, words] of state.blocks) {
      const characters = Array.from(words); // places count characters, not the units of JavaScript's strings
      const cut = new Set([0, characters.length]);
      for (const place of spans)
        for (const edge of place) if (edge > start && edge < start + characters.length) cut.add(edge - start);
      const edges = [...cut].sort((a, b) => a - b);
      const part = make("p", { className: `bf-${kind}`, dir: "auto" });
      if (number) part.append(make("span", { className: "bf-place", textContent: `¶${number} ` }));
      edges.slice(1).forEach((to, i) => {
        const piece = characters.slice(edges[i], to).join("");
        const inside = spans.some(([a, b]) => a < start + to && b > start + edges[i]);
        part.append(inside ? make("mark", { textContent: piece }) : piece);
      });
      box.append(part);
    }
    return box;
  }

  // ---- corrections ----------------------------------------------------------------------------------------------------
  function form(target) {
    const [name, actions] = state.targets[target];
    const what = make("select", { name: "what" }, ...actions.map((key) => make("option", { value: key, textContent: state.actions[key][0] })));
    const value = make("span", { className: "bf-value" });
    const note = make("input", { name: "note", type: "text", placeholder: "why (may be left out)" });
    note.setAttribute("aria-label", "Why");
    const status = make("p", { className: "bf-status" });
    status.setAttribute("role", "status");
    const back = make("button", { type: "button", className: "bf-button", textContent: "Take back", hidden: true });
    const write = make("button", { type: "submit", className: "bf-button", textContent: "Write" });
    const fields = make("p", { className: "bf-fields" }, make("label", {}, `${name}: `, what), " ", value, " ", note, " ", write, " ", back);

    const choose = () => {
      const values = state.actions[what.value][1];
      const control = !values
        ? make("input", { name: "value", type: "text", required: true })
        : values.length
          ? make("select", { name: "value" }, ...values.map(([key, words]) => make("option", { value: key, textContent: words })))
          : make("input", { name: "value", type: "hidden" });
      control.setAttribute("aria-label", state.actions[what.value][0]);
      value.replaceChildren(control);
      note.hidden = what.value === "note";
    };
    what.addEventListener("change", choose);
    choose();
    const element = make("form", { className: "bf-correct" }, fields, status);
    element.setAttribute("aria-label", `Correct ${name}`);
    element.addEventListener("submit", (event) => {
      event.preventDefault();
      status.textContent = "Asking the kernel…";
      const said = { ask: "correct", target, action: what.value, value: element.elements.value.value, note: note.value };
      ask(said, status, (answer) => (back.hidden = !answer.ok));
    });
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input")) return;
      event.preventDefault(); // JupyterLab keeps the browser's own answer to this key away
      element.requestSubmit();
    });
    back.addEventListener("click", () => ask({ ask: "back" }, status, (answer) => (back.hidden = answer.ok)));
    return element;
  }

  // ---- tables -----------------------------------------------------------------------------------------------------------
  function table(element) {
    own(element);
    const body = element.tBodies[0];
    const rows = [...body.rows];
    const details = new Map();
    const after = (row) => details.get(row);

    const toggle = (row) => {
      const button = row.querySelector(".bf-open");
      const open = details.has(row);
      button.setAttribute("aria-expanded", String(!open));
      if (open) {
        details.get(row).remove();
        details.delete(row);
        return;
      }
      const target = state.targets[row.dataset.target];
      const here = all("[data-span]", row).map((one) => span(one.dataset.span));
      const spans = [...here, ...(target ? target[2] : [])];
      const cell = make("td", { colSpan: row.cells.length });
      const detail = make("tr", { className: "bf-detail" }, cell);
      let box;
      if (spans.length) cell.append((box = text(spans, name(row))));
      if (target && target[1].length) cell.append(form(row.dataset.target));
      details.set(row, detail);
      row.after(detail);
      if (box) {
        const part = state.blocks.findLastIndex(([, , first]) => first <= spans[0][0]);
        const at = box.children[part].querySelector("mark");
        if (at) box.scrollTop = at.offsetTop - box.clientHeight / 3;
      }
    };

    for (const row of rows) {
      const target = state.targets[row.dataset.target];
      if (!row.querySelector("[data-span]") && !target) continue;
      const button = make("button", { type: "button", className: "bf-open" });
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-label", `Show the words of ${name(row)} in the text`);
      row.cells[0].prepend(button);
      row.classList.add("bf-opens");
      const press = (event) => {
        if (event.target.closest("a, button, input, select") && event.target !== button) return;
        if (String(getSelection())) return; // words were selected, not a row
        toggle(row);
      };
      row.addEventListener("click", press);
      undo.push(() => {
        row.removeEventListener("click", press);
        row.classList.remove("bf-opens");
        button.remove();
        after(row)?.remove();
      });
    }
    if (rows.length < 2) return;

    const order = new Map(rows.map((row, i) => [row, i]));
    const heads = [...element.tHead.rows[0].cells];
    const value = (row, column) => {
      const cell = row.cells[column];
      const place = cell.querySelector("[data-span]");
      if (place) return span(place.dataset.span)[0];
      const words = cell.textContent.trim();
      return words !== "" && !isNaN(words) ? Number(words) : words.toLocaleLowerCase();
    };
    const compare = (a, b) =>
      typeof a === typeof b ? (typeof a === "number" ? a - b : a.localeCompare(b)) : typeof a === "number" ? -1 : 1;
    heads.forEach((head, column) => {
      const title = head.textContent;
      const button = make("button", { type: "button", className: "bf-sort", textContent: title });
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const next = { none: "ascending", ascending: "descending", descending: "none" }[head.getAttribute("aria-sort") || "none"];
        for (const other of heads) other.removeAttribute("aria-sort");
        if (next !== "none") head.setAttribute("aria-sort", next);
        const way = next === "descending" ? -1 : 1;
        const sorted = [...rows].sort((a, b) =>
          next === "none" ? order.get(a) - order.get(b) : way * compare(value(a, column), value(b, column)) || order.get(a) - order.get(b));
        for (const row of sorted) body.append(row, ...(details.has(row) ? [details.get(row)] : []));
      });
      undo.push(() => {
        head.removeAttribute("aria-sort");
        head.replaceChildren(title);
      });
    });

    const filter = make("input", { type: "search", placeholder: "Filter" });
    filter.setAttribute("aria-label", `Filter: ${element.caption.textContent}`);
    const status = make("span", { className: "bf-status" });
    status.setAttribute("role", "status");
    const tools = own(make("div", { className: "bf-tools" }, filter, " ", status));
    filter.addEventListener("input", () => {
      const words = filter.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      for (const row of rows) {
        const found = words.every((word) => row.textContent.toLocaleLowerCase().includes(word));
        row.hidden = !found;
        left += found;
        if (details.has(row)) details.get(row).hidden = !found;
      }
      status.textContent = words.length ? `${left} of ${rows.length} rows` : "";
    });
    element.before(tools);
    undo.push(() => {
      tools.remove();
      for (const row of [...rows].sort((a, b) => order.get(a) - order.get(b))) {
        row.hidden = false;
        body.append(row);
      }
    });
  }

  const name = (row) => (row.querySelector("th") || row.cells[0]).textContent.trim();

  // ---- sources switched off ---------------------------------------------------------------------------------------------
  const off = new Set();
  let fallen = new Set();
  const inputs = new Set();
  const said = new Set();

  function show() {
    for (const scope of scopes) {
      for (const one of all("[data-allegation]", scope)) one.classList.toggle("bf-fallen", fallen.has(one.dataset.allegation));
      for (const one of all("tr[data-target]", scope)) one.classList.toggle("bf-fallen", fallen.has(one.dataset.target));
      for (const one of all(".bf-tree [data-source]", scope)) one.classList.toggle("bf-off", off.has(one.dataset.source));
      for (const fate of all(".bf-leaf .bf-fate", scope)) fate.textContent = fallen.has(fate.dataset.of) ? "falls" : "";
    }
    for (const [key, input] of inputs) input.checked = !off.has(key);
  }

  function turn(status) {
    ask({ ask: "off", keys: [...off] }, status, (answer) => {
      if (!answer.ok) return;
      fallen = new Set(answer.fallen);
      for (const other of said) other.textContent = answer.said;
      show();
    });
  }

  function tree(element) {
    own(element);
    const status = make("p", { className: "bf-status" });
    status.setAttribute("role", "status");
    const reset = make("button", { type: "button", className: "bf-button", textContent: "Switch all on" });
    const panel = make("div", { className: "bf-tools" }, reset, " ", status);
    reset.addEventListener("click", () => {
      off.clear();
      turn(status);
    });
    element.querySelector("figcaption").after(panel);
    said.add(status);
    undo.push(() => panel.remove());
    for (const branch of all(".bf-branch:not(.bf-branch-outlet)", element)) {
      const key = branch.dataset.source;
      const input = make("input", { type: "checkbox", checked: !off.has(key), className: "bf-switch" });
      input.setAttribute("role", "switch");
      input.setAttribute("aria-label", `Count on ${branch.querySelector(".bf-name").textContent}`);
      input.addEventListener("change", () => {
        if (input.checked) off.delete(key);
        else off.add(key);
        turn(status);
      });
      const pair = [key, input];
      inputs.add(pair);
      branch.querySelector(".bf-who").prepend(input);
      undo.push(() => input.remove());
    }
    for (const leaf of all(".bf-leaf", element)) {
      const fate = make("span", { className: "bf-fate" });
      fate.dataset.of = leaf.dataset.allegation;
      leaf.append(" ", fate);
      undo.push(() => fate.remove());
    }
    turn(status);
  }

  // ---- finding the outputs ------------------------------------------------------------------------------------------------
  function look() {
    for (const mark of all(`.bf-live[data-briefing="${state.key}"]`, document))
      scopes.add(mark.closest(".jp-Notebook") || document.body);
    for (const scope of scopes)
      for (const element of all(".bf table.bf-table:not([data-bf-live]), .bf .bf-tree:not([data-bf-live])", scope)) {
        element.dataset.bfLive = state.key;
        undo.push(() => {
          delete element.dataset.bfLive;
          element.removeAttribute("data-lm-suppress-shortcuts");
        });
        if (element.matches("table")) table(element);
        else tree(element);
      }
  }
  let timer = 0;
  const observer = new MutationObserver(() => {
    if (!timer) timer = setTimeout(() => ((timer = 0), look()), 60);
  });
  observer.observe(document.body, { childList: true, subtree: true });
  look();

  return () => {
    observer.disconnect();
    clearTimeout(timer);
    voice.then((it) => it.off("msg:custom", hear)).catch(() => {});
    fallen = new Set();
    off.clear();
    show();
    for (const step of undo.reverse()) step();
  };
}

export default { initialize };
