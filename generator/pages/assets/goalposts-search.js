/* Material's search, with the words of every section: they are fetched when somebody first searches, not with each page.
   Stands beside Material's own worker, whose file is named in this one's address, and hands over to it. */
(() => {
  "use strict";
  const SETUP = 0;
  const READY = 1;
  const questions = [];
  let setup;

  const hand = (data) => dispatchEvent(new MessageEvent("message", { data }));

  async function begin() {
    const answer = await fetch("../../../search/texts.json").catch(() => undefined);
    const texts = answer && answer.ok ? await answer.json() : {};
    setup.data.docs = setup.data.docs.map((page) => ({ ...page, text: texts[page.location] || page.text }));
    removeEventListener("message", hold);
    importScripts(self.location.search.slice(1));
    hand(setup);
    // It is set up by the next turn; of what was typed meanwhile the last counts.
    setTimeout(() => hand(questions.at(-1)));
  }

  function hold(event) {
    event.stopImmediatePropagation();
    if (event.data.type === SETUP) {
      setup = event.data;
      postMessage({ type: READY });
    } else if (questions.push(event.data) === 1) {
      begin();
    }
  }

  addEventListener("message", hold);
})();
