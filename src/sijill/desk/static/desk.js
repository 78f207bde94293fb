// What pages do beyond links and forms. Each part looks for its own marks in the page, so that a swap by htmx is enough.

import { drawCharts } from "./charts.js";
import { watchReview } from "./review.js";

const say = document.getElementById("say");

/** Tell something in the live region, as text. */
export function tell(text, bad = false) {
  const line = document.createElement("p");
  line.textContent = text;
  if (bad) line.className = "bad";
  say.replaceChildren(line);
  setTimeout(() => line.remove(), bad ? 12000 : 4000);
}

function begin(root) {
  drawCharts(root);
  for (const slider of root.querySelectorAll("[data-days]:not([data-followed])")) followSlider(slider);
  for (const line of root.querySelectorAll("[data-told]")) {
    tell(line.dataset.told);
    line.remove();
    if (document.activeElement !== document.body) continue; // somebody is quicker than the page
    document.querySelector("h1")?.focus({ preventScroll: true });
    scrollTo({ top: 0 });
  }
}

/** While the slider moves, its day is shown; the page is asked for when it rests. */
function followSlider(slider) {
  slider.dataset.followed = "";
  const days = JSON.parse(slider.dataset.days);
  const shown = slider.parentElement.querySelector("output");
  const field = slider.parentElement.querySelector("input[name=as_of]");
  const follow = () => {
    const day = days[Number(slider.value)];
    shown.textContent = day.label;
    slider.setAttribute("aria-valuetext", day.label);
    field.value = Number(slider.value) === days.length - 1 ? "" : day.day;
    field.disabled = field.value === "";
  };
  slider.addEventListener("input", follow);
  follow();
}

document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy-from]");
  if (copy) {
    const text = copy.previousElementSibling.textContent;
    try {
      await navigator.clipboard.writeText(text);
      tell(copy.closest("[data-copied]")?.dataset.copied ?? "✓");
    } catch {
      getSelection().selectAllChildren(copy.previousElementSibling);
    }
  }
  const mark = event.target.closest(".claim-mark");
  if (mark) light(mark.dataset.claims.split(" "));
});

/** Light the stretches of a claim wherever they stand. */
function light(ids) {
  for (const mark of document.querySelectorAll(".claim-mark")) {
    mark.classList.toggle("lit", mark.dataset.claims.split(" ").some((id) => ids.includes(id)));
  }
}

document.body.addEventListener("htmx:load", (event) => begin(event.detail.elt));
document.body.addEventListener("htmx:sendError", () => tell(document.body.dataset.offline, true));
document.body.addEventListener("htmx:responseError", (event) => {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
  const words = page.querySelector(".failure p:last-of-type, .failure .quiet, .refused") ?? page.body;
  tell(words.textContent.trim().slice(0, 300) || document.body.dataset.offline, true);
});

begin(document);
watchReview();
