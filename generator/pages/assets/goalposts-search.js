/* Material's search, with the words of every section: they are fetched when somebody first searches, not with each page.
   Stands beside Material's own worker, whose file is named in this one's address, and hands over to it. Of a long text
   a result shows what is around the first word found. */
(() => {
  "use strict";
  const SETUP = 0;
  const READY = 1;
  const RESULT = 3;
  const BEFORE = 8;
  const LONGEST = 240;
  const questions = [];
  const answer = self.postMessage.bind(self);
  let setup;

  const hand = (data) => dispatchEvent(new MessageEvent("message", { data }));

  async function begin() {
    const found = await fetch("../../../search/texts.json").catch(() => undefined);
    const texts = found && found.ok ? await found.json() : {};
    setup.data.docs = setup.data.docs.map((page) => ({ ...page, text: texts[page.location] || page.text }));
    removeEventListener("message", hold);
    importScripts(self.location.search.slice(1));
    hand(setup);
    // It is set up by the next turn; of what was typed meanwhile the last counts.
    setTimeout(() => hand(questions.at(-1)));
  }

  function excerpt(text) {
    const words = text.match(/<mark[^>]*>.*?<\/mark>|[^\s\u200b<]+[\s\u200b]*|\s+|</gs) || [];
    const first = Math.max(0, words.findIndex((word) => word.startsWith("<mark")) - BEFORE);
    let shown = "";
    let next = first;
    for (; next < words.length && shown.length < LONGEST; next += 1) shown += words[next];
    return `${first ? "… " : ""}${shown.trimEnd()}${next < words.length ? " …" : ""}`;
  }

  function hold(event) {
    event.stopImmediatePropagation();
    if (event.data.type === SETUP) {
      setup = event.data;
      answer({ type: READY });
    } else if (questions.push(event.data) === 1) {
      begin();
    }
  }

  self.postMessage = (message) => {
    if (message.type === RESULT) {
      for (const part of message.data.items.flat()) part.text = excerpt(part.text);
    }
    answer(message);
  };
  addEventListener("message", hold);
})();
