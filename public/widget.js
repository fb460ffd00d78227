// <throughline-progress token="..." src="https://plans.example" size="m" theme="auto">
// Defines the element and loads its wasm on first use; when that fails, it shows the image instead.

const home = new URL(import.meta.url).origin;
let loading;

function load() {
  loading ??= import("__WIDGET_JS__").then(async (module) => {
    await module.default({ module_or_path: new URL("__WIDGET_WASM__", import.meta.url) });
    return module.Progress;
  });
  return loading;
}

class ThroughlineProgress extends HTMLElement {
  static observedAttributes = ["token", "src", "size", "theme"];
  #root = this.attachShadow({ mode: "open" });
  #progress;

  async connectedCallback() {
    try {
      const Progress = await load();
      if (!this.isConnected || this.#progress) return;
      this.#progress = new Progress(this, this.#root, home);
      this.#progress.start();
    } catch (error) {
      console.warn("throughline-progress: showing the image instead.", error);
      this.#picture();
    }
  }

  disconnectedCallback() {
    this.#progress?.stop();
    this.#progress?.free();
    this.#progress = undefined;
  }

  attributeChangedCallback(name, before, after) {
    if (before !== after) this.#progress?.change();
  }

  #picture() {
    const token = encodeURIComponent(this.getAttribute("token") ?? "");
    const url = new URL(`/embed/${token}.svg`, this.getAttribute("src") || home);
    for (const name of ["size", "theme"]) {
      if (this.hasAttribute(name)) url.searchParams.set(name, this.getAttribute(name));
    }
    const picture = document.createElement("img");
    picture.alt = "Progress of a goal, as an image from Throughline";
    picture.src = url;
    this.#root.replaceChildren(picture);
  }
}

if (!customElements.get("throughline-progress")) {
  customElements.define("throughline-progress", ThroughlineProgress);
}
