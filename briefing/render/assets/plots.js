"use strict";
// Draws plotly's figures, follows the reader's light or dark, and redraws them for paper.
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const plots = [...document.querySelectorAll(".bf-plot")];
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paper = matchMedia("print");
  const narrow = 620; // below this width a figure keeps its size and is scrolled
  let printing = false;

  for (const plot of plots) plot.style.height = `${figures[plot.dataset.figure - 1].layout.height || 420}px`;

  async function unpack(base64) {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).text();
  }

  // The policy forbids style attributes and style elements. plotly.js writes some of the former by setAttribute: the
  // same words through the object model are allowed. Of the latter it has one, for maps, which no figure here is.
  function allowStyles() {
    const set = Element.prototype.setAttribute;
    Element.prototype.setAttribute = function (name, value) {
      if (String(name).toLowerCase() === "style") this.style.cssText = value;
      else set.call(this, name, value);
    };
  }

  function load(code) {
    const text = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
    Object.defineProperty(HTMLStyleElement.prototype, "textContent", { configurable: true, get: text.get, set() {} });
    const script = document.createElement("script");
    script.textContent = code;
    document.head.append(script);
    delete HTMLStyleElement.prototype.textContent;
    if (!window.Plotly) throw new Error("plotly.js did not start");
  }

  const token = (name) => getComputedStyle(root).getPropertyValue(name).trim();

  // Every colour of a figure that has a counterpart for a dark page is exchanged for it, wherever it stands.
  function recolour(value, map) {
    if (typeof value === "string") return map[value.toLowerCase()] || value;
    if (Array.isArray(value)) return value.map((item) => recolour(item, map));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, recolour(item, map)]));
    return value;
  }

  const DARK = {
    "#1d69ac": "#6fb1ea", "#c2500a": "#f0975a", "#0b7f5e": "#4cc79f", "#7d7d7d": "#a3a29c", "#b9b9b9": "#6b6a66",
    "#333333": "#e6e3dc", "#333": "#e6e3dc", "#fff": "#191a1c", "#ffffff": "#191a1c", "white": "#191a1c",
  };

  function dressed(figure) {
    const night = dark.matches && !printing;
    const data = night ? recolour(figure.data, DARK) : figure.data;
    const layout = structuredClone(night ? recolour(figure.layout, DARK) : figure.layout);
    const ink = printing ? "#1b1b1b" : token("--ink");
    layout.paper_bgcolor = layout.plot_bgcolor = "rgba(0,0,0,0)";
    layout.font = { ...layout.font, color: ink, family: token("--sans") };
    layout.modebar = { bgcolor: "rgba(0,0,0,0)", color: token("--quiet"), activecolor: token("--ink") };
    layout.hoverlabel = {
      bgcolor: token("--paper"), bordercolor: token("--rule"), ...layout.hoverlabel,
      font: { ...(layout.hoverlabel || {}).font, color: ink, family: token("--sans") },
    };
    for (const axis of Object.keys(layout).filter((key) => /^[xy]axis\d*$/.test(key)))
      layout[axis] = { color: token("--quiet"), gridcolor: token("--rule"), linecolor: token("--rule"), ...layout[axis] };
    return { data: structuredClone(data), layout };
  }

  // Letters in figures are sized in pixels; where the page is set larger, the whole figure is.
  const scale = () => (printing ? 1 : parseFloat(getComputedStyle(root).fontSize) / 16);

  function width(plot) {
    const room = plot.parentElement.clientWidth / scale();
    return printing ? Math.min(room, 660) : Math.max(room, narrow);
  }

  async function draw(plot) {
    const figure = figures[plot.dataset.figure - 1];
    const { data, layout } = dressed(figure);
    const factor = scale();
    layout.autosize = false;
    layout.width = Math.floor(width(plot));
    layout.height = layout.height || 420;
    plot.style.width = `${layout.width}px`;
    plot.style.height = `${layout.height}px`;
    plot.style.transform = factor === 1 ? "" : `scale(${factor})`;
    plot.style.marginBottom = factor === 1 ? "" : `${layout.height * (factor - 1)}px`;
    await window.Plotly.react(plot, data, layout, { ...figure.config, responsive: false });
  }

  // The words that stand in for a figure that cannot be drawn; its numbers are in the table below.
  function giveUp(plot, error) {
    console.error(error);
    plot.removeAttribute("style");
    const note = document.createElement("p");
    note.className = "bf-noscript";
    note.textContent = `This browser cannot draw the figure. ${plot.getAttribute("aria-label")}`;
    plot.replaceChildren(note);
    for (const details of plot.closest("figure").querySelectorAll("details")) details.open = true;
    root.dataset.figures = "failed";
  }

  async function drawAll() {
    for (const plot of plots) await draw(plot).catch((error) => giveUp(plot, error));
  }

  let timer = 0;
  let seen = innerWidth;
  function later() {
    clearTimeout(timer);
    timer = setTimeout(drawAll, 120);
  }

  function resized() {
    if (innerWidth !== seen) later(); // a phone's bars come and go and change the height only
    seen = innerWidth;
  }

  function toPaper(on) {
    if (printing === on) return;
    printing = on;
    drawAll();
  }

  async function start() {
    allowStyles();
    load(await unpack(document.getElementById("plotly").textContent));
    await drawAll();
    dark.addEventListener("change", later);
    addEventListener("resize", resized);
    addEventListener("beforeprint", () => toPaper(true));
    addEventListener("afterprint", () => toPaper(false));
    paper.addEventListener("change", (event) => toPaper(event.matches));
    if (paper.matches) toPaper(true);
    root.dataset.figures ||= "drawn";
  }

  start().catch((error) => plots.forEach((plot) => giveUp(plot, error)));
})();
