// The one Trusted Types policy. Markup made by a script becomes plain words, unless it is a drawing without any
// behaviour (the arrows of a sortable table). Scripts come from our own folder of other people's parts.

const VENDOR = new URL("../vendor/", import.meta.url).href;
const DRAWING = /^\s*<svg(\s[\w-]+="[\w\s.,:/-]*")*>(\s*<path(\s[\w-]+="[\w\s.,-]*")*\s*\/>)+\s*<\/svg>\s*$/;

export function harmless(markup) {
  if (DRAWING.test(markup)) {
    return markup;
  }
  return markup.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

if (window.trustedTypes && trustedTypes.createPolicy) {
  trustedTypes.createPolicy("default", {
    createHTML: harmless,
    createScriptURL: (address) => {
      const whole = new URL(address, document.baseURI).href;
      if (!whole.startsWith(VENDOR)) {
        throw new TypeError("Only our own scripts are run.");
      }
      return whole;
    },
  });
}
