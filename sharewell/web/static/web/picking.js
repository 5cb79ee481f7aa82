// A long select with data-autocomplete becomes a box in which one types. Its parts are loaded only where there is one.

export async function startPicking(selects) {
  if (!selects.length) {
    return;
  }
  await Promise.all([loaded("script", "src", "accessible-autocomplete.min.js"), loaded("link", "href", "accessible-autocomplete.min.css")]);
  for (const selectElement of selects) {
    window.accessibleAutocomplete.enhanceSelectElement({
      selectElement,
      defaultValue: selectElement.value ? selectElement.selectedOptions[0].textContent : "",
      showAllValues: true,
      displayMenu: "overlay",
      tNoResults: () => "Nothing found",
    });
  }
}

function loaded(tag, attribute, name) {
  return new Promise((resolve, reject) => {
    const element = document.createElement(tag);
    if (tag === "link") {
      element.rel = "stylesheet";
    }
    element.onload = resolve;
    element.onerror = reject;
    element[attribute] = new URL(`../vendor/${name}`, import.meta.url).href;
    document.head.append(element);
  });
}
