// Starts the app: a module of its own because the page's policy forbids inline scripts.
import init, { start } from "__FRONTEND_JS__";

function explain() {
  const text = document.createElement("p");
  text.setAttribute("role", "alert");
  text.textContent =
    "Throughline could not start in this browser. Nothing that you wrote is lost. " +
    "Please reload, or use a current version of Firefox, Chrome, Edge or Safari.";
  document.body.append(text);
}

try {
  await init({ module_or_path: "__FRONTEND_WASM__" });
  start();
} catch (error) {
  console.error(error);
  explain();
}
