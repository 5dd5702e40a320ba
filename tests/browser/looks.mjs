// What can be wrong with a page, looked at within the page. Each function is handed to the browser as text, so it
// refers to nothing outside itself; it returns what it found, a sentence each.

// Nothing stands beyond the edge of the page, unless it lies in a box that can be scrolled.
export function overflows(mayScroll) {
  const room = document.documentElement.clientWidth;
  const scrolls = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement)
      if (mayScroll && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return true;
    return false;
  };
  const name = (element) => `<${element.tagName.toLowerCase()}> "${element.textContent.trim().slice(0, 50)}"`;
  return [...document.body.querySelectorAll('*')]
    .filter((element) => element.getClientRects().length > 0 && !scrolls(element))
    .filter((element) => element.getBoundingClientRect().right > room + 1)
    .slice(0, 3)
    .map((element) => `${name(element)} ends at ${Math.round(element.getBoundingClientRect().right)} of ${room} px`);
}

// Text stands out from what is behind it: 4.5 to 1, as WCAG 2 asks of text of any size (AA).
export function faintTexts() {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const behind = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const [r, g, b, a = 1] = channels(getComputedStyle(box).backgroundColor);
      if (a > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement, text = texts.currentNode.data.trim();
    if (!text || element.getClientRects().length === 0 || element.closest('title, desc')) continue;
    const style = getComputedStyle(element);
    const ink = channels(element.closest('svg') ? style.fill : style.color);
    const [high, low] = [luminance(ink), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) found.add(`"${text.slice(0, 30)}" has a contrast of ${ratio.toFixed(2)} to 1`);
  }
  return [...found].slice(0, 3);
}

// No label of a picture lies over another, and none beyond the picture's edge.
export function collisions() {
  const found = [];
  for (const picture of document.querySelectorAll('svg')) {
    const frame = picture.getBoundingClientRect();
    const labels = [...picture.querySelectorAll('text')].map((text) => ({ text, box: text.getBoundingClientRect() }));
    for (const [i, { text, box }] of labels.entries()) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1)
        found.push(`"${text.textContent}" stands beyond the edge of its picture`);
      for (const { text: other, box: beside } of labels.slice(i + 1)) {
        const across = Math.min(box.right, beside.right) - Math.max(box.left, beside.left);
        const down = Math.min(box.bottom, beside.bottom) - Math.max(box.top, beside.top);
        // Lines of text stand closer to each other than their boxes.
        if (across > 1 && down > 4) found.push(`"${text.textContent}" and "${other.textContent}" lie over each other`);
      }
    }
  }
  return found.slice(0, 5);
}

// Each picture says in words what it shows.
export function wordless() {
  return [...document.querySelectorAll('svg:not([aria-hidden])')]
    .filter((picture) => picture.getAttribute('role') !== 'img' ||
      !['title', 'desc'].every((words) => picture.querySelector(`:scope > ${words}`)?.textContent.length > 3))
    .map((picture) => `a picture without words: ${picture.textContent.slice(0, 40)}`);
}

// What should be told of a page that wants to act or to reach out.
export function actives() {
  const handlers = [...document.querySelectorAll('*')].filter((element) =>
    element.getAttributeNames().some((name) => name.startsWith('on')));
  const links = [...document.querySelectorAll('[href], [src]')]
    .map((element) => element.getAttribute('href') ?? element.getAttribute('src'))
    .filter((link) => !/^(#|https?:\/\/)/.test(link));
  const elements = [...document.querySelectorAll('script, iframe, object, embed, form, link, base, img, audio, video, foreignObject, use, animate, set')];
  return [
    ...handlers.map((element) => `<${element.tagName}> has a handler`),
    ...links.map((link) => `a link to ${link.slice(0, 40)}`),
    ...elements.map((element) => `there is a <${element.tagName.toLowerCase()}>`),
    ...performance.getEntriesByType('resource').map(({ name }) => `it asked for ${name}`),
  ].slice(0, 5);
}
