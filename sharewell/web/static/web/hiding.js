// Hide this page: by its link, or by pressing Escape three times. What is on the screen goes at once; what was typed is
// saved first where the page saves itself; the way back does not lead to it.

const PRESSES = 3;
const WITHIN_MS = 2000;

export function watchForHiding(link) {
  if (!link) {
    return;
  }
  let pressed = [];
  link.addEventListener("click", (event) => {
    event.preventDefault();
    hide(link.href);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.repeat) {
      return;
    }
    pressed = [...pressed, event.timeStamp].slice(-PRESSES);
    if (pressed.length === PRESSES && event.timeStamp - pressed[0] < WITHIN_MS) {
      hide(link.href);
    }
  }, { capture: true });
}

function hide(address) {
  document.dispatchEvent(new Event("sharewell:leaving"));
  document.documentElement.classList.add("sw-hidden-now");
  document.title = "Nothing here";
  document.querySelectorAll('link[rel="icon"]').forEach((icon) => icon.remove());
  document.body.replaceChildren();
  window.location.replace(address);
}
