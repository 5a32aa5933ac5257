// The texts of the pages that explain, in the reader's language.

const LANGUAGES = ["de", "en"];

/** The language in the settings, else that of the browser; English where there are no texts in it. */
const set = await chrome.runtime.sendMessage({to: "desk", ask: "settings"}).catch(() => null);
const wanted = (set?.settings?.settings.language ?? chrome.i18n.getUILanguage()).slice(0, 2);
export const language = LANGUAGES.includes(wanted) ? wanted : "en";

/** What is in a file of the extension. */
export async function load(file) {
  return (await fetch(chrome.runtime.getURL(file))).json();
}

/** The texts by their keys. */
export const texts = await load(`data/pages.${language}.json`);

/** Says every text that the page's elements name. */
export function sayAll() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = texts[element.dataset.say];
}
