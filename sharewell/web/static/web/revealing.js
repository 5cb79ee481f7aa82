// The design system says of a radio button that reveals more whether it is open. WAI-ARIA knows no such state of a radio
// button (of a checkbox it does), so it is taken away; what is revealed comes next on the page either way.

export function quieten(radio) {
  const still = () => radio.hasAttribute("aria-expanded") && radio.removeAttribute("aria-expanded");
  still();
  new MutationObserver(still).observe(radio, { attributeFilter: ["aria-expanded"] });
}
