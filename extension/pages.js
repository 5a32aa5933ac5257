// The texts of the pages that explain, in the reader's language.

const LANGUAGES = ["de", "en"];

/** The language of the browser, where there are texts in it. */
const browsers = chrome.i18n.getUILanguage().slice(0, 2);
export const language = LANGUAGES.includes(browsers) ? browsers : "en";

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
